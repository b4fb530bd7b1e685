// Long: one table of rules of where lines break, and the search over it.
import type { Font, Ruler } from '../../../domain/film/drawing';
import { smallWords } from '../smallWords';

/** What breaking and measuring text needs to know. */
export interface Setting {
  readonly ruler: Ruler;
  /** BCP 47. */
  readonly language: string;
}

/** One line of a set text. */
export interface Line {
  readonly text: string;
  /** Where it lies in the whole text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly width: number;
}

/** A text in lines. */
export interface Broken {
  readonly lines: readonly Line[];
  /** Whether a word had to be torn apart. */
  readonly torn: boolean;
}

/**
 * Breaks a text into as few lines as a width allows, then moves the breaks to where they look best:
 * no lone word at the end, no line under 40% of the longest, none that ends on an article.
 *
 * Source: Knuth & Plass, "Breaking Paragraphs into Lines", 1981, without stretching: raggedness takes the place of badness.
 */
export function breakLines(text: string, font: Font, width: number, wrap: 'balanced' | 'even', setting: Setting): Broken {
  const { ruler, language } = setting;
  const tokens = tokensOf(text, language);
  const greedy = greedyLines(text, tokens, font, width, ruler);
  const count = greedy.lines.length;
  if (greedy.torn || count < 2 || count > 12 || tokens.some((token) => token.forced)) return greedy;

  const natural = greedy.lines.reduce((sum, line) => sum + line.width, 0);
  const target = wrap === 'balanced' ? Math.min(width, natural / count) : width * 0.94;
  // What lines would cost by their last token: of that token alone, of two, and so on while they fit. Every row chooses among the same.
  const costs = tokens.map((last, index) => {
    const found: number[] = [];
    for (let from = index; from >= 0; from--) {
      const lineWidth = ruler.width(text.slice(tokens[from]?.start, last.end), font);
      if (lineWidth > width) break;
      found.push(lineCost(text, tokens, from, index + 1, lineWidth, target, width, wrap));
    }
    return found;
  });
  const best: { cost: number; from: number }[][] = [[{ cost: 0, from: 0 }]];
  for (let row = 1; row <= count; row++) {
    const previous = best[row - 1] ?? [];
    const here: { cost: number; from: number }[] = [];
    for (let end = row; end <= tokens.length; end++) {
      let choice = { cost: Infinity, from: -1 };
      let from = end - 1;
      for (const own of costs[from] ?? []) {
        const cost = (previous[from]?.cost ?? Infinity) + own;
        if (cost < choice.cost) choice = { cost, from };
        from--;
      }
      here[end] = choice;
    }
    best.push(here);
  }
  const lines: Line[] = [];
  let end = tokens.length;
  for (let row = count; row > 0; row--) {
    const choice = best[row]?.[end];
    const first = choice ? tokens[choice.from] : undefined;
    const last = tokens[end - 1];
    if (!choice || !first || !last) return greedy;
    lines.unshift(lineOf(text, first.start, last.end, font, ruler));
    end = choice.from;
  }
  return { lines, torn: false };
}

/** Breaks a text where each line is full, as reading goes. */
export function fillLines(text: string, font: Font, width: number, setting: Setting): Broken {
  return greedyLines(text, tokensOf(text, setting.language), font, width, setting.ruler);
}

/** A stretch that is never broken, unless it alone is wider than a line. */
interface Token {
  readonly start: number;
  readonly end: number;
  /** Whether a space (which vanishes at a line's end) stands before it. */
  readonly spaced: boolean;
  /** Whether a line must end before it. */
  readonly forced: boolean;
}

const sequential = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Source: JIS X 4051, kinsoku shori. */
const noLineStart = /^[\p{Pe}\p{Pf}、。，．：；？！ー々…,.:;?!％%ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u;
const noLineEnd = /[\p{Ps}\p{Pi}]$/u;

function tokensOf(text: string, language: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(/[^ \n\t]+/gu)) {
    const before = text.slice(tokens.at(-1)?.end ?? 0, match.index);
    let spaced = tokens.length > 0;
    let forced = tokens.length > 0 && before.includes('\n');
    let at = match.index;
    const last = tokens.at(-1);
    const parts = partsOf(match[0], language);
    if (last !== undefined && !forced && before === ' ' && parts.length === 1 && belongTogether(text.slice(last.start, last.end), match[0])) {
      tokens[tokens.length - 1] = { ...last, end: at + match[0].length };
      continue;
    }
    for (const part of parts) {
      tokens.push({ start: at, end: at + part.length, spaced, forced });
      at += part.length;
      spaced = false;
      forced = false;
    }
  }
  return tokens;
}

/** Longest pair of words that is kept on a line: longer ones would tear lines apart. */
const longestPair = 16;

/**
 * Whether two words with a space between them are read as one: initials and titles with a name, `p.` and `§` and `Chapter` with their number, a number
 * with a short unit. (Between a number and the usual units `polish` has put a no-break space already.)
 */
function belongTogether(before: string, word: string): boolean {
  if (before.length + word.length >= longestPair) return false;
  const first = before.slice(before.lastIndexOf(' ') + 1);
  if (/^(?:\p{L}\.)+$/u.test(first) && /^\p{L}/u.test(word)) return true;
  if (/^(?:Dr|Mr|Mrs|Ms|Prof|St|Sr|Hr|Fr|Mme|Mlle|Sra?)\.?$/u.test(first)) return /^\p{Lu}/u.test(word);
  if (/^(?:pp?\.|§§?|[Nn]o\.|Nr\.|n[º°]|[Ff]igs?\.?|Abb\.|[Ee]qs?\.|[Cc]h\.|[Ss]ec\.|[Vv]ol\.|Bd\.|S\.|ca?\.|chapter|figure|table|page|part|section|step|version|volume|kapitel|tabelle|seite|teil|abbildung|schritt|chapitre|figura|capítulo)$/iu.test(
    first,
  )) return /^[\p{N}IVXLC]/u.test(word);
  return /^\p{N}[\p{N}.,]*$/u.test(first) && /^(?:[%°‰]|[€$£¥]|\p{L}{1,2}(?:[²³/]\p{L}{0,2})?[.,;:!?)]*$)/u.test(word)
    && !/^(?:in|on|at|to|of|is|by|as|or|an|am|we|he|it|if|so|no|do|up|im|zu|um|er|es|et|de|la|le|un|en|di|il)\b/iu.test(word);
}

/** Where a word may be broken without a hyphen: between the words of scripts without spaces, after dashes and slashes. */
function partsOf(word: string, language: string): readonly string[] {
  if (!sequential.test(word)) return compoundParts(word);
  const parts: string[] = [];
  for (const { segment } of segmenter(language).segment(word)) {
    const last = parts.at(-1);
    if (last !== undefined && (noLineStart.test(segment) || noLineEnd.test(last))) parts[parts.length - 1] = last + segment;
    else parts.push(segment);
  }
  return parts;
}

/**
 * A word cut after its dashes, hyphens and slashes, but not where a part of one letter or a number would be left alone: `z-score`, `e-mail`, `12-bit`,
 * `1990–2000` and `km/h` stay whole.
 */
function compoundParts(word: string): readonly string[] {
  // Names of packages and accounts are one: `@ffmpeg/core`.
  if (/^\P{L}*@/u.test(word)) return [word];
  const parts: string[] = [];
  let from = 0;
  for (const { 0: mark, index } of word.matchAll(/[–—/-](?=[\p{L}\p{N}]{2})/gu)) {
    const before = word.slice(from, index).replace(/^\P{L}+/u, (signs) => signs.replace(/[^\p{N}]/gu, ''));
    const after = /^[\p{L}\p{N}]+/u.exec(word.slice(index + 1))?.[0] ?? '';
    const least = mark === '/' ? 3 : 2;
    const isApart = mark === '—'
      || (/\p{L}/u.test(before) && (before.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= least && after.length >= least && !/^\p{N}+$/u.test(after));
    if (!isApart) continue;
    parts.push(word.slice(from, index + 1));
    from = index + 1;
  }
  return [...parts, word.slice(from)];
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  let made: Intl.Segmenter;
  try {
    made = new Intl.Segmenter(language || undefined, { granularity: 'word' });
  } catch {
    // A malformed language tag: the rules of the script itself still hold.
    made = new Intl.Segmenter('en', { granularity: 'word' });
  }
  segmenters.set(language, made);
  return made;
}

function greedyLines(text: string, tokens: readonly Token[], font: Font, width: number, ruler: Ruler): Broken {
  const lines: Line[] = [];
  let torn = false;
  let start = -1;
  let end = -1;
  const flush = (): void => {
    if (start >= 0) lines.push(lineOf(text, start, end, font, ruler));
    start = -1;
  };
  for (const token of tokens) {
    if (start >= 0 && !token.forced && ruler.width(text.slice(start, token.end), font) <= width) {
      end = token.end;
      continue;
    }
    flush();
    start = token.start;
    end = token.end;
    if (ruler.width(text.slice(start, end), font) > width) {
      torn = true;
      for (const cut of tear(text.slice(start, end), font, width, ruler)) {
        end = start + cut;
        if (end < token.end) {
          lines.push(lineOf(text, start, end, font, ruler));
          start = end;
        }
      }
      end = token.end;
    }
  }
  flush();
  return { lines, torn };
}

/** Lengths of the parts of a word too wide for a line. */
function tear(word: string, font: Font, width: number, ruler: Ruler): readonly number[] {
  const cuts: number[] = [];
  let part = '';
  for (const character of word) {
    if (part && ruler.width(part + character, font) > width) {
      cuts.push(part.length);
      part = '';
    }
    part += character;
  }
  if (part) cuts.push(part.length);
  return cuts;
}

function lineOf(text: string, start: number, end: number, font: Font, ruler: Ruler): Line {
  const line = text.slice(start, end);
  return { text: line, start, end, width: ruler.width(line, font) };
}

/** Japanese words that cling to the one before them. */
const particle = /^(?:を|は|が|に|へ|と|で|も|の|や|か|から|まで|より|など|だけ|です|ます|した|する|して|れる|ない|なかった|ように)$/u;

function lineCost(
  text: string, tokens: readonly Token[], from: number, end: number, lineWidth: number, target: number, width: number, wrap: 'balanced' | 'even',
): number {
  const isLast = end === tokens.length;
  const miss = (lineWidth - target) / width;
  let cost = wrap === 'even' && isLast ? 0 : miss * miss;
  if (lineWidth < target * 0.42) cost += wrap === 'balanced' || !isLast ? 0.6 : 0.2;
  if (isLast && end - from === 1 && from > 0) cost += lineWidth < target * 0.6 ? 0.5 : 0.05;
  if (!isLast && end - from === 1 && lineWidth < target * 0.8) cost += 0.1;
  if (!isLast) {
    const token = tokens[end - 1];
    const word = token ? text.slice(token.start, token.end) : '';
    // Where words are not set apart, a mark is the only break that one sees.
    if (/[、。，！？：；][”’」』）]?$/u.test(word)) cost -= 0.12;
    else if (/[.!?:;–—]["”’»]?$/u.test(word)) cost -= 0.05;
    else if (/,["”’»]?$/u.test(word)) cost -= 0.03;
    else if (smallWords.has(word.toLowerCase())) cost += 0.09;
    const next = tokens[end];
    // A new phrase begins with such a word: the line before it is whole.
    if (next && smallWords.has(text.slice(next.start, next.end).toLowerCase()) && !smallWords.has(word.toLowerCase())) cost -= 0.012;
    // Japanese: a line that begins with a particle reads as torn off its noun.
    if (next && !next.spaced && !/[、。，！？：；]$/u.test(word)) {
      const following = text.slice(next.start, next.end);
      if (particle.test(following)) cost += 0.4;
      else if (/^\p{Script=Hiragana}/u.test(following) && !particle.test(word)) cost += 0.08;
    }
    if (next && !next.spaced && !sequential.test(word)) cost += 0.12;
    // “Red Dead Redemption / 2”, “Lake / Constance”: a name is one.
    if (next && /^[(“‘"]?\p{Lu}[\p{L}’'-]*$/u.test(word)) {
      const following = text.slice(next.start, next.end);
      if (/^\p{N}/u.test(following)) cost += 0.1;
      else if (/^\p{Lu}\p{Ll}/u.test(following) && end - from > 1 && !isTitled(text)) cost += 0.03;
    }
  }
  return cost + strandCost(text, tokens, from, end);
}

/**
 * What it costs that a line begins with the last word of a phrase (“him: How this”), or ends with the first of one (“the coming weeks, I’m”); brackets are
 * phrases as well.
 */
function strandCost(text: string, tokens: readonly Token[], from: number, end: number): number {
  if (end - from < 3) return 0;
  const weight = (token: Token | undefined): number => {
    const mark = token && /[.!?:;,](?=["”’»)]*$)/u.exec(text.slice(token.start, token.end))?.[0];
    return mark === undefined ? 0 : mark === ',' ? 0.03 : 0.08;
  };
  const [first, last] = [tokens[from], tokens[end - 1]];
  // “(the / voice)”
  const isOpened = end < tokens.length && last !== undefined && /^[([]/u.test(text.slice(last.start, last.end))
    && !/[)\]]/u.test(text.slice(last.start, last.end));
  const isClosed = from > 0 && first !== undefined && /^[^([]*[)\]]/u.test(text.slice(first.start, first.end));
  return (from > 0 ? weight(first) : 0) + (end < tokens.length ? weight(tokens[end - 2]) : 0) + (isOpened ? 0.06 : 0) + (isClosed ? 0.06 : 0);
}

/** Whether most words of a text are capitals at their start, as in English titles: there they tell no names. */
function isTitled(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}][^\s]*/gu) ?? [];
  return words.filter((word) => /^\p{Lu}/u.test(word)).length * 2 > words.length;
}
