import { createStore, del, get, set, type UseStore } from 'idb-keyval';
import type { KeyValueStore } from '../../engine/ports';

/** Keeps people's work between visits; apart from every cache, so that nothing here is ever evicted by us. */
export type ProjectStore = Pick<KeyValueStore, 'get' | 'set' | 'delete'>;

/** Gives a store in the browser's IndexedDB; each call rejects where the browser has none (private windows of some). */
export function browserProjects(): ProjectStore {
  let opened: UseStore | undefined;
  // Opened on first use: merely opening throws where storage is forbidden.
  const store = (): UseStore => (opened ??= createStore('kinora-projects', 'projects'));
  return {
    get: async (key) => get<unknown>(key, store()),
    set: async (key, value) => set(key, value, store()),
    delete: async (key) => del(key, store()),
  };
}
