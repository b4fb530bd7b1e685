// Long: one state machine, whose invariants (bytes, expiry, order of use) every method keeps.
import { Failure } from '../../domain/failure';
import { given } from '../../domain/given';
import type { Clock, KeyValueStore } from '../../engine/ports';
import { Disk } from './disk';
import type { DiskRead, IndexRow } from './disk';
import { ExpiryQueue, frequency } from './entry';
import type { Entry } from './entry';
import { Flight } from './flight';
import { detach, lend, seal } from './plainValue';
import type { Detached } from './plainValue';
import { isQuotaError, WriteBehind } from './writeBehind';

export const evictionPolicies = ['allkeys-lru', 'allkeys-lfu', 'noeviction'] as const;
export type EvictionPolicy = (typeof evictionPolicies)[number];

export interface TtlCacheOptions {
  /** Milliseconds since 1970. */
  readonly clock: Clock;
  /** What outlives the page; absent: memory only. */
  readonly store?: KeyValueStore;
  /** Limit of everything, bytes; 512 MiB by default. */
  readonly maxBytes?: number;
  /** Limit of what is held in memory, bytes; 64 MiB by default, never above `maxBytes`. */
  readonly memoryBytes?: number;
  readonly policy?: EvictionPolicy;
  /** Stored values are cut into pieces of this size, bytes; 32 MiB by default, a multiple of 8. */
  readonly chunkBytes?: number;
  /** Calls back a little later, to write many changes at once. */
  readonly defer?: (work: () => void) => void;
  /** Lets others use the page's thread between the pieces of packing, if it is their turn; absent: nobody shares it. */
  readonly breathe?: () => Promise<void>;
  /** Hears that keys changed on disk, so that other tabs can be told. */
  readonly onWritten?: (rows: readonly IndexRow[], removed: readonly string[]) => void;
}

/** How often what happened since the cache was made. */
export interface CacheCounts {
  readonly hits: number;
  readonly misses: number;
  readonly expired: number;
  readonly evicted: number;
  /** Entries whose bytes had changed or gone. */
  readonly rotten: number;
  /** Values too large, not plain, or that cannot be written. */
  readonly refused: number;
  readonly writeErrors: number;
  readonly entries: number;
  readonly bytes: number;
  readonly memoryBytes: number;
  /** What the hits would have cost to compute. */
  readonly savedMs: number;
}

export interface SetOptions {
  /** Milliseconds to live; absent: for ever. As in Redis, a plain `set` clears an earlier expiry. */
  readonly ttl?: number;
  /** Keeps the expiry that the key has. Library surface: no caller here. */
  readonly keepTtl?: boolean;
  /** What it took to compute, ms. */
  readonly cost?: number;
}

/** Milliseconds: what was used since belongs to work at hand. */
const atHand = 10 * 60_000;
/**
 * Bytes of a value that is no longer held in memory once it stands on disk: reading it takes milliseconds, making it took seconds, and a
 * long film has hundreds of such.
 */
const largestHeld = 64 * 1024;
/**
 * Bytes of a value's text and structure, as weighed here, that may become text on disk: that can be three times as long, and engines end
 * a text at half a thousand million letters.
 */
const largestText = 128 * 1024 * 1024;
/** Milliseconds after which a store that failed is tried again. */
const rest = 30_000;

/**
 * A cache with Redis's rules for expiry and eviction, in two tiers: memory, exact, in front; a key-value store behind, written later and in batches.
 *
 * Reads give frozen values (typed arrays as copies), so no reader can change what another gets. Trouble with the store never reaches a caller:
 * a write is tried twice; if that keeps failing, the cache goes on in memory alone, says so in `trouble`, and tries the store again later.
 */
export class TtlCache {
  readonly #clock: Clock;
  readonly #policy: EvictionPolicy;
  readonly #maxBytes: number;
  readonly #memoryLimit: number;
  readonly #options: TtlCacheOptions;
  /** Both absent where there is no store, or none at the moment. */
  #disk: Disk | undefined;
  #writer: WriteBehind | undefined;
  /** A store that failed, when it is tried again, and the keys removed meanwhile. */
  #resting: { readonly disk: Disk; readonly until: number; readonly removed: Set<string> } | undefined;

  readonly #entries = new Map<string, Entry>();
  /** Those held in memory, the least recently used first. */
  readonly #held = new Map<string, Entry>();
  readonly #expiries = new ExpiryQueue();
  /** Keys to be written that another tab changed meanwhile. */
  readonly #contested = new Set<string>();
  #rechecking: Promise<unknown> = Promise.resolve();
  readonly #flights = new Map<string, Flight>();
  /** Those whose key was deleted since they began: what they compute is not kept. */
  readonly #unkept = new WeakSet<Flight>();
  #bytes = 0;
  #memoryBytes = 0;
  #counts = { hits: 0, misses: 0, expired: 0, evicted: 0, rotten: 0, refused: 0, writeErrors: 0, savedMs: 0 };
  #trouble = '';

  constructor(options: TtlCacheOptions) {
    this.#clock = options.clock;
    this.#policy = options.policy ?? 'allkeys-lru';
    this.#maxBytes = options.maxBytes ?? 512 * 1024 * 1024;
    this.#memoryLimit = Math.min(this.#maxBytes, options.memoryBytes ?? 64 * 1024 * 1024);
    this.#options = options;
    if (options.store === undefined) return;
    this.#use(new Disk(options.store, options.chunkBytes));
    options.store.onLost?.(() => { this.#lose(); });
  }

  /** Why the store is not used although it was given; empty if all is well. It is tried again later. */
  get trouble(): string {
    return this.#trouble;
  }

  /** Whether what is set is written to the store. One that is full may still be read. */
  get isPersistent(): boolean {
    return this.#writer !== undefined;
  }

  get counts(): CacheCounts {
    return { ...this.#counts, entries: this.#entries.size, bytes: this.#bytes, memoryBytes: this.#memoryBytes };
  }

  /** Takes up what an earlier page stored; never rejects. What was set before stays. */
  async open(): Promise<void> {
    if (this.#disk === undefined) return;
    try {
      this.adopt(await this.#disk.open(this.#clock.now()));
    } catch (error) {
      this.#stepAside(error);
    }
    this.sweep();
    this.#makeRoom();
  }

  /** Takes up entries that stand in the store, as another tab wrote them. */
  adopt(rows: readonly IndexRow[], replace = false): void {
    for (const row of rows) {
      const known = this.#entries.get(row.key);
      if (known !== undefined && (!replace || this.#isContested(row.key))) continue;
      if (known !== undefined) this.#forget(known);
      this.#remember(entryOf(row));
    }
  }

  /** Forgets entries that another tab removed; what this one has written since then is taken up again before the next `flush` resolves. */
  disown(keys: readonly string[]): void {
    const lost: string[] = [];
    for (const key of keys) {
      const entry = this.#entries.get(key);
      if (entry === undefined || this.#isContested(key)) continue;
      this.#forget(entry);
      lost.push(key);
    }
    if (lost.length > 0) this.#rechecking = Promise.all([this.#rechecking, ...lost.map((key) => this.#recheck(key))]);
  }

  /** Nobody but the store knows which came last, the writing or the removal that was told of. */
  async #recheck(key: string): Promise<void> {
    try {
      const row = await this.#disk?.rowOf(key);
      if (row !== undefined) this.adopt([row]);
    } catch {
      // Then it counts as removed.
    }
  }

  /** Whether another tab has changed a key that this one is about to write: only the store will tell whose writing was the later. */
  #isContested(key: string): boolean {
    if (this.#writer?.pending(key) === undefined) return false;
    this.#contested.add(key);
    return true;
  }

  /** Gives the value, or `undefined` if there is none, or it has expired, or is rotten. */
  async get(key: string): Promise<unknown> {
    const entry = this.#live(key);
    if (entry === undefined) {
      this.#counts.misses++;
      return undefined;
    }
    const detached = entry.held ?? this.#writer?.pending(key) ?? (await this.#load(entry));
    if (detached === undefined) {
      this.#counts.misses++;
      return undefined;
    }
    this.#touch(entry);
    this.#counts.hits++;
    this.#counts.savedMs += entry.cost;
    return lend(detached);
  }

  /**
   * Keeps a copy of a plain value; it is durable after `flush`.
   *
   * @returns whether it was kept: not if it is `undefined`, not plain, larger than the cache or of more text than one can hold
   * @throws Failure `invalid-parameter` if the TTL is not above 0, `quota-exceeded` if the policy is `noeviction` and the cache is full
   */
  set(key: string, value: unknown, options: SetOptions = {}): boolean {
    if (options.ttl !== undefined && !(options.ttl > 0)) {
      throw new Failure('invalid-parameter', `ttl must be above 0 ms, got ${options.ttl}.`, { key, ttl: options.ttl });
    }
    this.#tryAgain();
    const detached = detach(value);
    const weight = (detached?.bytes ?? 0) + 200 + 2 * key.length;
    if (detached === undefined || weight > this.#maxBytes || detached.textBytes > largestText) {
      this.#counts.refused++;
      this.delete(key);
      return false;
    }
    const previous = this.#live(key);
    if (this.#policy === 'noeviction' && this.#bytes - (previous?.bytes ?? 0) + weight > this.#maxBytes) {
      throw new Failure('quota-exceeded', `The cache must stay within ${this.#maxBytes} bytes, and its policy is noeviction.`, { key, bytes: weight });
    }
    const now = this.#clock.now();
    const expires = options.ttl !== undefined ? now + options.ttl : options.keepTtl === true ? (previous?.expires ?? Infinity) : Infinity;
    if (previous !== undefined) this.#remove(previous);
    const entry: Entry = { key, expires, bytes: weight, written: now, used: now, uses: 5, cost: options.cost ?? 0, held: undefined, stored: undefined };
    this.#remember(entry);
    this.#hold(entry, detached);
    this.#writer?.put(entry, detached);
    this.#makeRoom();
    return true;
  }

  /** Milliseconds the key has to live; -1 if for ever, -2 if there is no such key. */
  ttl(key: string): number {
    const entry = this.#live(key);
    if (entry === undefined) return -2;
    return entry.expires === Infinity ? -1 : entry.expires - this.#clock.now();
  }

  /**
   * Sets how long a key has to live; 0 or less deletes it. Library surface: no caller here.
   *
   * @param condition `NX` only without an expiry, `XX` only with one, `GT` only if later, `LT` only if sooner; no expiry counts as infinitely late
   * @returns whether it was set
   */
  expire(key: string, ttl: number, condition?: 'NX' | 'XX' | 'GT' | 'LT'): boolean {
    const entry = this.#live(key);
    if (entry === undefined || Number.isNaN(ttl)) return false;
    const expires = this.#clock.now() + ttl;
    if (condition === 'NX' && entry.expires !== Infinity) return false;
    if (condition === 'XX' && entry.expires === Infinity) return false;
    if (condition === 'GT' && !(expires > entry.expires)) return false;
    if (condition === 'LT' && !(expires < entry.expires)) return false;
    if (ttl <= 0) this.#remove(entry);
    else this.#setExpiry(entry, expires);
    return true;
  }

  /** Makes a key live for ever; tells whether it had an expiry. Library surface: no caller here. */
  persist(key: string): boolean {
    const entry = this.#live(key);
    if (entry === undefined || entry.expires === Infinity) return false;
    this.#setExpiry(entry, Infinity);
    return true;
  }

  /** Tells whether there was such a key. */
  delete(key: string): boolean {
    this.#leave(key);
    const entry = this.#live(key);
    if (entry !== undefined) this.#remove(entry);
    return entry !== undefined;
  }

  /** Deletes all keys that begin so; gives how many. */
  clear(prefix = ''): number {
    this.sweep();
    for (const key of [...this.#flights.keys()]) if (key.startsWith(prefix)) this.#leave(key);
    const doomed = [...this.#entries.values()].filter((entry) => entry.key.startsWith(prefix));
    for (const entry of doomed) this.#remove(entry);
    return doomed.length;
  }

  /** Deletes everything that has expired, exactly; gives how many. */
  sweep(): number {
    this.#tryAgain();
    let swept = 0;
    for (let entry = this.#expiries.take(this.#clock.now()); entry !== undefined; entry = this.#expiries.take(this.#clock.now())) {
      if (this.#entries.get(entry.key) !== entry) continue;
      this.#expireNow(entry);
      swept++;
    }
    return swept;
  }

  /**
   * Gives the value from the cache, or computes it; callers of one key at one time share one computation.
   *
   * An abort rejects that caller at once with its `signal.reason`; the computation goes on as long as one caller waits for it.
   *
   * A key that is deleted meanwhile is not kept: who waits gets what is computed, later callers begin anew.
   *
   * @param compute called at most once at a time for a key that is not deleted; its signal aborts when nobody waits any more.
   *   What it throws, all callers get; nothing is kept
   * @param onHit   told before a cached value is given, with what was saved, ms
   */
  async getOrCompute<Value>(
    key: string,
    compute: (signal: AbortSignal) => Promise<Value>,
    options: { readonly ttl?: number; readonly signal?: AbortSignal; readonly onHit?: (savedMs: number) => void } = {},
  ): Promise<Value> {
    options.signal?.throwIfAborted();
    const cost = this.#entries.get(key)?.cost ?? 0;
    const known = this.#flights.has(key) ? undefined : await this.get(key);
    if (known !== undefined) {
      options.onHit?.(cost);
      // What stands under this key was computed by this function's like: the key says so.
      return known as Value;
    }
    options.signal?.throwIfAborted();
    const flight = this.#flights.get(key);
    if (flight === undefined) {
      const started = this.#clock.now();
      const mine: Flight = new Flight(async (signal) => {
        const value = await compute(signal);
        if (this.#unkept.has(mine)) return value;
        try {
          this.set(key, value, { cost: Math.max(0, this.#clock.now() - started), ...given({ ttl: options.ttl }) });
        } catch {
          // The cache is full and may not evict: the value was computed all the same.
          this.#counts.refused++;
        }
        return value;
      });
      this.#flights.set(key, mine);
      mine.onEnd(() => {
        if (this.#flights.get(key) === mine) this.#flights.delete(key);
      });
      return (await mine.join(options.signal)) as Value;
    }
    const value = await flight.join(options.signal);
    const kept = this.#entries.get(key)?.held;
    // The first caller owns what was computed; the others get what the cache would give them.
    return (kept === undefined ? (detach(value)?.value ?? value) : lend(kept)) as Value;
  }

  /** Writes what is still to be written; never rejects. */
  async flush(): Promise<void> {
    await this.#rechecking;
    await this.#writer?.flush();
  }

  /** Deleted during its flight: whoever waits gets what is computed, later callers begin anew. */
  #leave(key: string): void {
    const flight = this.#flights.get(key);
    if (flight === undefined) return;
    this.#unkept.add(flight);
    this.#flights.delete(key);
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || this.#clock.now() <= entry.expires) return entry;
    this.#expireNow(entry);
    return undefined;
  }

  #expireNow(entry: Entry): void {
    this.#counts.expired++;
    this.#remove(entry);
  }

  #setExpiry(entry: Entry, expires: number): void {
    entry.expires = expires;
    this.#expiries.add(entry);
    this.#writer?.changed(entry.key);
  }

  #touch(entry: Entry): void {
    const now = this.#clock.now();
    entry.uses = frequency(entry, now) + 1;
    entry.used = now;
    if (entry.held !== undefined) {
      this.#held.delete(entry.key);
      this.#held.set(entry.key, entry);
    }
    this.#writer?.touched(entry.key);
  }

  async #load(entry: Entry): Promise<Detached | undefined> {
    if (this.#disk === undefined || entry.stored === undefined) {
      this.#remove(entry);
      return undefined;
    }
    let found: DiskRead | undefined;
    try {
      found = await this.#disk.read(entry.key, { ...entry.stored, written: entry.written });
    } catch {
      this.#counts.writeErrors++;
      return undefined;
    }
    // While it was read, it may have been replaced, removed or expired.
    const current = this.#live(entry.key);
    if (current !== entry) return current?.held;
    const detached = seal(found?.value);
    if (found === undefined || detached === undefined) {
      this.#counts.rotten++;
      this.#remove(entry);
      return undefined;
    }
    return this.#taken(entry, found.row, detached);
  }

  /** Takes up what was read from disk; under the row of another tab, if that one has replaced the value since. */
  #taken(entry: Entry, row: IndexRow | undefined, detached: Detached): Detached | undefined {
    let mine: Entry | undefined = entry;
    if (row !== undefined) {
      this.#forget(entry);
      this.#remember(entryOf(row));
      mine = this.#live(row.key);
    }
    if (mine === undefined) return undefined;
    if (mine.bytes <= largestHeld) this.#hold(mine, detached);
    this.#makeRoom();
    return detached;
  }

  #remember(entry: Entry): void {
    this.#entries.set(entry.key, entry);
    this.#expiries.add(entry);
    this.#bytes += entry.bytes;
  }

  #hold(entry: Entry, detached: Detached): void {
    if (entry.held !== undefined) return;
    entry.held = detached;
    this.#held.set(entry.key, entry);
    this.#memoryBytes += entry.bytes;
  }

  #letGo(entry: Entry): void {
    if (entry.held === undefined) return;
    entry.held = undefined;
    this.#held.delete(entry.key);
    this.#memoryBytes -= entry.bytes;
  }

  /** Drops an entry from memory and index, not from the store. */
  #forget(entry: Entry): void {
    this.#letGo(entry);
    if (this.#entries.get(entry.key) === entry) this.#entries.delete(entry.key);
    this.#writer?.forget(entry.key);
    this.#bytes -= entry.bytes;
  }

  #remove(entry: Entry): void {
    this.#forget(entry);
    this.#writer?.remove(entry);
    this.#resting?.removed.add(entry.key);
  }

  #makeRoom(): void {
    if (this.#bytes > this.#maxBytes && this.#policy !== 'noeviction') this.#evict(this.#bytes - this.#maxBytes);
    while (this.#memoryBytes > this.#memoryLimit) {
      const victim = this.#firstToGo(this.#held.values());
      if (victim === undefined) return;
      if (this.#writer !== undefined || (this.#disk !== undefined && victim.stored !== undefined)) this.#letGo(victim);
      else {
        this.#counts.evicted++;
        this.#remove(victim);
      }
    }
  }

  /**
   * Evicts for a value of so many bytes what nobody used lately, if that is enough. Work at hand stays: by the rule of the least recently used,
   * a film that is too large would push out its own first scenes, and find none of them when it is made again.
   */
  #makeDiskRoom(bytes: number): void {
    const since = this.#clock.now() - atHand;
    const isIdle = (entry: Entry): boolean => entry.stored !== undefined && entry.used < since;
    const idle = [...this.#entries.values()].reduce((sum, entry) => sum + (isIdle(entry) ? entry.bytes : 0), 0);
    if (idle >= bytes) this.#evict(Math.max(bytes, this.#bytes / 10), isIdle);
  }

  /** Evicts at least so many bytes of those that may go, those first that the policy likes least. */
  #evict(bytes: number, mayGo: (entry: Entry) => boolean = () => true): void {
    const now = this.#clock.now();
    // Held ones stand in exact order of use; a stable sort keeps it where the clock is too coarse to tell.
    const candidates = [...new Set([...[...this.#entries.values()].filter((entry) => entry.held === undefined), ...this.#held.values()])];
    candidates.sort((a, b) => (this.#policy === 'allkeys-lfu' ? frequency(a, now) - frequency(b, now) : 0) || a.used - b.used);
    let freed = 0;
    for (const entry of candidates) {
      if (freed >= bytes) return;
      if (!mayGo(entry)) continue;
      freed += entry.bytes;
      this.#counts.evicted++;
      this.#remove(entry);
    }
  }

  #firstToGo(held: Iterable<Entry>): Entry | undefined {
    const now = this.#clock.now();
    let first: Entry | undefined;
    for (const entry of held) {
      if (this.#policy !== 'allkeys-lfu') return entry;
      if (first === undefined || frequency(entry, now) < frequency(first, now)) first = entry;
    }
    return first;
  }

  #use(disk: Disk): WriteBehind {
    const { defer, onWritten, breathe } = this.#options;
    this.#disk = disk;
    return (this.#writer = new WriteBehind(disk, {
      entries: this.#entries,
      defer: defer ?? ((work) => void setTimeout(work, 50)),
      makeRoom: (bytes) => { this.#makeDiskRoom(bytes); },
      onStored: (entry) => {
        if (this.#contested.delete(entry.key) || entry.bytes > largestHeld) this.#letGo(entry);
      },
      onError: () => this.#counts.writeErrors++,
      onUnwritable: () => this.#counts.refused++,
      onGivenUp: (error) => this.#stepAside(error),
      onWritten: onWritten ?? (() => {}),
      ...given({ breathe }),
    }));
  }

  /** Takes a store up again that failed a while ago, with what memory holds and it does not. */
  #tryAgain(): void {
    if (this.#resting === undefined || this.#clock.now() < this.#resting.until) return;
    const { disk, removed } = this.#resting;
    this.#resting = undefined;
    this.#trouble = '';
    const writer = this.#use(disk);
    for (const key of removed) if (!this.#entries.has(key)) writer.drop(key);
    for (const entry of this.#held.values()) {
      if (entry.stored === undefined && entry.held !== undefined) writer.put(entry, entry.held);
    }
    // Written before it is read: what was removed meanwhile must not come back.
    void writer.flush().then(() => this.open());
  }

  /** What stood in the store is gone: what memory holds stays, and is made durable no second time. */
  #lose(): void {
    for (const entry of [...this.#entries.values()]) {
      if (this.#writer?.pending(entry.key) !== undefined) continue;
      entry.stored = undefined;
      if (entry.held === undefined) this.#forget(entry);
    }
  }

  /** Goes on in memory alone, for a while. */
  #stepAside(error: unknown): void {
    if (this.#disk !== undefined) this.#resting = { disk: this.#disk, until: this.#clock.now() + (isQuotaError(error) ? atHand : rest), removed: new Set() };
    this.#trouble = isQuotaError(error)
      ? 'The browser gives no more room.'
      : `The browser's storage fails: ${error instanceof Error ? error.message : String(error)}`;
    this.#writer = undefined;
    // What a full store holds can be read; a broken one is left alone.
    if (!isQuotaError(error)) this.#disk = undefined;
    const isLost = (entry: Entry): boolean => entry.held === undefined && (this.#disk === undefined || entry.stored === undefined);
    for (const entry of [...this.#entries.values()].filter(isLost)) this.#forget(entry);
  }
}

/** An entry as its row lists it. */
function entryOf({ key, expires, bytes, written, used, uses, cost, chunks, check }: IndexRow): Entry {
  return { key, expires, bytes, written, used, uses, cost, held: undefined, stored: { chunks, check } };
}
