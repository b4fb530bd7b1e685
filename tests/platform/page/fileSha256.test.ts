import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { fileSha256 } from '../../../src/platform/page/fileSha256';

const known = (some: Uint8Array): string => createHash('sha256').update(some).digest('hex');

test('a file is named by its SHA-256, also one too large to be digested at once', async () => {
  const large = new Uint8Array(33 * 1024 * 1024).fill(7);
  expect(await fileSha256(large.subarray(0, 1000))).toBe(known(large.subarray(0, 1000)));
  expect(await fileSha256(new Blob([large]))).toBe(known(large));
});
