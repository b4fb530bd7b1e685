import { inPieces } from '../../engine/pieces';
import { chunkKeys, namesOf } from './disk';
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
  /** Hears of each entry whose value cannot be given as bytes: it stays in memory for as long as there is room. */
  readonly onUnwritable: (entry: Entry) => void;
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
 * that does not, room is made. Whatever throws on the way, a value that cannot be packed or somebody who listens, ends no more than itself.
 */
export class WriteBehind {
  readonly #disk: Disk;
  readonly #options: WriteBehindOptions;
  /** To be written, with their values. */
  readonly #pending = new Map<string, { readonly entry: Entry; readonly detached: Detached }>();
  /** Names in the store to be removed. */
  readonly #doomed = new Set<string>();
  readonly #removed = new Set<string>();
  /** Keys whose expiry or use has changed since their value was written. */
  readonly #changed = new Set<string>();
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
    this.#changed.delete(key);
  }

  remove(entry: Entry): void {
    this.forget(entry.key);
    // What never stood there is not to be removed: under this key stands what another tab wrote, if anything.
    if (entry.stored === undefined) return;
    this.#doom(entry.key, entry.stored.chunks);
    this.#removed.add(entry.key);
    this.#schedule();
  }

  /** Removes what stands under a key of which only the name is known. */
  drop(key: string): void {
    this.#doom(key, 1);
    this.#removed.add(key);
    this.#schedule();
  }

  /** What the row says of a key has changed. */
  changed(key: string): void {
    this.#changed.add(key);
    this.#schedule();
  }

  /** As `changed`, to be written along with the next change: a read alone is not worth a transaction. */
  touched(key: string): void {
    this.#changed.add(key);
  }

  /** Writes all that is still to be written; never rejects. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(async () => {
      while (!this.#isGivenUp && (this.#pending.size > 0 || this.#doomed.size > 0 || this.#changed.size > 0)) await this.#writeGuarded();
    });
    return this.#flushing;
  }

  #doom(key: string, chunks: number): void {
    for (const name of [...namesOf(key), ...chunkKeys(key, chunks)]) this.#doomed.add(name);
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#options.defer(() => {
      this.#isScheduled = false;
      void this.flush();
    });
  }

  /** Nothing that a batch throws may reach `#flushing`: every later flush would be lost with it. */
  async #writeGuarded(): Promise<void> {
    try {
      await this.#writeBatch();
    } catch (error) {
      this.#options.onError();
      if (++this.#errorsInARow >= maxErrors) this.#giveUp(error);
    }
  }

  async #writeBatch(): Promise<void> {
    const batch = await this.#nextBatch();
    const doomed = new Set<string>();
    const removed = new Set<string>();
    const changed = new Set<string>();
    // Taken out before the attempt: what is added meanwhile belongs to the next one.
    const take = (): void => {
      move(this.#doomed, doomed);
      move(this.#removed, removed);
      move(this.#changed, changed);
    };
    take();
    let written = batch;
    let error = await this.#attempt(written, changed, doomed);
    const isDivisible = isQuotaError(error) && written.length > 1;
    if (error !== undefined && !isDivisible) {
      if (isQuotaError(error)) this.#options.makeRoom(batch.reduce((sum, { entry }) => sum + entry.bytes, 0));
      take();
      written = batch.filter(({ entry }) => this.#pending.get(entry.key)?.entry === entry);
      error = await this.#attempt(written, changed, doomed);
    }
    if (error === undefined) {
      this.#errorsInARow = 0;
      this.#mostValues *= 2;
      // Of all that was written: what was replaced since, by this tab or another, is told of by whoever wrote that.
      guarded(() => this.#options.onWritten(written.map(({ entry }) => rowOf(entry)), [...removed]));
      return;
    }
    move(doomed, this.#doomed);
    move(removed, this.#removed);
    move(changed, this.#changed);
    if (isDivisible) {
      this.#mostValues = written.length >> 1;
      return;
    }
    if (++this.#errorsInARow < maxErrors) {
      // Later ones may be smaller; this one stays in memory for as long as there is room.
      if (isQuotaError(error)) for (const { entry } of written) this.#pending.delete(entry.key);
      return;
    }
    this.#giveUp(error);
  }

  #giveUp(error: unknown): void {
    this.#isGivenUp = true;
    this.#pending.clear();
    this.#options.onGivenUp(error);
  }

  /** Gives the error of one try, if any. */
  async #attempt(batch: readonly Packed[], changed: ReadonlySet<string>, doomed: ReadonlySet<string>): Promise<unknown> {
    const { entries } = this.#options;
    const values = batch.map(({ entry, chunks, check }) => ({ row: rowOf(entry, { chunks: chunks.length, check }), chunks }));
    const inBatch = new Set(batch.map(({ entry }) => entry.key));
    const others = [...changed].flatMap((key) => {
      const entry = entries.get(key);
      return entry?.stored === undefined || inBatch.has(key) ? [] : [rowOf(entry)];
    });
    try {
      await this.#disk.write(values, others, [...doomed]);
    } catch (error) {
      this.#options.onError();
      return error ?? new Error('The store failed without a reason.');
    }
    for (const { entry, chunks, check } of batch) {
      entry.stored = { chunks: chunks.length, check };
      if (this.#pending.get(entry.key)?.entry === entry) {
        this.#pending.delete(entry.key);
        guarded(() => this.#options.onStored(entry));
      } else if (entries.get(entry.key) !== entry) {
        // Removed or replaced while it was written: what was written is in the way.
        this.#doom(entry.key, chunks.length);
        if (!entries.has(entry.key)) this.#removed.add(entry.key);
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
      const packed = await this.#packed(detached);
      // Removed or replaced while others were packed: it is not to be written any more.
      if (this.#pending.get(entry.key)?.entry !== entry) continue;
      if (packed !== undefined) batch.push({ entry, ...packed });
      else {
        this.#pending.delete(entry.key);
        this.#options.onError();
        guarded(() => this.#options.onUnwritable(entry));
      }
    }
    return batch;
  }

  /** `undefined` for a value that no memory or no text is large enough for. */
  async #packed({ value }: Detached): Promise<Omit<Packed, 'entry'> | undefined> {
    const { breathe } = this.#options;
    // Whoever lends the breath may fail; the value is packed all the same.
    const breath = breathe && (async () => { try { await breathe(); } catch { /* Without a pause, then. */ } });
    try {
      return await inPieces(this.#disk.pack(value), breath);
    } catch {
      return undefined;
    }
  }
}

export function isQuotaError(error: unknown): boolean {
  return error instanceof Error && (error.name === 'QuotaExceededError' || ('code' in error && error.code === 'quota-exceeded'));
}

function rowOf(entry: Entry, stored = entry.stored): IndexRow {
  const { key, expires, bytes, written, used, uses, cost } = entry;
  return { key, expires, bytes, written, used, uses, cost, chunks: stored?.chunks ?? 0, check: stored?.check ?? 0 };
}

/** Calls one who listens: what goes wrong there is not the writing's. */
function guarded(call: () => void): void {
  try {
    call();
  } catch (error) {
    console.error(error);
  }
}

function move<Value>(from: Set<Value>, to: Set<Value>): void {
  for (const value of from) to.add(value);
  from.clear();
}
