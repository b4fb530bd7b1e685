import { Failure } from '../domain/failure';
import { given } from '../domain/given';
import type { Kernels } from '../kernels/kernels';
import type { Optimizer } from '../engine/optimizer';
import type { Journal, Locks } from '../engine/journal';
import type { Clock } from '../engine/ports';
import { ProgressMeter, type StepWeight } from '../engine/progress';
import { retried, type Patience, type Retry } from '../engine/retry';
import { runStep } from '../engine/run';
import type { Parameters, StageName, Step } from '../engine/step';
import { advance, pendingWorkflow, stageMilliseconds, type WorkflowEvent, type WorkflowState } from '../engine/workflowState';
import type { DeviceStore } from './forecast/deviceStore';
import type { PartCache } from './kept/partCache';
import type { WorkflowInputs } from './resume';
import type { Watch } from './session';
import type { CacheUse, StageTimes } from './results';
import { deliveryWeight, deliveryStep } from './forecast/stepWeights';

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
  keeper?(workflow: string): PartCache;
  /** Where exports are written down, so that a later page can go on with them; absent: nowhere. */
  readonly journal?: Journal;
  /** Keeps two tabs from one export. */
  readonly locks?: Locks;
  /** Milliseconds since 1970. */
  readonly wallClock: Clock;
  /** Gives what lets others use the page's thread between the pieces of a step; absent: nobody else does. */
  breather?(signal: AbortSignal): () => Promise<void>;
  /** Where what is learned of this device's pace is kept; absent: it lasts as long as the session. */
  readonly device?: DeviceStore;
  /** Calls again and again, a few times a second, until the function it gives is called: time passes for people while a step says nothing; absent: never. */
  everyMoment?(call: () => void): () => void;
  /** How patiently steps are tried again. */
  readonly patience: Patience;
  /** Told when a step is about to be tried again, and when a workflow of an earlier page is gone on with. */
  noteRetry?(workflow: string, step: string, retry: Retry): void;
  noteResume?(workflow: string): void;
  /** Hears, once for each, of what an earlier page began and this one cannot read. */
  noteUnreadable?(record: string, why: string): void;
  /** Tells the workflows of this page from those of all others. */
  readonly page: string;
}

/** How a result is brought to where it is wanted. */
export interface Delivery<Result> {
  /** Names the bytes that are to be delivered. */
  digestOf(result: Result): string;
  /** @param begun digest of what an earlier page was about to deliver */
  deliver(result: Result, begun: string | undefined): Promise<void>;
}

/** The lock that a tab holds while it works on a workflow. */
export function lockOf(id: string): string {
  return `kinora-workflow/${id}`;
}

/** One workflow under way: runs its steps through the optimizers, keeps its record, tells how far it is. */
export class WorkflowRun {
  readonly #engine: Engine;
  readonly #watch: Watch;
  readonly #meter: ProgressMeter;
  readonly #started: number;
  readonly #inputs: WorkflowInputs | undefined;
  readonly #goesOn: boolean;
  /** What an earlier page was about to deliver. */
  #begunDelivery: string | undefined;
  #state: WorkflowState;

  /**
   * @param journalled what it begins with, if a later page shall be able to go on with it; or that this page goes on with what the journal holds
   */
  constructor(
    engine: Engine, id: string, source: string, shares: readonly StepWeight[], watch: Watch,
    journalled: { readonly inputs?: WorkflowInputs; readonly goesOn?: boolean } = {},
  ) {
    this.#engine = engine;
    this.#watch = watch;
    this.#meter = new ProgressMeter(
      watch.deliver === undefined ? shares : [...shares, deliveryWeight(0)], engine.clock, (progress) => watch.progress(progress),
    );
    this.#started = engine.clock.now();
    this.#state = pendingWorkflow(id, source);
    this.#inputs = journalled.inputs;
    this.#goesOn = journalled.goesOn === true;
  }

  get state(): WorkflowState {
    return this.#state;
  }

  /** Aborts when it is cancelled. */
  get signal(): AbortSignal {
    return this.#watch.signal;
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

  /**
   * Runs `work` as the whole of this workflow and records how it ended. If it is journalled, what it begins with is durable before it begins,
   * and it is dropped from the journal as it ends, whatever its end: only what never ended is taken up again.
   *
   * @param delivery brings the result to where it is wanted; that it is about to be is durable before, that it was is recorded after
   * @throws Failure `invalid-parameter` if another tab works on it
   */
  async whole<Result>(work: () => Promise<Result>, delivery?: Delivery<Result>): Promise<Result> {
    const close = await this.#open();
    try {
      return await this.#whole(work, delivery);
    } finally {
      await close();
    }
  }

  /** Adds what is known now of the work to come, or corrects it. */
  expect(shares: readonly StepWeight[]): void {
    this.#meter.expect(shares);
  }

  /** Corrects what bringing the result to where it is wanted takes, if somebody does. */
  expectDelivery(bytes: number): void {
    if (this.#watch.deliver !== undefined) this.#meter.expect([deliveryWeight(bytes)]);
  }

  /** Takes a share of a step out of the work to come: its result is kept from before. */
  spare(step: string, share: number): void {
    this.#meter.spare(step, share);
  }

  /** Records that a scene is encoded. */
  noteScene(scene: number, of: number): void {
    this.#tell({ type: 'scene-succeeded', scene, of, at: this.#engine.clock.now() });
  }

  async #open(): Promise<() => Promise<void>> {
    const { journal, locks, wallClock } = this.#engine;
    const { id, source } = this.#state;
    if (journal === undefined || (this.#inputs === undefined && !this.#goesOn)) return () => Promise.resolve();
    const release = locks === undefined ? () => undefined : await locks.take(lockOf(id));
    if (release === undefined) throw new Failure('invalid-parameter', `An export must be worked on by one tab at a time; another one has "${source}".`, { id });
    if (this.#inputs !== undefined) await journal.begin({ id, source, startedAt: wallClock.now(), inputs: this.#inputs });
    else {
      // Read again behind the lock: another tab may have ended it in the meantime.
      const record = (await journal.records()).find((one) => one.id === id);
      if (record === undefined) {
        release();
        throw new Failure('invalid-parameter', `An export to go on with must be unfinished; "${source}" has ended.`, { id });
      }
      journal.continue(record);
      this.#begunDelivery = record.events.findLast((event) => event.type === 'delivering')?.digest;
      this.#engine.noteResume?.(id);
    }
    return async () => {
      await journal.forget(id);
      release();
    };
  }

  async #whole<Result>(work: () => Promise<Result>, delivery?: Delivery<Result>): Promise<Result> {
    this.#tell({ type: 'started', at: this.#engine.clock.now() });
    const rest = this.#engine.everyMoment?.(() => this.#meter.tell());
    try {
      await this.#engine.ready;
      const result = await work();
      if (delivery !== undefined) {
        this.#meter.begin(deliveryStep);
        this.#tell({ type: 'delivering', digest: delivery.digestOf(result), at: this.#engine.clock.now() });
        // Durable before the first byte is written: who goes on after a crash knows that it may be there.
        await this.#engine.journal?.flush();
        await delivery.deliver(result, this.#begunDelivery);
        this.#meter.report(deliveryStep, 1);
      }
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
    } finally {
      rest?.();
    }
  }

  /**
   * Runs one step, again if it failed with what may pass.
   *
   * @param part `signal` ends this step alone; `to` is how much of the step's work in this workflow is done when it ends, 1 by default
   */
  async step<Input, P extends Parameters, Output>(
    step: Step<Input, P, Output>, input: Input, changes: Partial<P> = {}, part: { readonly signal?: AbortSignal; readonly to?: number } = {},
  ): Promise<Output> {
    const { to = 1 } = part;
    const from = this.#meter.fractionOf(step.name);
    const signal = part.signal === undefined ? this.#watch.signal : AbortSignal.any([this.#watch.signal, part.signal]);
    this.#tell({ type: 'step-started', stage: step.stage, step: step.name, at: this.#engine.clock.now() });
    this.#meter.begin(step.name);
    const breathe = this.#engine.breather?.(signal);
    const context = {
      kernels: this.#engine.kernels,
      signal,
      report: (fraction: number) => this.#meter.report(step.name, Math.min(from + (to - from) * fraction, 0.99)),
      ...given({ breathe }),
    };
    const attempt = (): Promise<Output> => runStep(step, input, changes, context, { optimizers: this.#engine.optimizers(), workflow: this.#state.id });
    const output = await retried(attempt, this.#engine.patience, signal, (retry) => {
      const { code, wait } = retry;
      this.#tell({ type: 'step-retried', step: step.name, code, wait, at: this.#engine.clock.now() });
      this.#engine.noteRetry?.(this.#state.id, step.name, retry);
    });
    signal.throwIfAborted();
    this.#tell({ type: 'step-succeeded', step: step.name, at: this.#engine.clock.now() });
    this.#meter.report(step.name, to);
    return output;
  }

  /** Records that a stage is done. */
  finish(stage: StageName): void {
    this.#tell({ type: 'stage-succeeded', stage, at: this.#engine.clock.now() });
  }

  #tell(event: WorkflowEvent): void {
    // Written down first: what is acted on is never unknown to a later page.
    this.#engine.journal?.append(this.#state.id, event);
    this.#state = advance(this.#state, event);
  }
}
