import { expect, test } from 'vitest';
import { given } from '../../src/domain/given';

test('what is undefined is left out, everything else stays in its order', () => {
  const made = given({ b: undefined, a: 1, c: null, d: 0, e: '', f: false });
  expect(Object.entries(made)).toEqual([['a', 1], ['c', null], ['d', 0], ['e', ''], ['f', false]]);
  expect('b' in made).toBe(false);
});
