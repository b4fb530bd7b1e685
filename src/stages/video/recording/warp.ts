import { hop, type Spectrum } from './spectrum';

/** Share of the recording's length that a place may lie off the straight line, and seconds at least and at most. */
const reach = 0.25;
const leastReach = 1.5;
const mostReach = 12;
/** Cost of a frame that only one of the two has, as a multiple of what a pair costs in the middle; in silence it costs little. */
const lonely = 1.1;

/**
 * Lays a recording over a reading of the same words (dynamic time warping, with a band around the straight line).
 *
 * @returns for each frame of `expected` the time in the recording, s, ascending
 *
 * Source: Sakoe & Chiba, IEEE ASSP 26, 1978; against a synthesizer as in aeneas (Pettarin 2015).
 */
export function warp(expected: Spectrum, recorded: Spectrum): Float64Array {
  const [n, m] = [expected.frames, recorded.frames];
  const slope = m / n;
  const radius = Math.ceil(Math.min(mostReach / hop, Math.max(leastReach / hop, reach * m)));
  const width = 2 * radius + 1;
  const first = (row: number): number => Math.round(row * slope) - radius;
  // 0: both go on, 1: only the expected one, 2: only the recorded one.
  const steps = new Uint8Array(n * width);
  const usual = typicalDistance(expected, recorded);
  let above = new Float32Array(width).fill(Infinity);
  for (let row = 0; row < n; row++) {
    const here = new Float32Array(width).fill(Infinity);
    const shift = first(row) - (row === 0 ? first(0) : first(row - 1));
    for (let place = 0; place < width; place++) {
      const column = first(row) + place;
      if (column < 0 || column >= m) continue;
      const cost = distance(expected, row, recorded, column);
      if (row === 0 && column === 0) {
        here[place] = cost;
        continue;
      }
      const alone = cost + lonely * usual * Math.min(1, cost / usual);
      const both = cost * 1.0 + (above[place + shift - 1] ?? Infinity);
      const down = alone + (above[place + shift] ?? Infinity);
      const right = alone + (here[place - 1] ?? Infinity);
      const best = Math.min(both, down, right);
      here[place] = best;
      steps[row * width + place] = best === both ? 0 : best === down ? 1 : 2;
    }
    above = here;
  }
  const times = new Float64Array(n);
  let row = n - 1;
  let column = m - 1;
  while (row >= 0) {
    times[row] = column * hop;
    const step = steps[row * width + column - first(row)] ?? 0;
    if (row === 0 && column === 0) break;
    // Before the first frame of the recording there is nothing: sounds that cannot be compared must end, too.
    if (step !== 2 || column === 0) row -= 1;
    if (step !== 1) column = Math.max(0, column - 1);
    if (row < 0) break;
  }
  return times;
}

function distance(one: Spectrum, row: number, other: Spectrum, column: number): number {
  let sum = 0;
  const { bands } = one;
  for (let band = 0; band < bands; band++) sum += Math.abs((one.values[row * bands + band] ?? 0) - (other.values[column * bands + band] ?? 0));
  return sum / bands;
}

/** Mean distance of frames at proportional places: what unrelated sounds differ by. */
function typicalDistance(one: Spectrum, other: Spectrum): number {
  let sum = 0;
  const probes = Math.min(200, one.frames);
  for (let probe = 0; probe < probes; probe++) {
    const row = Math.floor((probe * one.frames) / probes);
    sum += distance(one, row, other, (row * 7 + 13) % other.frames);
  }
  return Math.max(1, sum / probes);
}
