import type { StepWeight } from '../../engine/progress';

/** What a step takes on this device, as multiples of what is expected of an ordinary machine. */
export interface StepFactor {
  /** Of starting its program. */
  readonly start: number;
  /** Of the work itself. */
  readonly rate: number;
}

/** How much of what was wrong is set right by one export. */
const learning = 0.6;
/** What one export may teach at most, as a factor: a machine that slept is no slow machine. */
const most = 4;
/** A program that runs already starts in this share of the time. */
const warmShare = 0.05;
const ordinary: StepFactor = { start: 1, rate: 1 };

/**
 * Learns how long steps take on this device: the start of their programs, which is over once in a session, and their work.
 *
 * What was wrong is laid to the start and to the work in proportion to what each was expected to take (a multiplicative least mean squares).
 */
export class StepCosts {
  #factors: Readonly<Record<string, StepFactor>> = {};
  /** Steps whose programs run. */
  readonly #warm = new Set<string>();

  get factors(): Readonly<Record<string, StepFactor>> {
    return this.#factors;
  }

  /** Takes what earlier visits learned; what was learned in the meantime is newer. */
  take(kept: Readonly<Record<string, StepFactor>>): void {
    this.#factors = { ...kept, ...this.#factors };
  }

  /** Notes that the program of a step runs from now on. */
  warm(step: string): void {
    this.#warm.add(step);
  }

  /** Gives a share as it is here and now. */
  here(share: StepWeight): StepWeight {
    const { start, rate } = this.#factors[share.step] ?? ordinary;
    const [begin, work] = phasesOf(share);
    const starting = begin * start * (this.#warm.has(share.step) ? warmShare : 1);
    return { ...share, weight: starting + work * rate, ...(begin > 0 ? { start: starting } : {}) };
  }

  /**
   * Takes what a step really took.
   *
   * @param share as it is on an ordinary machine
   * @param took  ms
   */
  learn(share: StepWeight, took: number): void {
    const before = this.#factors[share.step] ?? ordinary;
    const here = this.here(share);
    const starting = (here.start ?? 0) / here.weight;
    const wrong = Math.min(most, Math.max(1 / most, took / here.weight)) ** learning;
    this.#factors = { ...this.#factors, [share.step]: { start: before.start * wrong ** starting, rate: before.rate * wrong ** (1 - starting) } };
    this.warm(share.step);
  }
}

/** Milliseconds of the start, and of the work. */
function phasesOf({ weight, start = 0 }: StepWeight): readonly [number, number] {
  return [Math.min(start, weight), weight - Math.min(start, weight)];
}
