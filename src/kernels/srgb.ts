/* eslint-disable @typescript-eslint/no-non-null-assertion -- bytes index tables of 256 */
import { luminanceWeights } from '../domain/luminance';

/** Linear light in [0, 1] of each sRGB byte, by + − × ÷ alone: `domain/luminance` may differ in the last bit. Source: IEC 61966-2-1. */
export const linearLight: Float64Array = Float64Array.from({ length: 256 }, (_, byte) => {
  const encoded = byte / 255;
  return encoded <= 0.04045 ? encoded / 12.92 : powerTwelveFifths((encoded + 0.055) / 1.055);
});

/** Shares of relative luminance of each red, green and blue byte (WCAG 2.2), 3 × 256. */
export const luminanceShares: Float64Array = Float64Array.from(luminanceWeights.flatMap((share) => [...linearLight.map((light) => share * light)]));

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/**
 * The cube root of a number in [0, 1e38], by three of Halley's steps: + − × ÷ only, so that every machine gives the same bits.
 * `Math.cbrt` may not. Within 1e-15 of the truth, relatively.
 *
 * The first guess divides the exponent by three in the bits of the f32 (W. Kahan, "Computing a Real Cube Root", 1991).
 */
export function cubeRoot(value: number): number {
  if (value === 0) return 0;
  float[0] = value;
  bits[0] = Math.trunc(bits[0]! / 3) + 0x2a5137a0;
  let root = float[0]!;
  for (let step = 0; step < 3; step++) {
    const cube = root * root * root;
    root = (root * (cube + 2 * value)) / (2 * cube + value);
  }
  return root;
}

// x^2.4 = x² · (x^⅕)², the fifth root by Newton's steps from above: 40 are enough for every x above 0.04.
function powerTwelveFifths(x: number): number {
  let root = 1;
  for (let step = 0; step < 40; step++) root = (4 * root + x / (root * root * root * root)) / 5;
  return x * x * (root * root);
}
