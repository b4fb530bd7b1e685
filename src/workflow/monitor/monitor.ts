import type { Clock } from '../../engine/ports';
import type { CacheOptimizer } from '../../optimizers/cache/optimizer';
import type { LogEntry } from '../../optimizers/metrics/log';
import type { MetricsOptimizer, StepSummary } from '../../optimizers/metrics/optimizer';
import type { Family } from '../../optimizers/metrics/registry';
import type { TraceStep, TraceTask } from '../../optimizers/metrics/trace';
import type { NumericOptimizer } from '../../optimizers/numeric/optimizer';
import { keepStorage, storageUse, type StorageUse } from '../../platform/storage/storageUse';
import type { KernelTrials } from './kernelTrial';
import type { Suggested } from '../results';

/** What the cache did for one step. */
export interface StepCacheUse {
  readonly stage: string;
  readonly step: string;
  readonly hits: number;
  readonly misses: number;
  readonly secondsSaved: number;
}

/** Memory at one time. */
export interface MemoryReading {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Bytes by how they were measured. */
  readonly kinds: ReadonlyMap<string, number>;
}

/** Everything measured of the machinery, for people to look at; times of tasks and steps are ms of one clock. */
export interface Monitor {
  /** All steps seen so far. */
  summary(): readonly StepSummary[];
  /** The last runs on workers, the oldest first. */
  tasks(): readonly TraceTask[];
  /** The last runs of steps, the oldest first. */
  steps(): readonly TraceStep[];
  cacheUse(): readonly StepCacheUse[];
  /** Seconds that tasks of 50 ms and more kept the page's own thread; `undefined` where the browser does not tell. */
  pageBlocked(): number | undefined;
  /** From a quarter of an hour ago until now; empty readings where the browser does not tell. */
  memory(): readonly MemoryReading[];
  /** The oldest first. */
  log(): readonly LogEntry[];
  /** Prometheus's text format 0.0.4. */
  metricsText(): string;
  /** OpenMetrics 1.0 with times. */
  historyText(): string;
  verifyKernels(suggested: Suggested): Promise<KernelTrials>;
  /** Forgets every kept result; the project stays. Resolves with how many there were. */
  clearCache(): Promise<number>;
  storage(): Promise<StorageUse>;
  /** Asks the browser not to clear what is kept; resolves with whether it promised. */
  keepStorage(): Promise<boolean>;
}

export interface MonitorParts {
  readonly metrics: MetricsOptimizer;
  readonly cache: CacheOptimizer;
  readonly numeric: NumericOptimizer;
  /** Monotonic. */
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wallClock: Clock;
  /** Lets the page do what else it has to do. */
  readonly rest: () => Promise<void>;
}

/** Gives the view into these parts. */
export function monitorOf({ metrics, cache, numeric, clock, wallClock, rest }: MonitorParts): Monitor {
  return {
    summary: () => metrics.summary(),
    tasks: () => metrics.tasks(),
    steps: () => metrics.steps(),
    cacheUse: () => cacheUseOf(metrics.registry.collect()),
    pageBlocked: () => metrics.registry.collect().find(({ name }) => name === 'kinora_page_blocked_seconds_total')?.series[0]?.value,
    memory: () => [...metrics.snapshots(), { at: wallClock.now(), families: metrics.registry.collect() }].map(
      ({ at, families }) => ({ at, kinds: memoryOf(families) }),
    ),
    log: () => metrics.log.entries(),
    metricsText: () => metrics.text(),
    historyText() {
      // At least one time, even right after the page opened.
      metrics.takeSnapshot();
      return metrics.history();
    },
    verifyKernels: async ({ content, sentences }) => (await import('./kernelTrial')).tryKernels(numeric.kernels, content, sentences, clock, rest),
    async clearCache() {
      const removed = cache.cache.clear();
      await cache.cache.flush();
      return removed;
    },
    storage: storageUse,
    keepStorage,
  };
}

/** Reads what the cache did out of the metrics, a row a step. */
export function cacheUseOf(families: readonly Family[]): readonly StepCacheUse[] {
  const rows = new Map<string, { stage: string; step: string; hits: number; misses: number; secondsSaved: number }>();
  const series = (name: string): Family['series'] => families.find((family) => family.name === name)?.series ?? [];
  const rowOf = (labels: Readonly<Record<string, string>>): { hits: number; misses: number; secondsSaved: number } => {
    const { stage = '', step = '' } = labels;
    const row = rows.get(step) ?? { stage, step, hits: 0, misses: 0, secondsSaved: 0 };
    rows.set(step, row);
    return row;
  };
  for (const { labels, value = 0 } of series('kinora_cache_requests_total')) {
    const named = Object.fromEntries(labels);
    const row = rowOf(named);
    if (named['result'] === 'hit' || named['result'] === 'shared') row.hits += value;
    if (named['result'] === 'miss') row.misses += value;
  }
  for (const { labels, value = 0 } of series('kinora_cache_saved_seconds_total')) rowOf(Object.fromEntries(labels)).secondsSaved += value;
  return [...rows.values()];
}

function memoryOf(families: readonly Family[]): ReadonlyMap<string, number> {
  const points = families.find(({ name }) => name === 'kinora_memory_bytes')?.series ?? [];
  return new Map(points.map(({ labels, value = 0 }) => [labels[0]?.[1] ?? '', value]));
}
