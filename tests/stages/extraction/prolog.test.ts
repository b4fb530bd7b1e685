import { expect, test } from 'vitest';
import { withoutProlog } from '../../../src/stages/extraction/prolog';

test.each([
  ['<html>', '<html>'],
  ['\ufeff \n<?xml version="1.0"?>\n<!-- a --><!-- b -->\n <svg>', '<svg>'],
  ['<!---->'.repeat(40) + '<svg>', '<svg>'],
  ['words', 'words'],
  ['<!-- without end', ''],
  ['<?xml', ''],
  ['', ''],
])('what stands before the first element is skipped: %j', (start, rest) => {
  expect(withoutProlog(start)).toBe(rest);
});
