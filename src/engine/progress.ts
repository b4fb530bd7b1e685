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

/** A step's expected share of the work. */
export interface Share {
  readonly stage: StageName;
  readonly step: string;
  /** Milliseconds on an ordinary machine that does nothing else. */
  readonly weight: number;
  /**
   * Steps of different lanes run side by side: those of `wide` on all cores, those of `narrow` on one of them. Absent: alone, one after the other.
   */
  readonly lane?: 'wide' | 'narrow';
}

/** Cores of a slow machine, where it matters most how long things take: a narrow step takes one of them from the wide one. */
export const cores = 2;
/** A step so much faster than expected was not done at all: its result was kept from before. */
const keptShare = 0.02;
/** Steps of a smaller share of the whole say nothing of the pace of others. */
const tellingShare = 0.01;
/** Share of a step from which its own pace tells more than that of the others, and from which it tells all. */
const ownPace = { from: 0.1, alone: 0.4 } as const;
/** A step that does not tell how far it is never has less than this share of itself left until it ends. */
const leastLeft = 0.1;

interface Part {
  share: Share;
  fraction: number;
  /** Share of the step that needs no work. */
  spared: number;
  begun: number | undefined;
  ended: number | undefined;
}

/** Weighs steps against each other and tells how far all of them are, together. */
export class ProgressMeter {
  readonly #parts = new Map<string, Part>();
  readonly #clock: Clock;
  readonly #tell: (progress: Progress) => void;
  readonly #created: number;
  #fraction = 0;

  constructor(shares: readonly Share[], clock: Clock, tell: (progress: Progress) => void) {
    this.expect(shares);
    this.#clock = clock;
    this.#tell = tell;
    this.#created = clock.now();
  }

  /** Adds steps to the plan, or gives them another weight. */
  expect(shares: readonly Share[]): void {
    for (const share of shares) {
      const part = this.#parts.get(share.step);
      if (part === undefined) this.#parts.set(share.step, { share, fraction: 0, spared: 0, begun: undefined, ended: undefined });
      else part.share = share;
    }
  }

  /** Notes that a step begins now; without it, it began when all did. */
  begin(step: string): void {
    const part = this.#parts.get(step);
    if (part !== undefined) part.begun ??= this.#clock.now();
  }

  /** Takes work out of a step that need not be done, as its result is there: a share of the step, in [0, 1]. */
  spare(step: string, share: number): void {
    const part = this.#parts.get(step);
    if (part !== undefined) part.spared = share;
  }

  /** Fraction of a step that is done, spared work included. */
  fractionOf(step: string): number {
    const part = this.#parts.get(step);
    return part === undefined ? 0 : Math.max(part.fraction, part.spared);
  }

  /** @param fraction of this step done, spared work included; steps outside the plan and steps backward are ignored */
  report(step: string, fraction: number): void {
    const part = this.#parts.get(step);
    if (part === undefined || !(fraction > part.fraction)) return;
    part.fraction = Math.min(1, fraction);
    if (part.fraction === 1) part.ended = this.#clock.now();
    let whole = 0;
    let reached = 0;
    for (const one of this.#parts.values()) {
      whole += workOf(one);
      reached += workOf(one) * doneOf(one);
    }
    this.#fraction = Math.max(this.#fraction, Math.min(1, whole === 0 ? part.fraction : reached / whole));
    this.#tell({ stage: part.share.stage, step, fraction: this.#fraction, secondsLeft: this.#fraction < 0.02 ? undefined : this.#blended() / 1000 });
  }

  /**
   * Milliseconds left: at first by the plan and each step's own pace, later more and more by the pace of the whole, which knows what steps
   * side by side cost each other. Measured on films of 60 to 110 s, each alone is off by half at one end, the blend by a quarter.
   */
  #blended(): number {
    const spent = this.#clock.now() - this.#created;
    const told = [...this.#parts.values()].filter((part) => !this.#isKept(part));
    const whole = told.reduce((sum, part) => sum + workOf(part), 0);
    const reached = told.reduce((sum, part) => sum + workOf(part) * doneOf(part), 0);
    if (reached === 0) return this.#left();
    const done = reached / whole;
    return (1 - done) * this.#left() + spent * (1 - done);
  }

  /** Whether a step was over so soon that its result must have been there. */
  #isKept(part: Part): boolean {
    return doneOf(part) === 1 && this.#spent(part) < workOf(part) * keptShare;
  }

  /** Milliseconds that all steps together still take, by the plan and their paces. */
  #left(): number {
    const pace = this.#pace();
    const left = { alone: 0, wide: 0, narrow: 0 };
    let isWideMeasured = false;
    for (const part of this.#parts.values()) {
      left[part.share.lane ?? 'alone'] += this.#partLeft(part, pace);
      if (part.share.lane === 'wide' && doneOf(part) >= ownPace.from) isWideMeasured = true;
    }
    // What was measured beside a narrow step was slowed by it already.
    const wide = isWideMeasured ? left.wide : left.wide + left.narrow / cores;
    return left.alone + Math.max(left.narrow, wide);
  }

  #partLeft(part: Part, pace: number): number {
    const done = doneOf(part);
    if (done === 1) return 0;
    const expected = workOf(part) * pace;
    if (part.begun === undefined && done === 0) return expected;
    const spent = this.#spent(part);
    if (done === 0) return Math.max(expected - spent, expected * leastLeft);
    const trust = Math.min(1, Math.max(0, (done - ownPace.from) / (ownPace.alone - ownPace.from)));
    return (1 - done) * ((1 - trust) * expected + (trust * spent) / done);
  }

  /** Milliseconds that a millisecond of the plan takes here, by what was done so far. */
  #pace(): number {
    const parts = [...this.#parts.values()];
    const least = tellingShare * parts.reduce((sum, part) => sum + workOf(part), 0);
    let spent = 0;
    let done = 0;
    for (const part of parts) {
      const work = workOf(part) * doneOf(part);
      const time = this.#spent(part);
      // The start of a step is not like the rest of it: a program is loaded, a worker hired.
      if (doneOf(part) < ownPace.from || workOf(part) < least || time < work * keptShare) continue;
      spent += time;
      done += work;
    }
    return done === 0 ? 1 : spent / done;
  }

  #spent({ begun, ended }: Part): number {
    return (ended ?? this.#clock.now()) - (begun ?? this.#created);
  }
}

/** Milliseconds of the plan that a step needs, without what is spared. */
function workOf({ share, spared }: Part): number {
  return share.weight * (1 - spared);
}

/** Share done of the work that a step really needs. */
function doneOf({ fraction, spared }: Part): number {
  if (fraction === 1 || spared === 1) return 1;
  return Math.max(0, (fraction - spared) / (1 - spared));
}
