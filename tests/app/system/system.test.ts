import { expect, test } from 'vitest';
import { Alerts } from '../../../src/app/page/alerts.svelte';
import { System } from '../../../src/app/system/system.svelte';
import { fakeMachine } from '../../support/fakeMachine';
import { fakeSession, suggested } from '../../support/fakeSession';
import type { Monitor } from '../../../src/workflow/monitor/monitor';

function system(changes: Partial<Monitor> = {}) {
  const machine = fakeMachine(changes);
  const alerts = new Alerts();
  return { alerts, system: new System(fakeSession({ monitor: () => machine }), alerts) };
}

test('nothing is read before the view is opened', () => {
  const { system: closed } = system();
  expect(closed.readings).toBeUndefined();
  closed.open();
  expect(closed.isOpen).toBe(true);
  expect(closed.readings?.tasks).toHaveLength(3);
  closed.close();
  expect(closed.isOpen).toBe(false);
});

test('what did not change stays the same object, so that it is not drawn again', () => {
  const { system: open } = system();
  open.open();
  const before = open.readings;
  open.read();
  expect(open.readings?.summary).toBe(before?.summary);
  expect(open.readings?.steps).toBe(before?.steps);
});

test('a trial of the kernels is told and kept', async () => {
  const { system: open, alerts } = system();
  const trying = open.verify(suggested);
  expect(open.trial.state).toBe('running');
  await trying;
  expect(open.trial).toMatchObject({ state: 'done', of: 'rivers.md', trials: { sentences: 4 } });
  expect(alerts.spoken).toBe('All kernels are equal.');
});

test('a trial that fails is reported and can be tried again', async () => {
  const { system: open, alerts } = system({ verifyKernels: () => Promise.reject(new Error('no memory')) });
  await open.verify(suggested);
  expect(open.trial.state).toBe('none');
  expect(alerts.shown[0]?.message).toContain('no memory');
});

test('clearing the cache says how many results went, until the view is opened again', async () => {
  const { system: open } = system();
  open.open();
  await open.clearCache();
  expect(open.cleared).toBe(7);
  open.close();
  open.open();
  expect(open.cleared).toBeUndefined();
});

test('a browser that does not promise to keep what is stored is not asked twice', async () => {
  const { system: open } = system({ keepStorage: async () => false });
  await open.keepStorage();
  expect(open.wasRefused).toBe(true);
  expect(open.storage?.isPersistent).toBe(false);
});
