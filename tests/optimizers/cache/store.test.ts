import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TtlCache } from '../../../src/optimizers/cache/store';
import type { TtlCacheOptions } from '../../../src/optimizers/cache/store';
import { ClonedStore } from '../clonedStore';

function fakeClock(at = 1000) {
  return { at, now() { return this.at; } };
}

function memoryCache(options: Partial<TtlCacheOptions> = {}) {
  const clock = fakeClock();
  return { clock, cache: new TtlCache({ clock, ...options }) };
}

/** A cache over a store whose writes happen only at `flush`. */
function storedCache(store = new ClonedStore(), options: Partial<TtlCacheOptions> = {}) {
  const clock = fakeClock();
  return { clock, store, cache: new TtlCache({ clock, store, defer: () => {}, ...options }) };
}

describe('expiry, by the rules of Redis', () => {
  it('gives -2 for no key, -1 for a key without expiry, else the milliseconds left', () => {
    const { cache, clock } = memoryCache();
    expect(cache.ttl('a')).toBe(-2);
    cache.set('a', 1);
    expect(cache.ttl('a')).toBe(-1);
    cache.set('a', 1, { ttl: 500 });
    clock.at += 200;
    expect(cache.ttl('a')).toBe(300);
  });

  it('clears the expiry with a plain set, and keeps it with keepTtl', () => {
    const { cache } = memoryCache();
    cache.set('a', 1, { ttl: 500 });
    cache.set('a', 2, { keepTtl: true });
    expect(cache.ttl('a')).toBe(500);
    cache.set('a', 3);
    expect(cache.ttl('a')).toBe(-1);
  });

  it('deletes an expired key when it is read, and counts a miss', async () => {
    const { cache, clock } = memoryCache();
    cache.set('a', 1, { ttl: 10 });
    clock.at += 11;
    expect(await cache.get('a')).toBeUndefined();
    expect(cache.counts).toMatchObject({ misses: 1, expired: 1, entries: 0, bytes: 0 });
  });

  it('still has a key at the very millisecond of its expiry', async () => {
    const { cache, clock } = memoryCache();
    cache.set('a', 1, { ttl: 10 });
    clock.at += 10;
    expect(await cache.get('a')).toBe(1);
  });

  it.each([
    // condition, has expiry (500) before, new ttl, whether set
    ['NX', false, 100, true], ['NX', true, 100, false],
    ['XX', false, 100, false], ['XX', true, 100, true],
    ['GT', false, 100, false], ['GT', true, 100, false], ['GT', true, 900, true],
    ['LT', false, 100, true], ['LT', true, 900, false], ['LT', true, 100, true],
  ] as const)('expire with %s, an expiry before: %s, %i ms: %s', (condition, had, ttl, expected) => {
    const { cache } = memoryCache();
    cache.set('a', 1, had ? { ttl: 500 } : {});
    expect(cache.expire('a', ttl, condition)).toBe(expected);
    expect(cache.ttl('a')).toBe(expected ? ttl : had ? 500 : -1);
  });

  it('deletes on a TTL of 0 or less, and refuses one in set', () => {
    const { cache } = memoryCache();
    cache.set('a', 1);
    expect(cache.expire('a', 0)).toBe(true);
    expect(cache.ttl('a')).toBe(-2);
    expect(() => cache.set('a', 1, { ttl: 0 })).toThrow('ttl must be above 0 ms, got 0');
  });

  it('makes a key live for ever', () => {
    const { cache } = memoryCache();
    cache.set('a', 1, { ttl: 5 });
    expect([cache.persist('a'), cache.persist('a'), cache.persist('b')]).toEqual([true, false, false]);
    expect(cache.ttl('a')).toBe(-1);
  });

  it('sweeps exactly what has expired, untouched keys too', () => {
    const { cache, clock } = memoryCache();
    for (let index = 0; index < 1000; index++) cache.set(`k${index}`, index, { ttl: 1 + ((index * 7919) % 1000) });
    clock.at += 500;
    expect(cache.sweep()).toBe(499);
    expect(cache.counts).toMatchObject({ entries: 501, expired: 499 });
  });

  it('agrees with a model over any run of commands', async () => {
    const key = fc.constantFrom('a', 'b', 'c');
    const ttl = fc.integer({ min: 1, max: 50 });
    const command = fc.oneof(
      fc.record({ do: fc.constant('set' as const), key, value: fc.integer(), ttl: fc.option(ttl, { nil: undefined }), keep: fc.boolean() }),
      fc.record({ do: fc.constant('get' as const), key }),
      fc.record({
        do: fc.constant('expire' as const), key, ttl: fc.integer({ min: -5, max: 50 }), condition: fc.constantFrom(undefined, 'NX', 'XX', 'GT', 'LT'),
      }),
      fc.record({ do: fc.constant('persist' as const), key }),
      fc.record({ do: fc.constant('delete' as const), key }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 40 }) }),
      fc.record({ do: fc.constant('sweep' as const) }),
      fc.record({ do: fc.constant('reopen' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 60 }), async (commands) => {
        const { clock, store, cache: first } = storedCache();
        let cache = first;
        const model = new Map<string, { value: number; expires: number }>();
        const live = (name: string) => {
          const entry = model.get(name);
          if (entry !== undefined && clock.at > entry.expires) model.delete(name);
          return model.get(name);
        };
        for (const command of commands) {
          if (command.do === 'wait') clock.at += command.ms;
          else if (command.do === 'sweep') cache.sweep();
          else if (command.do === 'reopen') {
            await cache.flush();
            cache = new TtlCache({ clock, store, defer: () => {} });
            await cache.open();
          } else if (command.do === 'set') {
            const before = live(command.key)?.expires ?? Infinity;
            const expires = command.ttl !== undefined ? clock.at + command.ttl : command.keep ? before : Infinity;
            model.set(command.key, { value: command.value, expires });
            cache.set(command.key, command.value, { keepTtl: command.keep, ...(command.ttl === undefined ? {} : { ttl: command.ttl }) });
          } else {
            const entry = live(command.key);
            if (command.do === 'get') expect(await cache.get(command.key)).toBe(entry?.value);
            else if (command.do === 'delete') expect(cache.delete(command.key)).toBe(model.delete(command.key));
            else if (command.do === 'persist') {
              expect(cache.persist(command.key)).toBe(entry !== undefined && entry.expires !== Infinity);
              if (entry) entry.expires = Infinity;
            } else {
              const expires = clock.at + command.ttl;
              const allowed = entry !== undefined && {
                always: true, NX: entry.expires === Infinity, XX: entry.expires !== Infinity, GT: expires > entry.expires, LT: expires < entry.expires,
              }[command.condition ?? 'always'];
              expect(cache.expire(command.key, command.ttl, command.condition as 'NX' | undefined)).toBe(allowed);
              if (allowed && command.ttl <= 0) model.delete(command.key);
              else if (allowed && entry) entry.expires = expires;
            }
          }
          for (const name of ['a', 'b', 'c']) {
            const entry = live(name);
            expect(cache.ttl(name)).toBe(entry === undefined ? -2 : entry.expires === Infinity ? -1 : entry.expires - clock.at);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('values', () => {
  it('stay as they were set, whatever writers and readers do with theirs', async () => {
    const { cache } = memoryCache();
    const mine = { list: [1, 2], samples: new Float32Array([1, 2]) };
    cache.set('a', mine);
    mine.list[0] = 9;
    mine.samples[0] = 9;
    const read = (await cache.get('a')) as { list: number[]; samples: Float32Array };
    expect(read).toEqual({ list: [1, 2], samples: new Float32Array([1, 2]) });
    read.samples[1] = 7;
    expect(() => { read.list[1] = 7; }).toThrow(TypeError);
    expect(await cache.get('a')).toEqual({ list: [1, 2], samples: new Float32Array([1, 2]) });
  });

  it.each([
    ['a map', new Map()], ['a date', new Date(0)], ['a function', () => 1], ['nothing', undefined], ['an instance', new (class A { x = 1; })()],
  ])('are refused if they are %s', (_name, value) => {
    const { cache } = memoryCache();
    expect(cache.set('a', value)).toBe(false);
    expect(cache.counts).toMatchObject({ refused: 1, entries: 0 });
  });
});

describe('eviction', () => {
  const kilobyte = 'x'.repeat(500);
  // 200 for the entry, 2 for its one-letter key, 16 + 2 × 500 for the text.
  const weight = 1218;

  it('lets the least recently used go first', async () => {
    const { cache } = memoryCache({ maxBytes: 3 * weight });
    for (const key of ['a', 'b', 'c']) cache.set(key, kilobyte);
    await cache.get('a');
    cache.set('d', kilobyte);
    expect(['a', 'b', 'c', 'd'].map((key) => cache.ttl(key))).toEqual([-1, -2, -1, -1]);
    expect(cache.counts).toMatchObject({ evicted: 1, expired: 0, bytes: 3 * weight });
  });

  it('lets the least frequently used go first', async () => {
    const { cache } = memoryCache({ maxBytes: 3 * weight, policy: 'allkeys-lfu' });
    for (const key of ['a', 'b', 'c']) cache.set(key, kilobyte);
    for (const key of ['a', 'a', 'b', 'c', 'c', 'b', 'b']) await cache.get(key);
    await cache.get('c');
    cache.set('d', kilobyte);
    // a was read twice, b and c three times; the newcomer d begins with 5 uses like the others and was read least.
    expect(['a', 'b', 'c', 'd'].filter((key) => cache.ttl(key) === -2)).toEqual(['d']);
  });

  it('lets frequency fade by one a minute', async () => {
    const { cache, clock } = memoryCache({ maxBytes: 2 * weight, policy: 'allkeys-lfu' });
    cache.set('old', 'x'.repeat(498));
    for (let index = 0; index < 3; index++) await cache.get('old');
    clock.at += 9 * 60_000;
    cache.set('b', kilobyte);
    cache.set('c', kilobyte);
    expect(cache.ttl('old')).toBe(-2);
  });

  it('fails writes and serves reads under noeviction', async () => {
    const { cache } = memoryCache({ maxBytes: weight, policy: 'noeviction' });
    cache.set('a', kilobyte);
    expect(() => cache.set('b', kilobyte)).toThrow(expect.objectContaining({ code: 'quota-exceeded' }));
    expect(await cache.get('a')).toBe(kilobyte);
  });

  it('never keeps more than its limit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 3000 })), { maxLength: 80 }), async (sets) => {
        const { cache, store } = storedCache(new ClonedStore(), { maxBytes: 10_000, memoryBytes: 4000 });
        for (const [key, length] of sets) {
          cache.set(`k${key}`, 'x'.repeat(length));
          expect(cache.counts.bytes).toBeLessThanOrEqual(10_000);
          expect(cache.counts.memoryBytes).toBeLessThanOrEqual(4000);
        }
        await cache.flush();
        expect([...store.values.keys()].filter((key) => key.startsWith('value')).length).toBe(cache.counts.entries);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the tier that outlives the page', () => {
  const odd = {
    text: 'ü\ud800$', numbers: [NaN, -0, Infinity, -Infinity, 1.5, 10n], $: { $: 1 }, gone: undefined, empty: null, pixels: new Uint8ClampedArray([1, 2, 3]),
    samples: new Float64Array([0.1]), raw: new ArrayBuffer(5),
  };

  it('gives back everything exactly, after the page was closed', async () => {
    const { cache, store, clock } = storedCache();
    cache.set('a', odd, { ttl: 100 });
    await cache.flush();
    const later = new TtlCache({ clock, store, defer: () => {} });
    await later.open();
    expect(await later.get('a')).toStrictEqual(odd);
    clock.at += 101;
    expect(await later.get('a')).toBeUndefined();
    await later.flush();
    expect([...store.values.keys()].filter((key) => key.startsWith('value'))).toEqual([]);
  });

  it('writes many sets in one transaction, and none while they are made', async () => {
    const { cache, store } = storedCache();
    for (let index = 0; index < 500; index++) cache.set(`k${index}`, index);
    expect(store.writes).toBe(0);
    await cache.flush();
    expect(store.writes).toBe(1);
  });

  it('cuts large values into pieces and joins them', async () => {
    const { cache, store, clock } = storedCache(new ClonedStore(), { chunkBytes: 64 });
    const value = Uint8Array.from({ length: 300 }, (_, index) => index);
    cache.set('a', value);
    await cache.flush();
    expect([...store.values.keys()].filter((key) => key.startsWith('value')).length).toBeGreaterThan(4);
    const later = new TtlCache({ clock, store, defer: () => {} });
    await later.open();
    expect(await later.get('a')).toEqual(value);
  });

  it('removes the surplus pieces of a value that became shorter', async () => {
    const { cache, store } = storedCache(new ClonedStore(), { chunkBytes: 64 });
    cache.set('a', new Uint8Array(300));
    await cache.flush();
    cache.set('a', 1);
    await cache.flush();
    expect([...store.values.keys()].filter((key) => key.startsWith('value'))).toEqual(['value0:a']);
  });

  it('takes a rotten entry for a miss, counts and deletes it', async () => {
    const { cache, store, clock } = storedCache();
    cache.set('a', 'precious');
    cache.set('b', 'sound');
    await cache.flush();
    const bytes = store.values.get('value0:a') as Uint8Array;
    bytes[12]! ^= 1;
    const later = new TtlCache({ clock, store, defer: () => {} });
    await later.open();
    expect(await later.get('a')).toBeUndefined();
    expect(await later.get('b')).toBe('sound');
    expect(later.counts).toMatchObject({ rotten: 1, misses: 1, hits: 1, entries: 1 });
    await later.flush();
    expect(store.values.has('value0:a')).toBe(false);
  });

  it('removes values that no index lists when it opens', async () => {
    const { store, cache } = storedCache();
    store.values.set('value0:lost', new Uint8Array(8));
    await cache.open();
    expect(store.values.size).toBe(0);
  });

  it('keeps what memory has no room for', async () => {
    const { cache } = storedCache(new ClonedStore(), { memoryBytes: 3000 });
    for (let index = 0; index < 10; index++) cache.set(`k${index}`, 'x'.repeat(500));
    await cache.flush();
    expect(await cache.get('k0')).toBe('x'.repeat(500));
    expect(cache.counts).toMatchObject({ evicted: 0, entries: 10 });
  });

  it('loses nothing when every third write fails', async () => {
    const { cache, store, clock } = storedCache();
    store.beforeWrite = (write) => { if (write % 3 === 0) throw new Error('disk'); };
    for (let index = 0; index < 20; index++) {
      cache.set(`k${index}`, index);
      await cache.flush();
    }
    expect(cache.trouble).toBe('');
    expect(cache.counts.writeErrors).toBeGreaterThan(5);
    const later = new TtlCache({ clock, store, defer: () => {} });
    await later.open();
    expect(later.counts.entries).toBe(20);
  });

  it('evicts what was long not used and tries again when the quota is full', async () => {
    const { cache, store, clock } = storedCache(new ClonedStore());
    store.quota = 8000;
    for (let index = 0; index < 20; index++) {
      clock.at += 4 * 60_000;
      cache.set(`k${index}`, 'x'.repeat(900));
      await cache.flush();
    }
    expect(cache.trouble).toBe('');
    expect(cache.counts.evicted).toBeGreaterThan(10);
    expect(await cache.get('k19')).toBe('x'.repeat(900));
  });

  it('keeps what fits of work that is too large, and does not push out its beginning for its end', async () => {
    const { cache, store, clock } = storedCache();
    store.quota = 8000;
    for (let index = 0; index < 20; index++) cache.set(`k${index}`, 'x'.repeat(900));
    await cache.flush();
    expect(cache.trouble).toBe('The browser gives no more room.');
    const later = new TtlCache({ clock, store, defer: () => {} });
    await later.open();
    expect(later.counts.entries).toBe(8);
    for (let index = 0; index < 8; index++) expect(await later.get(`k${index}`)).toBe('x'.repeat(900));
  });

  it('goes on reading what a full store holds', async () => {
    const { cache, store } = storedCache(new ClonedStore(), { memoryBytes: 3000 });
    for (let index = 0; index < 10; index++) cache.set(`k${index}`, 'x'.repeat(500));
    await cache.flush();
    store.beforeWrite = () => { throw new DOMException('full', 'QuotaExceededError'); };
    for (let index = 0; index < 3; index++) {
      cache.set(`late${index}`, 'x'.repeat(100));
      await cache.flush();
    }
    expect([cache.isPersistent, cache.trouble]).toEqual([false, 'The browser gives no more room.']);
    expect(await cache.get('k9')).toBe('x'.repeat(500));
    expect(await cache.get('k5')).toBe('x'.repeat(500));
  });

  it('steps aside to memory when even then there is no room', async () => {
    const { cache, store } = storedCache();
    store.quota = 0;
    for (const key of ['a', 'b', 'c']) cache.set(key, 1);
    await cache.flush();
    expect(cache.trouble).toBe('The browser gives no more room.');
    cache.set('b', 2);
    expect(await cache.get('b')).toBe(2);
  });

  it('steps aside to memory when writing keeps failing', async () => {
    const { cache, store } = storedCache();
    store.beforeWrite = () => { throw new Error('broken disk'); };
    cache.set('a', 1);
    await cache.flush();
    expect([cache.isPersistent, cache.trouble, await cache.get('a')]).toEqual([false, "The browser's storage fails: broken disk", 1]);
  });

  it('agrees with another tab that is told what was written', async () => {
    const store = new ClonedStore();
    const { cache: second } = storedCache(store);
    const { cache: first } = storedCache(store, { onWritten: (rows, removed) => { second.disown(removed); second.adopt(rows, true); } });
    first.set('a', 'from the first');
    await first.flush();
    expect(await second.get('a')).toBe('from the first');
    first.set('a', 'newer');
    await first.flush();
    expect(await second.get('a')).toBe('newer');
    first.delete('a');
    await first.flush();
    expect(await second.get('a')).toBeUndefined();
  });
});

describe('getOrCompute', () => {
  it('computes once for callers at the same time', async () => {
    const { cache } = memoryCache();
    let computed = 0;
    const compute = async () => ({ n: ++computed });
    const results = await Promise.all([1, 2, 3].map(() => cache.getOrCompute('a', compute)));
    expect([results, computed]).toEqual([[{ n: 1 }, { n: 1 }, { n: 1 }], 1]);
  });

  it('gives callers at the same time typed arrays of their own', async () => {
    const { cache } = memoryCache();
    const [first, second] = await Promise.all([1, 2].map(() => cache.getOrCompute('a', async () => new Uint8Array([1]))));
    first![0] = 9;
    expect(second).toEqual(new Uint8Array([1]));
    expect(await cache.get('a')).toEqual(new Uint8Array([1]));
  });

  it('does not fail one caller for the abort of another', async () => {
    const { cache } = memoryCache();
    const controller = new AbortController();
    let finish: (value: number) => void = () => {};
    const compute = (): Promise<number> => new Promise((resolve) => (finish = resolve));
    const first = cache.getOrCompute('a', compute, { signal: controller.signal });
    const second = cache.getOrCompute('a', compute);
    await Promise.resolve();
    await Promise.resolve();
    controller.abort('first left');
    await expect(first).rejects.toBe('first left');
    finish(5);
    expect(await second).toBe(5);
  });

  it('stops computing when all callers have left', async () => {
    const { cache } = memoryCache();
    const controller = new AbortController();
    let stopped: unknown;
    const call = cache.getOrCompute(
      'a', (signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => { stopped = signal.reason; reject(signal.reason); })),
      { signal: controller.signal },
    );
    await Promise.resolve();
    await Promise.resolve();
    controller.abort('nobody cares');
    await expect(call).rejects.toBe('nobody cares');
    expect(stopped).toBe('nobody cares');
    expect(await cache.getOrCompute('a', async () => 'anew')).toBe('anew');
  });

  it('keeps nothing of a failure', async () => {
    const { cache } = memoryCache();
    await expect(cache.getOrCompute('a', () => Promise.reject(new Error('bad')))).rejects.toThrow('bad');
    expect(await cache.getOrCompute('a', async () => 'good')).toBe('good');
  });

  it('counts what its hits have saved', async () => {
    const { cache, clock } = memoryCache();
    await cache.getOrCompute('a', async () => { clock.at += 250; return 1; });
    for (let index = 0; index < 4; index++) await cache.getOrCompute('a', async () => 2);
    expect(cache.counts).toMatchObject({ hits: 4, misses: 1, savedMs: 1000 });
  });

  it('gives what it computed though the cache may not keep it', async () => {
    const { cache } = memoryCache({ maxBytes: 10, policy: 'noeviction' });
    expect(await cache.getOrCompute('a', async () => 'x'.repeat(100))).toBe('x'.repeat(100));
  });
});

describe('values of more than 64 KiB', () => {
  it('leave the memory once they stand on disk, and are read from there', async () => {
    const { cache } = storedCache();
    const large = new Uint8Array(70_000).fill(3);
    cache.set('large', large);
    cache.set('small', new Uint8Array(1000));
    expect(cache.counts.memoryBytes).toBeGreaterThan(70_000);
    await cache.flush();
    expect(cache.counts.memoryBytes).toBeLessThan(2000);
    expect(await cache.get('large')).toEqual(large);
    expect(cache.counts.memoryBytes).toBeLessThan(2000);
  });

  it('stay where there is no disk', async () => {
    const { cache } = memoryCache();
    cache.set('large', new Uint8Array(70_000));
    await cache.flush();
    expect(cache.counts.memoryBytes).toBeGreaterThan(70_000);
  });
});
