import type { Clock } from './ports';
import type { StageName } from './step';

/** How far a piece of work has come, for people. */
export interface Progress {
  readonly stage: StageName;
  /** Name of the step that moved last. */
  readonly step: string;
  /** Of the whole work, in [0, 1]; never falls. */
  readonly fraction: number;
  /** Seconds; undefined until there is something to go by. */
  readonly secondsLeft: number | undefined;
}

/** A step's expected share of the work, in any unit common to the plan (milliseconds by habit). */
export interface Share {
  readonly stage: StageName;
  readonly step: string;
  readonly weight: number;
}

/** Weighs steps against each other and tells how far all of them are, together. */
export class ProgressMeter {
  readonly #shares = new Map<string, Share>();
  readonly #done = new Map<string, number>();
  readonly #clock: Clock;
  readonly #tell: (progress: Progress) => void;
  readonly #started: number;
  #fraction = 0;

  constructor(shares: readonly Share[], clock: Clock, tell: (progress: Progress) => void) {
    this.expect(shares);
    this.#clock = clock;
    this.#tell = tell;
    this.#started = clock.now();
  }

  /** Adds steps to the plan, or gives them another weight. */
  expect(shares: readonly Share[]): void {
    for (const share of shares) this.#shares.set(share.step, share);
  }

  /** @param fraction of this step done; steps outside the plan and steps backward are ignored */
  report(step: string, fraction: number): void {
    const share = this.#shares.get(step);
    const before = this.#done.get(step) ?? 0;
    if (share === undefined || !(fraction > before)) return;
    this.#done.set(step, Math.min(1, fraction));
    let whole = 0;
    let reached = 0;
    for (const [name, { weight }] of this.#shares) {
      whole += weight;
      reached += weight * (this.#done.get(name) ?? 0);
    }
    this.#fraction = Math.max(this.#fraction, Math.min(1, reached / (whole || 1)));
    this.#tell({ stage: share.stage, step, fraction: this.#fraction, secondsLeft: this.#secondsLeft() });
  }

  /** Work goes on as it went so far: what is left takes (1 − f)/f of the time spent. */
  #secondsLeft(): number | undefined {
    const seconds = (this.#clock.now() - this.#started) / 1000;
    return this.#fraction < 0.02 ? undefined : (seconds * (1 - this.#fraction)) / this.#fraction;
  }
}
