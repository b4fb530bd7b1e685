import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Batch, type Outcome, runBatch } from '../../src/workflow/batch';
import type { Watch } from '../../src/workflow/session';

async function outcomes<Result>(
  jobs: readonly (() => Promise<Result>)[], concurrency: number, signal = new AbortController().signal,
): Promise<readonly Outcome<Result>[]> {
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

/** Jobs that end when told to, and hear of being stopped. */
function handmade(count: number, options: { readonly concurrency: number; readonly signal?: AbortSignal }) {
  const open = new Map<number, { readonly done: () => void; readonly fail: () => void }>();
  const begun: number[] = [];
  const settled: string[] = [];
  let most = 0;
  const jobs = Array.from({ length: count }, (_, index) => ({ signal }: Watch) =>
    new Promise<number>((resolve, reject) => {
      begun.push(index);
      const leave = (): void => void open.delete(index);
      signal.addEventListener('abort', () => { leave(); reject(signal.reason as Error); });
      open.set(index, { done: () => { leave(); resolve(index); }, fail: () => { leave(); reject(new Error('broken')); } });
      most = Math.max(most, open.size);
    }));
  const batch: Batch<number> = new Batch(
    jobs, { ...options, settled: (index, outcome) => { settled[index] = (settled[index] ?? '') + (outcome.ok ? 'made' : 'not'); } },
  );
  return { batch, open, begun, settled, most: () => most };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('a batch in hand', () => {
  test('lets what runs go on while it is paused, and begins nothing new', async () => {
    const { batch, open } = handmade(3, { concurrency: 1 });
    const end = batch.run();
    batch.pause();
    open.get(0)?.done();
    await settle();
    expect(batch.states).toEqual(['succeeded', 'pending', 'pending']);
    batch.resume();
    expect(batch.states).toEqual(['succeeded', 'running', 'pending']);
    open.get(1)?.done();
    await settle();
    open.get(2)?.done();
    await end;
    expect(batch.states).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });

  test('paused at once, stops what runs and begins it again later', async () => {
    const { batch, open, begun, settled } = handmade(2, { concurrency: 2 });
    const end = batch.run();
    batch.pause('now');
    await settle();
    expect(batch.states).toEqual(['pending', 'pending']);
    expect(settled).toEqual([]);
    batch.resume();
    for (const job of [...open.values()]) job.done();
    await end;
    expect(begun).toEqual([0, 1, 0, 1]);
    expect(settled).toEqual(['made', 'made']);
  });

  test('cancels one job, running or not, and goes on with the others', async () => {
    const { batch, open, settled } = handmade(3, { concurrency: 1 });
    const end = batch.run();
    batch.cancel(1);
    batch.cancel(0);
    await settle();
    open.get(2)?.done();
    await end;
    expect(batch.states).toEqual(['cancelled', 'cancelled', 'succeeded']);
    expect(settled).toEqual(['not', 'not', 'made']);
  });

  test('cancels all of them, even while it is paused', async () => {
    const { batch, begun } = handmade(4, { concurrency: 2 });
    const end = batch.run();
    batch.pause();
    batch.cancel();
    await end;
    expect(batch.states).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled']);
    expect(begun).toEqual([0, 1]);
  });

  test('cancels what is just being stopped for a pause', async () => {
    const { batch, settled } = handmade(1, { concurrency: 1 });
    const end = batch.run();
    batch.pause('now');
    batch.cancel(0);
    await end;
    expect(batch.states).toEqual(['cancelled']);
    expect(settled).toEqual(['not']);
  });

  test('without jobs ends at once', async () => {
    await expect(runBatch([], { concurrency: 2 })).resolves.toBeUndefined();
  });

  test('settles each job once, never runs too many, whatever happens in whatever order', async () => {
    const deed = fc.oneof(
      fc.record({ deed: fc.constantFrom('done' as const, 'fail' as const, 'cancel' as const), index: fc.nat(5) }),
      fc.record({ deed: fc.constantFrom('pause' as const, 'pause now' as const, 'resume' as const), index: fc.constant(0) }),
    );
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(deed, { maxLength: 20 }), async (concurrency, deeds) => {
      const { batch, open, settled, most } = handmade(6, { concurrency });
      const end = batch.run();
      for (const { deed: what, index } of deeds) {
        if (what === 'done') open.get(index)?.done();
        if (what === 'fail') open.get(index)?.fail();
        if (what === 'cancel') batch.cancel(index);
        if (what === 'pause') batch.pause();
        if (what === 'pause now') batch.pause('now');
        if (what === 'resume') batch.resume();
        await settle();
        expect(batch.states.filter((state) => state === 'running').length).toBeLessThanOrEqual(concurrency);
      }
      batch.resume();
      while (open.size > 0) {
        for (const job of [...open.values()]) job.done();
        await settle();
      }
      await end;
      expect(settled).toHaveLength(6);
      expect(settled.every((outcome) => outcome === 'made' || outcome === 'not')).toBe(true);
      expect(settled.map((outcome) => outcome === 'made')).toEqual(batch.states.map((state) => state === 'succeeded'));
      expect(most()).toBeLessThanOrEqual(concurrency);
    }), { numRuns: 60 });
  });
});
