import { describe, expect, it } from 'vitest';
import { oklch } from '../../../../src/stages/video/draw/oklch';

describe('oklch', () => {
  // Known pairs: CSS Color 4, "Sample code for Color Conversions", and the primaries of sRGB.
  it.each([
    [1, 0, 0, '#FFFFFF'],
    [0, 0, 0, '#000000'],
    [0.62796, 0.25768, 29.234, '#FF0000'],
    [0.86644, 0.29483, 142.495, '#00FF00'],
    [0.45201, 0.31321, 264.052, '#0000FF'],
  ])('makes %d %d %d %s', (lightness, chroma, hue, expected) => {
    expect(oklch(lightness, chroma, hue)).toBe(expected);
  });

  it('takes chroma from what a screen cannot show, and leaves a colour of that hue', () => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(oklch(0.9, 0.4, 145).slice(at, at + 2), 16));
    expect(green).toBeGreaterThan(red);
    expect(green).toBeGreaterThan(blue);
  });
});
