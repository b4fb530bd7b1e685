import type { WordTime } from './narration';
import { wordSpans } from './timing';

/** Something heard at a place of a text. */
export interface Mark {
  /** Offset in the text, UTF-16 units. */
  readonly offset: number;
  /** Seconds from the start of the sound. */
  readonly time: number;
}

/**
 * Times every word of a text from what was heard where.
 *
 * A synthesizer's marks are raw: several for one number, some between words, none for a word it swallowed. Here each word starts at its first
 * mark and lasts until the next one; words without a mark share the time between their neighbours in proportion to their lengths.
 *
 * @param marks    in order of time; one on a sign before a word (`$5`) counts for it, one between two words for none
 * @param duration seconds of the whole sound; nothing ends after it
 * @returns one entry for each of `wordSpans(text, language)`, in order, without overlap
 */
export function timeWords(text: string, language: string, marks: readonly Mark[], duration: number): readonly WordTime[] {
  const spans = wordSpans(text, language);
  const starts = firstMarks(text, spans, marks, duration);
  const words: WordTime[] = [];
  let from = 0;
  while (from < spans.length) {
    // A run: a word that was heard (or the first one) and the unheard ones after it.
    let end = from + 1;
    while (end < spans.length && starts[end] === undefined) end += 1;
    const runStart = starts[from] ?? 0;
    const runEnd = starts[end] ?? Math.max(duration, runStart);
    const run = spans.slice(from, end);
    const weight = run.reduce((sum, { length }) => sum + length + 1, 0);
    let done = 0;
    let start = runStart;
    for (const { offset, length } of run) {
      done += length + 1;
      // The last one ends exactly there, whatever rounding says.
      const stop = done === weight ? runEnd : runStart + ((runEnd - runStart) * done) / weight;
      words.push({ offset, length, start, end: stop });
      start = stop;
    }
    from = end;
  }
  return words;
}

/** Start of each word as heard, ascending, at most `duration`; undefined where nothing was heard. */
function firstMarks(
  text: string,
  spans: readonly { readonly offset: number; readonly length: number }[],
  marks: readonly Mark[],
  duration: number,
): readonly (number | undefined)[] {
  const starts: (number | undefined)[] = spans.map(() => undefined);
  let latest = -1;
  let lastTime = 0;
  for (const { offset, time } of marks) {
    const index = wordAt(text, spans, offset);
    // Words are heard in order: a mark that leads back is a mistake of the synthesizer.
    if (index < 0 || index <= latest) continue;
    latest = index;
    lastTime = Math.min(duration, Math.max(lastTime, time));
    starts[index] = lastTime;
  }
  return starts;
}

/** Index of the word at an offset, or of the one that follows it without white space; -1 if there is none. */
function wordAt(text: string, spans: readonly { readonly offset: number; readonly length: number }[], offset: number): number {
  const index = spans.findIndex((span) => offset < span.offset + span.length);
  const span = spans[index];
  return span === undefined || /\s/.test(text.slice(offset, span.offset)) ? -1 : index;
}
