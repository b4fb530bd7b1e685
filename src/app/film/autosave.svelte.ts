import type { AssetId } from '../../domain/assets';
import { withNamedAssets } from '../../domain/naming/namedAssets';
import type { Storyboard } from '../../domain/storyboard';
import type { ProjectStore } from '../../platform/storage/projects';
import type { Suggested } from '../../workflow/results';
import type { KeptProject } from './project.svelte';
import type { AutosaveState } from './autosaveState';

/** The film changes with every edit; its document, perhaps megabytes, only when another one is read or planned. */
const filmKey = 'film';
const documentKey = 'document';

/** The film as it is written: with names in place of its document and of its files. */
interface KeptFilm extends Omit<KeptProject, 'suggested'> {
  /** Digest of the document. */
  readonly document: string;
  /** Ids of its files, each a record of its own: a recording or a piece of music is megabytes, and an edit changes none of them. */
  readonly assets: readonly AssetId[];
  /** The page that wrote it. */
  readonly page: string;
}

const keyOf = (id: AssetId): string => `asset/${id}`;

/** Milliseconds of quiet before a change is written: typing and dragging end first. */
const settle = 400;
/** Milliseconds after which what could not be written is tried again, if nothing changes sooner. */
const patience = 5000;

/** Keeps the project between visits. */
export class Autosave {
  readonly #store: ProjectStore;
  #state = $state<AutosaveState>('off');
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: (() => KeptProject | undefined) | undefined;
  /** Gives the project as it is now; known once there was something to keep. */
  #latest: (() => KeptProject | undefined) | undefined;
  /** The document that was written last. */
  #document: Suggested | undefined;
  /** Files that stand in the store, as far as this page knows. */
  #files: readonly AssetId[] = [];
  readonly #page = `${performance.timeOrigin}/${Math.random()}`;
  /** The page whose writing `#files` knows of. */
  #writer = '';
  #writing = Promise.resolve();
  /** How often all that was written was lost. */
  #losses = 0;

  constructor(store: ProjectStore) {
    this.#store = store;
    store.onLost?.(() => { this.#keepAnew(); });
  }

  get state(): AutosaveState { return this.#state; }

  /** Gives the project of the last visit; `undefined` if there is none that can be used. */
  async restore(): Promise<KeptProject | undefined> {
    try {
      const film = await this.#store.get(filmKey);
      if (!isFilm(film)) return undefined;
      const suggested = await this.#store.get(documentKey);
      const { document, assets = [], page, ...rest } = film;
      this.#writer = page;
      const project = { ...rest, storyboard: await withNamedAssets(await this.#withFiles(rest.storyboard, assets)) };
      const kept = isSuggested(suggested) && suggested.source.digest === document ? { ...project, suggested } : project;
      this.#latest ??= () => kept;
      return kept;
    } catch {
      this.#state = 'failed';
      return undefined;
    }
  }

  /** Writes what `project` gives after a short quiet; only the last of several calls writes. */
  keep(project: () => KeptProject | undefined): void {
    this.#state = 'saving';
    this.#latest = project;
    this.#wait(settle);
  }

  /** Writes at once what waits; called when the page is about to go. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const project = this.#waiting?.();
    this.#waiting = undefined;
    if (project === undefined) return this.#writing;
    this.#writing = this.#writing.then(async () => {
      const losses = this.#losses;
      // Another writing waits then, of all of it.
      const isVain = (): boolean => losses !== this.#losses;
      try {
        const { suggested, storyboard: { assets = {}, ...storyboard }, ...film } = project;
        if (suggested !== undefined && suggested !== this.#document) await this.#store.set(documentKey, suggested);
        if (isVain()) return;
        this.#document = suggested;
        const before = await this.#writeFiles(assets, isVain);
        const ids = Object.keys(assets);
        await this.#store.set(filmKey, { ...film, storyboard, document: suggested?.source.digest ?? '', assets: ids, page: this.#page } satisfies KeptFilm);
        if (isVain()) return;
        this.#writer = this.#page;
        // Last of all: what is written never names a file that is gone.
        for (const id of before) if (!Object.hasOwn(assets, id)) await this.#dropFile(id);
        if (this.#waiting === undefined && !isVain()) this.#state = 'saved';
      } catch {
        // Shown in the header; the work itself is not disturbed.
        this.#state = 'failed';
        if (this.#waiting === undefined) this.#wait(patience);
      }
    });
    return this.#writing;
  }

  /** Nothing of what was written is there any more: all of it is written again, and until then it is not called saved. */
  #keepAnew(): void {
    this.#losses++;
    this.#document = undefined;
    this.#files = [];
    this.#writer = '';
    if (this.#latest === undefined) return;
    this.#state = 'saving';
    this.#wait(0);
  }

  #wait(milliseconds: number): void {
    this.#waiting = this.#latest;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { void this.flush(); }, milliseconds);
  }

  /** @returns ids of the files that stood there before */
  async #writeFiles(assets: Readonly<Record<AssetId, string>>, isVain: () => boolean): Promise<readonly AssetId[]> {
    const before = await this.#store.get(filmKey);
    const known = isFilm(before) ? before : undefined;
    // Another tab wrote since, and took away what its film has no use for.
    if (known?.page !== this.#writer) this.#files = [];
    for (const [id, url] of Object.entries(assets)) {
      if (this.#files.includes(id)) continue;
      await this.#store.set(keyOf(id), url);
      if (isVain()) break;
      this.#files = [...this.#files, id];
    }
    return known?.assets ?? [];
  }

  async #dropFile(id: AssetId): Promise<void> {
    this.#files = this.#files.filter((other) => other !== id);
    await this.#store.delete(keyOf(id));
  }

  async #withFiles(storyboard: Storyboard, ids: readonly AssetId[]): Promise<Storyboard> {
    const files = await Promise.all(ids.map(async (id) => [id, await this.#store.get(keyOf(id))] as const));
    const found = files.filter((file): file is readonly [AssetId, string] => typeof file[1] === 'string');
    this.#files = found.map(([id]) => id);
    return found.length === 0 ? storyboard : { ...storyboard, assets: Object.fromEntries(found) };
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
