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
export interface StepWeight {
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

/**
 * Of a narrow step's time, so much is lost to the wide one beside it. Measured on two cores: 0.1 to 0.3, not the half that counting cores
 * gives, as encoders wait for each other now and then.
 */
export const narrowTakes = 0.15;
/** A step so much faster than expected was not done at all: its result was kept from before. */
const keptShare = 0.02;
/** What the plan is worth against what is seen: so much of the whole work at the planned pace is added to what was done. */
const planTrust = 0.15;
/** What the plan is worth against a step's own pace: so much of the step. */
const ownTrust = 0.08;
/** Of a step's own pace, what lies this share of the step back counts half: other programs come and go. */
const halfLife = 0.3;
/** What is told follows what is reckoned within about so many ms: nobody can read what flickers. */
const calm = 600;
/** Where it is wrong by more than this factor, it is set right at once. */
const patience = 1.2;
/** Work that is overdue takes at least this share of the time it took so far. */
const overdue = 0.2;

/** Milliseconds that steps take together: those side by side as long as the longer one, the wide one slowed by the narrow one. */
export function wallOf(shares: readonly StepWeight[]): number {
  const sums = { alone: 0, wide: 0, narrow: 0 };
  for (const { lane = 'alone', weight } of shares) sums[lane] += weight;
  return sums.alone + Math.max(sums.narrow, sums.wide + sums.narrow * narrowTakes);
}

interface Part {
  share: StepWeight;
  fraction: number;
  /** Share of the step that needs no work. */
  spared: number;
  begun: number | undefined;
  ended: number | undefined;
  /** Milliseconds in which a narrow step was at work beside it. */
  beside: number;
  /** The last stretch of its work: milliseconds by itself, share of the step done in them, and when it was last looked at. */
  seen: { readonly spent: number; readonly done: number; readonly at: number } | undefined;
}

/** Weighs steps against each other and tells how far all of them are, together. */
export class ProgressMeter {
  readonly #parts = new Map<string, Part>();
  readonly #clock: Clock;
  readonly #tell: (progress: Progress) => void;
  readonly #created: number;
  #fraction = 0;
  /** Milliseconds left as they were last told, and when. */
  #told: { readonly left: number; readonly at: number } | undefined;
  /** The one that moved last. */
  #last: Part | undefined;

  constructor(shares: readonly StepWeight[], clock: Clock, tell: (progress: Progress) => void) {
    this.expect(shares);
    this.#clock = clock;
    this.#tell = tell;
    this.#created = clock.now();
  }

  /** Adds steps to the plan, or gives them another weight. */
  expect(shares: readonly StepWeight[]): void {
    for (const share of shares) {
      const part = this.#parts.get(share.step);
      if (part === undefined) this.#parts.set(share.step, { share, fraction: 0, spared: 0, begun: undefined, ended: undefined, beside: 0, seen: undefined });
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
    const before = doneOf(part);
    part.fraction = Math.min(1, fraction);
    this.#look(part, doneOf(part) - before);
    if (part.fraction === 1) part.ended = this.#clock.now();
    this.#last = part;
    this.tell();
  }

  /** Tells how far all is once more, as time passes while no step says anything; nothing before the first report. */
  tell(): void {
    if (this.#last === undefined) return;
    const { share: { stage, step }, fraction } = this.#last;
    let whole = 0;
    let reached = 0;
    for (const one of this.#parts.values()) {
      whole += workOf(one);
      reached += workOf(one) * doneOf(one);
    }
    this.#fraction = Math.max(this.#fraction, Math.min(1, whole === 0 ? fraction : reached / whole));
    this.#tell({ stage, step, fraction: this.#fraction, secondsLeft: this.#calmLeft() / 1000 });
  }

  /** Takes in what a step has done since it was last looked at. */
  #look(part: Part, done: number): void {
    const { share: { lane }, seen } = part;
    const now = this.#clock.now();
    const spent = now - (seen?.at ?? part.begun ?? this.#created);
    const isSlowed = lane === 'wide' && this.#laneOf('narrow').some((one) => one.begun !== undefined && one.ended === undefined);
    if (isSlowed) part.beside += spent;
    // What passes before the first report is the start of a program, which says nothing of its pace.
    if (seen === undefined && phasesOf(part).start > 0) part.seen = { spent: 0, done: 0, at: now };
    else {
      const before = 0.5 ** (done / halfLife);
      part.seen = { spent: (seen?.spent ?? 0) * before + spent * (isSlowed ? 1 - narrowTakes : 1), done: (seen?.done ?? 0) * before + done, at: now };
    }
  }

  /** What is left, as people are told: without flicker. */
  #calmLeft(): number {
    const [now, left, told] = [this.#clock.now(), this.#left(), this.#told];
    let calmed = left;
    if (told !== undefined) {
      const counted = Math.max(0, told.left - (now - told.at));
      const isNear = left < counted * patience && left * patience > counted;
      if (isNear) calmed = Math.min(told.left, counted + (left - counted) * (1 - Math.exp((told.at - now) / calm)));
    }
    this.#told = { left: calmed, at: now };
    return calmed;
  }

  /** Milliseconds that all steps together still take. */
  #left(): number {
    const pace = this.#pace();
    const narrow = this.#narrowLeft(pace);
    const sumOf = (lane?: 'wide'): number => this.#laneOf(lane).reduce((sum, part) => sum + this.#partLeft(part, pace), 0);
    return sumOf() + Math.max(narrow, sumOf('wide') + narrow * narrowTakes);
  }

  /** Steps of the narrow lane take turns: their pace is one. */
  #narrowLeft(pace: number): number {
    const parts = this.#laneOf('narrow');
    const work = sum(parts, workOf);
    const done = sum(parts, (part) => workOf(part) * doneOf(part));
    if (done >= work) return 0;
    const trusted = work * planTrust;
    const now = this.#clock.now();
    const begun = Math.min(now, ...parts.map((part) => part.begun ?? now));
    const seen = Math.max(begun, ...parts.map((part) => part.seen?.at ?? 0));
    const left = (work - done) * ((trusted * pace + seen - begun) / (trusted + done));
    return Math.max(left - (now - seen), (now - seen) * overdue);
  }

  /** What a step still takes: at first by the plan, more and more at its own pace. */
  #partLeft(part: Part, pace: number): number {
    const done = doneOf(part);
    if (done === 1) return 0;
    const { start, rest } = phasesOf(part);
    if (part.begun === undefined && done === 0) return (start + rest) * pace;
    const { seen } = part;
    if (seen === undefined) {
      const spent = this.#spent(part);
      // It may tell of its progress after the start, or only when it ends.
      const silent = start > 0 ? start : rest;
      return Math.max(silent * pace - spent, spent * overdue) + (start > 0 ? rest * pace : 0);
    }
    const trusted = ownTrust * (start + rest);
    const left = rest * (1 - done) * ((trusted * pace + seen.spent) / (trusted + rest * seen.done));
    const since = this.#clock.now() - seen.at;
    return Math.max(left - since, since * overdue);
  }

  /** Milliseconds that a millisecond of the plan takes in this run: 1 at first, then what was seen. */
  #pace(): number {
    let spent = 0;
    let done = 0;
    for (const part of this.#parts.values()) {
      if (part.share.lane === 'narrow' || (part.begun === undefined && part.fraction === 0) || this.#isKept(part)) continue;
      const time = this.#spent(part) - part.beside * narrowTakes;
      // A step that has not told anything yet says only that it takes longer than so much.
      if (doneOf(part) === 0 && time < workOf(part)) continue;
      spent += time;
      const { start, rest } = phasesOf(part);
      done += start + rest * (doneOf(part) || 1);
    }
    const trusted = planTrust * sum([...this.#parts.values()], workOf);
    return trusted === 0 ? 1 : (trusted + spent) / (trusted + done);
  }

  /** Whether a step was over so soon that its result must have been there. */
  #isKept(part: Part): boolean {
    return doneOf(part) === 1 && this.#spent(part) < workOf(part) * keptShare;
  }

  #laneOf(lane: StepWeight['lane'] | undefined): readonly Part[] {
    return [...this.#parts.values()].filter((part) => part.share.lane === lane);
  }

  #spent({ begun, ended }: Part): number {
    return (ended ?? this.#clock.now()) - (begun ?? this.#created);
  }
}

function sum(parts: readonly Part[], value: (part: Part) => number): number {
  return parts.reduce((total, part) => total + value(part), 0);
}

/** Milliseconds of the plan that a step needs, without what is spared. */
function workOf({ share, spared }: Part): number {
  return share.weight * (1 - spared);
}

/** Milliseconds of the plan before a step tells of progress, and after. */
function phasesOf(part: Part): { readonly start: number; readonly rest: number } {
  const start = Math.min(part.share.start ?? 0, workOf(part));
  return { start, rest: workOf(part) - start };
}

/** Share done of the work that a step really needs. */
function doneOf({ fraction, spared }: Part): number {
  if (fraction === 1 || spared === 1) return 1;
  return Math.max(0, (fraction - spared) / (1 - spared));
}
