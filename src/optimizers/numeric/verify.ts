import { chance } from '../../domain/chance';
import type { Kernels, SparseRows } from '../../kernels/kernels';
import { referenceKernels } from '../../kernels/reference';

/** What a kernel gives, as lists of numbers. */
export type Numbers = readonly ArrayLike<number>[];

/** What can be computed: every member of the interface but its name. */
export type KernelName = Exclude<keyof Kernels, 'id'>;

/** How one kernel compares with the reference on the same input. */
export interface KernelCheck {
  readonly kernel: KernelName;
  /** Greatest absolute difference of any number; infinite if there are more of one than of the other. */
  readonly difference: number;
  /** Whether all numbers have the same bits. */
  readonly agrees: boolean;
}

/** What kernels are tried on. */
export interface KernelSample {
  readonly matrix: SparseRows;
  readonly similarity: Float32Array;
  readonly rank: Float64Array;
  readonly pixels: Uint8ClampedArray;
  readonly other: Uint8ClampedArray;
  readonly points: Float32Array;
}

const ranking = { damping: 0.85, tolerance: 1e-6, maxIterations: 200 } as const;
/** Rows that are chosen at most, groups that are cut at most, and what a row may cost. */
const most = { chosen: 20, groups: 5, cost: 40 } as const;
const pixels = 4096;

/** One call of each kernel, as lists of numbers. A kernel without its call does not compile. */
const calls: Readonly<Record<KernelName, (kernels: Kernels, sample: KernelSample) => Numbers>> = {
  normalizeRows: (kernels, { matrix }) => {
    const { offsets, indices, values } = kernels.normalizeRows(matrix);
    return [offsets, indices, values];
  },
  similarity: (kernels, { matrix }) => [kernels.similarity(matrix)],
  textRank: (kernels, { matrix }) => [kernels.textRank(matrix, ranking)],
  marginalRelevance: (kernels, { matrix, rank, similarity }) => [kernels.marginalRelevance(rank, similarity, Math.min(matrix.rows, most.chosen), 0.7)],
  pageRank: (kernels, { matrix }) => [kernels.pageRank(linksOf(matrix), ranking)],
  lexRank: (kernels, { matrix }) => [kernels.lexRank(matrix, 0.1, ranking)],
  partition: (kernels, { matrix, similarity }) => {
    const { bounds, cost } = kernels.partition(similarity, Math.max(1, Math.min(most.groups, matrix.rows)));
    return [bounds, [cost]];
  },
  knapsack: (kernels, { matrix, rank }) => {
    const costs = Int32Array.from({ length: matrix.rows }, (_, row) => 1 + ((matrix.offsets[row + 1] ?? 0) * 7) % most.cost);
    return [kernels.knapsack(rank, costs, matrix.rows * 4)];
  },
  okLab: (kernels, sample) => [kernels.okLab(sample.pixels)],
  kMeans: (kernels, { points }) => {
    const { centres, labels, counts } = kernels.kMeans(points, points.slice(0, 15), 10);
    return [centres, labels, counts];
  },
  luminance: (kernels, sample) => [kernels.luminance(sample.pixels)],
  contrast: (kernels, sample) => [kernels.contrast(sample.pixels, 0.25)],
  frameDifference: (kernels, sample) => [[kernels.frameDifference(sample.pixels, sample.other)]],
};

export const kernelNames = Object.keys(calls) as readonly KernelName[];

/** Compares all kernels with the reference, bit for bit, on rows of length 1 that are not negative, and on seeded pixels. */
export function verifyKernels(kernels: Kernels, matrix: SparseRows): readonly KernelCheck[] {
  const sample = kernelSample(matrix);
  return kernelNames.map((kernel) => verifyKernel(kernel, kernels, sample));
}

/** Compares one kernel with the reference. @param run does each of the two calls, as often as it likes */
export function verifyKernel(
  kernel: KernelName, kernels: Kernels, sample: KernelSample, run: (of: 'kernel' | 'reference', call: () => Numbers) => Numbers = (_, call) => call(),
): KernelCheck {
  const got = run('kernel', () => calls[kernel](kernels, sample));
  const expected = run('reference', () => calls[kernel](referenceKernels, sample));
  return {
    kernel,
    difference: Math.max(...expected.map((numbers, index) => greatestDifference(got[index] ?? [], numbers))),
    agrees: expected.every((numbers, index) => isSame(got[index] ?? [], numbers)),
  };
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

/** What all kernels are tried on: a document's own rows, and seeded pixels. */
export function kernelSample(matrix: SparseRows): KernelSample {
  const next = chance(11);
  const picture = (): Uint8ClampedArray => Uint8ClampedArray.from({ length: pixels * 4 }, () => Math.floor(next() * 256));
  const [one, other] = [picture(), picture()];
  return {
    matrix,
    similarity: referenceKernels.similarity(matrix),
    rank: referenceKernels.textRank(matrix, ranking),
    pixels: one,
    other,
    points: referenceKernels.okLab(one),
  };
}

/** A graph of as many nodes as there are rows: words that are too many to be nodes are left out. */
function linksOf({ rows, offsets, indices, values }: SparseRows): SparseRows {
  const starts = new Int32Array(rows + 1);
  const kept: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let place = offsets[row] ?? 0; place < (offsets[row + 1] ?? 0); place++) if ((indices[place] ?? 0) < rows) kept.push(place);
    starts[row + 1] = kept.length;
  }
  return {
    rows, columns: rows, offsets: starts,
    indices: Int32Array.from(kept, (place) => indices[place] ?? 0), values: Float32Array.from(kept, (place) => values[place] ?? 0),
  };
}

function isSame(got: ArrayLike<number>, expected: ArrayLike<number>): boolean {
  if (got.length !== expected.length) return false;
  for (let index = 0; index < got.length; index++) if (!Object.is(got[index], expected[index])) return false;
  return true;
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
