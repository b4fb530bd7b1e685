import { ConfigurationError, OptimizationError } from '../domain/failure';
import { optimizerRoles, roleFacts } from '../engine/optimizer';
import type { Optimizer, OptimizerRole, OptimizerStats, OptimizerStatus, StepCall } from '../engine/optimizer';
import { within } from '../platform/page/within';

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

  constructor(options: { readonly patience?: number } = {}) {
    this.#patience = options.patience ?? 15_000;
  }

  /**
   * Adds an optimizer, before or after `startAll`.
   *
   * @throws ConfigurationError if the name is taken
   */
  register(optimizer: Optimizer): this {
    if (this.#slots.some((slot) => slot.name === optimizer.name)) {
      throw new ConfigurationError(
        `Names of optimizers must be unique, got "${optimizer.name}" twice.`, { path: 'optimizers', rule: 'unique', value: optimizer.name },
      );
    }
    this.#slots.push(new Slot(optimizer));
    this.#slots.sort((a, b) => placeOf(a.role) - placeOf(b.role));
    return this;
  }

  /** Starts those not yet started and not switched off, one after the other in wrapping order; never rejects. */
  async startAll(): Promise<void> {
    for (const slot of this.#slots) {
      if (slot.enabled) await slot.start(this.#patience);
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
    if (enabled) await slot.start(this.#patience);
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

  /** Stops all, innermost first; never rejects. */
  async stopAll(): Promise<void> {
    for (const slot of [...this.#slots].reverse()) await slot.end(this.#patience);
    this.#tell();
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

/** An optimizer behind a wall: whatever it throws, wherever, ends as a status. */
class Slot implements Optimizer {
  readonly name: string;
  readonly role: OptimizerRole;
  enabled = true;
  readonly #optimizer: Optimizer;
  #phase: 'new' | 'started' | 'failed' | 'stopped' = 'new';
  #starting: Promise<void> | undefined;
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

  start(patience = 15_000): Promise<void> {
    if (this.#phase === 'new') this.#starting ??= this.#startOnce(patience);
    return this.#starting ?? Promise.resolve();
  }

  async end(patience: number): Promise<void> {
    await this.#starting;
    if (this.#phase !== 'started') return;
    this.#phase = 'stopped';
    this.#reason = 'Stopped.';
    try {
      await within(this.#optimizer.stop(), patience, late(`${this.name} must stop within ${patience} ms.`, patience));
    } catch (error) {
      this.#reason = words(error);
    }
  }

  stop(): Promise<void> {
    return this.end(15_000);
  }

  async #startOnce(patience: number): Promise<void> {
    try {
      await within(this.#optimizer.start(), patience, late(`${this.name} must start within ${patience} ms.`, patience));
      this.#phase = 'started';
    } catch (error) {
      this.#phase = 'failed';
      this.#reason = words(error);
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
