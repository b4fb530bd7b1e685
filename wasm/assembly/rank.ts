import { allocate, allocateZeros, extendTo } from './arena';
import { openProducts, rowProducts } from './sparse';

// The same share as in the reference.
const leastShare: f64 = 1e-9;

/** Fills `rank` (f64, n) with the TextRank of the rows of a CSR matrix, without building their similarities. */
export function textRank(
  n: i32,
  columns: i32,
  offsets: usize,
  indices: usize,
  values: usize,
  damping: f64,
  tolerance: f64,
  maxIterations: i32,
  rank: usize,
): void {
  const count = load<i32>(offsets + (<usize>n << 2));
  const holders = allocateZeros(<usize>columns << 2);
  for (let entry = 0; entry < count; entry++) {
    if (load<f32>(values + (<usize>entry << 2)) > 0) {
      const slot = holders + (<usize>load<i32>(indices + (<usize>entry << 2)) << 2);
      store<i32>(slot, load<i32>(slot) + 1);
    }
  }

  // What is kept of an entry: the byte offset of its column in `sums` (i32) and its value (f32), side by side.
  const kept = allocate(<usize>count << 3);
  const ends = allocate(<usize>n << 2);
  const sums = allocateZeros(<usize>columns << 3);
  let next = kept;
  for (let row = 0; row < n; row++) {
    const end = load<i32>(offsets + (<usize>row << 2), 4);
    for (let entry = load<i32>(offsets + (<usize>row << 2)); entry < end; entry++) {
      const column = <usize>load<i32>(indices + (<usize>entry << 2));
      const value = load<f32>(values + (<usize>entry << 2));
      if (value > 0 && load<i32>(holders + (column << 2)) > 1) {
        store<usize>(next, sums + (column << 3));
        store<f32>(next, value, 4);
        store<f64>(sums + (column << 3), load<f64>(sums + (column << 3)) + <f64>value);
        next += 8;
      }
    }
    store<usize>(ends + (<usize>row << 2), next);
  }

  const squares = allocate(<usize>n << 3);
  const inverseWeights = allocate(<usize>n << 3);
  let entry = kept;
  for (let row = 0; row < n; row++) {
    const end = load<usize>(ends + (<usize>row << 2));
    let square: f64 = 0;
    let products: f64 = 0;
    for (; entry < end; entry += 8) {
      const value = <f64>load<f32>(entry, 4);
      square += value * value;
      products += value * load<f64>(load<usize>(entry));
    }
    const weight = products - square;
    store<f64>(squares + (<usize>row << 3), square);
    store<f64>(inverseWeights + (<usize>row << 3), weight > square * leastShare ? 1 / weight : 0);
  }

  const flow = allocate(<usize>n << 3);
  const arriving = allocate(<usize>n << 3);
  startRank(n, rank);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const idle = shareRank(n, rank, inverseWeights, flow);
    memory.fill(sums, 0, <usize>columns << 3);
    entry = kept;
    for (let row = 0; row < n; row++) {
      const end = load<usize>(ends + (<usize>row << 2));
      const share = load<f64>(flow + (<usize>row << 3));
      for (; entry < end; entry += 8) {
        const sum = load<usize>(entry);
        store<f64>(sum, load<f64>(sum) + share * <f64>load<f32>(entry, 4));
      }
    }
    entry = kept;
    for (let row = 0; row < n; row++) {
      const end = load<usize>(ends + (<usize>row << 2));
      let sum: f64 = 0;
      for (; entry < end; entry += 8) sum += <f64>load<f32>(entry, 4) * load<f64>(load<usize>(entry));
      const place = <usize>row << 3;
      store<f64>(arriving + place, sum - load<f64>(squares + place) * load<f64>(flow + place));
    }
    if (updateRank(n, rank, arriving, damping, idle) < tolerance) break;
  }
  finishRank(n, rank);
}

/** Fills `rank` (f64, n) with the PageRank of a CSR graph. */
export function pageRank(
  n: i32,
  offsets: usize,
  indices: usize,
  values: usize,
  damping: f64,
  tolerance: f64,
  maxIterations: i32,
  rank: usize,
): void {
  const inverseWeights = allocate(<usize>n << 3);
  for (let row = 0; row < n; row++) {
    const end = load<i32>(offsets + (<usize>row << 2), 4);
    let weight: f64 = 0;
    for (let entry = load<i32>(offsets + (<usize>row << 2)); entry < end; entry++) {
      weight += <f64>load<f32>(values + (<usize>entry << 2));
    }
    store<f64>(inverseWeights + (<usize>row << 3), weight > 0 ? 1 / weight : 0);
  }
  const flow = allocate(<usize>n << 3);
  const arriving = allocate(<usize>n << 3);
  startRank(n, rank);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const idle = shareRank(n, rank, inverseWeights, flow);
    memory.fill(arriving, 0, <usize>n << 3);
    for (let row = 0; row < n; row++) {
      const share = load<f64>(flow + (<usize>row << 3));
      const end = load<i32>(offsets + (<usize>row << 2), 4);
      for (let entry = load<i32>(offsets + (<usize>row << 2)); entry < end; entry++) {
        const slot = arriving + (<usize>load<i32>(indices + (<usize>entry << 2)) << 3);
        store<f64>(slot, load<f64>(slot) + share * <f64>load<f32>(values + (<usize>entry << 2)));
      }
    }
    if (updateRank(n, rank, arriving, damping, idle) < tolerance) break;
  }
  finishRank(n, rank);
}

/** Fills `rank` (f64, n) with the LexRank of the rows of a CSR matrix. Links lie at the end of the arena, which grows as they come. */
export function lexRank(
  n: i32,
  columns: i32,
  offsets: usize,
  indices: usize,
  values: usize,
  threshold: f64,
  damping: f64,
  tolerance: f64,
  maxIterations: i32,
  rank: usize,
): void {
  openProducts(n, columns, offsets, indices, values);
  const inverseWeights = allocate(<usize>n << 3);
  const flow = allocate(<usize>n << 3);
  const arriving = allocate(<usize>n << 3);
  const ends = allocate(<usize>n << 2);
  const products = allocate(<usize>n << 2);
  const links = allocate(0);
  let next = links;
  for (let row = 0; row < n; row++) {
    rowProducts(row, row + 1, products);
    // A row has room for all it may link before the first link is written.
    extendTo(next + (<usize>n << 2));
    const first = next;
    for (let other = 0; other < n; other++) {
      if (<f64>load<f32>(products + (<usize>other << 2)) >= threshold && other !== row) {
        store<usize>(next, arriving + (<usize>other << 3));
        next += 4;
      }
    }
    store<usize>(ends + (<usize>row << 2), next);
    const count = <f64>((next - first) >> 2);
    store<f64>(inverseWeights + (<usize>row << 3), count > 0 ? 1 / count : 0);
  }

  startRank(n, rank);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const idle = shareRank(n, rank, inverseWeights, flow);
    memory.fill(arriving, 0, <usize>n << 3);
    let link = links;
    for (let row = 0; row < n; row++) {
      const share = load<f64>(flow + (<usize>row << 3));
      const end = load<usize>(ends + (<usize>row << 2));
      for (; link < end; link += 4) {
        const slot = load<usize>(link);
        store<f64>(slot, load<f64>(slot) + share);
      }
    }
    if (updateRank(n, rank, arriving, damping, idle) < tolerance) break;
  }
  finishRank(n, rank);
}

function startRank(n: i32, rank: usize): void {
  for (let row = 0; row < n; row++) store<f64>(rank + (<usize>row << 3), 1 / <f64>n);
}

/** Fills `flow` with what each row gives per unit of weight; returns the rank of rows without links. */
function shareRank(n: i32, rank: usize, inverseWeights: usize, flow: usize): f64 {
  let idle: f64 = 0;
  for (let row = 0; row < n; row++) {
    const place = <usize>row << 3;
    const own = load<f64>(rank + place);
    const inverse = load<f64>(inverseWeights + place);
    if (inverse === 0) idle += own;
    store<f64>(flow + place, own * inverse);
  }
  return idle;
}

/** Sets the next rank; returns the sum of absolute changes. */
function updateRank(n: i32, rank: usize, arriving: usize, damping: f64, idle: f64): f64 {
  const base = (1 - damping) / <f64>n + (damping * idle) / <f64>n;
  let change: f64 = 0;
  for (let row = 0; row < n; row++) {
    const place = <usize>row << 3;
    const next = base + damping * load<f64>(arriving + place);
    change += abs<f64>(next - load<f64>(rank + place));
    store<f64>(rank + place, next);
  }
  return change;
}

function finishRank(n: i32, rank: usize): void {
  let sum: f64 = 0;
  for (let row = 0; row < n; row++) sum += load<f64>(rank + (<usize>row << 3));
  for (let row = 0; row < n; row++) {
    const place = rank + (<usize>row << 3);
    store<f64>(place, load<f64>(place) / sum);
  }
}
