import { allocate, allocateZeros } from './arena';

/**
 * The cheapest split into groups of neighbours, by dynamic programming. The caller brings one row of similarities at a time: with the
 * row outermost, block sums need one row instead of an n × n integral image, and everything scanned stays in the second-level cache.
 */

let n: i32 = 0;
let groups: i32 = 0;
let width: usize = 0;
let least: usize = 0;
let from: usize = 0;
let block: usize = 0;
let square: usize = 0;
let gain: usize = 0;

export function openPartition(rows: i32, count: i32): void {
  n = rows;
  groups = count;
  width = <usize>rows + 1;
  const cells = <usize>(count + 1) * width;
  least = allocate(cells << 3);
  for (let cell: usize = 0; cell < cells; cell++) store<f64>(least + (cell << 3), Infinity);
  store<f64>(least, 0);
  from = allocateZeros(cells << 2);
  block = allocateZeros(width << 3);
  square = allocateZeros(width << 3);
  gain = allocate(width << 3);
}

/** Goes on to the first j rows, j = 1, 2, … n; `row` holds the similarities of row j − 1 to the rows [0, j). */
export function addToPartition(j: i32, row: usize): void {
  let prefix: f64 = 0;
  const last = row + (<usize>(j - 1) << 2);
  let sum = block + 8;
  for (; row < last; row += 4) {
    prefix += <f64>load<f32>(row);
    store<f64>(sum, load<f64>(sum) + prefix);
    sum += 8;
  }
  const corner = square + (<usize>j << 3);
  const side = load<f64>(corner - 8) + prefix;
  prefix += <f64>load<f32>(last);
  store<f64>(corner, side + prefix);
  store<f64>(sum, side + prefix);

  fillGain(j, side + prefix);
  const deepest = min<i32>(groups, j);
  for (let group = 1; group <= deepest; group++) {
    const cell = <usize>group * width + <usize>j;
    const start = cheapestStart(least + ((<usize>(group - 1) * width) << 3), group - 1, j);
    store<i32>(from + (cell << 2), start);
    const before = least + ((<usize>(group - 1) * width + <usize>start) << 3);
    const cost = load<f64>(before) - load<f64>(gain + (<usize>start << 3));
    // Nothing is below infinity where sums are not numbers.
    store<f64>(least + (cell << 3), cost < Infinity ? cost : Infinity);
  }
}

/** Fills `bounds` (i32, groups + 1); returns the cost. */
export function closePartition(bounds: usize): f64 {
  store<i32>(bounds + (<usize>groups << 2), n);
  for (let group = groups; group > 0; group--) {
    const bound = bounds + (<usize>group << 2);
    store<i32>(bound - 4, load<i32>(from + ((<usize>group * width + <usize>load<i32>(bound)) << 2)));
  }
  return load<f64>(least + ((<usize>groups * width + <usize>n) << 3));
}

function fillGain(j: i32, total: f64): void {
  let i: i32 = 0;
  if (ASC_FEATURE_SIMD) {
    const totals = f64x2.splat(total);
    const two = f64x2.splat(2);
    let lengths = f64x2.sub(f64x2.splat(<f64>j), f64x2(0, 1));
    for (; i + 2 <= j; i += 2) {
      const place = <usize>i << 3;
      const sums = f64x2.sub(totals, f64x2.mul(two, v128.load(block + place)));
      v128.store(gain + place, f64x2.div(f64x2.add(sums, v128.load(square + place)), lengths));
      lengths = f64x2.sub(lengths, two);
    }
  }
  for (; i < j; i++) {
    const place = <usize>i << 3;
    store<f64>(gain + place, (total - 2 * load<f64>(block + place) + load<f64>(square + place)) / <f64>(j - i));
  }
}

/** The earliest i in [first, j) with the least before[i] − gain[i]. */
function cheapestStart(before: usize, first: i32, j: i32): i32 {
  let best: f64 = Infinity;
  let start = first;
  let i = first;
  if (ASC_FEATURE_SIMD) {
    // Only the least of 16 is compared with the best so far; where in them it is, is looked up once at the end.
    let found: i32 = -1;
    for (; i + 16 <= j; i += 16) {
      const costs = before + (<usize>i << 3);
      const gains = gain + (<usize>i << 3);
      let a = f64x2.sub(v128.load(costs), v128.load(gains));
      let b = f64x2.sub(v128.load(costs, 16), v128.load(gains, 16));
      let c = f64x2.sub(v128.load(costs, 32), v128.load(gains, 32));
      let d = f64x2.sub(v128.load(costs, 48), v128.load(gains, 48));
      a = f64x2.pmin(a, f64x2.sub(v128.load(costs, 64), v128.load(gains, 64)));
      b = f64x2.pmin(b, f64x2.sub(v128.load(costs, 80), v128.load(gains, 80)));
      c = f64x2.pmin(c, f64x2.sub(v128.load(costs, 96), v128.load(gains, 96)));
      d = f64x2.pmin(d, f64x2.sub(v128.load(costs, 112), v128.load(gains, 112)));
      a = f64x2.pmin(f64x2.pmin(a, b), f64x2.pmin(c, d));
      if (v128.any_true(f64x2.lt(a, f64x2.splat(best)))) {
        const low = f64x2.extract_lane(a, 0);
        const high = f64x2.extract_lane(a, 1);
        // One of them may be no number.
        best = low < best ? low : best;
        best = high < best ? high : best;
        found = i;
      }
    }
    if (found >= 0) {
      start = found;
      while (start < i && load<f64>(before + (<usize>start << 3)) - load<f64>(gain + (<usize>start << 3)) !== best) start++;
    }
  }
  for (; i < j; i++) {
    const cost = load<f64>(before + (<usize>i << 3)) - load<f64>(gain + (<usize>i << 3));
    if (cost < best) {
      best = cost;
      start = i;
    }
  }
  return start;
}
