import { allocate, allocateZeros } from './arena';

/**
 * Dot products of sparse rows, a block of rows at a time: the whole matrix never lies in this memory.
 *
 * Columns that many rows hold are spread out (zeros included) and added four rows at a time: by Zipf's law a dozen of them make
 * four fifths of all products. Adding 0 changes no sum, so the order, and every bit, stays that of the reference.
 */

// A column is spread out if at least one row in this many holds it; about where four lanes over all beat one over the holders.
const spreadShare = 10;

let n: i32 = 0;
let offsets: usize = 0;
let indices: usize = 0;
let values: usize = 0;
let starts: usize = 0;
/** Of each posting the row (i32) and the value (f32), side by side. */
let postings: usize = 0;
/** Of each column the address of its spread values, or 0. */
let spread: usize = 0;

/** Prepares the columns of a CSR matrix (addresses of i32 offsets and indices, f32 values) for `rowProducts`. */
export function openProducts(rows: i32, columns: i32, rowOffsets: usize, columnIndices: usize, entries: usize): void {
  n = rows;
  offsets = rowOffsets;
  indices = columnIndices;
  values = entries;
  const count = load<i32>(offsets + (<usize>rows << 2));
  starts = allocateZeros((<usize>columns + 1) << 2);
  postings = allocate(<usize>count << 3);
  spread = allocateZeros(<usize>columns << 2);
  for (let entry = 0; entry < count; entry++) {
    const slot = starts + (<usize>load<i32>(indices + (<usize>entry << 2)) << 2);
    store<i32>(slot, load<i32>(slot, 4) + 1, 4);
  }
  for (let column = 0; column < columns; column++) {
    const slot = starts + (<usize>column << 2);
    store<i32>(slot, load<i32>(slot, 4) + load<i32>(slot), 4);
  }
  const next = allocate(<usize>columns << 2);
  memory.copy(next, starts, <usize>columns << 2);
  for (let row = 0; row < rows; row++) {
    const end = load<i32>(offsets + (<usize>row << 2), 4);
    for (let entry = load<i32>(offsets + (<usize>row << 2)); entry < end; entry++) {
      const slot = next + (<usize>load<i32>(indices + (<usize>entry << 2)) << 2);
      const place = load<i32>(slot);
      store<i32>(slot, place + 1);
      store<i32>(postings + (<usize>place << 3), row);
      store<f32>(postings + (<usize>place << 3), load<f32>(values + (<usize>entry << 2)), 4);
    }
  }
  if (ASC_FEATURE_SIMD) {
    for (let column = 0; column < columns; column++) {
      const first = load<i32>(starts + (<usize>column << 2));
      const last = load<i32>(starts + (<usize>column << 2), 4);
      if (last - first < 8 || (last - first) * spreadShare < rows) continue;
      const all = allocateZeros(<usize>rows << 2);
      store<usize>(spread + (<usize>column << 2), all);
      for (let place = first; place < last; place++) {
        const posting = postings + (<usize>place << 3);
        store<f32>(all + (<usize>load<i32>(posting) << 2), load<f32>(posting, 4));
      }
    }
  }
}

/** Fills `target` (f32, (last − first) × n) with the products of the rows [first, last) with all rows. */
export function rowProducts(first: i32, last: i32, target: usize): void {
  memory.fill(target, 0, (<usize>(last - first) * <usize>n) << 2);
  for (let row = first; row < last; row++) {
    addRowProducts(row, target + ((<usize>(row - first) * <usize>n) << 2));
  }
}

function addRowProducts(row: i32, target: usize): void {
  const end = indices + (<usize>load<i32>(offsets + (<usize>row << 2), 4) << 2);
  const shift = values - indices;
  for (let entry = indices + (<usize>load<i32>(offsets + (<usize>row << 2)) << 2); entry < end; entry += 4) {
    const column = <usize>load<i32>(entry) << 2;
    const value = load<f32>(entry + shift);
    if (ASC_FEATURE_SIMD) {
      const all = load<usize>(spread + column);
      if (all) {
        addSpread(value, all, target);
        continue;
      }
    }
    const stop = postings + (<usize>load<i32>(starts + column, 4) << 3);
    for (let posting = postings + (<usize>load<i32>(starts + column) << 3); posting < stop; posting += 8) {
      const slot = target + (<usize>load<i32>(posting) << 2);
      store<f32>(slot, load<f32>(slot) + value * load<f32>(posting, 4));
    }
  }
}

function addSpread(value: f32, all: usize, target: usize): void {
  const lanes = f32x4.splat(value);
  const bytes = <usize>n << 2;
  const end = target + bytes;
  const wide = target + (bytes & ~63);
  while (target < wide) {
    v128.store(target, f32x4.add(v128.load(target), f32x4.mul(lanes, v128.load(all))));
    v128.store(target, f32x4.add(v128.load(target, 16), f32x4.mul(lanes, v128.load(all, 16))), 16);
    v128.store(target, f32x4.add(v128.load(target, 32), f32x4.mul(lanes, v128.load(all, 32))), 32);
    v128.store(target, f32x4.add(v128.load(target, 48), f32x4.mul(lanes, v128.load(all, 48))), 48);
    target += 64;
    all += 64;
  }
  while (target < end) {
    store<f32>(target, load<f32>(target) + value * load<f32>(all));
    target += 4;
    all += 4;
  }
}
