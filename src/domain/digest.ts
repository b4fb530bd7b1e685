import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { pack, packingRoom, Packer, packPieces } from './naming/digestPacking';

/** Lists within so many levels are taken entry by entry: a document's blocks stand on the third. */
const deepestPieces = 3;
/** Bytes that are hashed between two breaths where the browser has no hash of its own, about a millisecond. */
const pieceLength = 131_072;
/** One for all: what is digested at once is done before the next is begun. */
const room = new Uint8Array(packingRoom);

/**
 * Gives the SHA-256 of any plain value (typed arrays too), 64 hexadecimal digits; object keys are taken in sorted order and without those that are undefined.
 *
 * Equal values give equal digests, and nobody can make two others that do: it names what is cached, which may come from anywhere.
 *
 * Source: FIPS 180-4; BLAKE3 is six times as fast in WebAssembly, but half as fast without it, and the browser has SHA-256 off the thread.
 */
export function digest(value: unknown): string {
  const packer = new Packer(sha256.create(), room);
  pack(packer, value, sha256);
  return bytesToHex(packer.end());
}

/**
 * As `digest`, with what is large hashed off this thread.
 *
 * @param breathe lets others come first, if it is their turn; absent: nobody else uses this thread
 */
export async function digestLater(value: unknown, breathe?: () => Promise<void>): Promise<string> {
  const packer = new Packer(sha256.create());
  const work = packPieces(packer, value, sha256, deepestPieces);
  for (let step = work.next(); step.done !== true;) {
    const { value: large } = step;
    if (large === undefined) await breathe?.();
    step = work.next(large === undefined ? undefined : await hashed(large, breathe));
  }
  return bytesToHex(packer.end());
}

/** SHA-256 of bytes, 64 hexadecimal digits, as `sha256sum` prints it. */
export function bytesDigest(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** As `bytesDigest`, off this thread. */
export async function bytesDigestLater(bytes: Uint8Array, breathe?: () => Promise<void>): Promise<string> {
  return bytesToHex(await hashed(bytes, breathe));
}

async function hashed(bytes: Uint8Array, breathe: (() => Promise<void>) | undefined): Promise<Uint8Array> {
  // Pages from no secure origin have none; bytes of ours are never in shared memory.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle !== undefined) return new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  const hash = sha256.create();
  for (let at = 0; at < bytes.length; at += pieceLength) {
    hash.update(bytes.subarray(at, at + pieceLength));
    await breathe?.();
  }
  return hash.digest();
}
