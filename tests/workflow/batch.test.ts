import { describe, expect, test } from 'vitest';
import { type Outcome, runBatch } from '../../src/workflow/batch';

async function outcomes<Result>(jobs: readonly (() => Promise<Result>)[], concurrency: number, signal = new AbortController().signal): Promise<readonly Outcome<Result>[]> {
  const settled: Outcome<Result>[] = [];
  await runBatch(jobs, { concurrency, signal, progress: () => undefined, settled: (index, outcome) => { settled[index] = outcome; } });
  return settled;
}

describe('a batch', () => {
  test('goes on after a job that failed', async () => {
    const broken = new Error('broken');
    const done = await outcomes([async () => 1, async () => { throw broken; }, async () => 3], 1);
    expect(done).toEqual([{ ok: true, value: 1 }, { ok: false, error: broken }, { ok: true, value: 3 }]);
  });

  test('runs no more than so many at once', async () => {
    let running = 0;
    let most = 0;
    const job = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      await Promise.resolve();
      running -= 1;
    };
    await outcomes(Array.from({ length: 9 }, () => job), 2);
    expect(most).toBe(2);
  });

  test('settles the jobs not begun as aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const done = await outcomes([async () => { controller.abort(reason); return 1; }, async () => 2], 1, controller.signal);
    expect(done[1]).toEqual({ ok: false, error: reason });
  });
});
