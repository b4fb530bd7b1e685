import type { CodeFocus } from '../../../domain/scenes/code';

/**
 * Which lines of a program stand out while sentences are spoken over it.
 *
 * A sentence that names something of the program lights the lines where that stands. Where none does, a longer program is gone through part by part, the
 * parts being what blank lines divide; a short one needs no help.
 *
 * @param isCommon whether a word is one of those that any sentence has
 */
export function focusOf(code: string, speech: readonly string[], isCommon: (word: string) => boolean): readonly CodeFocus[] {
  const lines = code.split('\n');
  if (lines.length < fewestLines) return [];
  const named = speech.flatMap((sentence, line): readonly CodeFocus[] => {
    const span = linesNamed(lines, sentence, isCommon);
    return span === undefined ? [] : [{ line, ...span }];
  });
  // What lights everything lights nothing.
  const telling = named.filter(({ first, end }) => end - first < lines.length);
  if (telling.length > 0) {
    const isWhole = (line: number): boolean => line === 0 && telling[0]?.line !== 0;
    return [...(isWhole(0) ? [{ line: 0, first: 0, end: lines.length }] : []), ...telling];
  }
  if (lines.length < fewestInParts) return [];
  const parts = partsOf(lines);
  return parts.length < 2 ? [] : parts.map((part, index) => ({ line: speech.length === 0 ? 0 : Math.floor((index * speech.length) / parts.length), ...part }));
}

/** Whether a sentence names something of a program. */
export function namesCode(code: string, sentence: string, isCommon: (word: string) => boolean): boolean {
  return linesNamed(code.split('\n'), sentence, isCommon) !== undefined;
}

const fewestLines = 4;
const fewestInParts = 8;

interface Span {
  readonly first: number;
  readonly end: number;
}

/** The lines around which most of what a sentence names stands close together. */
function linesNamed(lines: readonly string[], sentence: string, isCommon: (word: string) => boolean): Span | undefined {
  const names = [...new Set(sentence.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [])].flatMap((name) => {
    const places = lines.flatMap((line, index) => (wordsOf(line).has(name) ? [index] : []));
    const isTelling = places.length > 0 && places.length <= Math.max(3, lines.length / 4)
      && (isProgrammers(name) || isCalled(lines, name) || (name.length > 3 && !isCommon(name.toLowerCase())));
    return isTelling ? [places] : [];
  });
  if (names.length === 0) return undefined;
  const clusters: { first: number; end: number; names: Set<number> }[] = [];
  for (const [place, name] of names.flatMap((places, index) => places.map((at) => [at, index] as const)).sort((a, b) => a[0] - b[0])) {
    const last = clusters.at(-1);
    if (last !== undefined && place <= last.end + 1) {
      last.end = place + 1;
      last.names.add(name);
    } else clusters.push({ first: place, end: place + 1, names: new Set([name]) });
  }
  const best = clusters.reduce((one, other) => (other.names.size > one.names.size ? other : one));
  return { first: best.first, end: withBody(lines, best.first, best.end) };
}

function wordsOf(line: string): ReadonlySet<string> {
  return new Set(line.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []);
}

/** Names that no sentence has by chance: `camelCase`, `snake_case`, `CONSTANT`, `x2`. */
function isProgrammers(name: string): boolean {
  return /\p{Ll}\p{Lu}|[\p{L}\p{N}]_[\p{L}\p{N}]|^\$|^\p{L}+\d+$|^[\p{Lu}\d_]{3,}$/u.test(name);
}

function isCalled(lines: readonly string[], name: string): boolean {
  return name.length > 2 && lines.some((line) => line.includes(`${name}(`));
}

/** A line that opens a block stands for the block, if that is short: everything further in below it, and what closes it. */
function withBody(lines: readonly string[], first: number, end: number): number {
  const depthOf = (line: string): number => line.length - line.trimStart().length;
  const opener = lines[end - 1] ?? '';
  if (end - first > 1 || !/[{([:]\s*$|\b(?:do|then)\s*$/u.test(opener)) return end;
  const depth = depthOf(opener);
  let at = end;
  while (at < lines.length && ((lines[at] ?? '').trim() === '' || depthOf(lines[at] ?? '') > depth)) at++;
  if (/^\s*[\])}]/u.test(lines[at] ?? '') || /^\s*end\b/u.test(lines[at] ?? '')) at++;
  while (at > end && (lines[at - 1] ?? '').trim() === '') at--;
  return at - first <= 8 ? at : end;
}

/** What blank lines divide; parts of a line or two go with what follows. */
function partsOf(lines: readonly string[]): readonly Span[] {
  const parts: { first: number; end: number }[] = [];
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    const last = parts.at(-1);
    if (last !== undefined && (last.end === index || last.end - last.first < 2)) last.end = index + 1;
    else parts.push({ first: index, end: index + 1 });
  });
  return parts;
}
