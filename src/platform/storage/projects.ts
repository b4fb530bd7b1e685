import { del, get, set } from 'idb-keyval';
import type { KeyValueStore } from '../../engine/ports';
import { keyValueDatabase } from './database';

/** Keeps people's work between visits; apart from every cache, so that nothing here is ever evicted by us. */
export type ProjectStore = Pick<KeyValueStore, 'get' | 'set' | 'delete' | 'onLost'>;

/** Gives a store in the browser's IndexedDB; each call rejects where the browser has none (private windows of some). */
export function browserProjects(): ProjectStore {
  // Opened on first use: merely opening throws where storage is forbidden.
  const { use, onLost } = keyValueDatabase('kinora-projects', 'projects');
  return {
    get: async (key) => get<unknown>(key, use),
    set: async (key, value) => set(key, value, use),
    delete: async (key) => del(key, use),
    onLost,
  };
}
