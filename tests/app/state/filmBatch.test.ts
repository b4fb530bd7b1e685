import { expect, test } from 'vitest';
import { FilmBatch } from '../../../src/app/state/filmBatch.svelte';
import { Failure } from '../../../src/domain/failure';
import type { Production, Watch } from '../../../src/workflow/session';
import { fakeSession } from '../../support/fakeSession';
import { storyboard } from '../../support/storyboards';

const file = (name: string) => new File(['# Rivers'], name);
const made = (watch: Watch): Promise<Production> => fakeSession().produce(storyboard, { container: 'mp4', captions: 'burn', voice: 'auto' }, watch);
const states = (batch: FilmBatch) => batch.orders.map(({ state }) => state);
const turn = () => new Promise((resolve) => { setTimeout(resolve); });

test('every file becomes a video, and files of one name stay apart', async () => {
  const batch = new FilmBatch();
  await batch.run([file('a.md'), file('a.md')], async (_file, watch) => made(watch));
  expect(states(batch)).toEqual(['succeeded', 'succeeded']);
  expect(batch.videos.map(({ name }) => name)).toEqual(['a.mp4', 'a 2.mp4']);
  expect(batch.isRunning).toBe(false);
});

test('one that fails says why and stops no other', async () => {
  const batch = new FilmBatch();
  await batch.run([file('empty.md'), file('b.md')], async ({ name }, watch) => {
    if (name === 'empty.md') throw new Failure('empty-source', 'A file must hold something.');
    return made(watch);
  });
  expect(states(batch)).toEqual(['failed', 'succeeded']);
  expect(batch.orders[0]?.trouble).toContain('There is nothing in this file.');
});

test('one is cancelled by itself, running or waiting', async () => {
  const batch = new FilmBatch();
  const files = [file('a.md'), file('b.md'), file('c.md')];
  const running = batch.run(files, async ({ name }, watch) => {
    if (name !== 'a.md') return made(watch);
    return new Promise((_resolve, reject) => { watch.signal.addEventListener('abort', () => { reject(watch.signal.reason as Error); }); });
  });
  await turn();
  batch.cancel(files[1]);
  batch.cancel(files[0]);
  await running;
  expect(states(batch)).toEqual(['cancelled', 'cancelled', 'succeeded']);
});

test('while it is paused nothing runs, and what was stopped begins again', async () => {
  const batch = new FilmBatch();
  let begun = 0;
  const running = batch.run([file('a.md')], async (_file, watch) => {
    begun += 1;
    if (begun > 1) return made(watch);
    return new Promise((_resolve, reject) => { watch.signal.addEventListener('abort', () => { reject(watch.signal.reason as Error); }); });
  });
  await turn();
  batch.pause();
  await turn();
  expect([batch.isPaused, states(batch)]).toEqual([true, ['pending']]);
  batch.resume();
  await running;
  expect([begun, batch.isPaused, states(batch)]).toEqual([2, false, ['succeeded']]);
});

test('what has ended can be put away, what runs cannot', async () => {
  const batch = new FilmBatch();
  const running = batch.run([file('a.md')], async (_file, watch) => made(watch));
  batch.forget();
  expect(batch.orders).toHaveLength(1);
  await running;
  batch.forget();
  expect(batch.orders).toEqual([]);
});
