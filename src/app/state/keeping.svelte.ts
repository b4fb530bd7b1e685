import type { ProjectStore } from '../../platform/projects';
import type { KeptProject } from './project.svelte';

/** `off` until there is something to keep. */
export type KeepingState = 'off' | 'saving' | 'saved' | 'failed';

const key = 'current';

/** Milliseconds of quiet before a change is written: typing and dragging end first. */
const settle = 400;

/** Keeps the project between visits. */
export class Keeping {
  readonly #store: ProjectStore;
  #state = $state<KeepingState>('off');
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: (() => KeptProject | undefined) | undefined;
  #writing = Promise.resolve();

  constructor(store: ProjectStore) {
    this.#store = store;
  }

  get state(): KeepingState { return this.#state; }

  /** Gives the project of the last visit; `undefined` if there is none that can be used. */
  async restore(): Promise<KeptProject | undefined> {
    try {
      const kept = await this.#store.get(key);
      return isKept(kept) ? kept : undefined;
    } catch {
      this.#state = 'failed';
      return undefined;
    }
  }

  /** Writes what `project` gives after a short quiet; only the last of several calls writes. */
  keep(project: () => KeptProject | undefined): void {
    this.#state = 'saving';
    this.#waiting = project;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { void this.flush(); }, settle);
  }

  /** Writes at once what waits; called when the page is about to go. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const project = this.#waiting?.();
    this.#waiting = undefined;
    if (project === undefined) return this.#writing;
    this.#writing = this.#writing.then(async () => {
      try {
        await this.#store.set(key, project);
        if (this.#waiting === undefined) this.#state = 'saved';
      } catch {
        // Shown in the header; the work itself is not disturbed.
        this.#state = 'failed';
      }
    });
    return this.#writing;
  }
}

/** Written by an earlier version perhaps: what cannot be used is not used. */
function isKept(value: unknown): value is KeptProject {
  if (typeof value !== 'object' || value === null) return false;
  const { version, facts, storyboard } = value as Partial<Record<keyof KeptProject, unknown>>;
  return version === 1 && typeof facts === 'object' && facts !== null && typeof storyboard === 'object' && storyboard !== null;
}
