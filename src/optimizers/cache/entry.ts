import type { Detached } from './plainValue';

/** What the cache knows of a key without its value. */
export interface Entry {
  readonly key: string;
  /** Milliseconds since 1970, so that time passes while the page is closed; Infinity: never. */
  expires: number;
  /** Weight in bytes, estimated. */
  readonly bytes: number;
  /** When it was set, milliseconds since 1970. */
  readonly written: number;
  /** When last read or written, milliseconds since 1970. */
  used: number;
  /** Reads and writes, 5 to begin with as in Redis, so that a newcomer is not the first to go. */
  uses: number;
  /** What it took to compute, ms; 0 if unknown. */
  readonly cost: number;
  /** Held in memory. */
  held: Detached | undefined;
  /** Where it stands on disk; absent until it was written. */
  stored: { readonly chunks: number; readonly check: number } | undefined;
}

/** One minute without use takes one use off, as Redis's LFU counters decay. */
export function frequency(entry: Entry, now: number): number {
  return Math.max(0, entry.uses - Math.floor((now - entry.used) / 60_000));
}

/** Entries by expiry, soonest first; entries whose expiry has changed since are passed over. */
export class ExpiryQueue {
  readonly #heap: { readonly at: number; readonly entry: Entry }[] = [];

  add(entry: Entry): void {
    if (entry.expires === Infinity) return;
    const heap = this.#heap;
    heap.push({ at: entry.expires, entry });
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (this.#at(parent) <= this.#at(child)) break;
      this.#swap(parent, child);
      child = parent;
    }
  }

  /** Takes out the soonest entry that expired before `now`, if any. */
  take(now: number): Entry | undefined {
    while (this.#at(0) < now) {
      const top = this.#pop();
      if (top !== undefined && top.entry.expires === top.at) return top.entry;
    }
    return undefined;
  }

  #pop(): { readonly at: number; readonly entry: Entry } | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) {
      heap[0] = last;
      for (let parent = 0; ; ) {
        const left = 2 * parent + 1;
        const child = this.#at(left + 1) < this.#at(left) ? left + 1 : left;
        if (this.#at(parent) <= this.#at(child)) break;
        this.#swap(parent, child);
        parent = child;
      }
    }
    return top;
  }

  #at(index: number): number {
    return this.#heap[index]?.at ?? Infinity;
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    const [first, second] = [heap[a], heap[b]];
    if (first === undefined || second === undefined) return;
    heap[a] = second;
    heap[b] = first;
  }
}
