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
  /** Milliseconds of `weight` that pass before the step tells of any progress: a program starts. Absent: 0. */
  readonly start?: number;
}

/** Cores of a slow machine, where it matters most how long things take: a narrow step takes one of them from the wide one. */
export const cores = 2;
/** A step so much faster than expected was not done at all: its result was kept from before. */
const keptShare = 0.02;
/** What the plan is worth against what is seen: so much of the whole work at the planned pace is added to what was done. */
const planTrust = 0.15;
/** The same of a step against its own pace. */
const ownTrust = 0.08;
/** A step that does not tell how far it is never has less than this share of itself left until it ends. */
const leastLeft = 0.1;

/** Milliseconds that steps take together: those side by side as long as the longer one, the wide one slowed by the narrow one. */
export function wallOf(shares: readonly Share[]): number {
  const sums = { alone: 0, wide: 0, narrow: 0 };
  for (const { lane = 'alone', weight } of shares) sums[lane] += weight;
  return sums.alone + Math.max(sums.narrow, sums.wide + sums.narrow / cores);
}

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
    this.#tell({ stage: part.share.stage, step, fraction: this.#fraction, secondsLeft: this.#fraction < 0.02 ? undefined : this.#left() / 1000 });
  }

  /** Milliseconds that all steps together still take: the plan at the pace of this run, the longest step at its own. */
  #left(): number {
    const pace = this.#pace();
    const left = { alone: 0, wide: 0, narrow: 0 };
    for (const part of this.#parts.values()) left[part.share.lane ?? 'alone'] += this.#partLeft(part, pace);
    return left.alone + Math.max(left.narrow, left.wide + left.narrow / cores);
  }

  /**
   * What a step still takes: at first at the pace of the run, more and more at its own.
   *
   * While a narrow step runs beside a wide one, what that takes from it is no fault of its pace.
   */
  #partLeft(part: Part, pace: number): number {
    const done = doneOf(part);
    if (done === 1) return 0;
    const work = workOf(part);
    const expected = work * pace;
    if (part.begun === undefined && done === 0) return expected;
    const { start, rest } = phasesOf(part);
    const spent = this.#spent(part);
    // A step that does not tell how far it is has as much left as it was expected to have, but never nothing.
    if (done === 0) return Math.max(expected - spent, expected * leastLeft);
    const trusted = work * ownTrust;
    const moving = Math.max(this.#spentAlone(part) - start * pace, 0);
    return (rest * (1 - done) * (trusted * pace + moving)) / (trusted + rest * done);
  }

  /** Milliseconds that a millisecond of the plan takes in this run: 1 at first, then what was seen. */
  #pace(): number {
    let spent = 0;
    let done = 0;
    for (const part of this.#parts.values()) {
      if ((part.begun === undefined && part.fraction === 0) || this.#isKept(part)) continue;
      const time = this.#spentAlone(part);
      // A step that has not told anything yet says only that it takes longer than so much.
      if (doneOf(part) === 0 && time < workOf(part)) continue;
      spent += time;
      const { start, rest } = phasesOf(part);
      done += start + rest * (doneOf(part) || 1);
    }
    const trusted = planTrust * this.#sumOf(undefined, workOf);
    return (trusted + spent) / (trusted + done);
  }

  /** Whether a step was over so soon that its result must have been there. */
  #isKept(part: Part): boolean {
    return doneOf(part) === 1 && this.#spent(part) < workOf(part) * keptShare;
  }

  /** Milliseconds of a step without what narrow steps beside it took from it. */
  #spentAlone(part: Part): number {
    const spent = this.#spent(part);
    return part.share.lane === 'wide' ? Math.max(0, spent - Math.min(spent, this.#sumOf('narrow', (one) => (one.begun === undefined ? 0 : this.#spent(one)))) / cores) : spent;
  }

  #sumOf(lane: Share['lane'] | undefined, value: (part: Part) => number): number {
    let sum = 0;
    for (const part of this.#parts.values()) if (lane === undefined || part.share.lane === lane) sum += value(part);
    return sum;
  }

  #spent({ begun, ended }: Part): number {
    return (ended ?? this.#clock.now()) - (begun ?? this.#created);
  }
}

/** Milliseconds of the plan that a step needs, without what is spared. */
function workOf({ share, spared }: Part): number {
  return share.weight * (1 - spared);
}

/** Milliseconds of the plan before a step tells of progress, and after. */
function phasesOf(part: Part): { readonly start: number; readonly rest: number } {
  const start = Math.min(part.share.start ?? 0, workOf(part) / 2);
  return { start, rest: workOf(part) - start };
}

/** Share done of the work that a step really needs. */
function doneOf({ fraction, spared }: Part): number {
  if (fraction === 1 || spared === 1) return 1;
  return Math.max(0, (fraction - spared) / (1 - spared));
}
