/* eslint-disable @typescript-eslint/no-non-null-assertion -- every index is bounded by its loop; checkRows vouches for the matrix */
import { checkRankOptions, checkRows, checkSquare, checkThreshold } from './checks';
import type { RankOptions, SparseRows } from './kernels';
import { linksAbove } from './referenceSparse';

/** Links that together weigh less than this share of a row's own square are rounding, not links. */
const leastShare = 1e-9;

export function textRank(matrix: SparseRows, options: RankOptions): Float64Array {
  checkRows(matrix, 0);
  checkRankOptions(options);
  const n = matrix.rows;
  const { offsets, indices, values } = withoutLonelyColumns(matrix);
  const columnSums = new Float64Array(matrix.columns);
  for (let entry = 0; entry < indices.length; entry++) columnSums[indices[entry]!]! += values[entry]!;

  const squares = new Float64Array(n);
  const inverseWeights = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    let square = 0;
    let products = 0;
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
      const value = values[entry]!;
      square += value * value;
      products += value * columnSums[indices[entry]!]!;
    }
    const weight = products - square;
    squares[row] = square;
    inverseWeights[row] = weight > square * leastShare ? 1 / weight : 0;
  }

  return iterate(inverseWeights, options, (flow, arriving) => {
    columnSums.fill(0);
    for (let row = 0; row < n; row++) {
      const share = flow[row]!;
      for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) columnSums[indices[entry]!]! += share * values[entry]!;
    }
    for (let row = 0; row < n; row++) {
      let sum = 0;
      for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) sum += values[entry]! * columnSums[indices[entry]!]!;
      arriving[row] = sum - squares[row]! * flow[row]!;
    }
  });
}

export function pageRank(graph: SparseRows, options: RankOptions): Float64Array {
  checkRows(graph, 0);
  checkSquare(graph);
  checkRankOptions(options);
  const { rows, offsets, indices, values } = graph;
  const inverseWeights = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let weight = 0;
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) weight += values[entry]!;
    inverseWeights[row] = weight > 0 ? 1 / weight : 0;
  }
  return iterate(inverseWeights, options, (flow, arriving) => {
    arriving.fill(0);
    for (let row = 0; row < rows; row++) {
      const share = flow[row]!;
      for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) arriving[indices[entry]!]! += share * values[entry]!;
    }
  });
}

export function lexRank(matrix: SparseRows, threshold: number, options: RankOptions): Float64Array {
  checkRows(matrix);
  checkThreshold(threshold);
  return pageRank(linksAbove(matrix, threshold), options);
}

/** The matrix without zero values and without columns that only one row holds: those link nobody, they only cost precision. */
function withoutLonelyColumns({ rows, columns, offsets, indices, values }: SparseRows): Omit<SparseRows, 'columns'> {
  const holders = new Int32Array(columns);
  for (let entry = 0; entry < indices.length; entry++) if (values[entry]! > 0) holders[indices[entry]!]!++;
  const keptOffsets = new Int32Array(rows + 1);
  const keptIndices = new Int32Array(indices.length);
  const keptValues = new Float32Array(indices.length);
  let kept = 0;
  for (let row = 0; row < rows; row++) {
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
      if (values[entry]! > 0 && holders[indices[entry]!]! > 1) {
        keptIndices[kept] = indices[entry]!;
        keptValues[kept++] = values[entry]!;
      }
    }
    keptOffsets[row + 1] = kept;
  }
  return { rows, offsets: keptOffsets, indices: keptIndices.subarray(0, kept), values: keptValues.subarray(0, kept) };
}

/**
 * The power iteration that all variants share.
 *
 * @param inverseWeights 1 / (sum of what a row's links weigh), 0 for a row without links
 * @param spread         fills `arriving` with what each row is given when each row gives `flow` × the weight of a link over it
 */
function iterate(
  inverseWeights: Float64Array,
  { damping, tolerance, maxIterations }: RankOptions,
  spread: (flow: Float64Array, arriving: Float64Array) => void,
): Float64Array {
  const n = inverseWeights.length;
  const rank = new Float64Array(n).fill(1 / n);
  const flow = new Float64Array(n);
  const arriving = new Float64Array(n);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    let idle = 0;
    for (let row = 0; row < n; row++) {
      if (inverseWeights[row] === 0) idle += rank[row]!;
      flow[row] = rank[row]! * inverseWeights[row]!;
    }
    spread(flow, arriving);
    const base = (1 - damping) / n + (damping * idle) / n;
    let change = 0;
    for (let row = 0; row < n; row++) {
      const next = base + damping * arriving[row]!;
      change += Math.abs(next - rank[row]!);
      rank[row] = next;
    }
    if (change < tolerance) break;
  }
  // Rounding moves the sum by some 1e-15; dividing keeps the promise of 1.
  let sum = 0;
  for (let row = 0; row < n; row++) sum += rank[row]!;
  for (let row = 0; row < n; row++) rank[row] = rank[row]! / sum;
  return rank;
}
