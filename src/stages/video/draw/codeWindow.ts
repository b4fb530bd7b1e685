import type { CodeToken, TokenKind } from '../../../domain/film/composed';

/**
 * The part of some code that fits a window: long lines are continued on the next row, four columns further in, if there is room for all;
 * else they are cut, and so are missing lines, with an ellipsis.
 *
 * @param rows    at least 1
 * @param columns at least 12
 */
export function codeShown(lines: readonly (readonly CodeToken[])[], rows: number, columns: number): readonly (readonly CodeToken[])[] {
  const wrapped = lines.flatMap((line) => continued(line, columns));
  if (wrapped.length <= rows) return wrapped;
  const shown = lines.length > rows ? [...lines.slice(0, rows - 1), [ellipsis]] : lines;
  return shown.map((line) => clipped(line, columns));
}

/** A row of code as it is shown: a line of it, or what of a line had to be continued. */
export interface CodeRow {
  readonly tokens: readonly CodeToken[];
  /** Index of its line. */
  readonly line: number;
}

/** All lines of some code as rows, long ones continued. */
export function codeRows(lines: readonly (readonly CodeToken[])[], columns: number): readonly CodeRow[] {
  return lines.flatMap((tokens, line) => continued(tokens, columns).map((row) => ({ tokens: row, line })));
}

/** Columns a text takes in a face of fixed width: two for Han, kana, Hangul and emoji. */
export function columnsOfCode(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOfCharacter(character);
  return columns;
}

const ellipsis: CodeToken = { text: '…', kind: 'comment' };

interface Cell {
  readonly character: string;
  readonly kind: TokenKind;
  readonly columns: number;
}

function columnsOfCharacter(character: string): number {
  if (character >= ' ' && character <= '~') return 1;
  return /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303f\uff00-\uffef]|\p{Extended_Pictographic}/u.test(character)
    ? 2
    : 1;
}

function cellsOf(line: readonly CodeToken[]): readonly Cell[] {
  return line.flatMap(({ text, kind }) => [...text].map((character) => ({ character, kind, columns: columnsOfCharacter(character) })));
}

function tokensOf(cells: readonly Cell[]): readonly CodeToken[] {
  const tokens: CodeToken[] = [];
  for (const { character, kind } of cells) {
    const last = tokens.at(-1);
    if (last?.kind === kind) tokens[tokens.length - 1] = { text: last.text + character, kind };
    else tokens.push({ text: character, kind });
  }
  return tokens;
}

/** How many cells from `from` on fit. */
function fitting(cells: readonly Cell[], from: number, columns: number): number {
  let taken = 0;
  let used = 0;
  for (let at = from; at < cells.length; at++) {
    used += cells[at]?.columns ?? 0;
    if (used > columns) break;
    taken++;
  }
  return taken;
}

function clipped(line: readonly CodeToken[], columns: number): readonly CodeToken[] {
  const cells = cellsOf(line);
  return fitting(cells, 0, columns) === cells.length ? line : [...tokensOf(cells.slice(0, fitting(cells, 0, columns - 1))), ellipsis];
}

/** A line as rows: broken after a space, else after a comma, a bracket or a dot, if one is not too far back. */
function continued(line: readonly CodeToken[], columns: number): readonly (readonly CodeToken[])[] {
  const cells = cellsOf(line);
  if (fitting(cells, 0, columns) === cells.length) return [line];
  const start = cells.findIndex((cell) => cell.character !== ' ');
  const indent = Math.min(Math.max(0, start) + 4, columns >> 1);
  const rows: (readonly CodeToken[])[] = [];
  let from = 0;
  while (from < cells.length) {
    let to = from + Math.max(1, fitting(cells, from, from === 0 ? columns : columns - indent));
    if (to < cells.length) to = lastBreak(cells, from, to, /\s/u) ?? lastBreak(cells, from, to, /[,(.]/u) ?? to;
    const row = tokensOf(cells.slice(from, to));
    rows.push(from === 0 ? row : [{ text: ' '.repeat(indent), kind: 'plain' }, ...row]);
    from = to;
    while (cells[from]?.character === ' ') from++;
  }
  return rows;
}

/** The place after the last cell of the later half that a pattern fits. */
function lastBreak(cells: readonly Cell[], from: number, to: number, pattern: RegExp): number | undefined {
  for (let at = to; at > from + (to - from) / 2; at--) if (pattern.test(cells[at - 1]?.character ?? '')) return at;
  return undefined;
}
