import { describe, expect, test } from 'vitest';
import { Failure } from '../../../../src/domain/failure';
import { animatedWebp } from '../../../../src/stages/video/files/animatedWebp';

/** A still WebP file with these bytes for a picture, padded to even length. */
function still(...picture: number[]): Uint8Array {
  const padded = picture.length % 2 === 0 ? picture : [...picture, 0];
  return Uint8Array.of(...letters('RIFF'), 12 + padded.length, 0, 0, 0, ...letters('WEBP'), ...letters('VP8 '), picture.length, 0, 0, 0, ...padded);
}

function letters(text: string): readonly number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

describe('an animated WebP', () => {
  test('holds each picture with its place, size and milliseconds, as the container wants them', () => {
    const file = animatedWebp({ width: 640, height: 360 }, [
      { x: 0, y: 0, width: 640, height: 360, bytes: still(1, 2), duration: 1000 },
      { x: 10, y: 4, width: 20, height: 6, bytes: still(3, 4, 5), duration: 300 },
    ]);
    const wide = [127, 2, 0, 103, 1, 0];
    expect([...file]).toEqual([
      ...letters('RIFF'), file.length - 8, 0, 0, 0, ...letters('WEBP'),
      ...letters('VP8X'), 10, 0, 0, 0, 2, 0, 0, 0, ...wide,
      ...letters('ANIM'), 6, 0, 0, 0, 255, 255, 255, 255, 0, 0,
      ...letters('ANMF'), 26, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...wide, 232, 3, 0, 2, ...letters('VP8 '), 2, 0, 0, 0, 1, 2,
      ...letters('ANMF'), 28, 0, 0, 0, 5, 0, 0, 2, 0, 0, 19, 0, 0, 5, 0, 0, 44, 1, 0, 2, ...letters('VP8 '), 3, 0, 0, 0, 3, 4, 5, 0,
    ]);
  });

  test('is refused of what is no WebP', () => {
    expect(() => animatedWebp({ width: 2, height: 2 }, [{ x: 0, y: 0, width: 2, height: 2, bytes: new Uint8Array(40), duration: 1 }])).toThrow(Failure);
  });
});
