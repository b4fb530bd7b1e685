import type { SoundPiece } from '../../domain/film/video';
import { isKept, type PartCache, cachedOr } from './partCache';

/** Where the encoded sound of scenes is kept. */
export interface SoundStore {
  /** Whether there seems to be something under a key. */
  has(key: string): boolean;
  /** Gives what stands under a key, or makes it and keeps it. */
  get(key: string, signal: AbortSignal, make: (signal: AbortSignal) => Promise<SoundPiece>): Promise<SoundPiece>;
}

/** Keeps nothing. */
export const noSoundStore: SoundStore = { has: () => false, get: (_, signal, make) => make(signal) };

/** Keeps the sound of scenes, so that after an edit only that of the changed ones is made. */
export function cachedSound(keeper: PartCache): SoundStore {
  return {
    has: (key) => isKept(keeper, key),
    get: (key, signal, make) => cachedOr(keeper, 'sound', key, signal, make),
  };
}
