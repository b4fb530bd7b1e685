import { expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure';
import type { Watch } from '../../../src/workflow/session';
import { Work } from '../../../src/app/page/work.svelte';

const report = (fraction: number) => ({ stage: 'video', step: 'encode', fraction, secondsLeft: undefined }) as const;
const forever = () => new Promise<never>(() => undefined);

test('progress never falls and never passes the whole', async () => {
  const work = new Work();
  let watch: Watch | undefined;
  const running = work.run('making', (given) => { watch = given; return forever(); });
  watch?.progress(report(0.5));
  watch?.progress(report(0.25));
  expect(work.progress?.fraction).toBe(0.5);
  watch?.progress(report(7));
  expect(work.progress?.fraction).toBe(1);
  work.cancel();
  await expect(running).rejects.toBeInstanceOf(Failure);
});

test('a cancel ends the work at once, even if the task never notices', async () => {
  const work = new Work();
  let signal: AbortSignal | undefined;
  const running = work.run('making', (watch) => { signal = watch.signal; return forever(); });
  work.cancel();
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  expect(signal?.aborted).toBe(true);
  expect(work.kind).toBeUndefined();
  expect(work.progress).toBeUndefined();
});

test('new work cancels the old, whose late reports are not shown', async () => {
  const work = new Work();
  let late: Watch | undefined;
  const first = work.run('planning', (watch) => { late = watch; return forever(); });
  const second = work.run('reading', async () => 'done');
  late?.progress(report(0.9));
  expect(work.progress).toBeUndefined();
  expect(work.kind).toBe('reading');
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  await expect(second).resolves.toBe('done');
  expect(work.kind).toBeUndefined();
});

test('what a task throws reaches the caller, and the work rests', async () => {
  const work = new Work();
  await expect(work.run('making', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(work.kind).toBeUndefined();
});

test('a cancel without work changes nothing', () => {
  const work = new Work();
  work.cancel();
  expect(work.kind).toBeUndefined();
});
