import { inMemory, piecesOf, sizeOf, type Bytes } from '../../domain/bytes';
import { never } from '../../engine/never';
import { breather } from './breath';
import { Sha256 } from './sha256';

/** Bytes up to which a file is digested at once, off this thread; the browser copies it for that. */
const atOnce = 32 * 1024 * 1024;
/** Bytes of a longer one that are in memory at a time. */
const pieceLength = 1024 * 1024;

/** SHA-256 of a file, lower-case hexadecimal; empty where it is short and the page comes from no secure origin, which alone has the browser's. */
export async function fileSha256(bytes: Bytes): Promise<string> {
  if (sizeOf(bytes) > atOnce) return byPieces(bytes);
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) return '';
  // Bytes of ours are never in shared memory.
  const hash = await subtle.digest('SHA-256', (await inMemory(bytes)) as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function byPieces(bytes: Bytes): Promise<string> {
  const breathe = breather(never());
  const hash = new Sha256();
  for await (const piece of piecesOf(bytes, pieceLength)) {
    hash.update(piece);
    await breathe();
  }
  return hash.end();
}
