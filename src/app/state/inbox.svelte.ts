import type { QueueKeeping } from './queueKeeping';

/** Files that were given together with the one that is open, and wait; they outlive the page. */
export class Inbox {
  readonly #keeping: QueueKeeping;
  #files = $state.raw<readonly File[]>([]);

  constructor(keeping: QueueKeeping) {
    this.#keeping = keeping;
  }

  get files(): readonly File[] { return this.#files; }

  /** Takes up what the last visit left. */
  async restore(): Promise<void> {
    const files = await this.#keeping.files();
    if (files.length > 0) this.#files = [...this.#files, ...files];
  }

  /** Puts files before those that wait, but for the one that is opened. */
  take(opened: File, others: readonly File[]): void {
    this.#set([...others, ...this.#files.filter((file) => file !== opened && !others.includes(file))]);
  }

  /** Takes files off the list: one of them, or all of a name. */
  drop(which: File | string): void {
    this.#set(this.#files.filter((file) => file !== which && file.name !== which));
  }

  /** Gives all of them, and has none any more. */
  empty(): readonly File[] {
    const files = this.#files;
    this.#set([]);
    return files;
  }

  #set(files: readonly File[]): void {
    if (files.length === this.#files.length && files.every((file, index) => file === this.#files[index])) return;
    this.#files = files;
    this.#keeping.keepFiles(files);
  }
}
