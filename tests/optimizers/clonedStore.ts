import type { KeyValueStore } from '../../src/engine/ports';

/** A key-value store in memory that clones like IndexedDB, counts, and fails when told. */
export class ClonedStore implements KeyValueStore {
  readonly values = new Map<string, unknown>();
  writes = 0;
  /** Called before each write; what it throws, the write throws. */
  beforeWrite: (write: number) => void = () => {};
  /** Bytes it holds at most; typed arrays count. */
  quota = Infinity;

  async get(key: string): Promise<unknown> {
    return structuredClone(this.values.get(key));
  }
  async set(key: string, value: unknown): Promise<void> {
    await this.setMany([[key, value]]);
  }
  async setMany(entries: readonly (readonly [string, unknown])[]): Promise<void> {
    this.beforeWrite(++this.writes);
    const after = new Map(this.values);
    for (const [key, value] of entries) after.set(key, value);
    let bytes = 0;
    for (const value of after.values()) bytes += value instanceof Uint8Array ? value.byteLength : 0;
    if (bytes > this.quota) throw new DOMException('full', 'QuotaExceededError');
    for (const [key, value] of entries) this.values.set(key, structuredClone(value));
  }
  async delete(key: string): Promise<void> {
    this.values.delete(key);
  }
  async deleteMany(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.values.delete(key);
  }
  async keys(): Promise<readonly string[]> {
    return [...this.values.keys()];
  }
  async entries(): Promise<readonly (readonly [string, unknown])[]> {
    return structuredClone([...this.values]);
  }
}
