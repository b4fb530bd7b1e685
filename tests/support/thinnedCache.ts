import type { KeptStorage, KeptStore, KeptValue } from './keptStorage';

/** Letters of JSON above which a kept result is left out, and how many of a kind stay. */
const largestResult = 900;
const mostResults = 2;

/** Leaves out of the cache what is large, and of each kind all but a few: any of it may be gone at any time. */
export function thinnedCache(storage: KeptStorage): KeptStorage {
  const databases = storage.databases.map((one) => (one.name.startsWith('kinora-cache') ? { ...one, stores: one.stores.map(thinnedStore) } : one));
  return { ...storage, databases };
}

/** Values stand under `value0:<step>/…`, and rows that name the same key beside them; what is known of their use may go. */
function thinnedStore(store: KeptStore): KeptStore {
  const kinds = new Map<string, number>();
  const stays = new Set<string>();
  for (const [name, value] of store.entries) {
    const [, key, kind] = /^value0:((\w+).*)$/s.exec(String(name)) ?? [];
    const count = kinds.get(kind ?? '') ?? 0;
    if (key === undefined || kind === undefined || count >= mostResults || JSON.stringify(value).length > largestResult) continue;
    kinds.set(kind, count + 1);
    stays.add(key);
  }
  const isListed = (row: KeptValue): boolean => stays.has(String((row as { readonly key?: KeptValue } | null)?.key));
  return { ...store, entries: store.entries.filter(([name, value]) => stays.has(String(name).slice('value0:'.length)) || isListed(value)) };
}
