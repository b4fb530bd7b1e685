import type { Stretch } from './speechActivity';

/** A word as it is expected, on one time axis for the whole recording. */
export interface ExpectedWord {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  /** What ends behind it: nothing, a clause, a sentence, a line. */
  readonly closes: 'nothing' | 'clause' | 'sentence' | 'line';
}

/** What it costs that people pause behind a word, and that they do not. */
const pausing = { nothing: 2.2, clause: 0.2, sentence: 0, line: 0 };
const running = { nothing: 0, clause: 0.3, sentence: 1.2, line: 2 };
/** Cost of a pause that is taken for a part of a word: a stop, a breath. */
const ignoring = 2.5;
/** Pauses in a row that may be taken so. */
const mostIgnored = 2;
/** Spread of the length of what is said between two pauses: seconds, and a share of it. */
const spread = { seconds: 0.09, share: 0.14 };

/**
 * Places words in a recording by its pauses alone: each pause goes to the end of a word, most likely one where the text pauses, so that
 * what is said between pauses is about as long as expected; in between, words share the time as expected.
 *
 * @param voice  from the first to the last sound
 * @param pauses inside it, in order
 * @returns words with start and end, s, ascending; and how far each pause lies from where its neighbours alone would have put it, s
 */
export function matchPauses(words: readonly ExpectedWord[], voice: Stretch, pauses: readonly Stretch[]): MatchedPauses {
  // Both sides without their pauses: what is left is talk.
  const expected = [0];
  for (const { start, end } of words) expected.push((expected.at(-1) ?? 0) + Math.max(0.02, end - start));
  const recorded: number[] = [];
  let quiet = 0;
  for (const { start, end } of pauses) {
    recorded.push(start - voice.start - quiet);
    quiet += end - start;
  }
  const talk = Math.max(0.05, voice.end - voice.start - quiet);
  const pace = talk / (expected.at(-1) ?? 1);
  const ends = assigned(words, expected.map((time) => time * pace), recorded, talk);
  const paced = expected.map((time) => time * pace);
  return { words: spreadOut(paced, recorded, ends, pauses, voice, talk), misses: missesOf(paced, recorded, ends, talk) };
}

export interface MatchedPauses {
  readonly words: readonly Stretch[];
  readonly misses: readonly number[];
}

/** Leaves each pause out in turn. */
function missesOf(expected: readonly number[], recorded: readonly number[], ends: readonly number[], talk: number): readonly number[] {
  const knots = knotsOf(expected, recorded, ends, talk);
  return knots.slice(1, -1).map((knot, index) => Math.abs(knot.talk - between(expected, knots[index], knots[index + 2], knot.word)));
}

interface Knot {
  readonly word: number;
  readonly talk: number;
}

function knotsOf(expected: readonly number[], recorded: readonly number[], ends: readonly number[], talk: number): readonly Knot[] {
  return [
    { word: 0, talk: 0 }, ...ends.flatMap((word, index) => (word > 0 ? [{ word, talk: recorded[index] ?? 0 }] : [])), { word: expected.length - 1, talk },
  ];
}

function between(expected: readonly number[], before: Knot | undefined, after: Knot | undefined, word: number): number {
  if (before === undefined || after === undefined) return 0;
  const span = (expected[after.word] ?? 0) - (expected[before.word] ?? 0);
  return before.talk + (span <= 0 ? 0 : (((expected[word] ?? 0) - (expected[before.word] ?? 0)) / span) * (after.talk - before.talk));
}

/** Number of words before each pause; -1: the pause belongs to no end of a word. */
function assigned(words: readonly ExpectedWord[], expected: readonly number[], recorded: readonly number[], talk: number): readonly number[] {
  const n = words.length;
  const silence: number[] = [0, 0];
  for (const [index, { closes }] of words.entries()) if (index < n - 1) silence[index + 2] = (silence[index + 1] ?? 0) + running[closes];
  // Cost of going on without a pause behind the words from `from` on and before `to`.
  const skipped = (from: number, to: number): number => (silence[to] ?? 0) - (silence[from + 1] ?? 0);
  const fit = (from: number, to: number, seconds: number): number => {
    const wanted = (expected[to] ?? 0) - (expected[from] ?? 0);
    return ((seconds - wanted) / (spread.seconds + spread.share * wanted)) ** 2;
  };
  const window = Math.max(2, talk / 4);
  interface Place { readonly cost: number; readonly pause: number; readonly before: number }
  const best: Map<number, Place>[] = [new Map([[0, { cost: 0, pause: -1, before: -1 }]])];
  const times = [0, ...recorded, talk];
  for (let pause = 1; pause < times.length; pause++) {
    const here = new Map<number, Place>();
    const isEnd = pause === times.length - 1;
    for (let to = isEnd ? n : 1; to <= (isEnd ? n : n - 1); to++) {
      const closes = words[to - 1]?.closes ?? 'nothing';
      if (!isEnd && Math.abs((expected[to] ?? 0) - (times[pause] ?? 0)) > window) continue;
      for (let earlier = pause - 1; earlier >= Math.max(0, isEnd ? 0 : pause - 1 - mostIgnored); earlier--) {
        for (const [from, place] of best[earlier] ?? []) {
          if (from >= to) continue;
          const cost = place.cost + fit(from, to, (times[pause] ?? 0) - (times[earlier] ?? 0)) + skipped(from, to) + (isEnd ? 0 : pausing[closes])
            + ignoring * (pause - 1 - earlier);
          if (cost < (here.get(to)?.cost ?? Infinity)) here.set(to, { cost, pause: earlier, before: from });
        }
      }
    }
    best.push(here);
  }
  const ends = recorded.map(() => -1);
  let pause = times.length - 1;
  let word = n;
  while (pause > 0) {
    const place = best[pause]?.get(word);
    if (place === undefined) break;
    if (pause < times.length - 1) ends[pause - 1] = word;
    [pause, word] = [place.pause, place.before];
  }
  return ends;
}

/** Times of the words between what is known: pauses at the ends of words. */
function spreadOut(
  expected: readonly number[], recorded: readonly number[], ends: readonly number[], pauses: readonly Stretch[], voice: Stretch, talk: number,
): readonly Stretch[] {
  const knots = knotsOf(expected, recorded, ends, talk);
  const talkAt = (word: number): number => {
    const next = Math.max(1, knots.findIndex((knot) => knot.word >= word));
    return between(expected, knots[next - 1], knots[next], word);
  };
  /** @param isStart whether a moment at a pause means its end */
  const onClock = (moment: number, isStart: boolean): number => {
    let time = voice.start + moment;
    for (const [index, { start, end }] of pauses.entries()) {
      const at = recorded[index] ?? 0;
      if (isStart ? at <= moment + 1e-6 : at < moment - 1e-6) time += end - start;
    }
    return time;
  };
  return expected.slice(0, -1).map((_, word) => ({ start: onClock(talkAt(word), word > 0), end: onClock(talkAt(word + 1), false) }));
}
