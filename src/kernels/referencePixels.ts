/* eslint-disable @typescript-eslint/no-non-null-assertion -- every index is bounded by its loop and the sizes checked first */
import { checkFrames, checkLuminance, checkPixels, checkPoints } from './checks';
import type { Clusters, Pixels } from './kernels';
import { cubeRoot, linearLight, luminanceShares } from './srgb';

export function okLab(pixels: Pixels): Float32Array {
  checkPixels(pixels);
  const n = pixels.length / 4;
  const colours = new Float32Array(n * 3);
  for (let pixel = 0; pixel < n; pixel++) {
    const red = linearLight[pixels[pixel * 4]!]!;
    const green = linearLight[pixels[pixel * 4 + 1]!]!;
    const blue = linearLight[pixels[pixel * 4 + 2]!]!;
    const l = cubeRoot(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const m = cubeRoot(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const s = cubeRoot(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    colours[pixel * 3] = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
    colours[pixel * 3 + 1] = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
    colours[pixel * 3 + 2] = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  }
  return colours;
}

export function kMeans(points: Float32Array, starts: Float32Array, maxIterations: number): Clusters {
  checkPoints(points, starts, maxIterations);
  const n = points.length / 3;
  const k = starts.length / 3;
  // Centres move in f64 and are rounded once, at the end.
  const centres = Float64Array.from(starts);
  const sums = new Float64Array(k * 3);
  const counts = new Int32Array(k);
  const labels = new Int32Array(n).fill(-1);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    let moved = 0;
    sums.fill(0);
    counts.fill(0);
    for (let point = 0; point < n; point++) {
      const x = points[point * 3]!;
      const y = points[point * 3 + 1]!;
      const z = points[point * 3 + 2]!;
      let nearest = 0;
      let least = Infinity;
      for (let centre = 0; centre < k; centre++) {
        const dx = x - centres[centre * 3]!;
        const dy = y - centres[centre * 3 + 1]!;
        const dz = z - centres[centre * 3 + 2]!;
        const distance = dx * dx + dy * dy + dz * dz;
        if (distance < least) {
          least = distance;
          nearest = centre;
        }
      }
      if (labels[point] !== nearest) {
        labels[point] = nearest;
        moved++;
      }
      counts[nearest]!++;
      sums[nearest * 3] = sums[nearest * 3]! + x;
      sums[nearest * 3 + 1] = sums[nearest * 3 + 1]! + y;
      sums[nearest * 3 + 2] = sums[nearest * 3 + 2]! + z;
    }
    if (moved === 0) break;
    for (let centre = 0; centre < k; centre++) {
      const size = counts[centre]!;
      if (size === 0) continue;
      for (let axis = centre * 3; axis < centre * 3 + 3; axis++) centres[axis] = sums[axis]! / size;
    }
  }
  return { centres: Float32Array.from(centres), labels, counts };
}

export function luminance(pixels: Pixels): Float32Array {
  checkPixels(pixels);
  const luminances = new Float32Array(pixels.length / 4);
  for (let pixel = 0; pixel < luminances.length; pixel++) luminances[pixel] = luminanceAt(pixels, pixel);
  return luminances;
}

export function contrast(pixels: Pixels, against: number): Float32Array {
  checkPixels(pixels);
  checkLuminance(against);
  // All in f32, as lanes have it: f32 division rounded from f64 is the same.
  const flare = Math.fround(0.05);
  const other = Math.fround(Math.fround(against) + flare);
  const ratios = luminance(pixels);
  for (let pixel = 0; pixel < ratios.length; pixel++) {
    const own = Math.fround(ratios[pixel]! + flare);
    ratios[pixel] = own > other ? own / other : other / own;
  }
  return ratios;
}

export function frameDifference(before: Pixels, after: Pixels): number {
  checkFrames(before, after);
  if (before.length === 0) return 0;
  let sum = 0;
  for (let byte = 0; byte < before.length; byte += 4) {
    sum += Math.abs(before[byte]! - after[byte]!);
    sum += Math.abs(before[byte + 1]! - after[byte + 1]!);
    sum += Math.abs(before[byte + 2]! - after[byte + 2]!);
  }
  return sum / (before.length * 0.75 * 255);
}

function luminanceAt(pixels: Pixels, pixel: number): number {
  const red = luminanceShares[pixels[pixel * 4]!]!;
  const green = luminanceShares[256 + pixels[pixel * 4 + 1]!]!;
  const blue = luminanceShares[512 + pixels[pixel * 4 + 2]!]!;
  return red + green + blue;
}
