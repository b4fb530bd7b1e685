import type { ProjectStore } from '../../platform/projects';
import type { Suggested } from '../../workflow/session';
import type { KeptProject } from './project.svelte';

/** `off` until there is something to keep. */
export type KeepingState = 'off' | 'saving' | 'saved' | 'failed';

/** The film changes with every edit; its document, perhaps megabytes, only when another one is read or planned. */
const filmKey = 'film';
const documentKey = 'document';

/** The film as it is written: with the digest of its document in place of the document. */
interface KeptFilm extends Omit<KeptProject, 'suggested'> {
  readonly document: string;
}

/** Milliseconds of quiet before a change is written: typing and dragging end first. */
const settle = 400;

/** Keeps the project between visits. */
export class Keeping {
  readonly #store: ProjectStore;
  #state = $state<KeepingState>('off');
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: (() => KeptProject | undefined) | undefined;
  /** The document that was written last. */
  #document: Suggested | undefined;
  #writing = Promise.resolve();

  constructor(store: ProjectStore) {
    this.#store = store;
  }

  get state(): KeepingState { return this.#state; }

  /** Gives the project of the last visit; `undefined` if there is none that can be used. */
  async restore(): Promise<KeptProject | undefined> {
    try {
      const film = await this.#store.get(filmKey);
      if (!isFilm(film)) return undefined;
      const suggested = await this.#store.get(documentKey);
      const { document, ...project } = film;
      return isSuggested(suggested) && suggested.source.digest === document ? { ...project, suggested } : project;
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
        const { suggested, ...film } = project;
        if (suggested !== undefined && suggested !== this.#document) await this.#store.set(documentKey, suggested);
        this.#document = suggested;
        await this.#store.set(filmKey, { ...film, document: suggested?.source.digest ?? '' } satisfies KeptFilm);
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
function isFilm(value: unknown): value is KeptFilm {
  if (typeof value !== 'object' || value === null) return false;
  const { version, facts, storyboard } = value as Partial<Record<keyof KeptFilm, unknown>>;
  return version === 1 && typeof facts === 'object' && facts !== null && typeof storyboard === 'object' && storyboard !== null;
}

function isSuggested(value: unknown): value is Suggested {
  if (typeof value !== 'object' || value === null) return false;
  const { source, content, sentences } = value as Partial<Suggested>;
  return typeof source?.digest === 'string' && Array.isArray(content?.blocks) && Array.isArray(sentences);
}
