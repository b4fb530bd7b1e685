import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cubeRoot, linearLight } from '../../src/kernels/srgb';
import { codeOf, implementations } from './implementations';

const black = [0, 0, 0, 255];
const white = [255, 255, 255, 255];
const red = [255, 0, 0, 255];
const pixelsOf = (...pixels: number[][]) => Uint8ClampedArray.from(pixels.flat());

describe('roots by fixed steps', () => {
  it('are cube roots to the last bits', () => {
    for (const value of [1, 8, 0.125, 0.3, 1.5e-5, 27]) expect(cubeRoot(value) / Math.cbrt(value)).toBeCloseTo(1, 14);
    expect(cubeRoot(0)).toBe(0);
  });

  it('make light linear as IEC 61966-2-1 says', () => {
    expect(linearLight[0]).toBe(0);
    expect(linearLight[255]).toBe(1);
    for (const byte of [1, 10, 11, 128, 254]) {
      const encoded = byte / 255;
      const light = encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
      expect(linearLight[byte]! / light).toBeCloseTo(1, 14);
    }
  });
});

describe.each(implementations)('colours, $id', (kernels) => {
  it('are those of the OKLab paper', () => {
    const colours = [...kernels.okLab(pixelsOf(black, white, red))];
    const expected = [0, 0, 0, 1, 0, 0, 0.627955, 0.224863, 0.125846];
    colours.forEach((value, place) => expect(value).toBeCloseTo(expected[place]!, 5));
  });

  it('do not depend on alpha', () => {
    expect(kernels.okLab(pixelsOf([1, 2, 3, 0]))).toEqual(kernels.okLab(pixelsOf([1, 2, 3, 255])));
    expect(kernels.luminance(pixelsOf([1, 2, 3, 0]))).toEqual(kernels.luminance(pixelsOf([1, 2, 3, 255])));
  });

  it('group around the means of what is near', () => {
    const points = Float32Array.of(0, 0, 0, 2, 0, 0, 10, 0, 0, 12, 0, 0, 14, 0, 0);
    const { centres, labels, counts } = kernels.kMeans(points, Float32Array.of(0, 0, 0, 14, 0, 0), 10);
    expect([...labels]).toEqual([0, 0, 1, 1, 1]);
    expect([...counts]).toEqual([2, 3]);
    expect([...centres]).toEqual([1, 0, 0, 12, 0, 0]);
  });

  it('leave a centre without points where it was, and ties to the earlier', () => {
    const { centres, labels, counts } = kernels.kMeans(Float32Array.of(1, 0, 0, 3, 0, 0), Float32Array.of(2, 0, 0, 2, 0, 0, 2, 0, 0), 10);
    expect([...labels]).toEqual([0, 0]);
    expect([...counts]).toEqual([2, 0, 0]);
    expect([...centres]).toEqual([2, 0, 0, 2, 0, 0, 2, 0, 0]);
  });

  it('end, each point with its nearest centre', () => {
    const axis = fc.integer({ min: 0, max: 8 });
    const point = fc.tuple(axis, axis, axis);
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 30 }), fc.array(point, { minLength: 1, maxLength: 5 }), (points, starts) => {
        const { labels, counts } = kernels.kMeans(Float32Array.from(points.flat()), Float32Array.from(starts.flat()), 1);
        points.forEach((own, place) => {
          const distances = starts.map((start) => start.reduce((sum, value, i) => sum + (value - own[i]!) ** 2, 0));
          expect(labels[place]).toBe(distances.indexOf(Math.min(...distances)));
        });
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(points.length);
      }),
    );
  });

  it('give nothing for no points', () => {
    const { centres, labels } = kernels.kMeans(new Float32Array(0), Float32Array.of(1, 2, 3), 5);
    expect(labels).toHaveLength(0);
    expect([...centres]).toEqual([1, 2, 3]);
    expect(kernels.okLab(pixelsOf())).toHaveLength(0);
  });

  it('refuse broken sizes and numbers', () => {
    const three = Float32Array.of(0, 0, 0);
    expect(codeOf(() => kernels.okLab(new Uint8ClampedArray(3)))).toBe('invalid-parameter');
    expect(codeOf(() => kernels.kMeans(new Float32Array(4), three, 5))).toBe('invalid-parameter');
    expect(codeOf(() => kernels.kMeans(three, new Float32Array(0), 5))).toBe('invalid-parameter');
    expect(codeOf(() => kernels.kMeans(three, Float32Array.of(0, NaN, 0), 5))).toBe('invalid-parameter');
    expect(codeOf(() => kernels.kMeans(three, three, 0))).toBe('invalid-parameter');
  });
});

describe.each(implementations)('pixels, $id', (kernels) => {
  it('have the luminance of WCAG', () => {
    const [dark, light, ofRed] = kernels.luminance(pixelsOf(black, white, red));
    expect(dark).toBe(0);
    expect(light).toBeCloseTo(1, 6);
    expect(ofRed).toBeCloseTo(0.2126, 6);
  });

  it('have 21 : 1 between black and white, 1 : 1 with themselves, in either order', () => {
    const [dark, light] = kernels.contrast(pixelsOf(black, white), 0);
    expect(dark).toBe(1);
    expect(light).toBeCloseTo(21, 5);
    expect(kernels.contrast(pixelsOf(black), 1)[0]).toBeCloseTo(21, 5);
  });

  it('differ by the mean of their bytes, alpha aside', () => {
    expect(kernels.frameDifference(pixelsOf(black, black), pixelsOf(black, black))).toBe(0);
    expect(kernels.frameDifference(pixelsOf(black), pixelsOf(white))).toBe(1);
    expect(kernels.frameDifference(pixelsOf(black, white), pixelsOf([51, 0, 0, 9], white))).toBeCloseTo(51 / 255 / 6, 15);
    expect(kernels.frameDifference(pixelsOf(), pixelsOf())).toBe(0);
  });

  it('differ by all there is over a whole picture of 1080p', () => {
    const size = 1920 * 1080 * 4;
    expect(kernels.frameDifference(new Uint8Array(size), new Uint8Array(size).fill(255))).toBe(1);
  });

  it('refuse sizes that disagree and a luminance out of its range', () => {
    expect(codeOf(() => kernels.frameDifference(pixelsOf(black), pixelsOf()))).toBe('invalid-parameter');
    expect(codeOf(() => kernels.frameDifference(new Uint8Array(5), new Uint8Array(5)))).toBe('invalid-parameter');
    expect(codeOf(() => kernels.luminance(new Uint8Array(5)))).toBe('invalid-parameter');
    expect(codeOf(() => kernels.contrast(pixelsOf(black), 1.5))).toBe('invalid-parameter');
    expect(codeOf(() => kernels.contrast(pixelsOf(black), NaN))).toBe('invalid-parameter');
  });
});
