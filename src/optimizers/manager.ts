import { ConfigurationError, OptimizationError } from '../domain/failure';
import { optimizerRoles, roleFacts } from '../engine/optimizer';
import type { Optimizer, OptimizerRole, OptimizerStats, OptimizerStatus, StepCall } from '../engine/optimizer';
import { within } from '../platform/page/within';

/** Milliseconds that one may take to start or stop. */
const usualPatience = 15_000;

/** One optimizer as the status panel shows it. */
export interface OptimizerReport {
  readonly name: string;
  readonly role: OptimizerRole;
  readonly status: OptimizerStatus;
  readonly stats: OptimizerStats;
}

/**
 * Starts, switches and reports all optimizers; trouble of one never reaches another, nor a run.
 *
 * @param options.patience how long one may take to start or stop, ms, before it counts as unavailable; 15,000 by default
 */
export class OptimizationManager {
  readonly #slots: Slot[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #patience: number;
  /** Whether all are to be started, also those that are registered later. */
  #isOn = false;
  /** Counts the stops: what was to be started before one is not started after it. */
  #stops = 0;

  constructor(options: { readonly patience?: number } = {}) {
    this.#patience = options.patience ?? usualPatience;
  }

  /**
   * Adds an optimizer; after `startAll` it is started at once.
   *
   * @throws ConfigurationError if the name is taken
   */
  register(optimizer: Optimizer): this {
    if (this.#slots.some((slot) => slot.name === optimizer.name)) {
      throw new ConfigurationError(
        `Names of optimizers must be unique, got "${optimizer.name}" twice.`, { path: 'optimizers', rule: 'unique', value: optimizer.name },
      );
    }
    const slot = new Slot(optimizer);
    this.#slots.push(slot);
    this.#slots.sort((a, b) => placeOf(a.role) - placeOf(b.role));
    if (this.#isOn) void this.#start(slot).then(() => this.#tell());
    return this;
  }

  /**
   * Starts those that do not run and are not switched off, one after the other in wrapping order; never rejects. One that failed, or was
   * stopped, is tried again.
   */
  async startAll(): Promise<void> {
    this.#isOn = true;
    const stops = this.#stops;
    // A copy: those that are registered meanwhile start by themselves.
    for (const slot of [...this.#slots]) {
      if (stops === this.#stops) await this.#start(slot);
    }
    this.#tell();
  }

  /**
   * Switches one on or off, at run time; calls under way finish as they began. Switching on starts it if need be; never rejects for that.
   *
   * @throws ConfigurationError if there is no such optimizer
   */
  async setEnabled(name: string, enabled: boolean): Promise<void> {
    const slot = this.#slots.find((candidate) => candidate.name === name);
    if (slot === undefined) {
      const names = this.#slots.map((candidate) => candidate.name);
      throw new ConfigurationError(
        `An optimizer must be one of ${names.join(', ') || 'none'}, got "${name}".`, { path: 'optimizers', rule: names, value: name },
      );
    }
    slot.enabled = enabled;
    if (enabled) await this.#start(slot);
    this.#tell();
  }

  /** All of them in wrapping order, for `runStep`: stays true to later switches. */
  get optimizers(): readonly Optimizer[] {
    return this.#slots;
  }

  /** How all of them are now, in wrapping order. */
  snapshot(): readonly OptimizerReport[] {
    return this.#slots.map((slot) => ({ name: slot.name, role: slot.role, status: slot.status, stats: slot.stats() }));
  }

  /**
   * Calls back after each start, switch and stop. Library surface: no caller here.
   *
   * @returns ends it
   */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Stops all, innermost first; never rejects. What is being started is waited for and stopped, what was about to be started is not; one that
   * does not come to an end in time is stopped as soon as it has started.
   */
  async stopAll(): Promise<void> {
    this.#isOn = false;
    this.#stops++;
    for (const slot of [...this.#slots].reverse()) await slot.end(this.#patience);
    // One that was given up may have started meanwhile, and is being stopped.
    for (const slot of this.#slots) await slot.settled();
    this.#tell();
  }

  #start(slot: Slot): Promise<void> {
    const stops = this.#stops;
    return slot.start(this.#patience, () => slot.enabled && stops === this.#stops);
  }

  #tell(): void {
    for (const listener of this.#listeners) {
      try {
        listener();
      } catch (error) {
        console.error(error);
      }
    }
  }
}

/**
 * An optimizer behind a wall: whatever it throws, wherever, ends as a status.
 *
 * Its starts and stops happen one after the other, so that it is never started twice without a stop between, nor stopped while it starts.
 */
class Slot implements Optimizer {
  readonly name: string;
  readonly role: OptimizerRole;
  enabled = true;
  readonly #optimizer: Optimizer;
  /** `late`: it has started after nobody waited for it any more, and is about to be stopped. */
  #phase: 'new' | 'started' | 'failed' | 'stopped' | 'late' = 'new';
  /** The last start or stop asked for, until it has ended. */
  #last: Promise<void> | undefined;
  /** Its own start and stop, until they have ended, however long that takes. */
  #starting: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;
  #isAwaited = false;
  #reason = 'Not started yet.';

  constructor(optimizer: Optimizer) {
    this.#optimizer = optimizer;
    this.name = optimizer.name;
    this.role = optimizer.role;
  }

  get status(): OptimizerStatus {
    const standsIn = roleFacts(this.role).standsIn;
    if (!this.enabled) return { state: 'disabled', reason: 'Switched off.', standsIn };
    if (this.#phase !== 'started') return { state: 'unavailable', reason: this.#reason, standsIn };
    try {
      return this.#optimizer.status;
    } catch (error) {
      return { state: 'unavailable', reason: words(error), standsIn };
    }
  }

  /** `runStep` passes over what is disabled or unavailable and guards against what this throws. */
  around(call: StepCall, next: (call: StepCall) => Promise<unknown>): Promise<unknown> {
    return this.#optimizer.around === undefined ? next(call) : this.#optimizer.around(call, next);
  }

  stats(): OptimizerStats {
    try {
      return this.#optimizer.stats();
    } catch (error) {
      return { trouble: words(error) };
    }
  }

  /** @param isWanted asked when its turn has come */
  start(patience = usualPatience, isWanted: () => boolean = () => true): Promise<void> {
    return this.#inTurn(() => (isWanted() ? this.#start(patience) : Promise.resolve()));
  }

  end(patience: number): Promise<void> {
    return this.#inTurn(() => this.#end(patience));
  }

  /** Resolves when none of its starts and stops is under way; one that nobody waits for any more does not count. */
  async settled(): Promise<void> {
    while (this.#last !== undefined) await this.#last;
  }

  stop(): Promise<void> {
    return this.end(usualPatience);
  }

  /** At once if nothing is under way. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const mine: Promise<void> = (this.#last === undefined ? work() : this.#last.then(work)).finally(() => {
      if (this.#last === mine) this.#last = undefined;
    });
    this.#last = mine;
    return mine;
  }

  async #start(patience: number): Promise<void> {
    if (this.#phase === 'late') this.#phase = 'started';
    if (this.#phase === 'started') return;
    this.#phase = 'new';
    this.#reason = 'Starting.';
    this.#isAwaited = true;
    try {
      if (this.#stopping !== undefined) await within(this.#stopping, patience, late(`${this.name} must stop within ${patience} ms.`, patience));
      this.#starting ??= this.#begin(patience);
      await within(this.#starting, patience, late(`${this.name} must start within ${patience} ms.`, patience));
      this.#phase = 'started';
    } catch (error) {
      // It may have started in the very moment.
      this.#phase = this.#hasBegun() ? 'started' : 'failed';
      this.#reason = words(error);
    } finally {
      this.#isAwaited = false;
    }
  }

  /** Asked anew, as waiting may change it. */
  #hasBegun(): boolean {
    return this.#phase === 'late';
  }

  async #begin(patience: number): Promise<void> {
    try {
      await Promise.resolve().then(() => this.#optimizer.start());
    } finally {
      this.#starting = undefined;
    }
    this.#phase = 'late';
    if (this.#isAwaited) return;
    void this.#inTurn(async () => {
      if (this.#phase === 'late') await this.#end(patience, this.#reason);
    });
  }

  async #end(patience: number, reason = 'Stopped.'): Promise<void> {
    if (this.#starting !== undefined) await within(this.#starting, patience, late('', patience)).catch(() => undefined);
    if (this.#phase !== 'started' && this.#phase !== 'late') return;
    this.#phase = 'stopped';
    this.#reason = reason;
    try {
      this.#stopping = this.#cease();
      await within(this.#stopping, patience, late(`${this.name} must stop within ${patience} ms.`, patience));
    } catch (error) {
      this.#reason = words(error);
    }
  }

  async #cease(): Promise<void> {
    try {
      await Promise.resolve().then(() => this.#optimizer.stop());
    } finally {
      this.#stopping = undefined;
    }
  }
}

function late(rule: string, patience: number): () => OptimizationError {
  return () => new OptimizationError(rule, { patience }, { code: 'timed-out' });
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function placeOf(role: OptimizerRole): number {
  return optimizerRoles.findIndex((row) => row.role === role);
}
