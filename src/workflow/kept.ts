import type { TtlCache } from '../optimizers/cache/store';

/** What became of one thing that may be kept. */
export interface KeptEvent {
  /** The step that it is a part of. */
  readonly step: 'encode' | 'narrate';
  readonly result: 'hit' | 'miss' | 'shared';
  /** Milliseconds that the hit would have cost; 0 otherwise. */
  readonly savedMs: number;
}

/** Where parts of films are kept, for one workflow. */
export interface Keeper {
  /** The cache to use now; undefined while it is switched off or cannot work. */
  cache(): Pick<TtlCache, 'getOrCompute' | 'ttl'> | undefined;
  note(event: KeptEvent): void;
}

/** How long parts of films are kept after they were made, ms: 30 days. */
const ttl = 30 * 24 * 3600 * 1000;

/**
 * Gives what stands under a key, or makes it and keeps it.
 *
 * @param key must hold all that the answer depends on
 */
export async function keptOr<Value>({ cache, note }: Keeper, step: KeptEvent['step'], key: string, signal: AbortSignal, make: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const store = cache();
  if (store === undefined) return make(signal);
  let result: KeptEvent['result'] = 'shared';
  let saved = 0;
  const value = await store.getOrCompute(
    key,
    (stop) => {
      result = 'miss';
      return make(stop);
    },
    {
      ttl,
      signal,
      onHit: (savedMs) => {
        result = 'hit';
        saved = savedMs;
      },
    },
  );
  note({ step, result, savedMs: saved });
  return value;
}
