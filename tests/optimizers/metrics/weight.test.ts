import { expect, test } from 'vitest';
import { weightOf } from '../../../src/optimizers/metrics/weight';

test('buffers weigh their bytes, text two a unit, numbers eight', () => {
  expect(weightOf({ samples: new Float32Array(100), name: 'ab', rate: 48_000 })).toBe(400 + 4 + 8);
});

test('a long list of equal parts weighs as much as all of them', () => {
  expect(weightOf(Array.from({ length: 10_000 }, () => 'abcd'))).toBe(80_000);
});

test('nothing weighs nothing', () => {
  expect([undefined, null, [], {}, true].map(weightOf)).toEqual([0, 0, 0, 0, 0]);
});
