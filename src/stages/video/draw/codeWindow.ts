import type { CodeToken } from './codeTokens';

/**
 * The part of some code that fits a window: long lines and missing lines end in an ellipsis.
 *
 * @param rows    at least 1
 * @param columns at least 4
 */
export function codeTokensShown(lines: readonly (readonly CodeToken[])[], rows: number, columns: number): readonly (readonly CodeToken[])[] {
  const shown = lines.length > rows ? [...lines.slice(0, rows - 1), [{ text: '…', kind: 'comment' } as const]] : lines;
  return shown.map((line) => clipped(line, columns));
}

function clipped(line: readonly CodeToken[], columns: number): readonly CodeToken[] {
  const length = line.reduce((sum, token) => sum + token.text.length, 0);
  if (length <= columns) return line;
  const kept: CodeToken[] = [];
  let room = columns - 1;
  for (const token of line) {
    const text = token.text.slice(0, room);
    if (text) kept.push({ text, kind: token.kind });
    room -= text.length;
  }
  return [...kept, { text: '…', kind: 'comment' }];
}
