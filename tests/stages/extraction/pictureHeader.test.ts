import { describe, expect, it } from 'vitest';
import { pictureHeader } from '../../../src/stages/extraction/pictureHeader';

const bytes = (
  ...parts: readonly (string | readonly number[])[]
): Uint8Array => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])));
const long = (value: number): readonly number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const short = (value: number): readonly number[] => [value >>> 8, value & 255];
const smallEndian = (value: number, length: number): readonly number[] => Array.from({ length }, (_, index) => (value >>> (8 * index)) & 255);

const png = (width: number, height: number): Uint8Array => bytes('\x89PNG\r\n\x1a\n', long(13), 'IHDR', long(width), long(height), [8, 6, 0, 0, 0]);
const frame = (width: number, height: number): Uint8Array => bytes([0xff, 0xc2], short(17), [8], short(height), short(width), [3]);
const exif = (orientation: number): Uint8Array => bytes(
  [0xff, 0xe1], short(34), 'Exif\0\0', 'MM', short(42), long(8), short(1), short(0x0112), short(3), long(1), short(orientation), short(0), long(0),
);
const jpeg = (...segments: readonly Uint8Array[]): Uint8Array => bytes([0xff, 0xd8, 0xff, 0xe0], short(4), 'JF', ...segments.map((segment) => [...segment]));
const samples = {
  png: png(640, 480),
  jpeg: jpeg(frame(800, 600)),
  gif: bytes('GIF89a', smallEndian(32, 2), smallEndian(16, 2)),
  lossy: bytes('RIFF', long(0), 'WEBP', 'VP8 ', long(0), [0, 0, 0, 0x9d, 0x01, 0x2a], smallEndian(550, 2), smallEndian(368, 2)),
  lossless: bytes('RIFF', long(0), 'WEBP', 'VP8L', long(0), [0x2f], smallEndian((399) | (299 << 14), 4)),
  extended: bytes('RIFF', long(0), 'WEBP', 'VP8X', long(10), [0x10, 0, 0, 0], smallEndian(1199, 3), smallEndian(899, 3), [0]),
  avif: bytes(
    long(28), 'ftyp', 'avif', long(0), 'avifmif1miaf', long(60), 'meta', 'ispe', long(0), long(160), long(120), 'ispe', long(0), long(1600), long(1200),
  ),
  svg: bytes('<?xml version="1.0"?>\n<!-- a drawing -->\n<svg xmlns="http://www.w3.org/2000/svg" width="200px" height="100">'),
};

describe('the header of a picture', () => {
  it.each([
    ['png', 'image/png', 640, 480],
    ['jpeg', 'image/jpeg', 800, 600],
    ['gif', 'image/gif', 32, 16],
    ['lossy', 'image/webp', 550, 368],
    ['lossless', 'image/webp', 400, 300],
    ['extended', 'image/webp', 1200, 900],
    ['avif', 'image/avif', 1600, 1200],
    ['svg', 'image/svg+xml', 200, 100],
  ] as const)('tells kind and size of %s', (name, mediaType, width, height) => {
    expect(pictureHeader(samples[name])).toEqual({ mediaType, width, height });
  });

  it('exchanges the sides of a photograph taken upright', () => {
    expect(pictureHeader(jpeg(exif(6), frame(4000, 3000)))).toMatchObject({ width: 3000, height: 4000 });
    expect(pictureHeader(jpeg(exif(3), frame(4000, 3000)))).toMatchObject({ width: 4000, height: 3000 });
  });

  it('takes the size of an SVG from its view box where it asks for none', () => {
    expect(pictureHeader(bytes('<svg viewBox="0 0 30 20">'))).toMatchObject({ width: 30, height: 20 });
    expect(pictureHeader(bytes('<svg viewBox="0 0 30 20" width="90">'))).toMatchObject({ width: 90, height: 60 });
    expect(pictureHeader(bytes('<svg width="100%" height="100%" viewBox="0,0,8,4">'))).toMatchObject({ width: 8, height: 4 });
    expect(pictureHeader(bytes('<svg>'))).toMatchObject({ width: 300, height: 150 });
  });

  it('believes the bytes, and tells the size of what is far too large', () => {
    expect(pictureHeader(png(2_000_000, 2_000_000))).toMatchObject({ width: 2_000_000, height: 2_000_000 });
  });

  it('gives nothing for what is no picture, has no px or is cut off anywhere', () => {
    expect(pictureHeader(bytes(''))).toBeUndefined();
    expect(pictureHeader(bytes('# A document'))).toBeUndefined();
    expect(pictureHeader(bytes('<html><svg width="3" height="3">'))).toBeUndefined();
    expect(pictureHeader(png(0, 480))).toBeUndefined();
    for (const whole of Object.values(samples)) {
      for (let length = 0; length < whole.length; length++) {
        const part = pictureHeader(whole.subarray(0, length));
        if (part !== undefined) expect(part.width * part.height).toBeGreaterThan(0);
      }
    }
  });

  it('never fails, whatever the bytes', () => {
    let seed = 7;
    const next = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % 256;
    for (let turn = 0; turn < 2000; turn++) {
      const base = Object.values(samples)[turn % 8] ?? samples.png;
      const hostile = Uint8Array.from(base, (byte, index) => (index > 8 && next() < 60 ? next() : byte));
      expect(() => pictureHeader(hostile)).not.toThrow();
    }
    // A chain of empty segments ends.
    expect(pictureHeader(Uint8Array.from({ length: 4096 }, (_, index) => (index === 1 ? 0xd8 : 0xff)))).toBeUndefined();
  });
});
