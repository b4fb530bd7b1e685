import type { Font, Ruler } from '../../../domain/film/drawing';
import { smallWords } from '../smallWords';
import { breakLines, fillLines } from './lineBreaking';
import type { Line, Setting } from './lineBreaking';
import type { Face } from './themes/theme';

export interface SetText {
  readonly font: Font;
  readonly lines: readonly Line[];
  /** Baseline to baseline. */
  readonly leading: number;
  /** From the top of the capitals of the first line to the descenders of the last. */
  readonly height: number;
  readonly width: number;
  /** Whether an ellipsis stands for the rest. */
  readonly cut: boolean;
  /** Whether a word had to be torn apart. */
  readonly torn: boolean;
}

export interface Measure {
  readonly face: Face;
  /** Largest first; the last one is used whatever happens. */
  readonly sizes: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly maxLines: number;
  /** How many lines the smallest size may take before it is cut off; `maxLines` by default. */
  readonly mostLines?: number;
  /** Characters a line at most, where `even`; 60 by default. */
  readonly characters?: number;
  /** `balanced` for headlines: lines of like length; `even` for reading: full lines, the last one not too short. */
  readonly wrap: 'balanced' | 'even';
}

/** Characters a line of reading text holds before the eye loses its way back. */
const longestMeasure = 60;

/** Height of capitals and depth of descenders, em; scripts with taller letters count as more. */
export function extent(text: string): { readonly above: number; readonly below: number } {
  return isDeep(text) ? { above: 0.96, below: 0.4 } : isTall(text) ? { above: 0.88, below: 0.3 } : { above: 0.72, below: 0.24 };
}

/**
 * Sets a text in the largest of the given sizes in which it fits its box without breaking a word;
 * if none does, the smallest is cut off with an ellipsis.
 */
export function setText(text: string, measure: Measure, setting: Setting): SetText {
  const face = faceFor(text, measure.face);
  let smallest: SetText | undefined;
  let best: { readonly set: SetText; readonly cost: number } | undefined;
  let tried = 0;
  for (const size of measure.sizes) {
    const font = fontOf(face, size);
    const broken = breakLines(text, font, lineWidth(measure, size), measure.wrap, setting);
    const set = { ...stack(text, broken.lines, font, face, false), torn: broken.torn };
    smallest = set;
    if (broken.torn || set.lines.length > measure.maxLines || set.height > measure.height) continue;
    if (measure.wrap === 'even') return set;
    const cost = flaws(set) + tried * sizeWorth;
    if (best === undefined || cost < best.cost) best = { set, cost };
    if (set.lines.length < 2 || tried++ >= 2) return best.set;
  }
  if (best) return best.set;
  if (smallest && smallest.lines.length <= (measure.mostLines ?? measure.maxLines) && smallest.height <= measure.height) return smallest;
  if (!smallest) throw new RangeError('setText needs at least one size.');
  return cutToFit(text, smallest, measure, setting);
}

/** What flaw a step of the scale is worth. */
const sizeWorth = 0.55;

/** What is wrong with the lines of a headline, each flaw about 1; less than 0 if every line is a phrase. */
function flaws(set: SetText): number {
  if (set.lines.length < 2) return 0;
  const texts = set.lines.map((line) => line.text);
  const uneven = Math.min(...set.lines.map((line) => line.width)) / set.width;
  return Math.min(1, texts.reduce((sum, text, row) => sum + looseEnds(text, row, texts.length) / 2, 0))
    + texts.filter((text) => !/\s/u.test(text) && !isTall(text)).length
    // A Japanese particle whose noun ended the line before.
    + texts.slice(1).filter((text) => /^[をはがにへとでもの]/u.test(text)).length
    + (uneven < 0.4 ? 2 : uneven < 0.5 ? 1 : uneven < 0.62 && texts.length === 2 ? 1 : 0)
    - (texts.slice(0, -1).every((text) => /[.!?;:,–—。、，：；！？]["”’»]?$/u.test(text)) ? 1 : 0);
}

/**
 * 2 for a line that begins with the last word of a sentence or clause, or ends with the first one of the next; 1 for one that ends on an article or the like.
 */
function looseEnds(text: string, row: number, count: number): number {
  const isLast = row === count - 1;
  if ((row > 0 && /^\S+[.!?:;] \S/u.test(text)) || (!isLast && /[.!?:;,] \S+$/u.test(text))) return 2;
  return !isLast && smallWords.has((/(?<!\S)\S+$/u.exec(text)?.[0] ?? '').toLowerCase()) ? 1 : 0;
}

/** Sets one line, with an ellipsis if it is wider than `width`. */
export function setLine(text: string, wished: Face, size: number, width: number, setting: Setting): SetText {
  const face = faceFor(text, wished);
  const font = fontOf(face, size);
  const fitted = ellipsize(text, font, width, setting.ruler);
  const line = { text: fitted, start: 0, end: fitted.length, width: setting.ruler.width(fitted, font) };
  return stack(text, [line], font, face, fitted !== text);
}

/**
 * The face as a script bears it: no slanted Chinese or Hebrew, no letters of Arabic or Devanagari pulled apart.
 */
export function faceFor(text: string, face: Face): Face {
  return isTall(text) || /\p{Script=Hebrew}/u.test(text) ? { ...face, italic: false, tracking: 0 } : face;
}

export function fontOf(face: Face, size: number, weight: number = face.weight): Font {
  return { family: face.family, size, weight, italic: face.italic, tracking: face.tracking * size };
}

/** Shortens a text to a width, keeping as much as fits before an ellipsis. */
export function ellipsize(text: string, font: Font, width: number, ruler: Ruler): string {
  if (ruler.width(text, font) <= width) return text;
  const characters = [...text];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ruler.width(`${characters.slice(0, middle).join('').trimEnd()}…`, font) <= width) low = middle;
    else high = middle - 1;
  }
  // A whole word less looks better than half of one, where there are words.
  const space = characters[low] === ' ' ? low : characters.lastIndexOf(' ', low - 1);
  if (space > low * 0.6) low = space;
  return `${characters.slice(0, low).join('').replace(/(?<![\s.,;:–—-])[\s.,;:–—-]+$/u, '')}…`;
}

function stack(text: string, lines: readonly Line[], font: Font, face: Face, cut: boolean): SetText {
  const { above, below } = extent(text);
  const leading = font.size * face.leading * looseness(text);
  return {
    font,
    lines,
    leading,
    height: (above + below) * font.size + Math.max(0, lines.length - 1) * leading,
    width: Math.max(0, ...lines.map((line) => line.width)),
    cut,
    torn: false,
  };
}

/** How wide a line may be: a character of the shipped faces is 0.46 em on average. */
function lineWidth(measure: Measure, size: number): number {
  return measure.wrap === 'even' ? Math.min(measure.width, (measure.characters ?? longestMeasure) * 0.46 * size) : measure.width;
}

function cutToFit(text: string, set: SetText, measure: Measure, setting: Setting): SetText {
  const room = Math.floor((measure.height - (set.height - (set.lines.length - 1) * set.leading)) / set.leading) + 1;
  const count = Math.max(1, Math.min(measure.mostLines ?? measure.maxLines, room, set.lines.length));
  if (count >= set.lines.length) return set;
  // Greedy lines up to the cut: balancing the hidden rest would leave the shown ones short.
  const width = lineWidth(measure, set.font.size);
  const greedy = fillLines(text, set.font, width, setting).lines;
  const kept = greedy.slice(0, count);
  const last = kept.at(-1);
  const next = greedy[count];
  if (!last || !next) return stack(text, kept, set.font, faceFor(text, measure.face), false);
  const shown = ellipsize(`${text.slice(last.start, next.end).trimEnd()}…`, set.font, width, setting.ruler).replace(/(?<!…)…+$/u, '…');
  const ending = { ...last, text: shown, end: Math.min(next.end, last.start + shown.length), width: setting.ruler.width(shown, set.font) };
  return stack(text, [...kept.slice(0, -1), ending], set.font, faceFor(text, measure.face), true);
}

/** How much more room between lines the letters of a text want than Latin ones. */
export function looseness(text: string): number {
  return isDeep(text) ? 1.3 : isTall(text) ? 1.16 : 1;
}

/** Whether a text has letters with marks above and below them, or with long tails. */
function isDeep(text: string): boolean {
  return /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Bengali}\p{Script=Tamil}]/u.test(text);
}

/** Whether a text has letters that are taller than Latin ones and want more room between lines. */
export function isTall(text: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Bengali}\p{Script=Tamil}]/u.test(
    text,
  );
}
