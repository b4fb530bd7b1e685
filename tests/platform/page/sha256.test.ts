import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { fileSha256 } from '../../../src/platform/page/fileSha256';
import { Sha256 } from '../../../src/platform/page/sha256';

const bytes = Uint8Array.from({ length: 1000 }, (_, index) => (index * index) & 255);
const known = (some: Uint8Array): string => createHash('sha256').update(some).digest('hex');

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000])('a digest of %i bytes is SHA-256', (length) => {
  const hash = new Sha256();
  hash.update(bytes.subarray(0, length));
  expect(hash.end()).toBe(known(bytes.subarray(0, length)));
});

test.each([1, 7, 63, 64, 65, 200])('bytes in pieces of %i have the digest of the whole', (piece) => {
  const hash = new Sha256();
  for (let start = 0; start < bytes.length; start += piece) hash.update(bytes.subarray(start, start + piece));
  expect(hash.end()).toBe(known(bytes));
});

test('a file too large to be digested at once is named as one that is not', async () => {
  const large = new Uint8Array(33 * 1024 * 1024).fill(7);
  expect(await fileSha256(new Blob([large]))).toBe(known(large));
});
