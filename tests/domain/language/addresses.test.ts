import { expect, test } from 'vitest';
import { addressesIn, withoutAddresses } from '../../../src/domain/language/addresses';

test.each([
  ['See https://a.org/b and www.c.org.', ['https://a.org/b', 'www.c.org.'], 'See   and  '],
  ['Write to ada@brook.org today', ['ada@brook.org'], 'Write to   today'],
  ['(https://a.org)', ['https://a.org)'], '( '],
  ['@decorator and 3 @ 4', [], '@decorator and 3 @ 4'],
])('addresses are found in words, and taken out: %s', (text, found, rest) => {
  expect(addressesIn(text)).toEqual(found);
  expect(withoutAddresses(text)).toBe(rest);
});
