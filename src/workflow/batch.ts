import { cancelled } from '../domain/failure';
import type { Progress } from '../engine/progress';
import type { RunState } from '../engine/workflowState';
import type { Watch } from './session';

export type Outcome<Result> = { readonly ok: true; readonly value: Result } | { readonly ok: false; readonly error: unknown };

export type BatchJob<Result> = (watch: Watch) => Promise<Result>;

export interface BatchOptions<Result> {
  /** How many run at once, at least 1. */
  readonly concurrency: number;
  /** Ends all of them. */
  readonly signal?: AbortSignal;
  progress?(index: number, progress: Progress): void;
  /** Told of each job once, as it ends, whatever its end; the next one waits for it. */
  settled?(index: number, outcome: Outcome<Result>): void | Promise<void>;
  /** Told after each change of `states` or `isPaused`. */
  changed?(): void;
}

/**
 * Many workflows, a few at a time, in order; one that fails never stops another.
 *
 * Each goes `pending → running → succeeded | failed | cancelled`, and back from running to pending where `pause('now')` stops it.
 */
export class Batch<Result> {
  readonly #jobs: readonly BatchJob<Result>[];
  readonly #options: BatchOptions<Result>;
  readonly #states: RunState[];
  /** Those that run, by index: to end them. */
  readonly #running = new Map<number, AbortController>();
  /** Cancelled while they were being stopped for a pause, and why. */
  readonly #cancelled = new Map<number, unknown>();
  readonly #end: Promise<void>;
  #resolve: () => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  #unsettled: number;
  #begun = false;
  #paused = false;

  constructor(jobs: readonly BatchJob<Result>[], options: BatchOptions<Result>) {
    this.#jobs = jobs;
    this.#options = options;
    this.#states = jobs.map(() => 'pending');
    this.#unsettled = jobs.length;
    this.#end = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever awaits `run` hears of it.
    this.#end.catch(() => undefined);
  }

  /** How each job stands, by index. */
  get states(): readonly RunState[] {
    return [...this.#states];
  }

  get isPaused(): boolean {
    return this.#paused;
  }

  /** Begins the work; resolves when every job has ended and was settled. Rejects only with what `settled` throws. */
  run(): Promise<void> {
    if (!this.#begun) {
      this.#begun = true;
      const { signal } = this.#options;
      const stop = (): void => this.cancel(undefined, signal?.reason);
      signal?.addEventListener('abort', stop, { once: true });
      const leave = (): void => signal?.removeEventListener('abort', stop);
      this.#end.then(leave, leave);
      if (this.#unsettled === 0) this.#resolve();
      else if (signal?.aborted === true) stop();
      else this.#fill();
    }
    return this.#end;
  }

  /**
   * Begins no further job until `resume`.
   *
   * @param when `after-running`: what runs goes on to its end; `now`: it is stopped and begins again later, finding what it finished in the cache
   */
  pause(when: 'after-running' | 'now' = 'after-running'): void {
    this.#paused = true;
    if (when === 'now') for (const controller of this.#running.values()) controller.abort(paused);
    this.#changed();
  }

  resume(): void {
    this.#paused = false;
    this.#changed();
    if (this.#begun) this.#fill();
  }

  /**
   * Ends one job, or all; those that have ended stay as they are.
   *
   * @param reason what they are settled with; a `cancelled` failure by default
   */
  cancel(index?: number, reason: unknown = cancelled('The job')): void {
    for (const at of index === undefined ? this.#jobs.keys() : [index]) {
      const controller = this.#running.get(at);
      if (controller?.signal.reason === paused) this.#cancelled.set(at, reason);
      controller?.abort(reason);
      if (this.#states[at] === 'pending') void this.#settle(at, 'cancelled', { ok: false, error: reason });
    }
  }

  /** Begins as many jobs as may run, the first ones first. */
  #fill(): void {
    while (!this.#paused && this.#running.size < Math.max(1, this.#options.concurrency)) {
      const index = this.#states.findIndex((state, at) => state === 'pending' && !this.#running.has(at));
      const job = this.#jobs[index];
      if (job === undefined) return;
      void this.#work(index, job);
    }
  }

  async #work(index: number, job: BatchJob<Result>): Promise<void> {
    const controller = new AbortController();
    this.#running.set(index, controller);
    this.#states[index] = 'running';
    this.#changed();
    const { signal } = controller;
    const outcome = await outcomeOf(job, { signal, progress: (progress) => this.#options.progress?.(index, progress) });
    if (!outcome.ok && this.#cancelled.has(index)) {
      await this.#settle(index, 'cancelled', { ok: false, error: this.#cancelled.get(index) });
    } else if (!outcome.ok && signal.reason === paused) {
      this.#states[index] = 'pending';
      this.#changed();
    } else {
      await this.#settle(index, outcome.ok ? 'succeeded' : signal.aborted ? 'cancelled' : 'failed', outcome);
    }
    this.#running.delete(index);
    this.#fill();
  }

  async #settle(index: number, state: RunState, outcome: Outcome<Result>): Promise<void> {
    this.#states[index] = state;
    this.#changed();
    try {
      await this.#options.settled?.(index, outcome);
    } catch (error) {
      this.#reject(error);
    }
    this.#unsettled -= 1;
    if (this.#unsettled === 0) this.#resolve();
  }

  #changed(): void {
    this.#options.changed?.();
  }
}

/** Runs many workflows, a few at a time, in order; resolves when all have ended. */
export function runBatch<Result>(jobs: readonly BatchJob<Result>[], options: BatchOptions<Result>): Promise<void> {
  return new Batch(jobs, options).run();
}

/** Why a job that will go on is stopped. */
const paused = cancelled('The job, to go on later,');

async function outcomeOf<Result>(job: BatchJob<Result>, watch: Watch): Promise<Outcome<Result>> {
  try {
    return { ok: true, value: await job(watch) };
  } catch (error) {
    return { ok: false, error };
  }
}
