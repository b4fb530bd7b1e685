import { expect, test } from 'vitest';
import { chance } from '../../src/domain/chance';

const draw = (seed: number, count: number): readonly number[] => Array.from({ length: count }, chance(seed));

test('the same seed gives the same numbers', () => {
  expect(draw(42, 20)).toEqual(draw(42, 20));
});

test('other seeds give other numbers', () => {
  expect(draw(1, 5)).not.toEqual(draw(2, 5));
});

test('numbers lie in [0, 1) and spread evenly', () => {
  const numbers = draw(7, 10_000);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  // Ten bins of 1,000 each: the standard deviation is 30, five of them 150.
  for (let bin = 0; bin < 10; bin++) {
    expect(Math.abs(numbers.filter((number) => Math.floor(number * 10) === bin).length - 1000)).toBeLessThan(150);
  }
});
