import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type GraphNode, runLastingGraph } from '../../../src/optimizers/pool/lastingGraph';
import { Pool } from '../../../src/optimizers/pool/pool';
import { ClonedStore } from '../clonedStore';
import { FakeWorker } from './fakeWorkers';
import type { FakeJob } from './fakeWorkers';

/** A pool that adds numbers up, and dies with its page after so many tasks. */
function addingPool(lives = Infinity) {
  const ran: string[] = [];
  const pool: Pool<FakeJob> = new Pool<FakeJob>({
    size: 2, clock: { now: () => 0 }, backoff: 1, nameOf: (job) => job.name,
    hire: async () => new FakeWorker((call) => {
      if (ran.length >= lives) { queueMicrotask(() => pool.stop(new Error('The page was closed.'))); return; }
      ran.push(call.job.name);
      queueMicrotask(() => call.resolve((call.job.input as number[]).reduce((sum, part) => sum + part, 1)));
    }),
  });
  return { pool, ran };
}

const adding = (key: string, after: readonly string[]): GraphNode<FakeJob> => ({ key, after, name: key, job: (results) => ({ name: key, input: results }) });

/** c = 1 + a + b, d = 1 + c + a. */
const diamond = [adding('a', []), adding('b', []), adding('c', ['a', 'b']), adding('d', ['c', 'a'])];

describe('a graph that lasts', () => {
  test('gives every result and leaves nothing behind', async () => {
    const store = new ClonedStore();
    const { pool } = addingPool();
    expect([...await runLastingGraph({ pool, store, name: 'sum' }, diamond)].sort()).toEqual([['a', 1], ['b', 1], ['c', 3], ['d', 5]]);
    expect(await store.keys()).toEqual([]);
    pool.stop();
  });

  test('goes on after the page was closed, without running again what was stored', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 3 }), async (lives) => {
      const store = new ClonedStore();
      const before = addingPool(lives);
      await expect(runLastingGraph({ pool: before.pool, store, name: 'sum' }, diamond)).rejects.toThrow('The page was closed.');
      const stored = (await store.keys()).map((key) => key.replace('sum/', ''));
      const after = addingPool();
      const results = await runLastingGraph({ pool: after.pool, store, name: 'sum' }, diamond);
      expect(results.get('d')).toBe(5);
      expect(after.ran.filter((key) => stored.includes(key))).toEqual([]);
      expect([...after.ran, ...stored].sort()).toEqual(['a', 'b', 'c', 'd']);
      expect(await store.keys()).toEqual([]);
      after.pool.stop();
    }));
  });

  test('is finished without a store that works', async () => {
    const no = (): Promise<never> => Promise.reject(new Error('no'));
    const broken = Object.assign(new ClonedStore(), { get: no, set: no, deleteMany: no });
    const { pool } = addingPool();
    expect((await runLastingGraph({ pool, store: broken, name: 'sum' }, diamond)).get('d')).toBe(5);
    pool.stop();
  });

  test('refuses a cycle', async () => {
    const { pool } = addingPool();
    await expect(runLastingGraph({ pool, store: new ClonedStore(), name: 'x' }, [adding('a', ['b']), adding('b', ['a'])])).rejects.toMatchObject({
      code: 'invalid-parameter',
    });
    pool.stop();
  });
});
