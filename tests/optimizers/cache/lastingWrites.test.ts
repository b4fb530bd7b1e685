import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IndexRow } from '../../../src/optimizers/cache/disk';
import { CacheOptimizer } from '../../../src/optimizers/cache/optimizer';
import type { CacheChannel } from '../../../src/optimizers/cache/optimizer';
import { TtlCache } from '../../../src/optimizers/cache/store';
import type { TtlCacheOptions } from '../../../src/optimizers/cache/store';
import { ClonedStore } from '../clonedStore';

/** A cache over a store whose writes happen only at `flush`. */
function storedCache(store = new ClonedStore(), options: Partial<TtlCacheOptions> = {}) {
  const clock = { at: 1_000_000, now() { return this.at; } };
  return { clock, store, cache: new TtlCache({ clock, store, defer: () => {}, ...options }) };
}

async function keysIn(store: ClonedStore, now = 1_000_000): Promise<TtlCache> {
  const cache = new TtlCache({ clock: { now: () => now }, store, defer: () => {} });
  await cache.open();
  return cache;
}

const trouble = (): never => { throw new Error('trouble'); };

/** Said on the console, and not to be seen in the tests' own words. */
beforeEach(() => { vi.spyOn(console, 'error').mockImplementation(() => undefined); });
afterEach(() => { vi.restoreAllMocks(); });

describe('writing later', () => {
  it('goes on though everybody who listens throws', async () => {
    const { cache, store } = storedCache(new ClonedStore(), { onWritten: trouble });
    for (const key of ['a', 'b', 'c', 'd']) {
      cache.set(key, key);
      await cache.flush();
    }
    const later = await keysIn(store);
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((key) => later.get(key)))).toEqual(['a', 'b', 'c', 'd']);
    expect([cache.trouble, cache.isPersistent]).toEqual(['', true]);
  });

  it('goes on though the breath between pieces rejects', async () => {
    const { cache, store } = storedCache(new ClonedStore(), { breathe: async () => trouble() });
    cache.set('a', 1);
    await expect(cache.flush()).resolves.toBeUndefined();
    cache.set('b', 2);
    await cache.flush();
    expect(await (await keysIn(store)).get('b')).toBe(2);
  });

  it('leaves out a value that no text can hold, counts it, and writes the others', async () => {
    const { cache, store } = storedCache();
    cache.set('before', 1);
    // Each letter becomes six on disk.
    expect(cache.set('big', '\0'.repeat(100_000_000))).toBe(false);
    cache.set('after', 2);
    await cache.flush();
    expect(cache.counts).toMatchObject({ refused: 1, entries: 2 });
    const later = await keysIn(store);
    expect([await later.get('before'), await later.get('after'), await later.get('big')]).toEqual([1, 2, undefined]);
  });

  it('drops a value that cannot be packed, and it alone', async () => {
    const { cache, store } = storedCache();
    cache.set('odd', { n: 1 });
    cache.set('sound', 2);
    const stringify = JSON.stringify;
    vi.spyOn(JSON, 'stringify').mockImplementation((value: unknown) => {
      if (stringify(value) === '{"n":1}') throw new RangeError('Invalid string length');
      return stringify(value);
    });
    await cache.flush();
    vi.restoreAllMocks();
    expect(cache.counts).toMatchObject({ refused: 1, writeErrors: 1 });
    expect(await cache.get('odd')).toEqual({ n: 1 });
    const later = await keysIn(store);
    expect([await later.get('odd'), await later.get('sound')]).toEqual([undefined, 2]);
  });

  it('writes what is set after the end, and posts to no closed channel', async () => {
    const store = new ClonedStore();
    const channel = new BroadcastChannel('lasting-writes');
    const optimizer = new CacheOptimizer({ clock: { now: () => 0 }, openStore: () => store, channel: channel as never });
    await optimizer.start();
    await optimizer.stop();
    optimizer.cache.set('late', 1);
    await optimizer.cache.flush();
    expect(await (await keysIn(store, 0)).get('late')).toBe(1);
  });

  it('hears nothing of what no tab of this build would say', async () => {
    let post = (_message: unknown): void => {};
    const channel: CacheChannel = { postMessage() {}, close() {}, addEventListener: (_type, hear) => { post = (data) => hear({ data }); } };
    const optimizer = new CacheOptimizer({ clock: { now: () => 0 }, openStore: () => new ClonedStore(), channel });
    await optimizer.start();
    optimizer.cache.set('a', 1);
    await optimizer.cache.flush();
    const row = { key: 'a', expires: Infinity, bytes: 1, used: 0, uses: 5, cost: 0, chunks: 1, check: 3 };
    post(null);
    for (const rows of [[row], [null], 'a', undefined]) post({ rows, removed: ['a'] });
    post({ rows: [], removed: 'a' });
    expect(await optimizer.cache.get('a')).toBe(1);
    await optimizer.stop();
  });

  it('takes up a store again that failed for a while, with what was set and removed meanwhile', async () => {
    const { cache, store, clock } = storedCache();
    cache.set('old', 'old');
    cache.set('doomed', 'doomed');
    await cache.flush();
    store.beforeWrite = trouble;
    cache.set('meanwhile', 1);
    await cache.flush();
    cache.delete('doomed');
    expect([cache.isPersistent, cache.trouble]).toEqual([false, "The browser's storage fails: trouble"]);
    store.beforeWrite = () => {};
    clock.at += 60_000;
    cache.set('next', 2);
    await cache.flush();
    await vi.waitFor(() => expect(cache.counts.entries).toBe(3));
    expect([cache.isPersistent, cache.trouble]).toEqual([true, '']);
    const later = await keysIn(store, clock.at);
    expect(await Promise.all(['old', 'meanwhile', 'next', 'doomed'].map((key) => later.get(key)))).toEqual(['old', 1, 2, undefined]);
  });
});

describe('two tabs on one store', () => {
  it('lose nothing of each other, whoever hears of whom', async () => {
    const store = new ClonedStore();
    const [first, second] = [storedCache(store).cache, storedCache(store).cache];
    await Promise.all([first.open(), second.open()]);
    for (let index = 0; index < 300; index++) {
      first.set(`first${index}`, index);
      second.set(`second${index}`, index);
    }
    await Promise.all([first.flush(), second.flush()]);
    const third = await keysIn(store);
    expect(third.counts.entries).toBe(600);
    const values = await Promise.all(Array.from({ length: 300 }, (_, index) => third.get(`second${index}`)));
    expect(values).toEqual(Array.from({ length: 300 }, (_, index) => index));
    expect(third.counts.rotten).toBe(0);
  });

  it('agree with a third one on what both have written', async () => {
    const store = new ClonedStore();
    const second: TtlCache = storedCache(store, { onWritten: (rows) => first.adopt(rows, true) }).cache;
    const first: TtlCache = storedCache(store, { onWritten: (rows) => second.adopt(rows, true) }).cache;
    const keys = Array.from({ length: 20 }, (_, index) => `k${index}`);
    for (const key of keys) {
      first.set(key, `first ${key}`.repeat(1 + Number(key.slice(1))));
      second.set(key, `second ${key}`);
    }
    await Promise.all([first.flush(), second.flush()]);
    const third = await keysIn(store);
    const seen = await Promise.all([first, second, third].map((cache) => Promise.all(keys.map((key) => cache.get(key)))));
    expect(seen[0]).toEqual(seen[2]);
    expect(seen[1]).toEqual(seen[2]);
    expect(seen[2]).not.toContain(undefined);
  });

  it('find what the other put in place of what they know, though nobody told them', async () => {
    const { cache: first, store } = storedCache(new ClonedStore(), { memoryBytes: 1 });
    first.set('a', 'mine');
    await first.flush();
    const { cache: second } = storedCache(store);
    second.set('a', 'theirs');
    await second.flush();
    expect(await first.get('a')).toBe('theirs');
    expect(first.counts.rotten).toBe(0);
  });

  it('a read of what was replaced since takes nothing away from what stands there', async () => {
    const { cache: first, store } = storedCache();
    first.set('a', 'mine', { ttl: 500 });
    await first.flush();
    const { cache: second } = storedCache(store);
    second.set('a', 'theirs');
    await second.flush();
    await first.get('a');
    first.expire('a', 10);
    await first.flush();
    const third = await keysIn(store);
    expect([await third.get('a'), third.ttl('a')]).toEqual(['theirs', -1]);
  });

  it('agree in the end, and never give what nobody set, whatever they do and whenever they hear of each other', async () => {
    const key = fc.constantFrom('a', 'b', 'c');
    const action = fc.oneof(
      { weight: 4, arbitrary: fc.record({ do: fc.constant('set' as const), key, length: fc.integer({ min: 0, max: 300 }) }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('delete' as const, 'get' as const, 'expire' as const), key }) },
      fc.record({ do: fc.constantFrom('flush' as const, 'start flush' as const, 'hear' as const, 'wait' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat({ max: 1 }), action), { maxLength: 40 }), async (actions) => {
        const store = new ClonedStore();
        const clock = { at: 1_000_000, now() { return this.at; } };
        const letters: [rows: readonly IndexRow[], removed: readonly string[]][][] = [[], []];
        const tabs = [0, 1].map((tab) => new TtlCache({
          clock, store, defer: () => {}, chunkBytes: 64, onWritten: (rows, removed) => letters[1 - tab]?.push([rows, removed]),
        }));
        const hear = (tab: number): void => {
          for (const [rows, removed] of letters[tab]?.splice(0) ?? []) {
            tabs[tab]?.disown(removed);
            tabs[tab]?.adopt(rows, true);
          }
        };
        const given = new Map<string, Set<unknown>>();
        const open: Promise<void>[] = [];
        for (const [tab, next] of actions) {
          const cache = tabs[tab] as TtlCache;
          if (next.do === 'set') {
            const value = `${given.size}/${tab}/${clock.at}/${'x'.repeat(next.length)}`;
            given.set(next.key, (given.get(next.key) ?? new Set()).add(value));
            cache.set(next.key, value);
          } else if (next.do === 'delete') cache.delete(next.key);
          else if (next.do === 'expire') cache.expire(next.key, 1e9);
          else if (next.do === 'get') {
            const value = await cache.get(next.key);
            if (value !== undefined) expect(given.get(next.key)).toContain(value);
          } else if (next.do === 'hear') hear(tab);
          else if (next.do === 'wait') clock.at += 70_000;
          else {
            open.push(cache.flush());
            if (next.do === 'flush') await open.at(-1);
          }
        }
        for (let turn = 0; turn < 3; turn++) {
          await Promise.all([...open, ...tabs.map((cache) => cache.flush())]);
          hear(0);
          hear(1);
        }
        const third = await keysIn(store, clock.at);
        const all = await Promise.all([...tabs, third].map((cache) => Promise.all(['a', 'b', 'c'].map((name) => cache.get(name)))));
        expect(all[0]).toEqual(all[2]);
        expect(all[1]).toEqual(all[2]);
        for (const [index, name] of ['a', 'b', 'c'].entries()) if (all[2]?.[index] !== undefined) expect(given.get(name)).toContain(all[2][index]);
      }),
      { numRuns: 1000 },
    );
  });

  it('opening one leaves alone what may belong to a value that another writes just now', async () => {
    const { cache, store } = storedCache();
    cache.set('a', 1);
    await cache.flush();
    store.values.set('value1:a', new Uint8Array(8));
    await keysIn(store, 1_000_000 + 30_000);
    expect(store.values.has('value1:a')).toBe(true);
    await keysIn(store, 1_000_000 + 90_000);
    expect(store.values.has('value1:a')).toBe(false);
  });
});

describe('what is deleted while it is computed', () => {
  it.each([
    ['delete', (cache: TtlCache) => cache.delete('a')], ['clear', (cache: TtlCache) => cache.clear()],
  ])('is not kept after %s', async (_name, remove) => {
    const { cache } = storedCache();
    let finish: (value: string) => void = () => {};
    const first = cache.getOrCompute('a', () => new Promise<string>((resolve) => (finish = resolve)));
    await new Promise((resolve) => setTimeout(resolve));
    remove(cache);
    finish('old');
    expect(await first).toBe('old');
    expect(cache.ttl('a')).toBe(-2);
    expect(await cache.getOrCompute('a', async () => 'new')).toBe('new');
  });

  it('clear counts nothing that has expired', () => {
    const { cache, clock } = storedCache();
    cache.set('gone', 1, { ttl: 10 });
    cache.set('there', 1);
    clock.at += 11;
    expect(cache.clear()).toBe(1);
  });
});

describe('arrays that no copy equals', () => {
  const sparse: unknown[] = [1, , 3];
  it.each([
    ['a hole', sparse], ['a hole at the end', Array(2)], ['a class of their own', new (class List extends Array {})()],
  ])('are refused: %s', (_name, value) => {
    const { cache } = storedCache();
    expect(cache.set('a', { value })).toBe(false);
    expect(cache.set('a', { value: [1, undefined, 3] })).toBe(true);
  });
});
