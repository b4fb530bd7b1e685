import type { Locks } from '../../engine/journal';
import type { KeyValueStore } from '../../engine/ports';
import { idbKeyValueStore } from './idbCache';

/**
 * Gives the store of the journal: a database of its own that no cache evicts from; memory where the browser has none, or it was switched off.
 *
 * @param without parts to do without; `storage` leaves memory
 */
export function journalStore(without: ReadonlySet<string> = new Set()): KeyValueStore {
  return lastingStore('kinora-journal', without);
}

/** Gives the store of what was learned of this device; as `journalStore`. */
export function deviceFacts(without: ReadonlySet<string> = new Set()): KeyValueStore {
  return lastingStore('kinora-device', without);
}

function lastingStore(database: string, without: ReadonlySet<string>): KeyValueStore {
  if (without.has('storage')) return memoryStore();
  try {
    return idbKeyValueStore(database);
  } catch {
    return memoryStore();
  }
}

/** Gives locks that all tabs share; only this page's where the browser has none. */
export function tabLocks(): Locks {
  // The type says that they are always there; they are missing outside secure contexts.
  const manager = (globalThis.navigator as { readonly locks?: LockManager }).locks;
  return manager === undefined ? pageLocks() : sharedLocks(manager);
}

function sharedLocks(manager: LockManager): Locks {
  return {
    take: (name) =>
      new Promise((resolve, reject) => {
        manager
          .request(name, { ifAvailable: true }, (lock) => {
            if (lock === null) return resolve(undefined);
            // Held until this promise resolves.
            return new Promise<void>((release) => resolve(() => release()));
          })
          .catch(reject);
      }),
    async held() {
      const { held = [] } = await manager.query();
      return new Set(held.flatMap(({ name }) => (name === undefined ? [] : [name])));
    },
  };
}

function pageLocks(): Locks {
  const held = new Set<string>();
  return {
    take(name) {
      if (held.has(name)) return Promise.resolve(undefined);
      held.add(name);
      return Promise.resolve(() => void held.delete(name));
    },
    held: () => Promise.resolve(new Set(held)),
  };
}

function memoryStore(): KeyValueStore {
  const values = new Map<string, unknown>();
  return {
    get: async (key) => values.get(key),
    set: async (key, value) => void values.set(key, value),
    setMany: async (entries) => { for (const [key, value] of entries) values.set(key, value); },
    delete: async (key) => void values.delete(key),
    deleteMany: async (keys) => { for (const key of keys) values.delete(key); },
    keys: async () => [...values.keys()],
    entries: async () => [...values],
  };
}
