// Long: one table of metrics and the few methods that fill them.
import { Failure } from '../../domain/failure';
import type { Optimizer, OptimizerRole, OptimizerStats, OptimizerStatus, StepCall } from '../../engine/optimizer';
import type { Clock } from '../../engine/ports';
import { every } from '../../platform/page/later';
import { exposeHistory, exposeOpenMetrics, exposeText } from './exposition';
import type { Snapshot } from './exposition';
import { Log } from './log';
import { exponentialBuckets, Registry } from './registry';
import { Ring } from './ring';
import { chromeTrace } from './trace';
import { weightOf } from './weight';
import type { TraceStep, TraceTask } from './trace';

export interface MetricsOptimizerOptions {
  /** Monotonic; the same as the pool's, so that their traces line up. */
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wallClock: Clock;
  /** Of this build. */
  readonly version?: string;
  readonly registry?: Registry;
  readonly log?: Log;
  /** State and numbers of all optimizers (`manager.snapshot`), exposed as gauges. */
  readonly reports?: () => readonly OptimizerNumbers[];
  /** Share of its life that each worker has worked, by number. */
  readonly busyShares?: () => ReadonlyMap<number, number>;
  /** Bytes by the kind of memory, each named after how it was measured; what cannot be measured here is left out. */
  readonly memory?: () => ReadonlyMap<string, number>;
  /** Seconds for which the page's own thread was blocked so far; absent where that cannot be measured. */
  readonly blocked?: () => number;
  /** Time between two snapshots of the history, ms; 5,000 by default. 0: none are taken. */
  readonly interval?: number;
  /** Snapshots kept; 180 by default: a quarter of an hour. */
  readonly snapshots?: number;
}

/** What of an optimizer's report becomes a gauge. */
export interface OptimizerNumbers {
  readonly name: string;
  readonly role: OptimizerRole;
  readonly status: OptimizerStatus;
  readonly stats: OptimizerStats;
}

/** One step as the dashboard lists it; seconds. */
export interface StepSummary {
  readonly stage: string;
  readonly step: string;
  readonly count: number;
  readonly total: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** 1 ms to 65 s, doubling. */
const stepBuckets = exponentialBuckets(0.001, 2, 17);
/** 0.1 ms to 26 s, times four. */
const taskBuckets = exponentialBuckets(0.0001, 4, 10);

/**
 * Makes every run visible: durations and outcomes of steps and tasks, what the cache saved, the optimizers' own numbers, a log and a trace.
 *
 * Outermost, so that it sees steps as people do; what it records never reaches a run.
 */
export class MetricsOptimizer implements Optimizer {
  readonly name = 'metrics';
  readonly role = 'metrics';
  readonly registry: Registry;
  readonly log: Log;
  readonly #options: MetricsOptimizerOptions;
  readonly #tasks = new Ring<TraceTask>(20_000);
  readonly #steps = new Ring<TraceStep>(5000);
  readonly #history: Ring<Snapshot>;
  #stepNumber = 0;
  #recorded = 0;
  #lost = 0;
  #endSnapshots = (): void => {};
  #state: OptimizerStatus = { state: 'unavailable', reason: 'Not started yet.', standsIn: 'nothing is recorded' };

  readonly #stepSeconds;
  readonly #stepOutcomes;
  readonly #stepBytes;
  readonly #frames;
  readonly #stepsRunning;
  readonly #cacheRequests;
  readonly #cacheSaved;
  readonly #taskSeconds;
  readonly #taskWaits;
  readonly #taskOutcomes;

  constructor(options: MetricsOptimizerOptions) {
    this.#options = options;
    this.#history = new Ring(options.snapshots ?? 180);
    this.log = options.log ?? new Log({ clock: options.wallClock });
    const registry = (this.registry = options.registry ?? new Registry());
    const at = ['stage', 'step'] as const;
    this.#stepSeconds = registry.histogram({
      name: 'kinora_step_seconds', help: 'How long steps took, cache hits included.', labels: at, unit: 'seconds', buckets: stepBuckets,
    });
    this.#stepOutcomes = registry.counter({ name: 'kinora_steps_total', help: 'Steps by outcome.', labels: [...at, 'outcome'] });
    this.#stepBytes = registry.counter({
      name: 'kinora_step_bytes_total', help: 'About how many bytes went into steps and came out.', labels: [...at, 'direction'], unit: 'bytes',
    });
    this.#frames = registry.counter({ name: 'kinora_frames_total', help: 'Frames of films: pictures coded, and frames they are shown for.', labels: ['kind'] });
    this.#stepsRunning = registry.gauge({ name: 'kinora_steps_running', help: 'Steps under way.' });
    this.#cacheRequests = registry.counter({
      name: 'kinora_cache_requests_total', help: 'Cacheable steps by what the cache answered.', labels: [...at, 'result'],
    });
    this.#cacheSaved = registry.counter({
      name: 'kinora_cache_saved_seconds_total', help: 'What cache hits would have taken to compute.', labels: at, unit: 'seconds',
    });
    this.#taskSeconds = registry.histogram({
      name: 'kinora_task_seconds', help: 'How long tasks ran on workers.', labels: ['task'], unit: 'seconds', buckets: taskBuckets,
    });
    this.#taskWaits = registry.histogram({
      name: 'kinora_task_wait_seconds', help: 'How long tasks waited in line.', labels: ['task'], unit: 'seconds', buckets: taskBuckets,
    });
    this.#taskOutcomes = registry.counter({ name: 'kinora_tasks_total', help: 'Runs of tasks on workers by outcome.', labels: ['task', 'outcome'] });
    registry.info({ name: 'kinora_build_info', help: 'Which build this is.' }, { version: options.version ?? 'unknown' });
    this.#collectGauges();
  }

  get status(): OptimizerStatus {
    return this.#state;
  }

  start(): Promise<void> {
    this.#state = { state: 'ready', reason: '', standsIn: 'everything is recorded' };
    const interval = this.#options.interval ?? 5000;
    if (interval > 0) {
      this.#endSnapshots();
      this.#endSnapshots = every(interval, () => this.takeSnapshot(), { isIdle: true });
    }
    return Promise.resolve();
  }

  async around(call: StepCall, next: (call: StepCall) => Promise<unknown>): Promise<unknown> {
    const started = this.#options.clock.now();
    this.#stepsRunning.labels().inc();
    try {
      const result = await next(call);
      this.#noteStep(call, started, 'succeeded');
      this.#noteBytes(call, result);
      return result;
    } catch (error) {
      const outcome = call.context.signal.aborted || (error instanceof Failure && error.code === 'cancelled') ? 'cancelled' : 'failed';
      this.#noteStep(call, started, outcome);
      if (outcome === 'failed') this.log.fail(error, { workflow: call.workflow, step: call.step.name });
      throw error;
    } finally {
      this.#stepsRunning.labels().dec();
    }
  }

  /** Hears of the cache (`CacheOptimizerOptions.observe`). */
  noteCache(event: { readonly stage: string; readonly step: string; readonly result: string; readonly savedMs: number }): void {
    this.#safely(() => {
      const { stage, step, result } = event;
      this.#cacheRequests.labels({ stage, step, result }).inc();
      if (event.savedMs > 0) this.#cacheSaved.labels({ stage, step }).inc(event.savedMs / 1000);
    });
  }

  /** Hears of each task that a worker ran: of the pool (`PoolOptimizerOptions.observe`), or of the film. */
  noteTask(record: TraceTask): void {
    this.#safely(() => {
      const { name, outcome, queued, started, ended } = record;
      this.#tasks.push(record);
      this.#taskSeconds.labels({ task: name }).observe((ended - started) / 1000);
      this.#taskWaits.labels({ task: name }).observe(Math.max(0, started - queued) / 1000);
      this.#taskOutcomes.labels({ task: name, outcome }).inc();
      if (outcome === 'worker-lost' || outcome === 'timed-out') this.log.write(
        'warn', `A worker ended under ${name}.`, { step: name }, { crew: record.crew, worker: record.worker, attempt: record.attempt, outcome },
      );
    });
  }

  /** Hears of the film workers: pictures coded, and frames they are shown for. */
  noteFrames(coded: number, shown: number): void {
    this.#safely(() => {
      this.#frames.labels({ kind: 'coded' }).inc(coded);
      this.#frames.labels({ kind: 'shown' }).inc(shown);
    });
  }

  /** Keeps everything as it is now in the history. */
  takeSnapshot(): void {
    this.#safely(() => this.#history.push({ at: this.#options.wallClock.now(), families: this.registry.collect() }));
  }

  /** Text format 0.0.4. */
  text(): string {
    return exposeText(this.registry.collect());
  }

  /** OpenMetrics 1.0, as of now. */
  openMetrics(): string {
    return exposeOpenMetrics(this.registry.collect());
  }

  /** OpenMetrics 1.0 with times, from the snapshots. */
  history(): string {
    return exposeHistory(this.#history.toArray());
  }

  /** Chrome trace-event JSON of the last tasks and steps. */
  trace(): string {
    return chromeTrace(this.#tasks.toArray(), this.#steps.toArray(), this.#options.wallClock.now() - this.#options.clock.now());
  }

  /** The last runs of tasks on workers, for the task stream. */
  tasks(): readonly TraceTask[] {
    return this.#tasks.toArray();
  }

  /** The last runs of steps, the oldest first. */
  steps(): readonly TraceStep[] {
    return this.#steps.toArray();
  }

  /** The history, the oldest first. */
  snapshots(): readonly Snapshot[] {
    return this.#history.toArray();
  }

  /** All steps seen so far, in order of their first call. */
  summary(): readonly StepSummary[] {
    return this.#stepSeconds.all().map(({ labels, series }) => ({
      stage: labels[0]?.[1] ?? '',
      step: labels[1]?.[1] ?? '',
      count: series.count,
      total: series.sum,
      p50: series.quantile(0.5),
      p95: series.quantile(0.95),
      p99: series.quantile(0.99),
    }));
  }

  stats(): OptimizerStats {
    return { recorded: this.#recorded, lost: this.#lost, logged: this.log.entries().length };
  }

  stop(): Promise<void> {
    this.#endSnapshots();
    this.takeSnapshot();
    return Promise.resolve();
  }

  #noteStep(call: StepCall, started: number, outcome: string): void {
    this.#safely(() => {
      const ended = this.#options.clock.now();
      const { name: step, stage } = call.step;
      this.#stepSeconds.labels({ stage, step }).observe((ended - started) / 1000);
      this.#stepOutcomes.labels({ stage, step, outcome }).inc();
      if (outcome !== 'failed') this.log.write('debug', `${step} ${outcome}.`, { workflow: call.workflow, step }, { ms: Math.round(ended - started) });
      this.#steps.push({ number: this.#stepNumber++, stage, step, workflow: call.workflow, started, ended, outcome });
    });
  }

  #noteBytes({ step: { name: step, stage }, input }: StepCall, result: unknown): void {
    this.#safely(() => {
      this.#stepBytes.labels({ stage, step, direction: 'in' }).inc(weightOf(input));
      this.#stepBytes.labels({ stage, step, direction: 'out' }).inc(weightOf(result));
    });
  }

  #safely(record: () => void): void {
    try {
      record();
      this.#recorded++;
    } catch {
      this.#lost++;
    }
  }

  #collectGauges(): void {
    const { reports, busyShares, memory, blocked } = this.#options;
    if (reports !== undefined) {
      const up = this.registry.gauge({ name: 'kinora_optimizer_up', help: 'Whether an optimizer works: 1 ready, 0.5 degraded, 0 not.', labels: ['optimizer'] });
      const stat = this.registry.gauge({ name: 'kinora_optimizer_stat', help: 'Numbers that optimizers report of themselves.', labels: ['optimizer', 'stat'] });
      this.registry.onCollect(() => {
        for (const { name, status, stats } of reports()) {
          up.labels({ optimizer: name }).set({ ready: 1, degraded: 0.5, unavailable: 0, disabled: 0 }[status.state]);
          for (const [key, value] of Object.entries(stats)) if (typeof value === 'number') stat.labels({ optimizer: name, stat: key }).set(value);
        }
      });
    }
    if (busyShares !== undefined) {
      const busy = this.registry.gauge({
        name: 'kinora_worker_busy_ratio', help: 'Share of its life that a worker has worked.', labels: ['worker'], unit: 'ratio',
      });
      this.registry.onCollect(() => {
        busy.clear();
        for (const [worker, share] of busyShares()) busy.labels({ worker: String(worker) }).set(share);
      });
    }
    if (blocked !== undefined) {
      const seconds = this.registry
        .counter({ name: 'kinora_page_blocked_seconds_total', help: "Time of long tasks on the page's own thread.", unit: 'seconds' })
        .labels();
      this.registry.onCollect(() => seconds.inc(blocked() - seconds.value));
    }
    if (memory !== undefined) {
      const bytes = this.registry.gauge({ name: 'kinora_memory_bytes', help: 'Memory in use, by how it was measured.', labels: ['kind'], unit: 'bytes' });
      this.registry.onCollect(() => {
        for (const [kind, value] of memory()) bytes.labels({ kind }).set(value);
      });
    }
  }
}
