import { digest } from '../../domain/digest';
import type { Pieces } from '../../engine/pieces';
import type { KeyValueStore } from '../../engine/ports';
import { checksum, decode, encodePieces } from './codec';

/** An entry as its own row of the store lists it. */
export interface IndexRow {
  readonly key: string;
  readonly expires: number;
  readonly bytes: number;
  /** When the value was set, milliseconds since 1970. */
  readonly written: number;
  readonly used: number;
  readonly uses: number;
  readonly cost: number;
  readonly chunks: number;
  readonly check: number;
}

/** Which writing of a key is meant: another tab may have put another value in its place. */
export type StoredAs = Pick<IndexRow, 'chunks' | 'check' | 'written'>;

/** What reading a value gave, and the row it stands under now, if that is another one than was asked for. */
export interface DiskRead {
  readonly value: unknown;
  readonly row?: IndexRow;
}

/** Browsers refuse values above some 127 MiB (Chromium's IPC limit), and copy what they store. */
const defaultChunkBytes = 32 * 1024 * 1024;
/** Milliseconds: what was written since may belong to a tab that writes just now. */
const youth = 60_000;
/** A value that another tab replaces while it is read is read again so often. */
const readings = 3;

const entryPrefix = 'entry:';
const usePrefix = 'use:';

/**
 * Values, a row each, and their latest use in one key-value store that several tabs write to.
 *
 * An entry exists if it has a row. The row is written in one transaction with its value, and only by whoever writes or removes that value; what
 * changes later (expiry and use) stands in a record of its own, which counts only for the very writing it was made of. So no tab can undo
 * another's writing, whatever it does not know yet. Values without a row are leftovers and are removed by `open`.
 */
export class Disk {
  readonly #store: KeyValueStore;
  readonly #chunkBytes: number;

  constructor(store: KeyValueStore, chunkBytes = defaultChunkBytes) {
    this.#store = store;
    this.#chunkBytes = chunkBytes;
  }

  /**
   * Reads all rows and removes leftovers.
   *
   * @param now milliseconds since 1970: what another tab wrote within a minute is left alone
   */
  async open(now: number): Promise<readonly IndexRow[]> {
    // Keys before rows: another tab may write in between, and its new values must not look like leftovers.
    const keys = await this.#store.keys();
    const rows = new Map<string, IndexRow>();
    const uses = new Map(await this.#beginning(usePrefix, keys));
    const kept = new Set<string>();
    const isYoung = (time: unknown): boolean => typeof time === 'number' && Math.abs(now - time) < youth;
    for (const [name, row] of await this.#beginning(entryPrefix, keys)) {
      if (!isIndexRow(row)) continue;
      const useName = usePrefix + name.slice(entryPrefix.length);
      for (const listed of [name, useName, ...chunkKeys(row.key, row.chunks)]) kept.add(listed);
      const use = uses.get(useName);
      rows.set(row.key, isUseOf(use, row) ? { ...row, expires: use.expires, used: use.used, uses: use.uses } : row);
    }
    for (const [name, use] of uses) if (isYoung((use as Partial<UseRecord> | null | undefined)?.used)) kept.add(name);
    const leftovers = keys.filter((name) => !kept.has(name) && !isYoung(rows.get(keyOfChunk(name) ?? '')?.written));
    if (leftovers.length > 0) await this.#store.deleteMany(leftovers);
    return [...rows.values()];
  }

  /** Gives the value, or one that another tab put in its place; `undefined` if it is missing or rotten. */
  async read(key: string, stored: StoredAs): Promise<DiskRead | undefined> {
    let wanted = stored;
    let row: IndexRow | undefined;
    for (let reading = 0; reading < readings; reading++) {
      const bytes = await this.#bytesOf(key, wanted);
      if (bytes !== undefined) {
        try {
          return { value: decode(bytes), ...(row === undefined ? {} : { row }) };
        } catch {
          return undefined;
        }
      }
      const found = await this.rowOf(key);
      if (found === undefined || (found.check === wanted.check && found.written === wanted.written)) return undefined;
      row = found;
      wanted = found;
    }
    return undefined;
  }

  /** Gives the row under which a key stands now. */
  async rowOf(key: string): Promise<IndexRow | undefined> {
    const row = await this.#store.get(rowName(key));
    return isIndexRow(row) ? row : undefined;
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

  /**
   * Removes what is doomed, then writes values with their rows, and what changed of other rows, in one transaction.
   *
   * @param doomed names in the store, as `namesOf` and `chunkKeys` give them
   */
  async write(
    values: readonly { readonly row: IndexRow; readonly chunks: readonly Uint8Array[] }[], changed: readonly IndexRow[], doomed: readonly string[],
  ): Promise<void> {
    const entries = new Map<string, unknown>();
    for (const row of changed) {
      const { check, written, expires, used, uses } = row;
      entries.set(usePrefix + digest(row.key), { check, written, expires, used, uses } satisfies UseRecord);
    }
    for (const { row, chunks } of values) {
      const names = chunkKeys(row.key, chunks.length);
      chunks.forEach((chunk, index) => entries.set(names[index] ?? '', chunk));
      entries.set(rowName(row.key), row);
    }
    const removed = doomed.filter((name) => !entries.has(name));
    if (removed.length > 0) await this.#store.deleteMany(removed);
    if (entries.size > 0) await this.#store.setMany([...entries]);
  }

  /** Gives the bytes if all are there and unchanged. */
  async #bytesOf(key: string, { chunks: count, check }: StoredAs): Promise<Uint8Array | undefined> {
    const chunks = await Promise.all(chunkKeys(key, count).map((chunk) => this.#store.get(chunk)));
    if (!chunks.every((chunk) => chunk instanceof Uint8Array)) return undefined;
    const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : joined(chunks);
    return checksum(bytes) === check ? bytes : undefined;
  }

  async #beginning(prefix: string, keys: readonly string[]): Promise<readonly (readonly [string, unknown])[]> {
    if (this.#store.beginning !== undefined) return this.#store.beginning(prefix);
    return Promise.all(keys.filter((key) => key.startsWith(prefix)).map(async (key) => [key, await this.#store.get(key)] as const));
  }
}

/** What is known of the use of one writing of a key. */
type UseRecord = Pick<IndexRow, 'check' | 'written' | 'expires' | 'used' | 'uses'>;

/** The store's keys of an entry's value. */
export function chunkKeys(key: string, chunks: number): readonly string[] {
  return Array.from({ length: chunks }, (_, index) => `value${index}:${key}`);
}

/** The store's names of an entry beside those of its value. */
export function namesOf(key: string): readonly string[] {
  const name = digest(key);
  return [entryPrefix + name, usePrefix + name];
}

/** By digest: keys are long, and each would stand there three times. */
function rowName(key: string): string {
  return entryPrefix + digest(key);
}

function keyOfChunk(name: string): string | undefined {
  return /^value\d+:/.test(name) ? name.slice(name.indexOf(':') + 1) : undefined;
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

/** Whether a value, wherever it comes from, is a row as this build writes it. */
export function isIndexRow(value: unknown): value is IndexRow {
  return typeof (value as { readonly key?: unknown } | null | undefined)?.key === 'string'
    && hasNumbers(value, ['expires', 'bytes', 'written', 'used', 'uses', 'cost', 'chunks', 'check']);
}

function isUseOf(value: unknown, row: IndexRow): value is UseRecord {
  if (!hasNumbers(value, ['check', 'written', 'expires', 'used', 'uses'])) return false;
  return value['check'] === row.check && value['written'] === row.written;
}

function hasNumbers(value: unknown, names: readonly string[]): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Readonly<Record<string, unknown>>;
  return names.every((name) => typeof record[name] === 'number');
}
