import { describe, expect, test } from 'vitest';
import { referencePlanes, wasmPlanes } from '../../src/kernels/planes';
import type { PixelOrder, Planes } from '../../src/kernels/planes';
import { chance } from '../../src/domain/chance';
import { wasmModule } from '../support/wasmModules';

const modules = [await wasmModule('simd'), await wasmModule('scalar')];
const implementations: readonly (readonly [string, (width: number, height: number) => Planes])[] = [
  ['in TypeScript', referencePlanes],
  ['in WASM with SIMD', (width, height) => wasmPlanes(modules[0]!, width, height)],
  ['in plain WASM', (width, height) => wasmPlanes(modules[1]!, width, height)],
];

const black = [0, 0, 0, 255];
const white = [255, 255, 255, 255];

describe.each(implementations)('planes %s, BT.709 in limited range', (_, open) => {
  /** A picture of one colour as Y, Cb, Cr. */
  function planesOf([red, green, blue]: readonly [number, number, number], order: PixelOrder = 'rgba'): readonly number[] {
    const planes = open(16, 2);
    const pixel = order === 'rgba' ? [red, green, blue, 255] : [blue, green, red, 255];
    for (let at = 0; at < 32; at++) planes.pixels.set(pixel, at * 4);
    planes.convert({ x: 0, y: 0, width: 16, height: 2 }, order);
    return [planes.bytes[0]!, planes.bytes[32]!, planes.bytes[40]!];
  }

  test('have black at 16 and white at 235, without colour', () => {
    expect(planesOf([0, 0, 0])).toEqual([16, 128, 128]);
    expect(planesOf([255, 255, 255])).toEqual([235, 128, 128]);
  });

  // Y = 16 + 219 (0.2126 R + 0.7152 G + 0.0722 B); Cb = 128 + 224 (B - Y) / 1.8556; Cr = 128 + 224 (R - Y) / 1.5748.
  test.each([
    ['red', [255, 0, 0], [63, 102, 240]],
    ['green', [0, 255, 0], [173, 42, 26]],
    ['blue', [0, 0, 255], [32, 240, 118]],
    ['middle grey', [128, 128, 128], [126, 128, 128]],
  ] as const)('have %s in its standard place', (_name, colour, planes) => {
    expect(planesOf(colour)).toEqual(planes);
    expect(planesOf(colour, 'bgra')).toEqual(planes);
  });

  test('are within 1 of the exact value for every colour tried', () => {
    for (let red = 0; red < 256; red += 51) for (let green = 0; green < 256; green += 51) for (let blue = 0; blue < 256; blue += 51) {
      const luma = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
      const exact = [16 + 219 * luma, 128 + (224 * (blue / 255 - luma)) / 1.8556, 128 + (224 * (red / 255 - luma)) / 1.5748];
      planesOf([red, green, blue]).forEach((value, plane) => expect(Math.abs(value - exact[plane]!)).toBeLessThanOrEqual(1));
    }
  });

  test('have the mean of four pixels as colour', () => {
    const planes = open(4, 2);
    planes.pixels.set([black, white, black, black, white, black, black, black].flat());
    planes.convert({ x: 0, y: 0, width: 4, height: 2 }, 'rgba');
    expect([...planes.bytes]).toEqual([16, 235, 16, 16, 235, 16, 16, 16, 128, 128, 128, 128]);
  });

  test('take an area in its place, and stay as they are elsewhere', () => {
    const planes = open(4, 4);
    planes.bytes.fill(99);
    planes.pixels.set([black, black, black, white].flat());
    planes.convert({ x: 2, y: 2, width: 2, height: 2 }, 'rgba');
    expect([...planes.bytes.subarray(0, 16)]).toEqual([99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 16, 16, 99, 99, 16, 235]);
    expect([...planes.bytes.subarray(16)]).toEqual([99, 99, 99, 128, 99, 99, 99, 128]);
  });

  test('are the same bits as those of the standard, for areas of every width and either order', () => {
    const next = chance(3);
    const [own, standard] = [open(64, 8), referencePlanes(64, 8)];
    for (let width = 2; width <= 64; width += 2) {
      const area = { x: 64 - width, y: 2, width, height: 4 };
      const pixels = Uint8Array.from({ length: width * 16 }, () => Math.floor(next() * 256));
      for (const planes of [own, standard]) {
        planes.pixels.set(pixels);
        planes.convert(area, width % 4 === 0 ? 'rgba' : 'bgra');
      }
      expect(own.bytes).toEqual(standard.bytes);
    }
  });
});

test('a module without this kernel is refused', async () => {
  const empty = await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  expect(() => wasmPlanes(empty, 2, 2)).toThrow('must convert pictures');
});
