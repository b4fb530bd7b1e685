import { isProse } from '../../domain/content';
import type { Block, Content, Sentence } from '../../domain/content';
import type { Step } from '../../engine/step';
import { abbreviationsOf } from './abbreviations';
import type { Abbreviations } from './abbreviations';
import { stopWordsOf } from '../../domain/language/stopWords';

/**
 * Cuts the prose of a document (paragraphs, list entries, quotes) into sentences, verbatim and in order.
 *
 * `Intl.Segmenter` proposes the ends, which are then mended: abbreviations, initials, ordinals, ellipses, references and brackets do not end a sentence;
 * list marks, bullets and the full stops it does not know do. A line break inside a paragraph is a space unless the line before it is complete.
 */
export const split: Step<Content, Record<string, never>, readonly Sentence[]> = {
  name: 'split',
  stage: 'suggestions',
  version: 1,
  defaults: {},
  ranges: {},
  traits: { pooled: true, cacheable: true },
  run(content, _parameters, context) {
    const cut = sentenceCutter(content.language);
    const sentences: Sentence[] = [];
    for (const block of content.blocks) {
      context.signal.throwIfAborted();
      context.report(block.id / content.blocks.length);
      if (!isProse(block) || block.apparatus !== undefined) continue;
      for (const { start, text } of spansOf(block, cut)) sentences.push({ id: sentences.length, block: block.id, text, start });
    }
    return sentences;
  },
};

/** A stretch of a longer text. */
export interface Span {
  readonly start: number;
  readonly text: string;
}

/**
 * Gives a function that cuts one passage into sentences, without the white space around them.
 *
 * @param language BCP 47; an unknown one is cut by the rules all languages share
 */
export function sentenceCutter(language: string): (text: string) => readonly Span[] {
  const segmenter = new Intl.Segmenter(locale(language), { granularity: 'sentence' });
  const rules: Rules = { language: language.split('-', 1)[0]?.toLowerCase() ?? '', abbreviations: abbreviationsOf(language), openers: stopWordsOf(language) };
  return (text) => {
    const flat = text.replace(/[\n\r\t\u00a0]/g, ' ');
    const marks = new Set(listMarks(flat));
    const ends = [...proposedEnds(flat, segmenter), ...missedEnds(flat, text, rules), ...marks].sort((a, b) => a - b);
    const spans: Span[] = [];
    let start = 0;
    let depth: Depth = { at: 0, open: 0 };
    for (const end of ends) {
      if (end <= start) continue;
      depth = bracketDepth(flat, depth, end);
      const forced = marks.has(end) || isForced(flat, end, text, rules);
      const to = forced ? end : afterReference(flat, end);
      if (!forced && !endsSentence(flat, start, to === end ? end : stopBefore(flat, end), to, rules)) continue;
      if (!forced && depth.open > 0 && to === end && closesSoon(flat, end)) continue;
      push(spans, text, start, to);
      start = to;
      depth = { at: to, open: 0 };
    }
    push(spans, text, start, text.length);
    return spans;
  };
}

interface Rules {
  readonly language: string;
  readonly abbreviations: Abbreviations;
  readonly openers: ReadonlySet<string>;
}

function locale(language: string): string | undefined {
  return language === 'und' || Intl.Segmenter.supportedLocalesOf([language]).length === 0 ? undefined : language;
}

/** The entries of a list end their sentences; elsewhere an empty line does. */
function spansOf(block: Block, cut: (text: string) => readonly Span[]): readonly Span[] {
  const breaks = block.type === 'list' ? /\n/g : /\n[^\S\n]*\n/g;
  const spans: Span[] = [];
  let from = 0;
  for (const to of [...Array.from(block.text.matchAll(breaks), (match) => match.index), block.text.length]) {
    for (const span of cut(block.text.slice(from, to))) spans.push({ start: from + span.start, text: span.text });
    from = to;
  }
  return spans;
}

/** Characters handed to the segmenter at once: it takes time quadratic in its input (Node 20). */
const windowSize = 2000;

function proposedEnds(text: string, segmenter: Intl.Segmenter): readonly number[] {
  const ends: number[] = [];
  let from = 0;
  let size = windowSize;
  while (from < text.length) {
    const to = Math.min(text.length, from + size);
    const found = Array.from(segmenter.segment(text.slice(from, to)), (part) => from + part.index + part.segment.length);
    // The last piece of a window may go on beyond it; without any other the window grows, up to a length no sentence has.
    if (to < text.length) found.pop();
    if (found.length === 0 && size < 8 * windowSize && to < text.length) {
      size *= 2;
      continue;
    }
    for (const end of found) ends.push(end);
    from = found.at(-1) ?? to;
    size = windowSize;
  }
  return ends;
}

/** Ends the segmenter does not know: line ends after a full stop, list marks in running text, full stops of some scripts. */
function missedEnds(flat: string, text: string, rules: Rules): readonly number[] {
  const ends: number[] = [];
  for (const match of text.matchAll(/\n\s*/g)) ends.push(match.index + match[0].length);
  for (const match of flat.matchAll(/\s(?=[•▪◦‣●]\s)/g)) ends.push(match.index + 1);
  if (rules.language === 'hy') for (const match of flat.matchAll(/:\s+/g)) ends.push(match.index + match[0].length);
  if (rules.language === 'am') for (const match of flat.matchAll(/[፧።]\s*/g)) ends.push(match.index + match[0].length);
  if (rules.language === 'my') for (const match of flat.matchAll(/။\s*/g)) ends.push(match.index + match[0].length);
  return ends;
}

/** Starts of `2.`, `3.`... (or `b.`, `c.`...) where the passage began with `1.` (or `a.`). */
function listMarks(text: string): readonly number[] {
  const first = /^\s*(?:[•▪◦‣●]\s*)?([\da])[.)]{1,2}\s/.exec(text)?.[1];
  if (first === undefined) return [];
  const starts: number[] = [];
  let next = first === 'a' ? 'b' : String(Number(first) + 1);
  for (const match of text.matchAll(/\s(?:[•▪◦‣●]\s*)?([a-z]|\d{1,2})[.)]{1,2}(?=\s+[\p{L}\p{N}"“«])/gu)) {
    if (match[1] !== next) continue;
    starts.push(match.index + 1);
    next = /\d/.test(next) ? String(Number(next) + 1) : String.fromCharCode(next.charCodeAt(0) + 1);
  }
  return starts;
}

/** Whether an end stands whatever the words around it: before a list mark or bullet, and at the end of a complete line. */
function isForced(flat: string, end: number, text: string, rules: Rules): boolean {
  if (/^[•▪◦‣●]\s/.test(flat.slice(end, end + 2))) return true;
  const before = flat.slice(Math.max(0, end - 40), end);
  if (/\n\s{0,8}$/.test(text.slice(Math.max(0, end - 8), end)) && /[.!?。！？…:;]["'“”’»)\]]*\s*$/.test(before)) {
    return !/[:;]\s*$/.test(before) && !endsInAbbreviation(before, flat.slice(end), rules);
  }
  return rules.language === 'hy' && /:\s+$/.test(before);
}

/** Whether the sentence that began at `start` really ends at `end`, where the next one would begin at `next`. */
function endsSentence(text: string, start: number, end: number, next: number, rules: Rules): boolean {
  const before = text.slice(Math.max(start, end - 80), end).trimEnd();
  const after = text.slice(next, next + 60);
  if (after.trim() === '') return true;
  // Only what the segmenter or a script's own stop proposed: a bare line break is a space.
  if (!/[.!?…。！？｡؟۔।॥;:፧።။]["'“”’»)\]]*$/u.test(before)) return false;
  // Alone, a list mark belongs to what follows; so do a bullet and a bracket.
  if (end - start < 16 && /^\s*(?:[•▪◦‣●]\s*)?(?:\p{L}|\p{N}{1,3}|[ivxIVX]+)?[.)]{1,2}$/u.test(text.slice(start, end).trimEnd())) return false;
  if (/[:;]$/.test(before)) return false;
  // Three spaced points leave words out; a fourth is the full stop.
  if (/(?:^|[^.])\s\.\s\.\s\.$/.test(before)) return false;
  if (/^\p{Ll}/u.test(after) && !/[።፧။。！？]$/.test(before)) return false;
  return !endsInAbbreviation(before, after, rules);
}

/** Whether the full stop at the end of `before` belongs to its last word. */
function endsInAbbreviation(before: string, after: string, rules: Rules): boolean {
  const last = /(?<![^\s([{"“„«'‘])([^\s([{"“„«'‘]+)\.\s*$/.exec(before)?.[1];
  if (last === undefined || last.endsWith('.')) return false;
  const word = last.toLowerCase().replace(/[\u200e\u200f\u202a-\u202e]/g, '');
  const next = /^\s*["“„«'‘(]*([\p{L}\p{M}'’]+|\p{N}+)/u.exec(after)?.[1] ?? '';
  const opens = rules.openers.has(next.toLowerCase()) && !/^\s*\p{Lu}\./u.test(after);
  const { leading, numbered, closing, ordinals } = rules.abbreviations;
  const parts = word.split('/').at(-1) ?? word;
  if (leading.has(parts)) return true;
  if (numbered.has(parts) && /^\p{N}/u.test(next)) return true;
  if (closing.has(parts)) return !opens;
  // Initials, also several: J. R. R., U.S.A., А. И.
  if (/^\p{Lu}$/u.test(last) && last !== 'I') return !opens;
  if (/^(?:\p{L}\.)+\p{L}{1,2}$/u.test(last)) return !opens;
  if (ordinals && /^\p{N}{1,2}$/u.test(last)) return !opens;
  return false;
}

interface Depth {
  readonly at: number;
  readonly open: number;
}

/** Round and square brackets, and quotation marks of scripts that nest them, opened and not yet closed. */
function bracketDepth(text: string, depth: Depth, end: number): Depth {
  let open = depth.open;
  for (let at = depth.at; at < end; at++) {
    const sign = text.charAt(at);
    if (opening.includes(sign)) open++;
    else if (closingSigns.includes(sign) && open > 0) open--;
  }
  return { at: end, open };
}

/** Whether a bracket closes near enough to be meant: one left open by mistake must not swallow a page. */
function closesSoon(text: string, end: number): boolean {
  const near = text.slice(end, end + 200);
  const close = near.search(/[)\]》」』）】]/);
  const open = near.search(/[([《「『（【]/);
  return close >= 0 && (open < 0 || close < open);
}

/** Takes the number of a reference that follows the full stop along: `so.[1] Next`. */
function afterReference(text: string, end: number): number {
  const isInside = text.charAt(end - 1) === '[';
  const match = (isInside ? /^[\d,\s–-]+\](?:\[[\d,\s–-]+\])*\s*/ : /^(?:\[[\d,\s–-]+\])+\s*/).exec(text.slice(end, end + 24));
  return match ? end + match[0].length : end;
}

function stopBefore(text: string, end: number): number {
  return text.charAt(end - 1) === '[' ? end - 1 : end;
}

/** Adds a sentence; signs without a letter or digit go to the one before. */
function push(spans: Span[], text: string, start: number, end: number): void {
  const raw = text.slice(start, end);
  const inner = raw.trim();
  if (/[\p{L}\p{N}]/u.test(inner)) {
    spans.push({ start: start + raw.indexOf(inner), text: inner });
    return;
  }
  const previous = spans.pop();
  if (previous !== undefined) spans.push({ start: previous.start, text: text.slice(previous.start, end).trimEnd() });
}

const opening = '([《「『（【';
const closingSigns = ')]》」』）】';
