import { sizeOf, type Bytes } from '../../domain/bytes';
import type { FilmCoder, Stowage } from '../../engine/ports';

/** A picture coder that puts the segments of a film away as they are made, until they are not needed any more. */
export interface SpilledSegments extends FilmCoder {
  /** Lets all of them go. */
  release(): void;
}

/** Gives a picture coder whose segments do not fill the memory: a film has as many as scenes. */
export function spilledSegments(coder: FilmCoder, stowage: Stowage): SpilledSegments {
  const stored = new Set<Bytes>();
  return {
    ...coder,
    async encodeScene(job, signal, report) {
      const segment = await coder.encodeScene(job, signal, report);
      if (!(segment.bytes instanceof Uint8Array) || sizeOf(segment.bytes) === 0) return segment;
      // Made for this segment or lent by the cache: nobody else writes to it, and it is never shared memory.
      const bytes = await stowage.put(segment.bytes as Uint8Array<ArrayBuffer>);
      stored.add(bytes);
      return { ...segment, bytes };
    },
    release() {
      for (const bytes of stored) stowage.drop(bytes);
      stored.clear();
    },
  };
}
