import type { Locks } from '../../engine/journal';
import type { ProjectStore } from '../../platform/storage/projects';

/** Held by the one tab whose things are kept: two would write over each other. The name is an older one, so that tabs of both wait for each other. */
const lockName = 'kinora-orders';

/** What the first tab keeps between visits: other tabs find nothing and write nothing. Trouble with the store never reaches a caller. */
export class TabStore {
  readonly #store: ProjectStore;
  readonly #mine: Promise<boolean>;
  #writing: Promise<unknown>;
  /** What stands in the store, as far as this page knows. */
  readonly #kept = new Map<string, unknown>();

  constructor(store: ProjectStore, locks?: Locks) {
    this.#store = store;
    this.#mine = locks === undefined ? Promise.resolve(true) : locks.take(lockName).then((release) => release !== undefined, () => false);
    this.#writing = this.#mine;
    store.onLost?.(() => {
      for (const [key, value] of this.#kept) this.set(key, value);
    });
  }

  /** Gives what an earlier visit kept; undefined in other tabs, too. */
  async get(key: string): Promise<unknown> {
    if (!(await this.#mine)) return undefined;
    const value = await this.shared(key);
    if (value !== undefined && !this.#kept.has(key)) this.#kept.set(key, value);
    return value;
  }

  /** Gives what was kept, whichever tab this is. */
  async shared(key: string): Promise<unknown> {
    return this.#store.get(key).catch(() => undefined);
  }

  /** Keeps a value; in the order of the calls, and what cannot be written is forgotten with this page. */
  set(key: string, value: unknown): void {
    this.#kept.set(key, value);
    this.#write(async () => this.#store.set(key, await value));
  }

  delete(key: string): void {
    this.#kept.delete(key);
    this.#write(() => this.#store.delete(key));
  }

  #write(work: () => Promise<void>): void {
    this.#writing = this.#writing.then(async () => { if (await this.#mine) await work(); }).catch(() => undefined);
  }
}
