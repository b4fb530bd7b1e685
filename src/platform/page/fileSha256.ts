import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { inMemory, piecesOf, sizeOf, type Bytes } from '../../domain/bytes';
import { bytesDigestLater } from '../../domain/digest';
import { never } from '../../engine/never';
import { breather } from './breath';

/** Bytes up to which a file is digested at once, off this thread; the browser copies it for that. */
const atOnce = 32 * 1024 * 1024;
/** Bytes of a longer one that are in memory at a time. */
const pieceLength = 1024 * 1024;

/** SHA-256 of a file, lower-case hexadecimal. */
export async function fileSha256(bytes: Bytes): Promise<string> {
  return sizeOf(bytes) > atOnce ? byPieces(bytes) : bytesDigestLater(await inMemory(bytes));
}

async function byPieces(bytes: Bytes): Promise<string> {
  const breathe = breather(never());
  const hash = sha256.create();
  for await (const piece of piecesOf(bytes, pieceLength)) {
    hash.update(piece);
    await breathe();
  }
  return bytesToHex(hash.digest());
}
