import { expect, test } from 'vitest';
import { table } from '../../src/domain/table';

test('a table finds what it holds and nothing that every object has', () => {
  const rows = table({ amp: '&' });
  expect(rows['amp']).toBe('&');
  expect(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'].map((name) => rows[name])).toEqual(Array(5).fill(undefined));
  expect(Object.entries(rows)).toEqual([['amp', '&']]);
});
