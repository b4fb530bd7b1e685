import { inPieces } from '../../engine/pieces';
import { chunkKeys, pageOf } from './disk';
import type { Disk, IndexRow } from './disk';
import type { Entry } from './entry';
import type { Detached } from './plainValue';

/** What the writing needs to know of the cache, and tells it. */
export interface WriteBehindOptions {
  /** Every entry there is. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Calls back a little later, to write many changes at once. */
  readonly defer: (work: () => void) => void;
  /** Asks for room on disk for a value of so many bytes. */
  readonly makeRoom: (bytes: number) => void;
  /** Hears of each entry whose value stands on disk now. */
  readonly onStored: (entry: Entry) => void;
  /** Hears of each write that failed. */
  readonly onError: () => void;
  /** Hears that the disk is given up. */
  readonly onGivenUp: (error: unknown) => void;
  readonly onWritten: (rows: readonly IndexRow[], removed: readonly string[]) => void;
  /** Lets others use the page's thread between the pieces of packing, if it is their turn; absent: nobody shares it. */
  readonly breathe?: () => Promise<void>;
}

interface Packed {
  readonly entry: Entry;
  readonly chunks: readonly Uint8Array[];
  readonly check: number;
}

/** A batch is split at this size, so that one transaction never holds much. */
const batchBytes = 16 * 1024 * 1024;
/** Consecutive failed batches, or values that a full disk refused, after which the disk is given up. */
const maxErrors = 3;

/**
 * Writes changes of the cache to disk later and in batches, so that nothing on a hot path waits.
 *
 * A batch that fails is tried once more. One that a full disk refuses is written in halves, so that what still fits is kept; for the value
 * that does not, room is made.
 */
export class WriteBehind {
  readonly #disk: Disk;
  readonly #options: WriteBehindOptions;
  /** To be written, with their values. */
  readonly #pending = new Map<string, { readonly entry: Entry; readonly detached: Detached }>();
  /** Pieces of values to be removed. */
  readonly #doomed = new Set<string>();
  readonly #removed = new Set<string>();
  readonly #dirtyPages = new Set<number>();
  #isScheduled = false;
  #isGivenUp = false;
  #flushing: Promise<void> = Promise.resolve();
  #errorsInARow = 0;
  /** How many values a batch may hold: fewer while the disk is full. */
  #mostValues = Infinity;

  constructor(disk: Disk, options: WriteBehindOptions) {
    this.#disk = disk;
    this.#options = options;
  }

  /** The value of a key that is still to be written. */
  pending(key: string): Detached | undefined {
    return this.#pending.get(key)?.detached;
  }

  put(entry: Entry, detached: Detached): void {
    this.#removed.delete(entry.key);
    this.#pending.set(entry.key, { entry, detached });
    this.#schedule();
  }

  /** No longer writes a key; what stands on disk stays. */
  forget(key: string): void {
    this.#pending.delete(key);
  }

  remove(entry: Entry): void {
    this.#pending.delete(entry.key);
    for (const chunk of chunkKeys(entry.key, entry.stored?.chunks ?? 0)) this.#doomed.add(chunk);
    this.#removed.add(entry.key);
    this.changed(entry.key);
  }

  /** What the index says of a key has changed. */
  changed(key: string): void {
    this.#dirtyPages.add(pageOf(key));
    this.#schedule();
  }

  /** As `changed`, to be written along with the next change: a read alone is not worth a transaction. */
  touched(key: string): void {
    this.#dirtyPages.add(pageOf(key));
  }

  /** Writes all that is still to be written; never rejects. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(async () => {
      while (!this.#isGivenUp && (this.#pending.size > 0 || this.#doomed.size > 0 || this.#dirtyPages.size > 0)) await this.#writeBatch();
    });
    return this.#flushing;
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#options.defer(() => {
      this.#isScheduled = false;
      void this.flush();
    });
  }

  async #writeBatch(): Promise<void> {
    const batch = await this.#nextBatch();
    const doomed = new Set<string>();
    const removed = new Set<string>();
    const pages = new Set(batch.map(({ entry }) => pageOf(entry.key)));
    // Taken out before the attempt: what is added meanwhile belongs to the next one.
    const take = (): void => {
      move(this.#doomed, doomed);
      move(this.#removed, removed);
      move(this.#dirtyPages, pages);
    };
    take();
    let written = batch;
    let error = await this.#attempt(written, pages, doomed);
    const isDivisible = isQuotaError(error) && written.length > 1;
    if (error !== undefined && !isDivisible) {
      if (isQuotaError(error)) this.#options.makeRoom(batch.reduce((sum, { entry }) => sum + entry.bytes, 0));
      take();
      written = batch.filter(({ entry }) => this.#pending.get(entry.key)?.entry === entry);
      error = await this.#attempt(written, pages, doomed);
    }
    if (error === undefined) {
      this.#errorsInARow = 0;
      this.#mostValues *= 2;
      this.#options.onWritten(written.filter(({ entry }) => this.#options.entries.get(entry.key) === entry).map(({ entry }) => rowOf(entry)), [...removed]);
      return;
    }
    move(doomed, this.#doomed);
    move(removed, this.#removed);
    move(pages, this.#dirtyPages);
    if (isDivisible) {
      this.#mostValues = written.length >> 1;
      return;
    }
    if (++this.#errorsInARow < maxErrors) {
      // Later ones may be smaller; this one stays in memory for as long as there is room.
      if (isQuotaError(error)) for (const { entry } of written) this.#pending.delete(entry.key);
      return;
    }
    this.#isGivenUp = true;
    this.#pending.clear();
    this.#options.onGivenUp(error);
  }

  /** Gives the error of one try, if any. */
  async #attempt(batch: readonly Packed[], pages: ReadonlySet<number>, doomed: ReadonlySet<string>): Promise<unknown> {
    const inBatch = new Map(batch.map((packed) => [packed.entry, packed]));
    const rows = new Map<number, IndexRow[]>([...pages].map((page) => [page, []]));
    for (const entry of this.#options.entries.values()) {
      const packed = inBatch.get(entry);
      const stored = packed === undefined ? entry.stored : { chunks: packed.chunks.length, check: packed.check };
      if (stored !== undefined) rows.get(pageOf(entry.key))?.push({ ...rowOf(entry), ...stored });
    }
    try {
      await this.#disk.write(batch.map(({ entry, chunks }) => ({ key: entry.key, chunks })), rows, [...doomed]);
    } catch (error) {
      this.#options.onError();
      return error ?? new Error('The store failed without a reason.');
    }
    for (const { entry, chunks, check } of batch) {
      entry.stored = { chunks: chunks.length, check };
      if (this.#pending.get(entry.key)?.entry === entry) {
        this.#pending.delete(entry.key);
        this.#options.onStored(entry);
      } else if (this.#options.entries.get(entry.key) !== entry) {
        // Removed or replaced while it was written: what was written is in the way.
        for (const chunk of chunkKeys(entry.key, chunks.length)) this.#doomed.add(chunk);
        this.#dirtyPages.add(pageOf(entry.key));
      }
    }
    return undefined;
  }

  async #nextBatch(): Promise<readonly Packed[]> {
    const chosen: { readonly entry: Entry; readonly detached: Detached }[] = [];
    let bytes = 0;
    for (const waiting of this.#pending.values()) {
      if (bytes > 0 && (bytes + waiting.entry.bytes > batchBytes || chosen.length >= this.#mostValues)) break;
      bytes += waiting.entry.bytes;
      chosen.push(waiting);
    }
    const batch: Packed[] = [];
    for (const { entry, detached } of chosen) {
      const packed = await inPieces(this.#disk.pack(detached.value), this.#options.breathe);
      // Removed or replaced while others were packed: it is not to be written any more.
      if (this.#pending.get(entry.key)?.entry === entry) batch.push({ entry, ...packed });
    }
    return batch;
  }
}

export function isQuotaError(error: unknown): boolean {
  return error instanceof Error && (error.name === 'QuotaExceededError' || ('code' in error && error.code === 'quota-exceeded'));
}

function rowOf(entry: Entry): IndexRow {
  const { key, expires, bytes, used, uses, cost, stored } = entry;
  return { key, expires, bytes, used, uses, cost, chunks: stored?.chunks ?? 0, check: stored?.check ?? 0 };
}

function move<Value>(from: Set<Value>, to: Set<Value>): void {
  for (const value of from) to.add(value);
  from.clear();
}
