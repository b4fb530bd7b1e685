/** Bytes that lie where they take no memory, as in a file, and are read when they are needed. A browser's `Blob` is such. */
export interface StoredBytes {
  readonly size: number;
  /** Reads nothing. */
  slice(start?: number, end?: number): StoredBytes;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Bytes in memory or elsewhere. */
export type Bytes = Uint8Array | StoredBytes;

/** How many there are. */
export function sizeOf(bytes: Bytes): number {
  return bytes instanceof Uint8Array ? bytes.length : bytes.size;
}

/** Gives the bytes [start, end), without reading or copying any. */
export function partOf(bytes: Bytes, start: number, end = sizeOf(bytes)): Bytes {
  return bytes instanceof Uint8Array ? bytes.subarray(start, end) : bytes.slice(start, end);
}

/** Reads all of them; those in memory are not copied. */
export async function inMemory(bytes: Bytes): Promise<Uint8Array> {
  return bytes instanceof Uint8Array ? bytes : new Uint8Array(await bytes.arrayBuffer());
}

/** Reads them one piece after the other, so that no more than a piece of them is in memory. */
export async function* piecesOf(bytes: Bytes, length: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let start = 0; start < sizeOf(bytes); start += length) yield inMemory(partOf(bytes, start, Math.min(start + length, sizeOf(bytes))));
}
