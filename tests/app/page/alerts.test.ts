import { expect, test } from 'vitest';
import { Alerts } from '../../../src/app/page/alerts.svelte';
import { cancelled, Failure } from '../../../src/domain/failure';

test('the same trouble twice is one alert', () => {
  const alerts = new Alerts();
  alerts.report(new Failure('too-large', 'A file must be under 50 MB, got 60 MB.'));
  alerts.report(new Failure('too-large', 'A file must be under 50 MB, got 60 MB.'));
  expect(alerts.shown).toHaveLength(1);
});

test('a new note takes the place of the last', () => {
  const alerts = new Alerts();
  alerts.note('one');
  alerts.note('two');
  expect(alerts.shown.map(({ title }) => title)).toEqual(['two']);
});

test('a cancellation is spoken, not shown', () => {
  const alerts = new Alerts();
  alerts.report(cancelled());
  alerts.report(new DOMException('stop', 'AbortError'));
  expect(alerts.shown).toEqual([]);
  expect(alerts.spoken).toBe('Cancelled.');
});

test('a dismissed alert is gone', () => {
  const alerts = new Alerts();
  alerts.report(new Error('x'));
  alerts.dismiss(alerts.shown[0]?.id ?? -1);
  expect(alerts.shown).toEqual([]);
});

test.each([
  'Failed to fetch dynamically imported module: https://x/a.js', 'error loading dynamically imported module: https://x/a.js',
  'Importing a module script failed.',
])('a file of the app that is gone is no bug: %s', (words) => {
  const alerts = new Alerts();
  alerts.report(new TypeError(words));
  expect(alerts.shown[0]).toMatchObject({ tone: 'trouble', message: words });
  expect(alerts.shown[0]?.advice).toContain('reload');
});
