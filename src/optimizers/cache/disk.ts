import type { Pieces } from '../../engine/pieces';
import type { KeyValueStore } from '../../engine/ports';
import { checksum, decode, encodePieces } from './codec';

/** An entry as its page of the index lists it. */
export interface IndexRow {
  readonly key: string;
  readonly expires: number;
  readonly bytes: number;
  readonly used: number;
  readonly uses: number;
  readonly cost: number;
  readonly chunks: number;
  readonly check: number;
}

/** Browsers refuse values above some 127 MiB (Chromium's IPC limit), and copy what they store. */
const defaultChunkBytes = 32 * 1024 * 1024;

/** Few enough to be read at once, many enough that one change rewrites little: 10,000 entries make pages of 40 kB. */
const pageCount = 32;

/**
 * Values and the index over them in one key-value store, so that one transaction writes both.
 *
 * An entry exists if a page of the index lists it; values that no page lists are leftovers and are removed by `open`.
 */
export class Disk {
  readonly #store: KeyValueStore;
  readonly #chunkBytes: number;

  constructor(store: KeyValueStore, chunkBytes = defaultChunkBytes) {
    this.#store = store;
    this.#chunkBytes = chunkBytes;
  }

  /** Reads the whole index and removes leftovers. */
  async open(): Promise<readonly IndexRow[]> {
    // Keys before pages: another tab may write in between, and its new values must not look like leftovers.
    const keys = await this.#store.keys();
    const pages = await Promise.all(Array.from({ length: pageCount }, (_, page) => this.#store.get(pageKey(page))));
    const rows = pages.flatMap((page) => (Array.isArray(page) ? page.filter(isIndexRow) : []));
    const listed = new Set(rows.flatMap((row) => chunkKeys(row.key, row.chunks)));
    const leftovers = keys.filter((key) => !key.startsWith('page:') && !listed.has(key));
    if (leftovers.length > 0) await this.#store.deleteMany(leftovers);
    return rows;
  }

  /** Gives the value, or `undefined` if it is missing or rotten. */
  async read(key: string, stored: { readonly chunks: number; readonly check: number }): Promise<unknown> {
    const chunks = await Promise.all(chunkKeys(key, stored.chunks).map((chunk) => this.#store.get(chunk)));
    if (!chunks.every((chunk) => chunk instanceof Uint8Array)) return undefined;
    const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : joined(chunks);
    if (checksum(bytes) !== stored.check) return undefined;
    try {
      return decode(bytes);
    } catch {
      return undefined;
    }
  }

  /** Gives a value as it will stand in the store. */
  *pack(value: unknown): Pieces<{ readonly chunks: readonly Uint8Array[]; readonly check: number }> {
    const bytes = yield* encodePieces(value);
    const chunks: Uint8Array[] = [];
    for (let start = 0; start < bytes.byteLength; start += this.#chunkBytes) {
      // A view would take the whole buffer along when it is cloned.
      chunks.push(bytes.byteLength <= this.#chunkBytes ? bytes : bytes.slice(start, start + this.#chunkBytes));
    }
    return { chunks, check: checksum(bytes) };
  }

  /** Writes values and pages in one transaction, after removing what is doomed. */
  async write(
    values: readonly { readonly key: string; readonly chunks: readonly Uint8Array[] }[], pages: ReadonlyMap<number, readonly IndexRow[]>,
    doomed: readonly string[],
  ): Promise<void> {
    const kept = new Set(values.flatMap(({ key, chunks }) => chunkKeys(key, chunks.length)));
    const removed = doomed.filter((key) => !kept.has(key));
    if (removed.length > 0) await this.#store.deleteMany(removed);
    const entries: (readonly [string, unknown])[] = [];
    for (const { key, chunks } of values) {
      const keys = chunkKeys(key, chunks.length);
      chunks.forEach((chunk, index) => entries.push([keys[index] ?? '', chunk]));
    }
    for (const [page, rows] of pages) entries.push([pageKey(page), rows]);
    if (entries.length > 0) await this.#store.setMany(entries);
  }
}

/** The store's keys of an entry's value. */
export function chunkKeys(key: string, chunks: number): readonly string[] {
  return Array.from({ length: chunks }, (_, index) => `value${index}:${key}`);
}

/** Page of the index that lists a key. */
export function pageOf(key: string): number {
  let hash = 0;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 2654435761);
  return (hash ^ (hash >>> 15)) & (pageCount - 1);
}

function pageKey(page: number): string {
  return `page:${page}`;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

function isIndexRow(value: unknown): value is IndexRow {
  if (typeof value !== 'object' || value === null) return false;
  const row = value as Record<string, unknown>;
  return typeof row['key'] === 'string' && ['expires', 'bytes', 'used', 'uses', 'cost', 'chunks', 'check'].every((name) => typeof row[name] === 'number');
}
