import { clear, del, delMany, entries, get, keys, set, setMany } from 'idb-keyval';
import { LibraryNotAvailableError } from '../../domain/failure';
import type { KeyValueStore } from '../../engine/ports';
import { beginning, keyValueDatabase } from './database';

/** Another whenever its keys or values come to mean something else. */
const cacheDatabase = 'kinora-cache-2';
const oldDatabases = ['kinora-cache-1'];

/** Frees the room of what earlier builds cached. */
export function dropOldCaches(): void {
  for (const name of oldDatabases) globalThis.indexedDB?.deleteDatabase(name);
}

/**
 * Gives a store in an IndexedDB database of its own, made when first used.
 *
 * Values are cloned as `structuredClone` does; one `setMany` is one transaction. Errors are IndexedDB's own, among them `QuotaExceededError`.
 *
 * @param database name of the database; another name is another store
 * @throws LibraryNotAvailableError if this browser has no IndexedDB (some private modes, some embedded views)
 */
export function idbKeyValueStore(database = cacheDatabase): KeyValueStore & { clear(): Promise<void> } {
  // The type says that it is always there; old private modes have none.
  if ((globalThis as { readonly indexedDB?: IDBFactory }).indexedDB === undefined) {
    throw new LibraryNotAvailableError('Keeping results needs IndexedDB, which this browser does not offer here.', { library: 'IndexedDB' });
  }
  const { use: store, onLost } = keyValueDatabase(database, 'keyval');
  return {
    get: (key) => get<unknown>(key, store),
    set: (key, value) => set(key, value, store),
    setMany: (pairs) => setMany(pairs.map(([key, value]) => [key, value]), store),
    delete: (key) => del(key, store),
    deleteMany: (names) => delMany([...names], store),
    keys: () => keys<string>(store),
    entries: () => entries<string, unknown>(store),
    beginning: (prefix) => beginning(prefix, store),
    onLost,
    clear: () => clear(store),
  };
}
