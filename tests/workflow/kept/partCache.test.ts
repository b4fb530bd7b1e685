import { describe, expect, test } from 'vitest';
import { TtlCache } from '../../../src/optimizers/cache/store';
import { type PartCache, type KeptEvent, cachedOr } from '../../../src/workflow/kept/partCache';

const signal = new AbortController().signal;

function keeper(cache: ReturnType<PartCache['cache']>) {
  const events: KeptEvent['result'][] = [];
  const made: string[] = [];
  const of: PartCache = { cache: () => cache, note: ({ result }) => events.push(result) };
  const get = (key: string, value = key): Promise<string> => cachedOr(of, 'encode', key, signal, async () => { made.push(key); return value; });
  return { of, events, made, get };
}

describe('what is kept', () => {
  test('is made once, and counted', async () => {
    const { events, made, get } = keeper(new TtlCache({ clock: { now: () => 0 } }));
    expect(await Promise.all([get('a'), get('a'), get('b')])).toEqual(['a', 'a', 'b']);
    expect(await get('a')).toBe('a');
    expect(made).toEqual(['a', 'b']);
    expect(events.sort()).toEqual(['hit', 'miss', 'miss', 'shared']);
  });

  test('is made where there is no cache', async () => {
    const { made, get } = keeper(undefined);
    expect([await get('a'), await get('a')]).toEqual(['a', 'a']);
    expect(made).toEqual(['a', 'a']);
  });

  test('is made once even if the cache fails, before or after', async () => {
    const broken = (when: 'before' | 'after'): ReturnType<PartCache['cache']> => ({
      ttl: () => -2,
      async getOrCompute(_, compute) {
        if (when === 'after') await compute(signal);
        throw new Error('the cache is broken');
      },
    });
    for (const when of ['before', 'after'] as const) {
      const { made, get } = keeper(broken(when));
      expect(await get('a')).toBe('a');
      expect(made).toEqual(['a']);
    }
  });

  test('what making it fails with is what the caller gets, and it is made again the next time', async () => {
    const { of, get } = keeper(new TtlCache({ clock: { now: () => 0 } }));
    const trouble = new Error('no');
    let runs = 0;
    await expect(cachedOr(of, 'encode', 'a', signal, async () => { runs += 1; throw trouble; })).rejects.toBe(trouble);
    expect(runs).toBe(1);
    expect(await get('a')).toBe('a');
  });
});
