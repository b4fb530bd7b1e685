import { Failure } from '../domain/failure';
import type { Kernels } from '../kernels/kernels';
import type { Optimizer } from '../engine/optimizer';
import type { Clock } from '../engine/ports';
import { ProgressMeter, type Share } from '../engine/progress';
import { runStep } from '../engine/run';
import type { Parameters, StageName, Step } from '../engine/step';
import { advance, pendingWorkflow, stageMilliseconds, type WorkflowEvent, type WorkflowState } from '../engine/workflowState';
import type { Keeper } from './kept';
import type { CacheUse, StageTimes, Watch } from './session';

/** What every workflow of a session shares. */
export interface Engine {
  readonly clock: Clock;
  /** Resolves when the optimizers have started, as well as they could. */
  readonly ready: Promise<void>;
  /** The standard; the numeric optimizer exchanges it for a faster one. */
  readonly kernels: Kernels;
  /** Outermost first. */
  optimizers(): readonly Optimizer[];
  /** Hits and misses of the cache in one workflow. */
  cacheUse(workflow: string): CacheUse;
  /** Where a workflow's parts of films are kept; absent: nowhere. */
  keeper?(workflow: string): Keeper;
  /** Told of every event, in order. */
  journal(workflow: WorkflowState, event: WorkflowEvent): void;
}

/** One workflow under way: runs its steps through the optimizers, keeps its record, tells how far it is. */
export class WorkflowRun {
  readonly #engine: Engine;
  readonly #watch: Watch;
  readonly #meter: ProgressMeter;
  readonly #started: number;
  #state: WorkflowState;

  constructor(engine: Engine, id: string, source: string, shares: readonly Share[], watch: Watch) {
    this.#engine = engine;
    this.#watch = watch;
    this.#meter = new ProgressMeter(shares, engine.clock, (progress) => watch.progress(progress));
    this.#started = engine.clock.now();
    this.#state = pendingWorkflow(id, source);
  }

  get state(): WorkflowState {
    return this.#state;
  }

  /** Milliseconds since it began. */
  get wallMs(): number {
    return this.#engine.clock.now() - this.#started;
  }

  get stages(): StageTimes {
    return {
      extraction: stageMilliseconds(this.#state, 'extraction'),
      suggestions: stageMilliseconds(this.#state, 'suggestions'),
      video: stageMilliseconds(this.#state, 'video'),
    };
  }

  get cache(): CacheUse {
    return this.#engine.cacheUse(this.#state.id);
  }

  /** Runs `work` as the whole of this workflow and records how it ended. */
  async whole<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#tell({ type: 'started', at: this.#engine.clock.now() });
    try {
      await this.#engine.ready;
      const result = await work();
      this.#tell({ type: 'succeeded', at: this.#engine.clock.now() });
      return result;
    } catch (error) {
      const at = this.#engine.clock.now();
      if (this.#watch.signal.aborted) {
        this.#tell({ type: 'cancelled', at });
        throw this.#watch.signal.reason;
      }
      this.#tell({
        type: 'failed',
        at,
        code: error instanceof Failure ? error.code : 'bug',
        message: error instanceof Error ? error.message : String(error),
      });
      throw error;
    }
  }

  /**
   * Runs one step.
   *
   * @param stop ends this step alone
   */
  async step<Input, P extends Parameters, Output>(step: Step<Input, P, Output>, input: Input, changes: Partial<P> = {}, stop?: AbortSignal): Promise<Output> {
    const signal = stop === undefined ? this.#watch.signal : AbortSignal.any([this.#watch.signal, stop]);
    this.#tell({ type: 'step-started', stage: step.stage, step: step.name, at: this.#engine.clock.now() });
    const context = {
      kernels: this.#engine.kernels,
      signal,
      report: (fraction: number) => this.#meter.report(step.name, Math.min(fraction, 0.99)),
    };
    const output = await runStep(step, input, changes, context, { optimizers: this.#engine.optimizers(), workflow: this.#state.id });
    signal.throwIfAborted();
    this.#tell({ type: 'step-succeeded', step: step.name, at: this.#engine.clock.now() });
    this.#meter.report(step.name, 1);
    return output;
  }

  /** Records that a stage is done. */
  finish(stage: StageName): void {
    this.#tell({ type: 'stage-succeeded', stage, at: this.#engine.clock.now() });
  }

  #tell(event: WorkflowEvent): void {
    this.#state = advance(this.#state, event);
    this.#engine.journal(this.#state, event);
  }
}
