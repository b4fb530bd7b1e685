import { Failure, OptimizationError } from '../../domain/failure';
import { given } from '../../domain/given';
import type { Optimizer, OptimizerStats, OptimizerStatus, StepCall } from '../../engine/optimizer';
import type { Clock } from '../../engine/ports';
import type { Parameters } from '../../engine/step';
import { Pool } from './pool';
import type { PooledWorker } from './crew';
import type { Lane, TaskRecord } from './task';

/** A call of a pooled step as it goes to a worker: plain cloneable data. */
export interface StepJob {
  readonly step: string;
  readonly input: unknown;
  readonly parameters: Parameters;
  /** Id of the kernels that must compute it. */
  readonly kernels: string;
}

export interface PoolOptimizerOptions {
  /** Starts a worker that knows the pooled steps. */
  readonly hire: () => Promise<PooledWorker<StepJob>>;
  /** Monotonic. */
  readonly clock: Clock;
  /** Workers at most; see `poolSize`. */
  readonly size: number;
  /** Milliseconds a step may run on a worker; two minutes by default. */
  readonly timeout?: number;
  /** What a workflow's steps are to people; `visible` by default. */
  readonly laneOf?: (workflow: string) => Lane;
  /** Parts forced away; `workers` leaves the page's own thread. */
  readonly without?: ReadonlySet<string>;
  readonly observe?: (record: TaskRecord) => void;
}

/**
 * Runs pooled steps on workers, so that the page stays free and several run at once; where there are no workers, they run on the page's own thread.
 */
export class PoolOptimizer implements Optimizer {
  readonly name = 'pool';
  readonly role = 'pool';
  readonly #options: PoolOptimizerOptions;
  #pool: Pool<StepJob> | undefined;
  #reason = 'Not started yet.';
  #onPage = 0;

  constructor(options: PoolOptimizerOptions) {
    this.#options = options;
  }

  /** The pool itself, for graphs and for the task stream; absent until started. */
  get pool(): Pool<StepJob> | undefined {
    return this.#pool;
  }

  get status(): OptimizerStatus {
    const reason = this.#pool === undefined ? this.#reason : this.#pool.trouble;
    if (this.#pool === undefined) return { state: 'unavailable', reason, standsIn: "the page's own thread" };
    if (reason !== '') return { state: 'degraded', reason, standsIn: "the page's own thread" };
    return { state: 'ready', reason: '', standsIn: `${this.#options.size} worker${this.#options.size === 1 ? '' : 's'} at most` };
  }

  /** Starts no worker: they are hired when the first step comes. */
  start(): Promise<void> {
    const { hire, clock, size, observe, without } = this.#options;
    if (without?.has('workers') === true) this.#reason = 'Switched off by ?without=workers.';
    else this.#pool = new Pool({ hire, clock, size, nameOf: (job) => job.step, ...given({ observe }) });
    return Promise.resolve();
  }

  async around(call: StepCall, next: (call: StepCall) => Promise<unknown>): Promise<unknown> {
    const { step, input, parameters, context, workflow } = call;
    if (!step.traits.pooled || this.#pool === undefined) return next(call);
    const { patience } = step.traits;
    const timeout = patience ?? this.#options.timeout ?? 120_000;
    const job: StepJob = { step: step.name, input, parameters, kernels: context.kernels.id };
    try {
      // Handing over a book takes a while at either end: the page may do something of its own before and after.
      await context.breathe?.();
      const result = await this.#pool.submit(
        job, { lane: this.#options.laneOf?.(workflow) ?? 'visible', timeout, signal: context.signal },
      ).result;
      await context.breathe?.();
      context.report(1);
      return result;
    } catch (error) {
      if (patience !== undefined && error instanceof Failure && error.code === 'timed-out') throw new Failure(
        'too-complicated', `${step.name} must end within ${patience} ms, but what it was given takes longer.`, { step: step.name, patience }, { cause: error },
      );
      if (context.signal.aborted || !isOwnTrouble(error)) throw error;
      this.#onPage++;
      return next(call);
    }
  }

  stats(): OptimizerStats {
    return { ...this.#pool?.counts, onPage: this.#onPage };
  }

  stop(): Promise<void> {
    this.#pool?.stop();
    this.#pool = undefined;
    this.#reason = 'Stopped.';
    return Promise.resolve();
  }
}

/**
 * Gives how many workers a machine bears: one a core, at most 8, and 2 where memory is short.
 *
 * @param cores    as `navigator.hardwareConcurrency` says
 * @param gigabytes as `navigator.deviceMemory` says, where it does
 */
export function poolSize(cores: number, gigabytes = 4): number {
  return Math.max(1, Math.min(Math.floor(cores) || 1, gigabytes <= 2 ? 2 : 8));
}

/** A pool without workers, a job that cannot be cloned and a worker that lacks a step are no reason to fail the step; that it kills or hangs workers is. */
function isOwnTrouble(error: unknown): boolean {
  if (error instanceof Failure) return error instanceof OptimizationError;
  return error instanceof Error && error.name === 'DataCloneError';
}
