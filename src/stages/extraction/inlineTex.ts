import { table } from '../../domain/table';

/** TeX between its marks in running text. */
export interface FoundTex {
  readonly start: number;
  /** One past its closing mark. */
  readonly end: number;
  readonly tex: string;
  /** Whether its marks set it on lines of its own. */
  readonly isDisplay: boolean;
}

/**
 * Finds TeX in text: between `$$`, `\[ \]` and `\( \)`, in an environment for equations, and between single dollars where what they hold is no sum of money.
 *
 * A dollar opens only before a sign and closes only after one, and not before a digit (as Pandoc has it); between them must be something that
 * prose does not have: a command, an exponent, an index, a relation, or a lone letter.
 *
 * @param dollars whether single dollars count: not in pages, where programs and shells have them as well
 */
export function texIn(text: string, dollars = true): readonly FoundTex[] {
  if (!/[$\\]/u.test(text)) return [];
  const found: FoundTex[] = [];
  const closers = closersIn(text);
  opener.lastIndex = 0;
  for (let match = opener.exec(text); match !== null; match = opener.exec(text)) {
    const [mark] = match;
    const start = match.index;
    const after = start + mark.length;
    const environment = match.groups?.['environment'];
    if (mark.startsWith('`')) {
      opener.lastIndex = closers.ticks(after, mark.length);
      continue;
    }
    if (mark === '\\\\' || mark === '\\$') {
      // In TeX a line's end may have a bracket behind it, which then is none of its own.
      if (mark === '\\\\' && /[[(]/.test(text.charAt(after))) opener.lastIndex = start + 1;
      continue;
    }
    const closer = mark === '$' ? closers.dollar(after) : closers.of(mark, environment ?? '', after);
    if (closer === undefined) {
      // What opens nothing may hide another opening mark.
      opener.lastIndex = start + 1;
      continue;
    }
    opener.lastIndex = closer.end;
    const inside = text.slice(after, closer.start);
    // What an equation holds is a formula by itself; alignments need their environment.
    const tex = environment === undefined || /^(?:equation|displaymath|math)$/u.test(environment) ? inside : text.slice(start, closer.end);
    if (tex.trim() === '' || (mark === '$' && !(dollars && looksLikeTex(inside)))) continue;
    found.push({ start, end: closer.end, tex: tex.trim(), isDisplay: mark !== '$' && mark !== '\\(' });
  }
  return found;
}

/** Code comes first: what looks like TeX in it is code. */
const opener =
  /`+|\\\\|\\\$|\$\$|\\\[|\\\(|\\begin\{(?<environment>equation|displaymath|math|align|aligned|alignat|gather|multline|eqnarray)\*?\}|\$(?![\s$])/gu;
/** Nothing reaches over a blank line, a heading or a fence: those end whatever was open. */
const barrier = /\n(?:[ \t]*\n|#{1,6}[ \t]|[ \t]*(?:```|~~~))/g;
/** Between single dollars a new line may not begin as a block does either. */
const block = /\n(?:[^\S\n]*\n|#{1,6}[ \t]|[ \t]*(?:[>|+*-]|\d+[.)]|```|~~~))/y;

/** Characters between two marks. */
const longestDisplay = 4000;
const longestRound = 1000;
const longestDollar = 400;

interface Closer {
  readonly start: number;
  readonly end: number;
}

interface Closers {
  /** Where code ends that so many ticks open; behind the ticks themselves if nothing closes it. */
  ticks(after: number, count: number): number;
  /** The mark that closes what another opened in front of `after`, if it may. */
  of(mark: string, environment: string, after: number): Closer | undefined;
  dollar(after: number): Closer | undefined;
}

/** Each mark is looked for once: the next one stays the next one until it is passed. */
function closersIn(text: string): Closers {
  const marks = new Map<string, number>();
  const next = (mark: string, from: number): number => {
    const known = marks.get(mark) ?? -1;
    if (known >= from) return known;
    const at = text.indexOf(mark, from);
    marks.set(mark, at < 0 ? Infinity : at);
    return at < 0 ? Infinity : at;
  };
  let nextBarrier = -1;
  const barrierAfter = (from: number): number => {
    if (nextBarrier >= from) return nextBarrier;
    barrier.lastIndex = from;
    return (nextBarrier = barrier.exec(text)?.index ?? Infinity);
  };
  /** Where runs of so many ticks stand, the last first. */
  let runs: Map<number, number[]> | undefined;
  const runsOf = (count: number): number[] => {
    if (runs === undefined) {
      runs = new Map();
      for (const { index, 0: { length } } of [...text.matchAll(/`+/g)].reverse()) {
        const alike = runs.get(length) ?? [];
        runs.set(length, alike);
        alike.push(index);
      }
    }
    return runs.get(count) ?? [];
  };
  return {
    ticks(after, count) {
      const places = runsOf(count);
      while ((places.at(-1) ?? after) < after) places.pop();
      const place = places.at(-1);
      return place === undefined || place - after > longestDisplay ? after : place + count;
    },
    of(mark, environment, after) {
      const [plain, starred] = environment === '' ? [closing[mark] ?? '', ''] : [`\\end{${environment}}`, `\\end{${environment}*}`];
      const one = next(plain, after + 1);
      const other = starred === '' ? Infinity : next(starred, after + 1);
      const start = Math.min(one, other);
      if (start === Infinity || start - after > (mark === '\\(' ? longestRound : longestDisplay)) return undefined;
      const isCut = mark === '\\(' ? next('\n', after) < start : barrierAfter(after) < start || (mark === '$$' && next('$', after) < start);
      return isCut ? undefined : { start, end: start + (one < other ? plain : starred).length };
    },
    dollar(after) {
      for (let at = after, count = 0; count <= longestDollar && at < text.length; at++, count++) {
        const sign = text.charAt(at);
        if (sign === '$') return count > 0 && !/\s/.test(text.charAt(at - 1)) && !/[\d$]/.test(text.charAt(at + 1)) ? { start: at, end: at + 1 } : undefined;
        block.lastIndex = at;
        if (sign === '`' || (sign === '\n' && block.test(text))) return undefined;
        if (sign === '\\' && text.charAt(++at) === '\n') return undefined;
      }
      return undefined;
    },
  };
}

const closing: Readonly<Record<string, string>> = table({ '$$': '$$', '\\[': '\\]', '\\(': '\\)' });

function looksLikeTex(text: string): boolean {
  return /\\[a-zA-Z{]|[_^]|[=<>≤≥≈∈]/u.test(text) || /^\p{L}['′]?$|^\p{L}\(\p{L}\)$|^[\d\p{L}]+\s*[+*/−-]\s*[\d\p{L}]+$/u.test(text)
    || /^[-−]?\d+(?:[.,]\d+)?$/u.test(text);
}
