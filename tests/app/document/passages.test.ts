import { expect, test } from 'vitest';
import { coverageOf, passagesOf, piecesOf, runsWithin } from '../../../src/app/document/passages';
import { content, sentences, storyboard } from '../../support/storyboards';

const passages = passagesOf(content, sentences, storyboard);

test('runs give back the text of their block, whole and in order', () => {
  for (const { block, runs } of passages) expect(runs.map((run) => run.text).join('')).toBe(block.text);
});

test('a sentence that a scene stands on is in the film, its neighbour is not', () => {
  expect(passages[1]?.runs).toEqual([
    { text: 'Water bends. ', start: 0, scenes: [] },
    { text: 'It carries 6.2 tons of sand.', start: 13, scenes: ['b'] },
  ]);
});

test('neighbouring sentences of one scene are one run, with the space between them', () => {
  expect(passages[3]?.runs).toEqual([{ text: 'Plant trees.\nMove dikes.', start: 0, scenes: ['c'] }]);
});

test('an anchor without a sentence takes the whole block', () => {
  expect(passages[0]?.runs).toEqual([{ text: 'Rivers', start: 0, scenes: ['a'] }]);
  expect(passages[4]?.scenes).toEqual(['d']);
});

test('a sentence of two scenes names both', () => {
  const twice = { ...storyboard, scenes: [...storyboard.scenes, { ...storyboard.scenes[1]!, id: 'z' }] };
  expect(passagesOf(content, sentences, twice)[1]?.runs[1]?.scenes).toEqual(['b', 'z']);
});

test('runs are cut at the ends of a list entry', () => {
  expect(runsWithin([{ text: 'abcdef', start: 0, scenes: ['a'] }, { text: 'gh', start: 6, scenes: [] }], 4, 7)).toEqual([
    { text: 'ef', start: 4, scenes: ['a'] }, { text: 'g', start: 6, scenes: [] },
  ]);
});

test('coverage is the share of characters in the film, in stretches of used and left out', () => {
  const half = coverageOf([{ block: content.blocks[0]!, scenes: [], runs: [{ text: 'ab', start: 0, scenes: ['a'] }, { text: 'cd', start: 2, scenes: [] }] }]);
  expect(half).toEqual({ share: 0.5, stretches: [{ isUsed: true, length: 2 }, { isUsed: false, length: 2 }] });
  expect(coverageOf([]).share).toBe(0);
});

test('what is left out is cut into its sentences and what lies between them', () => {
  const own = sentences.filter(({ block }) => block === 1);
  expect(piecesOf({ text: 'Water bends. It carries 6.2 tons of sand.', start: 0, scenes: [] }, own)).toEqual([
    { text: 'Water bends.', sentence: 0 }, { text: ' ' }, { text: 'It carries 6.2 tons of sand.', sentence: 1 },
  ]);
  expect(piecesOf({ text: 'bends. It', start: 6, scenes: [] }, own)).toEqual([{ text: 'bends.', sentence: 0 }, { text: ' ' }, { text: 'It', sentence: 1 }]);
  expect(piecesOf({ text: 'a', start: 0, scenes: [] }, [])).toEqual([{ text: 'a' }]);
});
