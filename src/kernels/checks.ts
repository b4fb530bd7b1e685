/* eslint-disable @typescript-eslint/no-non-null-assertion -- every index is bounded by a length checked before it */
import { Failure } from '../domain/failure';
import type { Pixels, RankOptions, SparseRows } from './kernels';

/**
 * Checks that a sparse matrix keeps its shape: reference and WASM call it first, so that both refuse the same inputs
 * and no index leaves its array.
 *
 * @param lowest values below it are refused: 0 for weights, −Infinity (the default) for none
 * @throws Failure `invalid-parameter`
 */
export function checkRows(matrix: SparseRows, lowest = -Infinity): void {
  const { rows, columns, offsets, indices, values } = matrix;
  if (!isCount(rows) || !isCount(columns)) {
    refuse(`Rows and columns must be whole numbers from 0, got ${rows} and ${columns}.`, { rows, columns });
  }
  if (offsets.length !== rows + 1 || offsets[0] !== 0) {
    refuse(`Offsets must be rows + 1 = ${rows + 1} numbers from 0, got ${offsets.length} from ${offsets[0]}.`, { rows });
  }
  if (indices.length !== values.length || offsets[rows] !== indices.length) {
    refuse(
      `The last offset must be the number of indices and of values, got ${offsets[rows]}, ${indices.length} and ${values.length}.`,
      { indices: indices.length, values: values.length },
    );
  }
  for (let row = 0; row < rows; row++) {
    const end = offsets[row + 1]!;
    if (end < offsets[row]! || end > indices.length) refuse(`Offsets must ascend, row ${row} ends at ${end}.`, { row, end });
    let previous = -1;
    for (let entry = offsets[row]!; entry < end; entry++) {
      const index = indices[entry]!;
      const value = values[entry]!;
      if (index <= previous || index >= columns) {
        refuse(`Indices must ascend within [0, ${columns}), row ${row} has ${index} after ${previous}.`, { row, index });
      }
      // The difference is NaN for NaN and for both infinities.
      if (value - value !== 0 || value < lowest) {
        refuse(`Values must be finite${lowest === 0 ? ' and not negative' : ''}, row ${row} has ${value}.`, { row, value });
      }
      previous = index;
    }
  }
}

/** @throws Failure `too-large` if all pairs of rows would take more than 1 GiB: above 16,384 rows */
export function checkAllPairs({ rows }: SparseRows): void {
  if (rows > 2 ** 14) {
    throw new Failure('too-large', `All pairs can be compared of at most ${2 ** 14} rows, got ${rows}.`, { rows });
  }
}

/** @throws Failure `invalid-parameter` if a value is out of its range */
export function checkRankOptions({ damping, tolerance, maxIterations }: RankOptions): void {
  if (!(damping >= 0 && damping < 1)) refuse(`damping must be in [0, 1), got ${damping}.`, { damping });
  if (!(tolerance >= 0)) refuse(`tolerance must be 0 or more, got ${tolerance}.`, { tolerance });
  checkAtLeastOne('maxIterations', maxIterations);
}

/** @throws Failure `invalid-parameter` if the threshold is not a number above 0 */
export function checkThreshold(threshold: number): void {
  if (!(threshold > 0)) refuse(`threshold must be above 0, got ${threshold}.`, { threshold });
}

/** @throws Failure `invalid-parameter` if rows and columns differ in number */
export function checkSquare({ rows, columns }: SparseRows): void {
  if (rows !== columns) refuse(`A graph must have as many columns as rows, got ${rows} × ${columns}.`, { rows, columns });
}

/** @throws Failure `invalid-parameter` if sizes disagree, a relevance is not finite or a number is out of its range */
export function checkRelevance(relevance: Float64Array, similarity: Float32Array, count: number, balance: number): void {
  const n = relevance.length;
  if (similarity.length !== n * n) {
    refuse(`similarity must hold ${n} × ${n} values, got ${similarity.length}.`, { n, similarity: similarity.length });
  }
  if (!isCount(count)) refuse(`count must be a whole number from 0, got ${count}.`, { count });
  if (!(balance >= 0 && balance <= 1)) refuse(`balance must be in [0, 1], got ${balance}.`, { balance });
  checkFinite('relevance', relevance);
}

/**
 * Checks a turn of the choice by relevance: no row can be best only where a similarity is infinite.
 *
 * @throws Failure `invalid-parameter` if the row is negative
 */
export function checkChoice(row: number): void {
  if (row < 0) refuse('similarity must be in [-1, 1], got an infinite value.', {});
}

/**
 * Gives n of an n × n matrix.
 *
 * @throws Failure `invalid-parameter` if the length is not a square, or a value is not finite: it would spoil every sum behind it
 */
export function checkedSide(similarity: Float32Array): number {
  const n = Math.round(Math.sqrt(similarity.length));
  if (n * n !== similarity.length) {
    refuse(`similarity must hold n × n values, got ${similarity.length}.`, { similarity: similarity.length });
  }
  checkFinite('similarity', similarity);
  return n;
}

/**
 * Gives how many groups n rows are split into.
 *
 * @throws Failure `invalid-parameter` if the count is not a whole number from 1; `too-large` if the table would exceed 1.5 GiB
 */
export function checkedGroups(n: number, count: number): number {
  checkAtLeastOne('count', count);
  const groups = Math.min(count, n);
  if ((groups + 1) * (n + 1) > 2 ** 27) {
    throw new Failure('too-large', `Rows × groups must be at most 2^27, got ${n} × ${groups}.`, { rows: n, groups });
  }
  return groups;
}

/**
 * Gives the budget that matters: never above the sum of the costs.
 *
 * @throws Failure `invalid-parameter` if sizes disagree, a value is not finite, a cost or the budget is negative or broken;
 *   `too-large` if the tables would exceed 256 MiB each
 */
export function checkedBudget(values: Float64Array, costs: Int32Array, budget: number): number {
  if (values.length !== costs.length) {
    refuse(`There must be a cost for each value, got ${values.length} values and ${costs.length} costs.`, {});
  }
  if (!isCount(budget)) refuse(`budget must be a whole number from 0, got ${budget}.`, { budget });
  checkFinite('values', values);
  let sum = 0;
  for (const cost of costs) {
    if (cost < 0) refuse(`costs must be 0 or more, got ${cost}.`, { cost });
    sum += cost;
  }
  const useful = Math.min(budget, sum);
  if (useful > 2 ** 25 || values.length * (useful + 1) > 2 ** 31) {
    throw new Failure('too-large', `A budget must be at most 2^25, rows × budget 2^31, got ${values.length} × ${useful}.`, {
      rows: values.length,
      budget: useful,
    });
  }
  return useful;
}

/** @throws Failure `invalid-parameter` if a length is not a multiple of 3, there is no start, or a value is not finite */
export function checkPoints(points: Float32Array, starts: Float32Array, maxIterations: number): void {
  if (points.length % 3 !== 0) refuse(`points must hold n × 3 values, got ${points.length}.`, { points: points.length });
  if (starts.length % 3 !== 0 || starts.length === 0) {
    refuse(`starts must hold k × 3 values, k at least 1, got ${starts.length}.`, { starts: starts.length });
  }
  checkFinite('points', points);
  checkFinite('starts', starts);
  checkAtLeastOne('maxIterations', maxIterations);
}

/** @throws Failure `invalid-parameter` if the length is not a multiple of 4 */
export function checkPixels(pixels: Pixels): void {
  if (pixels.length % 4 !== 0) refuse(`Pixels must be 4 bytes each, got ${pixels.length} bytes.`, { bytes: pixels.length });
}

/** @throws Failure `invalid-parameter` if it is not in [0, 1] */
export function checkLuminance(against: number): void {
  if (!(against >= 0 && against <= 1)) refuse(`against must be a luminance in [0, 1], got ${against}.`, { against });
}

/** @throws Failure `invalid-parameter` if the pictures differ in size or a length is not a multiple of 4 */
export function checkFrames(before: Pixels, after: Pixels): void {
  checkPixels(before);
  if (before.length !== after.length) {
    refuse(`Both pictures must have one size, got ${before.length} and ${after.length} bytes.`, {});
  }
}

/** @throws Failure `invalid-parameter` if it is not a whole number from 1 */
function checkAtLeastOne(name: string, value: number): void {
  if (!isCount(value) || value < 1) refuse(`${name} must be a whole number from 1, got ${value}.`, { [name]: value });
}

function checkFinite(name: string, values: Float64Array | Float32Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value - value !== 0) refuse(`${name} must be finite, got ${value} at ${i}.`, { index: i, value });
  }
}

// WASM takes these as 32-bit integers.
function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 2 ** 31;
}

function refuse(message: string, details: Readonly<Record<string, unknown>>): never {
  throw new Failure('invalid-parameter', message, details);
}
