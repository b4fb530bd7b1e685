import { expect, it } from 'vitest';
import { focusOf } from '../../../../src/stages/suggestions/units/codeFocus';

const common = new Set(['this', 'until', 'the', 'line', 'with', 'when', 'that', 'then', 'from']);
const isCommon = (word: string): boolean => common.has(word);
const program = [
  'const damping = 0.85;', '', 'export function walk(ranks) {', '  for (const rank of ranks) {', '    total += rank * damping;', '  }', '  return total;', '}',
  '', 'walk(startRanks);',
].join('\n');

it('lights the lines where what a sentence names stands', () => {
  expect(focusOf(program, ['The walk begins at startRanks.'], isCommon)).toEqual([{ line: 0, first: 9, end: 10 }]);
  expect(
    focusOf(program, ['Here it is.', 'The damping keeps the total small.'], isCommon),
  ).toEqual([{ line: 0, first: 0, end: 10 }, { line: 1, first: 4, end: 7 }]);
});

it('lights a block with the line that opens it', () => {
  const blocks = ['import a', 'import b', 'function flow() {', '  one', '  two', '}', 'other'].join('\n');
  expect(focusOf(blocks, ['In flow() it begins.'], isCommon)).toEqual([{ line: 0, first: 2, end: 6 }]);
});

it('goes through a longer program part by part if no sentence names anything', () => {
  expect(focusOf(program, ['So it goes.'], isCommon)).toEqual([{ line: 0, first: 0, end: 8 }, { line: 0, first: 9, end: 10 }]);
  expect(focusOf(program, [], isCommon).map(({ line }) => line)).toEqual([0, 0]);
});

it('leaves a short program alone', () => {
  expect(focusOf('npm install\nnpm start', ['Start it with npm.'], isCommon)).toEqual([]);
  expect(focusOf('a = 1\nb = 2\nc = 3\nd = 4', ['Nothing here.'], isCommon)).toEqual([]);
});
