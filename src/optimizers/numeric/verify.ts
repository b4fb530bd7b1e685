import { chance } from '../../domain/chance';
import type { Kernels, SparseRows } from '../../kernels/kernels';
import { referenceKernels } from '../../kernels/reference';

/** How one kernel compares with the reference on the same matrix. */
export interface KernelCheck {
  readonly kernel: 'similarity' | 'textRank' | 'marginalRelevance' | 'partition';
  /** Greatest absolute difference of any number. */
  readonly difference: number;
  readonly agrees: boolean;
}

/** Sums in another order differ by a few units in the last place of a 32-bit float. */
const tolerance = 1e-5;

/**
 * Compares kernels with the reference on a document's own rows, which must be of length 1 and not negative.
 *
 * Choices (which rows, which cuts) must be the same; numbers may differ by 1e-5.
 */
export function verifyKernels(kernels: Kernels, matrix: SparseRows): readonly KernelCheck[] {
  const options = { damping: 0.85, tolerance: 1e-6, maxIterations: 200 };
  const similarity = referenceKernels.similarity(matrix);
  const rank = referenceKernels.textRank(matrix, options);
  const count = Math.min(matrix.rows, 20);
  const check = (kernel: KernelCheck['kernel'], got: ArrayLike<number>, expected: ArrayLike<number>, allowed: number): KernelCheck => {
    const difference = greatestDifference(got, expected);
    return { kernel, difference, agrees: difference <= allowed };
  };
  return [
    check('similarity', kernels.similarity(matrix), similarity, tolerance),
    check('textRank', kernels.textRank(matrix, options), rank, tolerance),
    check('marginalRelevance', kernels.marginalRelevance(rank, similarity, count, 0.7), referenceKernels.marginalRelevance(rank, similarity, count, 0.7), 0),
    check(
      'partition', kernels.partition(similarity, Math.max(1, Math.min(5, count))).bounds,
      referenceKernels.partition(similarity, Math.max(1, Math.min(5, count))).bounds, 0,
    ),
  ];
}

/** A small matrix of seeded rows of length 1, for a check at the start. */
export function sampleRows(rows = 24, columns = 40, perRow = 6, seed = 7): SparseRows {
  const next = chance(seed);
  const offsets = Int32Array.from({ length: rows + 1 }, (_, row) => row * perRow);
  const indices = new Int32Array(rows * perRow);
  const values = new Float32Array(rows * perRow);
  for (let row = 0; row < rows; row++) {
    const chosen = new Set<number>();
    while (chosen.size < perRow) chosen.add(Math.floor(next() * columns));
    [...chosen].sort((a, b) => a - b).forEach((column, index) => {
      indices[row * perRow + index] = column;
      values[row * perRow + index] = 0.1 + next();
    });
  }
  return referenceKernels.normalizeRows({ rows, columns, offsets, indices, values });
}

function greatestDifference(got: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (got.length !== expected.length) return Infinity;
  let greatest = 0;
  for (let index = 0; index < got.length; index++) {
    const difference = Math.abs((got[index] ?? NaN) - (expected[index] ?? NaN));
    // NaN differs from everything.
    if (!(difference <= greatest)) greatest = Number.isNaN(difference) ? Infinity : difference;
  }
  return greatest;
}
