import { describe, expect, test } from 'vitest';
import { changedBox } from '../../../src/platform/canvas/changedBox';

/** A picture 6 wide and 4 high with other pixels at these places. */
function picture(...changed: readonly (readonly [number, number])[]): Uint32Array {
  const pixels = new Uint32Array(24);
  for (const [x, y] of changed) pixels[y * 6 + x] = 1;
  return pixels;
}

describe('the part of a picture that changes', () => {
  test('is all of it where nothing was before', () => {
    expect(changedBox(undefined, picture(), 6, 4)).toEqual({ x: 0, y: 0, width: 6, height: 4 });
  });

  test('is the smallest box around all that differs, its corner on even places', () => {
    expect(changedBox(picture(), picture([3, 1], [4, 3]), 6, 4)).toEqual({ x: 2, y: 0, width: 3, height: 4 });
    expect(changedBox(picture(), picture([5, 2]), 6, 4)).toEqual({ x: 4, y: 2, width: 2, height: 1 });
  });

  test('is a single pixel of equal pictures: a container has no empty ones', () => {
    expect(changedBox(picture([1, 1]), picture([1, 1]), 6, 4)).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  });
});
