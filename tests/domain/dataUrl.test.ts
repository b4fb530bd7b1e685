import { describe, expect, test } from 'vitest';
import { dataUrl, inlineFile } from '../../src/domain/dataUrl';

describe('a data: URL', () => {
  test('gives back the bytes it was made of, however many', () => {
    for (const length of [0, 1, 2, 3, 0x6000, 0x6001, 100_000]) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 31) % 256);
      expect(inlineFile(dataUrl('image/png', bytes))).toEqual({ mediaType: 'image/png', bytes });
    }
  });

  test.each([
    ['data:image/PNG;base64,AAEC', 'image/png', [0, 1, 2]],
    ['data:image/png;base64,AA\n  EC', 'image/png', [0, 1, 2]],
    ['data:image/png;base64,%41AEC', 'image/png', [0, 1, 2]],
    ['data:image/svg+xml;charset=utf-8,%3Csvg/%3E', 'image/svg+xml', [...Buffer.from('<svg/>')]],
    ['data:,a%2', '', [...Buffer.from('a%2')]],
  ])('is read as documents write it: %s', (url, mediaType, bytes) => {
    expect(inlineFile(url)).toEqual({ mediaType, bytes: Uint8Array.from(bytes) });
  });

  test.each(['', 'data:', 'https://example.org/a.png', 'data:image/png;base64,***'])('that is none or broken gives nothing: %s', (url) => {
    expect(inlineFile(url)).toBeUndefined();
  });
});
