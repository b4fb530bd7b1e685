import { expect, test } from 'vitest';
import { Studio } from '../../../src/app/studio.svelte';
import type { Session, Unfinished } from '../../../src/workflow/session';
import { fakeSession } from '../../support/fakeSession';
import { memoryStore } from '../../support/memoryStore';
import { storyboard } from '../../support/storyboards';

const left: Unfinished = { id: 'film1', source: 'rivers.md', startedAt: 0, scenesDone: 2, scenes: 5 };
const sample = async () => ({ name: 'sample.md', mediaType: '', bytes: new Uint8Array(9) });

async function begun(changes: Partial<Session>) {
  let waiting = [left];
  const calls: string[] = [];
  const base = fakeSession();
  const session = fakeSession({
    unfinished: async () => waiting,
    abandon: async (id) => { calls.push(`abandon ${id}`); waiting = []; },
    resume: async (
      id, watch,
    ) => { calls.push(`resume ${id}`); waiting = []; return base.produce(storyboard, { container: 'mp4', captions: 'burn', voice: 'auto' }, watch); },
    ...changes,
  });
  const studio = new Studio(session, memoryStore());
  await studio.begin(sample);
  return { studio, calls, question: () => studio.alerts.shown.find(({ tone }) => tone === 'question') };
}

const turn = () => new Promise((resolve) => { setTimeout(resolve); });

test('an unfinished export is offered, with how far it came', async () => {
  const { question } = await begun({});
  expect(question()?.title).toBe('The video of rivers.md was not finished: 2 of 5 scenes are done.');
  expect([question()?.action?.label, question()?.other?.label]).toEqual(['Continue', 'Forget']);
});

test('continued, it becomes a video to be saved', async () => {
  const { studio, calls, question } = await begun({});
  question()?.action?.run();
  await turn();
  expect(calls).toEqual(['resume film1']);
  expect(studio.exports.made?.asked).toBeUndefined();
  expect(studio.exports.made?.downloads[0]?.name).toMatch(/\.mp4$/u);
  expect(question()).toBeUndefined();
});

test('forgotten, it is not offered again', async () => {
  const { calls, question } = await begun({});
  question()?.other?.run();
  await turn();
  expect(calls).toEqual(['abandon film1']);
  expect(question()).toBeUndefined();
});

test.each([
  ['gone on with', (studio: Studio) => { studio.exports.queue.resume(); }],
  ['cancelled', (studio: Studio) => { studio.exports.queue.cancel(); }],
])('%s from the list of exports, it is not asked for any more', async (_, decide) => {
  const { studio, question } = await begun({});
  decide(studio);
  expect(question()).toBeUndefined();
});

test('a journal that cannot be read offers nothing and breaks nothing', async () => {
  const { studio, question } = await begun({ unfinished: () => Promise.reject(new Error('storage is forbidden')) });
  expect(question()).toBeUndefined();
  expect(studio.alerts.shown).toEqual([]);
});
