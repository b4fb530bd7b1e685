import type { Failure } from '../../domain/failure';
import type { Clock } from '../../engine/ports';
import { later } from '../../platform/page/later';
import type { Call } from './task';

/** A worker as the pool needs it; runs one job after the other, in order. */
export interface PooledWorker<Job> {
  /** Rejects with what the job threw, or with `worker-lost`. */
  run(job: Job): Promise<unknown>;
  /** Several at once, one outcome each in order; absent: they go one by one. Rejects only for trouble of the whole. */
  runMany?(jobs: readonly Job[]): Promise<readonly Outcome[]>;
  /** Resolves when the worker has ended without being dismissed. */
  readonly lost: Promise<Failure>;
  /** Ends it at once. */
  dismiss(): void;
}

export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** A worker in service. */
export interface Slot<Job> {
  readonly number: number;
  readonly worker: PooledWorker<Job>;
  readonly hiredAt: number;
  /** The first runs, a second one waits behind it. */
  readonly calls: Call<Job>[];
  busyMs: number;
  /** Ends the wait for its dismissal; absent while it works. */
  endIdle: (() => void) | undefined;
}

export interface CrewOptions<Job> {
  /** Starts a worker; rejects if none can be had. */
  readonly hire: () => Promise<PooledWorker<Job>>;
  readonly size: number;
  readonly clock: Clock;
  /** Idle workers are dismissed after this, ms; Infinity: never. */
  readonly idle: number;
  /** Hears that a worker has come, or that one could not be had. */
  readonly onChange: () => void;
  readonly onLost: (slot: Slot<Job>, failure: Failure) => void;
}

/** No more workers are asked for after so many refusals in a row, for so many ms. */
const maxRefusals = 3;
const rest = 30_000;

/** The workers in service: hired when asked for, dismissed when idle. */
export class Crew<Job> {
  readonly #options: CrewOptions<Job>;
  readonly #slots = new Set<Slot<Job>>();
  #numbers = 0;
  #hiring = 0;
  #refusals = 0;
  #restUntil = -Infinity;
  #trouble = '';
  #isStopped = false;

  constructor(options: CrewOptions<Job>) {
    this.#options = options;
  }

  get slots(): ReadonlySet<Slot<Job>> {
    return this.#slots;
  }

  /** Why no worker can be had; empty if all is well. */
  get trouble(): string {
    return this.#trouble;
  }

  /** Nobody is here, nobody comes, and nobody can be asked for now. */
  get isHopeless(): boolean {
    return this.#slots.size + this.#hiring === 0 && !this.#canHire();
  }

  /** Hires until `wanted` come or the crew is complete. */
  ask(wanted: number): void {
    while (this.#hiring < wanted && this.#slots.size + this.#hiring < this.#options.size && this.#canHire()) this.#hire();
  }

  /** Lets go of a worker at once; tells whether it was still here. */
  dismiss(slot: Slot<Job>): boolean {
    if (!this.#slots.delete(slot)) return false;
    slot.endIdle?.();
    slot.worker.dismiss();
    return true;
  }

  /** The worker has nothing to do. */
  rest(slot: Slot<Job>): void {
    if (!this.#slots.has(slot)) return;
    slot.endIdle?.();
    slot.endIdle = later(this.#options.idle, () => {
      if (slot.calls.length === 0) this.dismiss(slot);
    }, { isIdle: true });
  }

  /** Hires no more. */
  stop(): void {
    this.#isStopped = true;
  }

  #canHire(): boolean {
    return !this.#isStopped && this.#options.clock.now() >= this.#restUntil;
  }

  #hire(): void {
    this.#hiring++;
    this.#hireOne().then(
      (worker) => {
        this.#hiring--;
        this.#refusals = 0;
        this.#trouble = '';
        if (this.#isStopped) return worker.dismiss();
        const slot: Slot<Job> = { number: this.#numbers++, worker, hiredAt: this.#options.clock.now(), calls: [], busyMs: 0, endIdle: undefined };
        this.#slots.add(slot);
        worker.lost.then((failure) => this.#options.onLost(slot, failure), () => {});
        this.rest(slot);
        this.#options.onChange();
      },
      (error: unknown) => {
        this.#hiring--;
        if (++this.#refusals >= maxRefusals) {
          this.#restUntil = this.#options.clock.now() + rest;
          this.#refusals = 0;
          this.#trouble = error instanceof Error ? error.message : String(error);
        }
        this.#options.onChange();
      },
    );
  }

  /** What `hire` throws at once becomes a rejection. */
  async #hireOne(): Promise<PooledWorker<Job>> {
    return this.#options.hire();
  }
}
