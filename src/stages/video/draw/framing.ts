import type { Crop } from '../../../domain/film/drawing';

/** Share by which a picture grows over its scene. */
const drift = 0.045;

/** The whole of a picture. */
export const whole: Crop = { x: 0, y: 0, width: 1, height: 1 };

/**
 * Gives the largest part of a picture that has the shape of a box: from the middle across, and from a little above the middle down,
 * where pictures have what they are about.
 *
 * @param aspect of the picture: width over height
 * @param box    of the place it fills: width over height
 */
export function covering(aspect: number, box: number): Crop {
  if (aspect >= box) return { ...whole, x: rounded((1 - box / aspect) / 2), width: rounded(box / aspect) };
  return { ...whole, y: rounded((1 - aspect / box) * 0.42), height: rounded(aspect / box) };
}

/** The share of a picture that is left when it covers a box. */
export function keptShare(aspect: number, box: number): number {
  return Math.min(aspect / box, box / aspect);
}

/** The largest size of a picture's shape that fits a box. */
export function contained(aspect: number, width: number, height: number): { readonly width: number; readonly height: number } {
  return width / height > aspect ? { width: height * aspect, height } : { width, height: width / aspect };
}

/**
 * Gives where a picture's drift begins and ends: a slow zoom by 4.5%, in or out, towards one of four places about the middle.
 *
 * @param turn a whole number that chooses among the ways
 */
export function driftOf(crop: Crop, turn: number): { readonly from: Crop; readonly to: Crop } {
  const scale = 1 - drift;
  const [left, top] = ([[0.5, 0.42], [0.34, 0.5], [0.66, 0.5], [0.5, 0.58]] as const)[turn % 4] ?? [0.5, 0.5];
  const near: Crop = {
    x: rounded(crop.x + crop.width * drift * left), y: rounded(crop.y + crop.height * drift * top),
    width: rounded(crop.width * scale), height: rounded(crop.height * scale),
  };
  return (turn >> 2) % 3 === 2 ? { from: near, to: crop } : { from: crop, to: near };
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
