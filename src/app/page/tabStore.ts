import type { Locks } from '../../engine/journal';
import type { ProjectStore } from '../../platform/storage/projects';

/** Held by the one tab whose things are kept: two would write over each other. The name is an older one, so that tabs of both wait for each other. */
const lockName = 'kinora-orders';

/**
 * What the first tab keeps between visits: other tabs find nothing and write nothing. Trouble with the store never reaches a caller: what could
 * not be written is tried again along with the next, and all of it when the store was emptied.
 */
export class TabStore {
  readonly #store: ProjectStore;
  readonly #mine: Promise<boolean>;
  #writing: Promise<unknown>;
  /** What is to stand in the store, as far as this page knows; a value may be still to come. */
  readonly #kept = new Map<string, unknown>();
  /** Keys to be written, or deleted, in the order of the calls. */
  readonly #waiting = new Set<string>();

  constructor(store: ProjectStore, locks?: Locks) {
    this.#store = store;
    this.#mine = locks === undefined ? Promise.resolve(true) : locks.take(lockName).then((release) => release !== undefined, () => false);
    this.#writing = this.#mine;
    store.onLost?.(() => {
      for (const key of this.#kept.keys()) this.#write(key);
    });
  }

  /** Gives what an earlier visit kept; undefined in other tabs, too. */
  async get(key: string): Promise<unknown> {
    if (!(await this.#mine)) return undefined;
    const value = await this.shared(key);
    if (value !== undefined && !this.#kept.has(key) && !this.#waiting.has(key)) this.#kept.set(key, value);
    return value;
  }

  /** Gives what was kept, whichever tab this is. */
  async shared(key: string): Promise<unknown> {
    return this.#store.get(key).catch(() => undefined);
  }

  /** Keeps a value; in the order of the calls. */
  set(key: string, value: unknown): void {
    this.#kept.set(key, value);
    this.#write(key);
  }

  delete(key: string): void {
    this.#kept.delete(key);
    this.#write(key);
  }

  #write(key: string): void {
    // Behind what waits already.
    this.#waiting.delete(key);
    this.#waiting.add(key);
    this.#writing = this.#writing.then(async () => {
      if (await this.#mine) return this.#writeWaiting();
      this.#waiting.clear();
      this.#kept.clear();
    });
  }

  async #writeWaiting(): Promise<void> {
    for (const key of [...this.#waiting]) {
      this.#waiting.delete(key);
      if (!this.#kept.has(key)) {
        await this.#store.delete(key).catch(() => { this.#waiting.add(key); });
        continue;
      }
      const value = await this.#valueOf(key);
      if (value !== undefined) await this.#store.set(key, value).catch(() => { this.#waiting.add(key); });
    }
  }

  /** A value that does not come is not kept. */
  async #valueOf(key: string): Promise<unknown> {
    const coming = this.#kept.get(key);
    try {
      return await coming;
    } catch {
      if (this.#kept.get(key) === coming) this.#kept.delete(key);
      return undefined;
    }
  }
}
