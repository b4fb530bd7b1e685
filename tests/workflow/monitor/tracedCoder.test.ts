import { expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure';
import type { FilmCoder, FilmScript, SceneJob } from '../../../src/engine/ports';
import type { TraceTask } from '../../../src/optimizers/metrics/trace';
import { tracedCoder } from '../../../src/workflow/monitor/tracedCoder';

const { signal } = new AbortController();
const job = (scene: number) => ({ scene }) as SceneJob;

/** Encodes a scene when the test says so. */
function recorded() {
  const ends: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  const tasks: TraceTask[] = [];
  const frames: number[][] = [];
  let now = 0;
  const coder = {
    encodeScene: () => new Promise((resolve, reject) => { ends.push({ resolve: () => { resolve({ first: 0, end: 30, frames: [{}, {}] }); }, reject }); }),
  } as unknown as FilmCoder;
  const pictures = tracedCoder(coder, { now: () => (now += 10) }, { note: (task) => tasks.push(task), count: (...counts) => frames.push(counts) });
  return { pictures, ends, tasks, frames };
}

test('scenes encoded side by side stand on rows of their own, and a free row is taken again', async () => {
  const { pictures, ends, tasks, frames } = recorded();
  const first = pictures.encodeScene(job(0), signal, () => undefined);
  const second = pictures.encodeScene(job(1), signal, () => undefined);
  ends[0]?.resolve();
  await first;
  const third = pictures.encodeScene(job(2), signal, () => undefined);
  for (const { resolve } of ends) resolve();
  await Promise.all([second, third]);
  expect(tasks.map(({ crew, key, worker }) => [crew, key, worker])).toEqual([['film', 'scene 1', 0], ['film', 'scene 2', 1], ['film', 'scene 3', 0]]);
  expect(tasks.every(({ started, ended, outcome }) => ended > started && outcome === 'succeeded')).toBe(true);
  // Two pictures coded, shown for a second.
  expect(frames).toEqual([[2, 30], [2, 30], [2, 30]]);
});

test.each([
  [new Failure('worker-lost', 'A worker must stay.'), 'worker-lost'],
  [new Failure('cancelled', 'Cancelled.'), 'cancelled'],
  [new Failure('encoder-failed', 'An encoder must encode.'), 'failed'],
  [new Error('?'), 'failed'],
])('%s is noted and goes on to the caller', async (error, outcome) => {
  const { pictures, ends, tasks } = recorded();
  const encoding = pictures.encodeScene(job(0), signal, () => undefined);
  ends[0]?.reject(error);
  await expect(encoding).rejects.toBe(error);
  expect(tasks[0]?.outcome).toBe(outcome);
});

test('a cover is noted as a still is, and stays absent where there is none', async () => {
  const tasks: TraceTask[] = [];
  const notes = { note: (task: TraceTask) => tasks.push(task), count: () => undefined };
  const { pictures: poor } = recorded();
  expect('cover' in poor).toBe(false);
  const coder = { cover: async () => Uint8Array.of(1) } as unknown as FilmCoder;
  await tracedCoder(coder, { now: () => 0 }, notes).cover?.({} as FilmScript, 3, signal);
  expect(tasks.map(({ name, key }) => [name, key])).toEqual([['cover', 'frame 3']]);
});
