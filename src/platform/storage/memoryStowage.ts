import { sizeOf, type Bytes } from '../../domain/bytes';
import type { Stowage } from '../../engine/ports';

/** Puts nothing away: for short films, and where there is nowhere to. Files are blobs, which browsers hold outside of the page. */
export const memoryStowage: Stowage = {
  put: (bytes) => Promise.resolve(bytes),
  join: blobOf,
  drop: () => undefined,
};

/** Gives bytes one behind the other as a blob; of blobs only references are taken. */
export function blobOf(parts: readonly Bytes[], mediaType: string): Blob {
  // Stored bytes are blobs in every browser, and bytes of ours are never in shared memory.
  const blob = new Blob(parts as readonly BlobPart[] as BlobPart[], { type: mediaType });
  if (blob.size !== parts.reduce((sum, part) => sum + sizeOf(part), 0)) throw new TypeError('Stored bytes must be blobs.');
  return blob;
}
