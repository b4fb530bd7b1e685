import type { KeyValueStore } from './ports';
import { backOff, type Patience } from './retry';
import { isWorkflowEvent, type WorkflowEvent } from './workflowState';

/** What a workflow began with: enough to begin it again. */
export interface Begun {
  readonly id: string;
  /** Name of the source. */
  readonly source: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Plain cloneable data. */
  readonly inputs: unknown;
}

/** A workflow as the journal knows it: what it began with, and what happened since, over all its attempts. */
export interface JournalRecord extends Begun {
  readonly events: readonly WorkflowEvent[];
}

/** Locks that all tabs of one browser share; a tab that closes or crashes lets its own go. */
export interface Locks {
  /**
   * Takes a lock that nobody holds.
   *
   * @returns lets it go; undefined if another one holds it
   */
  take(name: string): Promise<(() => void) | undefined>;
  /** Names of the locks that are held, in whatever tab. */
  held(): Promise<ReadonlySet<string>>;
}

/** What this program writes; what a later one wrote may mean anything. */
const version = 1;
/** Writes are tried so often before the journal waits for the next event. */
const attempts = 3;

export interface JournalOptions {
  /** Waits between the tries of a write; absent: none. */
  readonly patience?: Patience;
  /** Told once of each record that cannot be read, by its key, and why; it stays where it is. */
  readonly onUnreadable?: (key: string, why: string) => void;
}

/**
 * Writes down what workflows begin with and what happens to them, so that a later page can go on where this one stopped.
 *
 * Events are written in their order, those that come while a write is under way together in the next one; nobody waits for them. Trouble
 * with the store never reaches a run: it is named in `trouble`, and what could not be written waits for the next event, when it is tried again.
 */
export class Journal {
  readonly #store: KeyValueStore;
  readonly #observe: (trouble: string) => void;
  readonly #options: JournalOptions;
  readonly #closing = new AbortController();
  readonly #unreadable = new Set<string>();
  /** Still to be written, in order: a value, or undefined to delete. */
  #pending = new Map<string, unknown>();
  #isWriting = false;
  #writing = Promise.resolve();
  /** Workflows under way: what they began with, as far as this page knows, and their events by number. */
  readonly #live = new Map<string, { readonly begun: unknown; readonly events: WorkflowEvent[]; next: number }>();
  /** For each record that was read, the number behind its last event. */
  readonly #ends = new Map<string, number>();
  #trouble = '';
  #closed = false;

  /** @param observe told whenever a store that was well fails */
  constructor(store: KeyValueStore, observe: (trouble: string) => void = () => undefined, options: JournalOptions = {}) {
    this.#store = store;
    this.#observe = observe;
    this.#options = options;
    store.onLost?.(() => { this.#writeAnew(); });
  }

  /** Why nothing can be written at the moment; empty if all is well. */
  get trouble(): string {
    return this.#trouble;
  }

  /** Takes a workflow up; resolves when what it began with is durable (or the store has failed). */
  async begin({ id, source, startedAt, inputs }: Begun): Promise<void> {
    const begun = { version, id, source, startedAt, inputs };
    this.#live.set(id, { begun, events: [], next: 0 });
    this.#put(begunKey(id), begun);
    await this.flush();
  }

  /** Goes on with a workflow that an earlier page began; events follow those that are there. */
  continue({ id, source, startedAt, inputs, events }: JournalRecord): void {
    const begun = { version, id, source, startedAt, inputs };
    this.#live.set(id, { begun, events: [...events], next: Math.max(events.length, this.#ends.get(id) ?? 0) });
  }

  /** Writes an event down; of a workflow that was not begun, nothing. */
  append(id: string, event: WorkflowEvent): void {
    const live = this.#live.get(id);
    if (live === undefined) return;
    live.events.push(event);
    this.#put(eventKey(id, live.next++), event);
  }

  /** Drops a workflow that has ended; resolves when that is durable. */
  async forget(id: string): Promise<void> {
    const next = this.#live.get(id)?.next ?? this.#ends.get(id) ?? 0;
    this.#live.delete(id);
    if (this.#closed) return;
    // What is being written now must be there to be found.
    await this.flush();
    const isOf = (key: string): boolean => key === begunKey(id) || key.startsWith(`event/${id}/`);
    // What still waits after that has never been written, unless the store failed only in saying so.
    const waiting = [...this.#pending.keys()].filter(isOf);
    const known = [begunKey(id), ...Array.from({ length: next }, (_, count) => eventKey(id, count))];
    const stored = await this.#store.keys().catch(() => known);
    for (const key of new Set([...stored.filter(isOf), ...waiting])) this.#put(key, undefined);
    await this.flush();
  }

  /** All workflows that were begun and not forgotten, in no particular order; none if the store cannot be read. */
  async records(): Promise<readonly JournalRecord[]> {
    await this.flush();
    const entries = new Map(await this.#store.entries().catch(() => []));
    const keys = [...entries.keys()].sort();
    return [...entries].flatMap(([key, value]) => {
      if (!key.startsWith('begun/')) return [];
      if (!isBegun(value) || begunKey(value.id) !== key) {
        this.#leaveOut(key, 'It does not say what was begun, or a later version wrote it.');
        return [];
      }
      const { id, source, startedAt, inputs } = value;
      const prefix = `event/${id}/`;
      const mine = keys.filter((one) => one.startsWith(prefix));
      this.#ends.set(id, 1 + (Number(mine.at(-1)?.slice(prefix.length) ?? -1) || 0));
      // Those of another version change nothing, wherever they stand.
      const events = mine.map((one) => entries.get(one)).filter(isWorkflowEvent);
      return [{ id, source, startedAt, inputs, events }];
    });
  }

  /** Resolves when everything so far is durable, or the store has failed; never rejects. */
  async flush(): Promise<void> {
    while (this.#isWriting) await this.#writing;
  }

  /** Writes nothing any more: what runs now, stays unfinished. */
  close(): Promise<void> {
    this.#closed = true;
    this.#closing.abort();
    return this.flush();
  }

  #put(key: string, value: unknown): void {
    if (this.#closed) return;
    this.#pending.set(key, value);
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#writing = this.#write();
  }

  #leaveOut(key: string, why: string): void {
    if (this.#unreadable.has(key)) return;
    this.#unreadable.add(key);
    this.#options.onUnreadable?.(key, why);
  }

  /** The store was emptied: what is under way is written down again. */
  #writeAnew(): void {
    for (const [id, { begun, events, next }] of this.#live) {
      this.#put(begunKey(id), begun);
      const first = next - events.length;
      events.forEach((event, index) => this.#put(eventKey(id, first + index), event));
    }
  }

  async #write(): Promise<void> {
    // What comes in the same breath goes along.
    await Promise.resolve();
    for (let attempt = 1; this.#pending.size > 0;) {
      const batch = [...this.#pending];
      this.#pending = new Map();
      const written = batch.filter(([, value]) => value !== undefined);
      const deleted = batch.flatMap(([key, value]) => (value === undefined ? [key] : []));
      try {
        if (written.length > 0) await this.#store.setMany(written);
        if (deleted.length > 0) await this.#store.deleteMany(deleted);
        attempt = 1;
        // A full store can still delete.
        if (written.length > 0) this.#trouble = '';
      } catch (error) {
        // What came meanwhile is newer.
        this.#pending = new Map([...batch, ...this.#pending]);
        if (attempt++ === attempts) {
          this.#fail(error);
          break;
        }
        await this.#rest(attempt);
      }
    }
    // In the same breath as the look at what is pending, so that nothing comes in between.
    this.#isWriting = false;
  }

  #fail(error: unknown): void {
    const wasWell = this.#trouble === '';
    this.#trouble = (error instanceof Error ? error.message : String(error)) || 'The store failed without a reason.';
    if (!wasWell) return;
    try {
      this.#observe(this.#trouble);
    } catch (fault) {
      console.error(fault);
    }
  }

  /** @param attempt the one to come */
  async #rest(attempt: number): Promise<void> {
    const { patience } = this.#options;
    // Closing ends the wait, not the writing.
    await patience?.wait(backOff(attempt, patience.chance()), this.#closing.signal).catch(() => undefined);
  }
}

function begunKey(id: string): string {
  return `begun/${id}`;
}

/** Sorts like its number. */
function eventKey(id: string, count: number): string {
  return `event/${id}/${String(count).padStart(8, '0')}`;
}

function isBegun(value: unknown): value is Begun {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Readonly<Record<string, unknown>>;
  // Those of the first builds have no version.
  if ((record['version'] ?? version) !== version) return false;
  return typeof record['id'] === 'string' && typeof record['source'] === 'string' && typeof record['startedAt'] === 'number' && 'inputs' in record;
}
