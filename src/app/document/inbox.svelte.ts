import type { Companions } from './companions';
import type { InboxStore } from './inboxStore';

/** Files that were given together with the one that is open, and wait; they outlive the page, with their pictures. */
export class Inbox {
  readonly #store: InboxStore;
  readonly #companions: Companions;
  #files = $state.raw<readonly File[]>([]);

  constructor(store: InboxStore, companions: Companions) {
    this.#store = store;
    this.#companions = companions;
  }

  get files(): readonly File[] { return this.#files; }

  /** Takes up what the last visit left. */
  async restore(): Promise<void> {
    const kept = await this.#store.restore();
    if (kept.length > 0) this.#files = [...this.#files, ...kept.map((document) => this.#companions.adopt(document))];
  }

  /** Puts files before those that wait, but for the one that is opened. */
  take(opened: File, others: readonly File[]): void {
    this.#set([...others, ...this.#files.filter((file) => file !== opened && !others.includes(file))]);
  }

  /** Takes files off the list, by themselves or all of a name. */
  drop(...which: readonly (File | string)[]): void {
    this.#set(this.#files.filter((file) => !which.includes(file) && !which.includes(file.name)));
  }

  #set(files: readonly File[]): void {
    if (files.length === this.#files.length && files.every((file, index) => file === this.#files[index])) return;
    this.#files = files;
    // In the order of the changes: the last one is what stays.
    this.#store.keep(Promise.all(files.map(async (file) => this.#companions.kept(file))));
  }
}
