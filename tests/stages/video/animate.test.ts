import { describe, expect, test } from 'vitest';
import { animationDelays, animationSize, animationStride } from '../../../src/stages/video/animate';

describe('an animation', () => {
  test('keeps the shape of the film, its long side at most 960 px', () => {
    expect(animationSize({ width: 1920, height: 1080 })).toEqual({ width: 960, height: 540 });
    expect(animationSize({ width: 1080, height: 1920 })).toEqual({ width: 540, height: 960 });
  });

  test('is not made larger than the film', () => {
    expect(animationSize({ width: 640, height: 360 })).toEqual({ width: 640, height: 360 });
  });

  test('changes about 15 times a second', () => {
    expect([12, 24, 25, 30, 60].map(animationStride)).toEqual([1, 2, 2, 2, 4]);
  });

  test('rounds the ends of pictures to hundredths, so that rounding does not add up', () => {
    expect(animationDelays([1, 1, 1, 1, 1, 1], 30)).toEqual([3, 4, 3, 3, 4, 3]);
    expect(animationDelays(Array.from({ length: 3000 }, () => 1), 30).reduce((sum, delay) => sum + delay)).toBe(10_000);
  });
});
