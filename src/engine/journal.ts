import type { KeyValueStore } from './ports';
import type { WorkflowEvent } from './workflowState';

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

/** Writes are tried so often before the journal goes on without its store. */
const attempts = 3;

/**
 * Writes down what workflows begin with and what happens to them, so that a later page can go on where this one stopped.
 *
 * Events are written in their order, those that come while a write is under way together in the next one; nobody waits for them. Trouble
 * with the store never reaches a run: it is named in `trouble`, and from then on nothing is written.
 */
export class Journal {
  readonly #store: KeyValueStore;
  readonly #observe: (trouble: string) => void;
  /** Still to be written, in order: a value, or undefined to delete. */
  #pending = new Map<string, unknown>();
  #isWriting = false;
  #writing = Promise.resolve();
  /** Events of each workflow so far. */
  readonly #counts = new Map<string, number>();
  #trouble = '';
  #closed = false;

  /** @param observe told once, when the store is given up */
  constructor(store: KeyValueStore, observe: (trouble: string) => void = () => undefined) {
    this.#store = store;
    this.#observe = observe;
  }

  /** Why nothing is written any more; empty if all is well. */
  get trouble(): string {
    return this.#trouble;
  }

  /** Takes a workflow up; resolves when what it began with is durable (or the store has failed). */
  async begin({ id, source, startedAt, inputs }: Begun): Promise<void> {
    this.#counts.set(id, 0);
    this.#put(`begun/${id}`, { id, source, startedAt, inputs });
    await this.flush();
  }

  /** Goes on with a workflow that an earlier page began; events follow those that are there. */
  continue({ id, events }: JournalRecord): void {
    this.#counts.set(id, events.length);
  }

  /** Writes an event down; of a workflow that was not begun, nothing. */
  append(id: string, event: WorkflowEvent): void {
    const count = this.#counts.get(id);
    if (count === undefined) return;
    this.#counts.set(id, count + 1);
    this.#put(eventKey(id, count), event);
  }

  /** Drops a workflow that has ended; resolves when that is durable. */
  async forget(id: string): Promise<void> {
    this.#counts.delete(id);
    if (this.#closed || this.#trouble !== '') return;
    // What is being written now must be there to be found.
    await this.flush();
    const isOf = (key: string): boolean => key === `begun/${id}` || key.startsWith(`event/${id}/`);
    const stored = await this.#store.keys().catch(() => []);
    for (const key of stored) if (isOf(key)) this.#put(key, undefined);
    await this.flush();
  }

  /** All workflows that were begun and not forgotten, in no particular order; none if the store cannot be read. */
  async records(): Promise<readonly JournalRecord[]> {
    await this.flush();
    const entries = new Map(await this.#store.entries().catch(() => []));
    const keys = [...entries.keys()].sort();
    return [...entries].flatMap(([key, value]) => {
      if (!key.startsWith('begun/') || !isBegun(value)) return [];
      // Only this class writes such keys.
      const events = keys.filter((one) => one.startsWith(`event/${value.id}/`)).map((one) => entries.get(one) as WorkflowEvent);
      return [{ ...value, events }];
    });
  }

  /** Resolves when everything so far is durable, or the store has failed; never rejects. */
  async flush(): Promise<void> {
    while (this.#isWriting) await this.#writing;
  }

  /** Writes nothing any more: what runs now, stays unfinished. */
  close(): Promise<void> {
    this.#closed = true;
    return this.flush();
  }

  #put(key: string, value: unknown): void {
    if (this.#closed || this.#trouble !== '') return;
    this.#pending.set(key, value);
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#writing = this.#write();
  }

  async #write(): Promise<void> {
    // What comes in the same breath goes along.
    await Promise.resolve();
    while (this.#pending.size > 0) {
      const batch = [...this.#pending];
      this.#pending = new Map();
      const written = batch.filter(([, value]) => value !== undefined);
      const deleted = batch.flatMap(([key, value]) => (value === undefined ? [key] : []));
      try {
        if (written.length > 0) await patiently(() => this.#store.setMany(written));
        if (deleted.length > 0) await patiently(() => this.#store.deleteMany(deleted));
      } catch (error) {
        this.#trouble = error instanceof Error ? error.message : String(error);
        this.#pending.clear();
        this.#observe(this.#trouble);
      }
    }
    // In the same breath as the look at what is pending, so that nothing comes in between.
    this.#isWriting = false;
  }
}

async function patiently(write: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}

/** Sorts like its number. */
function eventKey(id: string, count: number): string {
  return `event/${id}/${String(count).padStart(8, '0')}`;
}

function isBegun(value: unknown): value is Begun {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Readonly<Record<string, unknown>>;
  return typeof record['id'] === 'string' && typeof record['source'] === 'string' && typeof record['startedAt'] === 'number' && 'inputs' in record;
}
