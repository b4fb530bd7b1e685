import { describe, expect, it } from 'vitest';
import { tokenize } from '../../../../src/stages/video/draw/codeTokens';
import { codeShown } from '../../../../src/stages/video/draw/codeWindow';

const kinds = (
  code: string, language: string,
): readonly string[] => tokenize(code, language).flat().filter((token) => token.kind !== 'plain').map((token) => `${token.kind} ${token.text}`);
const plain = (lines: readonly string[]) => lines.map((text) => [{ text, kind: 'plain' as const }]);
const joined = (rows: ReturnType<typeof codeShown>): readonly string[] => rows.map((row) => row.map((token) => token.text).join(''));

describe('tokenize', () => {
  it('tells keywords, calls, numbers, strings and comments apart', () => {
    expect(kinds('const a = f(0x1F, "x"); // done', 'ts')).toEqual(['keyword const', 'name f', 'number 0x1F', 'text "x"', 'comment // done']);
  });

  it('reads hashes as comments where the language does', () => {
    expect(kinds('x = 1 # one', 'python')).toEqual(['number 1', 'comment # one']);
    expect(kinds('#include <a>', 'c')).toEqual([]);
  });

  it('opens no string at an apostrophe inside a word', () => {
    expect(kinds("don't and can't", 'text')).not.toContainEqual(expect.stringContaining('text'));
  });

  it('carries a comment over lines and gives every character back', () => {
    const code = '/* a\n b */ let s = `x\ny`;\n';
    expect(tokenize(code, 'js').map((line) => line.map((token) => token.text).join('')).join('\n')).toBe(code);
    expect(tokenize(code, 'js')[1]?.[0]).toEqual({ text: ' b */', kind: 'comment' });
  });
});

describe('codeShown', () => {
  it('continues long lines further in, after a space', () => {
    expect(joined(codeShown(plain(['total = first_part + second']), 5, 20))).toEqual(['total = first_part ', '    + second']);
  });

  it('cuts long lines if continuing them would hide others', () => {
    expect(joined(codeShown(plain(['a long line of code that is long', 'b']), 2, 12))).toEqual(['a long line…', 'b']);
  });

  it('ends in an ellipsis if lines are missing', () => {
    expect(joined(codeShown(plain(['a', 'b', 'c', 'd']), 3, 12))).toEqual(['a', 'b', '…']);
  });
});
