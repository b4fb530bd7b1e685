import type { ProjectStore } from '../../src/platform/storage/projects';

/** A store for one test; `isBroken` makes every call reject, as in a private window. */
export function memoryStore(isBroken = false): ProjectStore & { readonly values: Map<string, unknown> } {
  const values = new Map<string, unknown>();
  const check = (): void => { if (isBroken) throw new Error('storage is forbidden'); };
  return {
    values,
    get: async (key) => { check(); return values.get(key); },
    // Cloned, as IndexedDB does: what cannot be cloned fails here too.
    set: async (key, value) => { check(); values.set(key, structuredClone(value)); },
    delete: async (key) => { check(); values.delete(key); },
  };
}
