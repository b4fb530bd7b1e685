import type { CodeToken } from './codeTokens';

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

const ellipsis: CodeToken = { text: '…', kind: 'comment' };

function lengthOf(line: readonly CodeToken[]): number {
  return line.reduce((sum, token) => sum + token.text.length, 0);
}

function clipped(line: readonly CodeToken[], columns: number): readonly CodeToken[] {
  return lengthOf(line) <= columns ? line : [...sliced(line, 0, columns - 1), ellipsis];
}

/** A line as rows: broken after a space, else after a comma, a bracket or a dot, if one is not too far back. */
function continued(line: readonly CodeToken[], columns: number): readonly (readonly CodeToken[])[] {
  const text = line.map((token) => token.text).join('');
  if (text.length <= columns) return [line];
  const indent = Math.min(text.length - text.trimStart().length + 4, columns >> 1);
  const rows: (readonly CodeToken[])[] = [];
  let from = 0;
  while (from < text.length) {
    const room = from === 0 ? columns : columns - indent;
    let to = Math.min(text.length, from + room);
    if (to < text.length) {
      to = lastBreak(text, from, to, /\s/gu) ?? lastBreak(text, from, to, /[,(.]/gu) ?? to;
    }
    const row = sliced(line, from, to);
    rows.push(from === 0 ? row : [{ text: ' '.repeat(indent), kind: 'plain' }, ...row]);
    from = to;
    while (text[from] === ' ') from++;
  }
  return rows;
}

function lastBreak(text: string, from: number, to: number, pattern: RegExp): number | undefined {
  return [...text.slice(from, to).matchAll(pattern)].map((match) => from + match.index + 1).filter((at) => at > from + (to - from) / 2).at(-1);
}

function sliced(line: readonly CodeToken[], from: number, to: number): readonly CodeToken[] {
  const kept: CodeToken[] = [];
  let at = 0;
  for (const token of line) {
    const text = token.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (text) kept.push({ text, kind: token.kind });
    at += token.text.length;
  }
  return kept;
}
