import type { TtlCache } from '../../optimizers/cache/store';

/** What became of one thing that may be kept. */
export interface KeptEvent {
  /** The step that it is a part of. */
  readonly step: 'encode' | 'narrate' | 'sound';
  readonly result: 'hit' | 'miss' | 'shared';
  /** Milliseconds that the hit would have cost; 0 otherwise. */
  readonly savedMs: number;
}

/** Where parts of films are kept, for one workflow. */
export interface PartCache {
  /** The cache to use now; undefined while it is switched off or cannot work. */
  cache(): Pick<TtlCache, 'getOrCompute' | 'ttl'> | undefined;
  note(event: KeptEvent): void;
}

/** How long parts of films are kept after they were made, ms: 30 days. */
export const partsKeptFor = 30 * 24 * 3600 * 1000;

/**
 * Gives what stands under a key, or makes it and keeps it. Trouble of the cache itself never reaches the caller: then it is made.
 *
 * @param key must hold all that the answer depends on
 */
export async function cachedOr<Value>(
  { cache, note }: PartCache, step: KeptEvent['step'], key: string, signal: AbortSignal, make: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const store = cache();
  if (store === undefined) return make(signal);
  let made: Promise<Value> | undefined;
  let saved: number | undefined;
  try {
    const value = await store.getOrCompute(key, (stop) => (made = make(stop)), { ttl: partsKeptFor, signal, onHit: (savedMs) => (saved = savedMs) });
    note({ step, result: made !== undefined ? 'miss' : saved !== undefined ? 'hit' : 'shared', savedMs: saved ?? 0 });
    return value;
  } catch {
    signal.throwIfAborted();
    // What was made counts, whatever the cache did with it, and so does what that failed with.
    return made ?? make(signal);
  }
}

/** Whether something stands under a key; trouble of the cache is a no. */
export function isKept({ cache }: PartCache, key: string): boolean {
  try {
    return (cache()?.ttl(key) ?? -2) !== -2;
  } catch {
    return false;
  }
}
