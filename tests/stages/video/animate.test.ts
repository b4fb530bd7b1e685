import { describe, expect, test } from 'vitest';
import { fileForms } from '../../../src/domain/film/video';
import { animationDelays, animationSize, animationStride } from '../../../src/stages/video/animate';

const { gif: { rules: gif }, webp: { rules: webp } } = fileForms;

describe('an animation', () => {
  test('keeps the shape of the film, its long side no longer than its kind may be', () => {
    expect(animationSize({ width: 1920, height: 1080 }, gif)).toEqual({ width: 960, height: 540 });
    expect(animationSize({ width: 1080, height: 1920 }, webp)).toEqual({ width: 720, height: 1280 });
  });

  test('is not made larger than the film', () => {
    expect(animationSize({ width: 640, height: 360 }, gif)).toEqual({ width: 640, height: 360 });
  });

  test('changes about 15 times a second as GIF, 30 as WebP', () => {
    expect([12, 24, 25, 30, 60].map((fps) => animationStride(fps, gif))).toEqual([1, 2, 2, 2, 4]);
    expect([12, 24, 25, 30, 60].map((fps) => animationStride(fps, webp))).toEqual([1, 1, 1, 1, 2]);
  });

  test('rounds the ends of pictures to units, so that rounding does not add up', () => {
    expect(animationDelays([1, 1, 1, 1, 1, 1], 30, 100)).toEqual([3, 4, 3, 3, 4, 3]);
    expect(animationDelays(Array.from({ length: 3000 }, () => 1), 30, 1000).reduce((sum, delay) => sum + delay)).toBe(100_000);
  });
});
