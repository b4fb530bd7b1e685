import { expect, test } from 'vitest';
import { timeWords } from '../../src/domain/wordTimes';

const text = 'In 2024, three mice.';
//            0  3     9     15

test('a word lasts from its mark to the next one, the last to the end', () => {
  const marks = [{ offset: 0, time: 0 }, { offset: 3, time: 0.2 }, { offset: 9, time: 1 }, { offset: 15, time: 1.5 }];
  expect(timeWords(text, 'en', marks, 2)).toEqual([
    { offset: 0, length: 2, start: 0, end: 0.2 },
    { offset: 3, length: 4, start: 0.2, end: 1 },
    { offset: 9, length: 5, start: 1, end: 1.5 },
    { offset: 15, length: 4, start: 1.5, end: 2 },
  ]);
});

test('of several marks in one word the first counts', () => {
  const marks = [{ offset: 0, time: 0 }, { offset: 3, time: 0.2 }, { offset: 3, time: 0.6 }, { offset: 9, time: 1 }, { offset: 15, time: 1.5 }];
  expect(timeWords(text, 'en', marks, 2)[1]).toEqual({ offset: 3, length: 4, start: 0.2, end: 1 });
});

test('words without a mark share the time by length', () => {
  // "three" and "mice" weigh 6 and 5: 1.1 s from 1 s on.
  const words = timeWords(text, 'en', [{ offset: 0, time: 0 }, { offset: 3, time: 0.5 }, { offset: 9, time: 1 }], 2.1);
  expect(words[2]?.end).toBeCloseTo(1.6, 9);
  expect(words[3]).toMatchObject({ offset: 15, start: words[2]?.end, end: 2.1 });
});

test('a mark on a sign counts for the word it is attached to', () => {
  const marks = [{ offset: 0, time: 0 }, { offset: 4, time: 1 }, { offset: 5, time: 1.5 }];
  expect(timeWords('pay $5', 'en', marks, 2)[1]).toEqual({ offset: 5, length: 1, start: 1, end: 2 });
});

test('without any mark all words share the whole', () => {
  const words = timeWords('ab cd', 'en', [], 6);
  expect(words.map(({ start, end }) => [start, end])).toEqual([[0, 3], [3, 6]]);
});

test('marks between words, back in time or beyond the end do no harm', () => {
  const marks = [{ offset: 8, time: 0.1 }, { offset: 9, time: 0.4 }, { offset: 0, time: 0.5 }, { offset: 15, time: 9 }];
  const words = timeWords(text, 'en', marks, 2);
  expect(words).toHaveLength(4);
  for (const [index, word] of words.entries()) {
    expect(word.end).toBeGreaterThanOrEqual(word.start);
    expect(word.end).toBeLessThanOrEqual(2);
    if (index > 0) expect(word.start).toBe(words[index - 1]?.end);
  }
});

test('a text without words has none', () => {
  expect(timeWords('…', 'en', [{ offset: 0, time: 0 }], 1)).toEqual([]);
});
