import { appearances, type AppearanceName } from './appearanceNames';

const key = 'kinora-appearance';

/** Light or dark, kept between visits where the browser lets us. */
export class Appearance {
  #name = $state<AppearanceName>('auto');
  readonly #root: HTMLElement;
  readonly #storage: () => Storage;

  /** @param storage opened inside a guard: reading `localStorage` itself throws where storage is forbidden */
  constructor(root: HTMLElement, storage: () => Storage = () => localStorage) {
    this.#root = root;
    this.#storage = storage;
    const kept = this.#attempt((store) => store.getItem(key));
    this.#apply(appearances.find((name) => name === kept) ?? 'auto');
  }

  get name(): AppearanceName {
    return this.#name;
  }

  choose(name: AppearanceName): void {
    this.#apply(name);
    this.#attempt((store) => { store.setItem(key, name); });
  }

  #apply(name: AppearanceName): void {
    this.#name = name;
    if (name === 'auto') delete this.#root.dataset['appearance'];
    else this.#root.dataset['appearance'] = name;
  }

  /** A preference that cannot be kept is no reason to trouble anyone. */
  #attempt<T>(use: (storage: Storage) => T): T | undefined {
    try {
      return use(this.#storage());
    } catch {
      return undefined;
    }
  }
}
