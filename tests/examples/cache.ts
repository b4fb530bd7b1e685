import { TtlCache } from '../../src/optimizers/cache/store';

export async function twiceOnce(): Promise<readonly [unknown, number, number]> {
  let computed = 0;
  const cache = new TtlCache({ clock: Date, maxBytes: 2 ** 20, policy: 'allkeys-lfu' });
  const answer = (): Promise<number> => cache.getOrCompute('answer', async () => ((computed += 1), 42), { ttl: 60_000 });
  // Both ask at once, one computes; an hour later it would be computed again.
  const [first] = await Promise.all([answer(), answer()]);
  cache.persist('answer');
  return [first, computed, cache.ttl('answer')];
}
