import type { SpokenLine } from '../../../domain/narration';

/** Seconds of a pause from which on the music comes up in it, and how fast it goes and comes. */
const pause = 0.7;
const attack = 0.2;
const release = 0.6;
/**
 * dB that it comes up, at most, and how far under the voice it stays all the same: what is
 * within 10 of the programme counts as programme, not as a pause.
 */
const mostLift = 6;
const closest = 12;
/** Seconds in which a film's music comes and goes. */
export const fadeIn = 1.5;
export const fadeOut = 3;
/** Seconds before and after a stretch that its music depends on. */
export const duckReach = Math.max(attack, release);

/** When somebody speaks, seconds. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Gives when somebody speaks: from the first word to the last, short pauses included.
 *
 * @param lines in order, with the seconds from which their times count
 */
export function voiceSpans(lines: readonly { readonly line: SpokenLine; readonly from: number }[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { line, from } of lines) {
    const words = line.words.length > 0 ? line.words : [{ start: 0, end: line.duration }];
    for (const word of words) {
      const [start, end] = [from + line.start + word.start, from + line.start + word.end];
      const last = spans.at(-1);
      if (last !== undefined && start - last.end < pause) spans[spans.length - 1] = { start: last.start, end: Math.max(last.end, end) };
      else spans.push({ start, end });
    }
  }
  return spans;
}

/**
 * Gives how many dB the music is up at a time, 0 while somebody speaks: it is down before the first word is heard.
 *
 * @param spans in order; only those within `duckReach` count
 * @param under dB that the music is under the voice
 */
export function lift(time: number, spans: readonly Span[], under: number): number {
  const most = Math.min(mostLift, Math.max(0, under - closest));
  let share = 1;
  for (const { start, end } of spans) share = Math.min(share, time < start ? (start - time) / attack : time > end ? (time - end) / release : 0);
  return most * share;
}

/** Share of the music so many seconds after the start and before the end of the film: it comes softly and goes slowly. */
export function fade(after: number, before: number): number {
  const share = Math.min(1, Math.max(0, Math.min(after / fadeIn, before / fadeOut)));
  return Math.sin((share * Math.PI) / 2) ** 2;
}
