import { digest, digestLater } from '../../domain/digest';
import { Failure } from '../../domain/failure';
import { given } from '../../domain/given';
import type { Optimizer, OptimizerStats, OptimizerStatus, StepCall } from '../../engine/optimizer';
import { every } from '../../platform/page/later';
import { within } from '../../platform/page/within';
import type { Clock, KeyValueStore } from '../../engine/ports';
import { isIndexRow } from './disk';
import { isPlain } from './plainValue';
import { TtlCache } from './store';
import type { EvictionPolicy } from './store';

/** What became of one cacheable call. */
export interface CacheEvent {
  readonly stage: string;
  readonly step: string;
  readonly workflow: string;
  /** `shared`: another caller was computing it already; `bypass`: the input cannot be told apart by a digest. */
  readonly result: 'hit' | 'miss' | 'shared' | 'bypass';
  /** Milliseconds that the hit would have cost; 0 otherwise. */
  readonly savedMs: number;
}

export interface CacheOptimizerOptions {
  /** Milliseconds since 1970: expiry outlives the page. */
  readonly clock: Clock;
  /** Opens what outlives the page; absent: memory only. What it throws makes the cache go on in memory. */
  readonly openStore?: () => KeyValueStore | Promise<KeyValueStore>;
  /** Limit of everything stored, bytes; asked when started. 512 MiB by default. */
  readonly maxBytes?: () => number | Promise<number>;
  readonly memoryBytes?: number;
  readonly policy?: EvictionPolicy;
  /** Milliseconds that results live; 30 days by default. */
  readonly ttl?: number;
  /** Parts forced away; `storage` leaves memory only. */
  readonly without?: ReadonlySet<string>;
  readonly observe?: (event: CacheEvent) => void;
  /** Lets others use the page's thread between the values that are written, if it is their turn; absent: nobody shares it. */
  readonly breathe?: () => Promise<void>;
  /** Tells other tabs what changed, and hears of theirs. */
  readonly channel?: CacheChannel;
}

/** What of `BroadcastChannel` is needed. */
export interface CacheChannel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  close(): void;
}

const defaultTtl = 30 * 24 * 3600 * 1000;
/** How long the store may take to open, ms: Firefox's can hang on a damaged profile. */
const openPatience = 5000;
const sweepInterval = 10_000;

/**
 * Answers cacheable steps from a `TtlCache`, so that nothing is computed twice.
 *
 * The key holds the step's name, version and parameters, the kernels and the digest of the input: all that its answer depends on.
 */
export class CacheOptimizer implements Optimizer {
  readonly name = 'cache';
  readonly role = 'cache';
  readonly #options: CacheOptimizerOptions;
  #cache: TtlCache;
  #reason = '';
  #endSweeps = (): void => {};
  readonly #steps = new Map<string, { hits: number; misses: number }>();
  #bypassed = 0;
  #isStopped = false;

  constructor(options: CacheOptimizerOptions) {
    this.#options = options;
    this.#cache = new TtlCache(this.#cacheOptions());
  }

  /** The cache itself, for the status panel (`clear`, `flush`) and for other users; another one after `start`. */
  get cache(): TtlCache {
    return this.#cache;
  }

  get status(): OptimizerStatus {
    const reason = this.#reason || this.#cache.trouble;
    if (reason !== '') return { state: 'degraded', reason, standsIn: 'memory only' };
    return { state: 'ready', reason: '', standsIn: this.#cache.isPersistent ? 'memory and IndexedDB' : 'memory only' };
  }

  async start(): Promise<void> {
    this.#isStopped = false;
    const { openStore, maxBytes, without } = this.#options;
    let store: KeyValueStore | undefined;
    if (without?.has('storage') === true) this.#reason = 'Switched off by ?without=storage.';
    else if (openStore !== undefined) {
      try {
        store = await within(Promise.resolve(openStore()), openPatience, late);
      } catch (error) {
        this.#reason = error instanceof Error ? error.message : String(error);
      }
    }
    let limit: number | undefined;
    try {
      limit = await maxBytes?.();
    } catch {
      // The default limit serves.
    }
    this.#cache = new TtlCache(this.#cacheOptions(store, limit));
    try {
      await within(this.#cache.open(), openPatience, late);
    } catch (error) {
      this.#reason = error instanceof Error ? error.message : String(error);
      this.#cache = new TtlCache(this.#cacheOptions(undefined, limit));
    }
    if (this.#cache.isPersistent) this.#options.channel?.addEventListener('message', ({ data }) => this.#hear(data));
    this.#endSweeps();
    this.#endSweeps = every(sweepInterval, () => {
      this.#cache.sweep();
      void this.#cache.flush();
    }, { isIdle: true });
  }

  around(call: StepCall, next: (call: StepCall) => Promise<unknown>): Promise<unknown> {
    return call.step.traits.cacheable ? this.#answer(call, next) : next(call);
  }

  stats(): OptimizerStats {
    const counts = this.#cache.counts;
    const asked = counts.hits + counts.misses;
    const perStep = [...this.#steps].map(([step, { hits, misses }]) => [`hitRatio.${step}`, hits / Math.max(1, hits + misses)] as const);
    return {
      ...counts,
      hitRatio: asked === 0 ? 0 : counts.hits / asked,
      secondsSaved: counts.savedMs / 1000,
      bypassed: this.#bypassed,
      ...Object.fromEntries(perStep),
    };
  }

  async stop(): Promise<void> {
    this.#endSweeps();
    await this.#cache.flush();
    this.#isStopped = true;
    this.#options.channel?.close();
  }

  async #answer(call: StepCall, next: (call: StepCall) => Promise<unknown>): Promise<unknown> {
    const { step, context } = call;
    if (!isPlain(call.input)) {
      this.#bypassed++;
      this.#note(call, 'bypass');
      return next(call);
    }
    // A document of millions of characters would hold the page for a tenth of a second, once for each step.
    const key = await keyOf(call);
    let result: CacheEvent['result'] = 'shared';
    let savedMs = 0;
    const value = await this.#cache.getOrCompute(
      key,
      (signal) => {
        result = 'miss';
        const report = (fraction: number): void => context.report(fraction);
        const breathe = context.breathe?.bind(context);
        return next({ ...call, context: { kernels: context.kernels, signal, report, ...given({ breathe }) } });
      },
      {
        ttl: this.#options.ttl ?? defaultTtl,
        signal: context.signal,
        onHit: (saved) => {
          result = 'hit';
          savedMs = saved;
        },
      },
    );
    // Widened: assignments in callbacks are not seen by the compiler.
    const isMiss = (result as CacheEvent['result']) === 'miss';
    const tally = this.#steps.get(step.name) ?? { hits: 0, misses: 0 };
    this.#steps.set(step.name, tally);
    tally[isMiss ? 'misses' : 'hits']++;
    if (!isMiss) context.report(1);
    this.#note(call, result, savedMs);
    return value;
  }

  #note({ step, workflow }: StepCall, result: CacheEvent['result'], savedMs = 0): void {
    try {
      this.#options.observe?.({ stage: step.stage, step: step.name, workflow, result, savedMs });
    } catch (error) {
      console.error(error);
    }
  }

  #cacheOptions(store?: KeyValueStore, maxBytes?: number): ConstructorParameters<typeof TtlCache>[0] {
    const { clock, memoryBytes, policy, breathe, channel } = this.#options;
    return {
      clock,
      ...given({ store, maxBytes, memoryBytes, policy, breathe }),
      // A closed channel throws; what is set after the end is written all the same.
      ...(channel === undefined ? {} : { onWritten: (rows, removed) => { if (!this.#isStopped) channel.postMessage({ rows, removed }); } }),
    };
  }

  #hear(message: unknown): void {
    if (typeof message !== 'object' || message === null) return;
    // A tab of another build may write other rows: those are left alone.
    const { rows, removed } = message as Readonly<Record<string, unknown>>;
    if (!Array.isArray(rows) || !Array.isArray(removed) || !rows.every(isIndexRow)) return;
    this.#cache.disown(removed.filter((key) => typeof key === 'string'));
    this.#cache.adopt(rows, true);
  }
}

/** The name under which the answer to a call is kept: equal for equal answers, different for all others. */
export async function keyOf({ step, parameters, input, context }: StepCall): Promise<string> {
  return `${step.name}/${step.version}/${context.kernels.id}/${digest(parameters)}/${await digestLater(input, context.breathe?.bind(context))}`;
}

function late(): Failure {
  return new Failure('timed-out', `The browser's storage must open within ${openPatience} ms.`, { patience: openPatience });
}
