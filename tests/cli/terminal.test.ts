import { expect, test } from 'vitest';
import { jsonLine, shown } from '../../src/cli/terminal';

const hostile = 'a\u001b]0;pwn\u0007b\u202ec\u009bd\u2028\ne';

test('what somebody else named does nothing to a terminal', () => {
  expect(shown(hostile)).toBe('a\ufffd]0;pwn\ufffdb\ufffdc\ufffdd\ufffd\ufffde');
});

test('a line of JSON means the same and holds nothing that a terminal obeys', () => {
  const line = jsonLine({ [hostile]: [hostile, '漢字 é 😀'] });
  expect(JSON.parse(line)).toEqual({ [hostile]: [hostile, '漢字 é 😀'] });
  expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u);
  expect(line.endsWith('\n')).toBe(true);
});
