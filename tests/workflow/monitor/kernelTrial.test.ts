import { expect, test } from 'vitest';
import type { Content, Sentence } from '../../../src/domain/content';
import { referenceKernels } from '../../../src/kernels/reference';
import { kernelNames } from '../../../src/optimizers/numeric/verify';
import { tryKernels } from '../../../src/workflow/monitor/kernelTrial';

const content: Content = { title: 'Tides', authors: [], language: 'en', blocks: [] };
const sentencesOf = (count: number): readonly Sentence[] =>
  Array.from({ length: count }, (_, id) => ({ id, block: 0, start: 0, text: `The moon pulls on sea ${id % 7} and harbour ${id % 5} prints a table.` }));
/** Each look at the clock is a millisecond later. */
const clock = () => { let now = 0; return { now: () => (now += 1) }; };
const rest = async () => undefined;

test('kernels are compared and timed on a document', async () => {
  const { id, sentences, trials } = await tryKernels(referenceKernels, content, sentencesOf(12), clock(), rest);
  expect([id, sentences]).toEqual([referenceKernels.id, 12]);
  expect(trials.map(({ kernel, agrees, difference }) => [kernel, agrees, difference])).toEqual(kernelNames.map((kernel) => [kernel, true, 0]));
  // Four looks at the clock make the four milliseconds that a kernel is repeated for.
  expect(trials.every(({ ms, referenceMs }) => ms === 1 && referenceMs === 1)).toBe(true);
});

test('a kernel that differs is told', async () => {
  const wrong = { ...referenceKernels, id: 'wrong/1', textRank: () => new Float64Array(12) };
  const { trials } = await tryKernels(wrong, content, sentencesOf(12), clock(), rest);
  expect(trials.filter(({ agrees }) => !agrees).map(({ kernel }) => kernel)).toEqual(['textRank']);
});

test('a book is tried on an even sample of a thousand sentences', async () => {
  const { sentences } = await tryKernels(referenceKernels, content, sentencesOf(2500), clock(), rest);
  expect(sentences).toBe(1000);
});

test('a document without sentences agrees', async () => {
  const { sentences, trials } = await tryKernels(referenceKernels, content, [], clock(), rest);
  expect([sentences, trials.every(({ agrees }) => agrees)]).toEqual([0, true]);
});
