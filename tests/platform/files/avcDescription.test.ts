import { expect, test } from 'vitest';
import { avcDescription } from '../../../src/platform/files/avcDescription';

const right = Uint8Array.of(1, 0x42, 0xc0, 0x1e, 0xff, 0xe1, 0, 4, 0x67, 0x42, 0xc0, 0x1e, 1, 0, 3, 0x68, 0xcb, 0x83);

test('a description that keeps the standard stays as it is', () => {
  expect(avcDescription(right)).toBe(right);
  expect(avcDescription(new Uint8Array(0))).toEqual(new Uint8Array(0));
});

test("Firefox's doubled bytes and empty reserved bits are mended", () => {
  const doubled = Uint8Array.of(1, 0x42, 0xc0, 0x1e, 3, 1, 0, 5, 0x67, 0x67, 0x42, 0xc0, 0x1e, 1, 0, 4, 0x68, 0x68, 0xcb, 0x83);
  expect(avcDescription(doubled)).toEqual(right);
});
