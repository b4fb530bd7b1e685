import type { UseStore } from 'idb-keyval';

/** One store of keys and values in a database of its own, as idb-keyval's functions take it. */
export interface KeyValueDatabase {
  readonly use: UseStore;
  /** Calls back whenever what was written is gone, as the database was deleted or the browser cleared it; what is written from then on stays. */
  onLost(listener: () => void): void;
}

/**
 * Gives a database that is opened on first use, and again whenever its connection was closed.
 *
 * It never stands in another tab's way: when that deletes or upgrades the database, the connection closes at once. idb-keyval's own
 * `createStore` holds it, so that deleting the site's databases waits for ever.
 *
 * @param name  of the database; it keeps the version that it has
 * @param store name of its one store, made if it is missing
 */
export function keyValueDatabase(name: string, store: string): KeyValueDatabase {
  const listeners = new Set<() => void>();
  let opening: Promise<IDBDatabase> | undefined;
  const lose = (): void => {
    for (const listener of listeners) {
      try {
        listener();
      } catch (error) {
        console.error(error);
      }
    }
  };
  const connect = (): Promise<IDBDatabase> => {
    if (opening !== undefined) return opening;
    const mine = openedWith(name, store);
    opening = mine;
    const leave = (): void => {
      if (opening === mine) opening = undefined;
    };
    mine.then((database) => {
      database.onversionchange = ({ newVersion }) => {
        leave();
        // Transactions under way still end.
        database.close();
        // Of an upgrade nothing is lost.
        if (newVersion === null) lose();
      };
      // The browser closed it by force: site data were cleared, or the profile is damaged.
      database.onclose = () => {
        leave();
        lose();
      };
    }, leave);
    return mine;
  };
  const transact: UseStore = async (mode, callback) => {
    const begin = async (): Promise<IDBObjectStore> => (await connect()).transaction(store, mode).objectStore(store);
    let objects: IDBObjectStore;
    try {
      objects = await begin();
    } catch (error) {
      // Closed since it was opened, and nothing was begun yet: the next connection serves.
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
      opening = undefined;
      objects = await begin();
    }
    return callback(objects);
  };
  return { use: transact, onLost: (listener) => void listeners.add(listener) };
}

/** Gives all entries whose key begins so, in one transaction. */
export function beginning(prefix: string, use: UseStore): Promise<readonly (readonly [string, unknown])[]> {
  return use('readonly', async (store) => {
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const [keys, values] = await Promise.all([answer(store.getAllKeys(range)), answer<unknown[]>(store.getAll(range))]);
    // Our keys are all strings.
    return keys.map((key, index) => [key as string, values[index]] as const);
  });
}

async function openedWith(name: string, store: string): Promise<IDBDatabase> {
  const database = await opened(name, store);
  if (database.objectStoreNames.contains(store)) return database;
  const next = database.version + 1;
  database.close();
  return opened(name, store, next);
}

function opened(name: string, store: string, version?: number): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => {
    if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store);
  };
  return answer(request);
}

function answer<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The database gave no reason.'));
  });
}
