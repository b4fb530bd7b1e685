import type { Page } from 'playwright';

/** A value that IndexedDB holds, as JSON: what JSON cannot say is an object whose `$` names its kind. */
export type KeptValue = null | boolean | number | string | readonly KeptValue[] | { readonly [name: string]: KeptValue };

export interface KeptStore {
  readonly name: string;
  /** In the order of their keys; the stores have no key paths. */
  readonly entries: readonly (readonly [KeptValue, KeptValue])[];
}

export interface KeptDatabase {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly KeptStore[];
}

/** All that an origin keeps in a browser. */
export interface KeptStorage {
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  readonly localStorage: Readonly<Record<string, string>>;
  readonly databases: readonly KeptDatabase[];
}

/**
 * A page of the site that does not run the app: what it opens or keeps, nobody else touches.
 *
 * @param url of the site, with a final slash
 */
export function plainPage(url: string): string {
  return `${url}licenses/MIT.txt`;
}

/** Gives everything that is kept at the origin of a page that shows `plainPage`. */
export function dumpStorage(page: Page): Promise<KeptStorage> {
  return page.evaluate(dumpInPage);
}

/** Puts everything that was kept into a fresh profile, as if it were kept just now: its times move along. */
export async function restoreStorage(page: Page, storage: KeptStorage): Promise<void> {
  const age = Date.now() - storage.keptAt;
  const moved = (value: KeptValue): KeptValue => movedInTime(value, storage.keptAt, age);
  const databases = storage.databases.map((database) => ({
    ...database,
    stores: database.stores.map((store) => ({ ...store, entries: store.entries.map(([key, value]) => [key, moved(value)] as const) })),
  }));
  await page.evaluate(restoreInPage, JSON.stringify({ ...storage, databases }));
}

const day = 24 * 3600 * 1000;

/** Moves whatever can only be a time: milliseconds since 1970 near the day it was kept, or within a year after it, when something expires. */
function movedInTime(value: KeptValue, keptAt: number, age: number): KeptValue {
  if (typeof value === 'number') return value > keptAt - day && value < keptAt + 366 * day ? value + age : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one: KeptValue) => movedInTime(one, keptAt, age));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, movedInTime(one as KeptValue, keptAt, age)]));
}

/** Runs in the page. */
async function dumpInPage(): Promise<KeptStorage> {
  const answer = <Result>(request: IDBRequest<Result>): Promise<Result> => new Promise((resolve, reject) => {
    request.onsuccess = () => { resolve(request.result); };
    request.onerror = () => { reject(request.error ?? new Error('IndexedDB failed without saying why.')); };
  });
  const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const encode = async (value: unknown): Promise<KeptValue> => {
    if (value === undefined) return { $: 'undefined' };
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : { $: 'number', text: String(value) };
    if (value instanceof Date) return { $: 'Date', at: value.getTime() };
    if (value instanceof ArrayBuffer) return { $: 'ArrayBuffer', base64: base64(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value)) {
      return { $: value.constructor.name, base64: base64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
    }
    if (value instanceof Blob) {
      const bytes = base64(new Uint8Array(await value.arrayBuffer()));
      const { type } = value;
      const blob = { $: 'Blob', type, base64: bytes };
      return value instanceof File ? { ...blob, $: 'File', name: value.name, lastModified: value.lastModified } : blob;
    }
    if (Array.isArray(value)) return Promise.all(value.map(encode));
    if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype || '$' in value) {
      throw new Error(`There must be a form in JSON for what is kept, got none for ${String(value)}.`);
    }
    return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([name, one]) => [name, await encode(one)] as const)));
  };
  const databases: KeptDatabase[] = [];
  for (const { name = '', version = 1 } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    const stores: KeptStore[] = [];
    for (const storeName of database.objectStoreNames) {
      const store = database.transaction(storeName).objectStore(storeName);
      if (store.keyPath !== null || store.indexNames.length > 0) throw new Error(`Restoring knows neither key paths nor indexes, got one in ${name}.`);
      const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer<unknown[]>(store.getAll())]);
      stores.push({ name: storeName, entries: await Promise.all(keys.map(async (key, index) => [await encode(key), await encode(values[index])] as const)) });
    }
    database.close();
    databases.push({ name, version, stores });
  }
  return { keptAt: Date.now(), localStorage: { ...localStorage }, databases: databases.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** Runs in the page. @param text the storage as JSON */
async function restoreInPage(text: string): Promise<void> {
  // `restoreStorage` writes it.
  const storage = JSON.parse(text) as KeptStorage;
  const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const decode = (value: KeptValue): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(decode);
    // A list is none of those that have names; the type cannot tell.
    const named = value as Readonly<Record<string, KeptValue>>;
    const wordOf = (name: string): string => String(named[name] ?? '');
    switch (named['$']) {
      case undefined: return Object.fromEntries(Object.entries(named).map(([name, one]) => [name, decode(one)]));
      case 'undefined': return undefined;
      case 'number': return Number(named['text']);
      case 'Date': return new Date(Number(named['at']));
      case 'Blob': return new Blob([bytesOf(wordOf('base64'))], { type: wordOf('type') });
      case 'File': return new File([bytesOf(wordOf('base64'))], wordOf('name'), { type: wordOf('type'), lastModified: Number(named['lastModified']) });
      case 'ArrayBuffer': return bytesOf(wordOf('base64')).buffer;
      default: {
        // Only kinds of typed arrays are left.
        const kind = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[wordOf('$')];
        if (kind === undefined) throw new Error(`What is kept must be of a known kind, got ${wordOf('$')}.`);
        return new kind(bytesOf(wordOf('base64')).buffer);
      }
    }
  };
  for (const [key, value] of Object.entries(storage.localStorage)) localStorage.setItem(key, value);
  for (const { name, version, stores } of storage.databases) {
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open(name, version);
      opening.onerror = () => { reject(opening.error ?? new Error(`${name} could not be opened.`)); };
      opening.onupgradeneeded = () => {
        for (const store of stores) {
          const made = opening.result.createObjectStore(store.name);
          for (const [key, value] of store.entries) made.put(decode(value), decode(key) as IDBValidKey);
        }
      };
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
  }
}
