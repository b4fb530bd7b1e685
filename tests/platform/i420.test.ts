import { describe, expect, test } from 'vitest';
import { convertToI420 } from '../../src/platform/i420';

/** A picture of one colour as planes of Y, Cb, Cr. */
function planesOf(colour: readonly [number, number, number], order: 'rgba' | 'bgra' = 'rgba'): readonly number[] {
  const [red, green, blue] = colour;
  const bytes = order === 'rgba' ? [red, green, blue, 255] : [blue, green, red, 255];
  const pixels = new Int32Array(Uint8Array.from([...bytes, ...bytes, ...bytes, ...bytes]).buffer);
  const planes = new Uint8Array(6);
  convertToI420(pixels, { x: 0, y: 0, width: 2, height: 2 }, planes, 2, 2, order);
  return [planes[0]!, planes[4]!, planes[5]!];
}

describe('BT.709 in limited range', () => {
  test('puts black at 16 and white at 235, without colour', () => {
    expect(planesOf([0, 0, 0])).toEqual([16, 128, 128]);
    expect(planesOf([255, 255, 255])).toEqual([235, 128, 128]);
  });

  // Y = 16 + 219 (0.2126 R + 0.7152 G + 0.0722 B); Cb = 128 + 224 (B - Y) / 1.8556; Cr = 128 + 224 (R - Y) / 1.5748.
  test.each([
    ['red', [255, 0, 0], [63, 102, 240]],
    ['green', [0, 255, 0], [173, 42, 26]],
    ['blue', [0, 0, 255], [32, 240, 118]],
    ['middle grey', [128, 128, 128], [126, 128, 128]],
  ] as const)('gives %s its standard place', (_, colour, planes) => {
    expect(planesOf(colour)).toEqual(planes);
  });

  test('is within 1 of the exact value for every colour tried', () => {
    for (let red = 0; red < 256; red += 15) for (let green = 0; green < 256; green += 15) for (let blue = 0; blue < 256; blue += 15) {
      const luma = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
      const exact = [16 + 219 * luma, 128 + (224 * (blue / 255 - luma)) / 1.8556, 128 + (224 * (red / 255 - luma)) / 1.5748];
      planesOf([red, green, blue]).forEach((value, plane) => expect(Math.abs(value - exact[plane]!)).toBeLessThanOrEqual(1));
    }
  });

  test('is the same for both orders of bytes', () => {
    expect(planesOf([10, 100, 200], 'bgra')).toEqual(planesOf([10, 100, 200], 'rgba'));
  });
});

test('colour is the mean of four pixels', () => {
  const black = 0xff000000 | 0;
  const white = 0xffffffff | 0;
  const planes = new Uint8Array(12);
  convertToI420(Int32Array.from([black, white, black, black, white, black, black, black]), { x: 0, y: 0, width: 4, height: 2 }, planes, 4, 2, 'rgba');
  expect([...planes]).toEqual([16, 235, 16, 16, 235, 16, 16, 16, 128, 128, 128, 128]);
});

test('an area is put in its place, and the rest of the planes stays', () => {
  const black = 0xff000000 | 0;
  const white = 0xffffffff | 0;
  const planes = new Uint8Array(24).fill(99);
  convertToI420(Int32Array.from([black, black, black, white]), { x: 2, y: 2, width: 2, height: 2 }, planes, 4, 4, 'rgba');
  expect([...planes.subarray(0, 16)]).toEqual([99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 16, 16, 99, 99, 16, 235]);
  expect([...planes.subarray(16)]).toEqual([99, 99, 99, 128, 99, 99, 99, 128]);
});
