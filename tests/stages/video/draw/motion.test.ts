import { describe, expect, it } from 'vitest';
import { easeOut } from '../../../../src/stages/video/draw/motion';

describe('easeOut', () => {
  it('runs from 0 to 1, clamped', () => {
    expect([-1, 0, 1, 2].map(easeOut)).toEqual([0, 0, 1, 1]);
  });

  it('rises steadily, most of the way in the first quarter', () => {
    const values = Array.from({ length: 101 }, (_, index) => easeOut(index / 100));
    expect(values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0))).toBe(true);
    expect(easeOut(0.25)).toBeGreaterThan(0.75);
  });
});
