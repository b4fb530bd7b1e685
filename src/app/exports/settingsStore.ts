import { fileForms, type ExportSettings } from '../../domain/film/video';
import type { TabStore } from '../page/tabStore';

const key = 'settings';

/** Keeps how the next export is to be made. */
export class SettingsStore {
  readonly #store: TabStore;

  constructor(store: TabStore) {
    this.#store = store;
  }

  keep(settings: ExportSettings): void {
    this.#store.set(key, settings);
  }

  /** Gives the settings of the last visit, whichever tab it was in; what this version does not know is left out. */
  async restore(): Promise<Partial<ExportSettings> | undefined> {
    const kept = await this.#store.shared(key);
    if (typeof kept !== 'object' || kept === null) return undefined;
    const { container, ...others } = kept as Partial<ExportSettings>;
    return container !== undefined && Object.hasOwn(fileForms, container) ? { ...others, container } : undefined;
  }
}
