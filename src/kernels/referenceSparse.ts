/* eslint-disable @typescript-eslint/no-non-null-assertion -- every index is bounded by its loop; checkRows vouches for the matrix */
import { checkAllPairs, checkRows } from './checks';
import type { SparseRows } from './kernels';

/** The rows that hold a column: column c has `rows[offsets[c] .. offsets[c + 1])`, ascending, with their `values`. */
interface Postings {
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
  readonly values: Float32Array;
}

export function normalizeRows(matrix: SparseRows): SparseRows {
  checkRows(matrix);
  const { rows, columns, offsets, indices, values } = matrix;
  const scaled = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    const end = offsets[row + 1]!;
    let squares = 0;
    for (let entry = offsets[row]!; entry < end; entry++) squares += values[entry]! * values[entry]!;
    if (squares === 0) continue;
    const length = Math.sqrt(squares);
    for (let entry = offsets[row]!; entry < end; entry++) scaled[entry] = values[entry]! / length;
  }
  return { rows, columns, offsets: offsets.slice(), indices: indices.slice(), values: scaled };
}

/** Each value is a sum of f32 products, rounded to f32 after every step, by ascending column: what f32 lanes give. */
export function similarity(matrix: SparseRows): Float32Array {
  checkRows(matrix);
  checkAllPairs(matrix);
  const n = matrix.rows;
  const postings = postingsOf(matrix);
  const all = new Float32Array(n * n);
  for (let row = 0; row < n; row++) addRowProducts(matrix, postings, row, all.subarray(row * n, (row + 1) * n));
  return all;
}

/**
 * The graph that links different rows whose dot product, as `similarity` gives it, is at least `threshold`; every link weighs 1.
 *
 * @param threshold above 0
 */
export function linksAbove(matrix: SparseRows, threshold: number): SparseRows {
  const n = matrix.rows;
  const postings = postingsOf(matrix);
  const products = new Float32Array(n);
  const offsets = new Int32Array(n + 1);
  const indices: number[] = [];
  for (let row = 0; row < n; row++) {
    products.fill(0);
    addRowProducts(matrix, postings, row, products);
    for (let other = 0; other < n; other++) {
      if (other !== row && products[other]! >= threshold) indices.push(other);
    }
    offsets[row + 1] = indices.length;
  }
  return {
    rows: n,
    columns: n,
    offsets,
    indices: Int32Array.from(indices),
    values: new Float32Array(indices.length).fill(1),
  };
}

function postingsOf({ rows, columns, offsets, indices, values }: SparseRows): Postings {
  const starts = new Int32Array(columns + 1);
  for (const column of indices) starts[column + 1]!++;
  for (let column = 0; column < columns; column++) starts[column + 1]! += starts[column]!;
  const next = starts.slice();
  const holders = new Int32Array(indices.length);
  const held = new Float32Array(indices.length);
  for (let row = 0; row < rows; row++) {
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
      const place = next[indices[entry]!]!++;
      holders[place] = row;
      held[place] = values[entry]!;
    }
  }
  return { offsets: starts, rows: holders, values: held };
}

function addRowProducts(matrix: SparseRows, postings: Postings, row: number, products: Float32Array): void {
  for (let entry = matrix.offsets[row]!; entry < matrix.offsets[row + 1]!; entry++) {
    const column = matrix.indices[entry]!;
    const value = matrix.values[entry]!;
    for (let place = postings.offsets[column]!; place < postings.offsets[column + 1]!; place++) {
      const other = postings.rows[place]!;
      products[other] = products[other]! + Math.fround(value * postings.values[place]!);
    }
  }
}
