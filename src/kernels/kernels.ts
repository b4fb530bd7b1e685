/** A sparse matrix by rows (CSR): row i holds `indices[offsets[i] .. offsets[i + 1])`, ascending, with their `values`. */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  /** rows + 1 integers, ascending, the first 0. */
  readonly offsets: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

export interface RankOptions {
  /** Probability of following a link, in [0, 1). */
  readonly damping: number;
  /** Stops when the sum of absolute changes falls below it. */
  readonly tolerance: number;
  readonly maxIterations: number;
}

/**
 * Numeric work on typed arrays, behind one interface so that WASM and TypeScript are interchangeable.
 *
 * Inputs are never changed, outputs are fresh arrays that the caller owns. Sizes that disagree throw `Failure` `invalid-parameter`.
 */
export interface Kernels {
  /** Name and version of the implementation, part of every cache key: `reference/1`, `wasm-simd/1`, `wasm-scalar/1`. */
  readonly id: string;

  /** Scales every row to Euclidean length 1; empty rows stay empty. */
  normalizeRows(matrix: SparseRows): SparseRows;

  /** Dot product of all pairs of rows: n × n, row-major, symmetric; the cosine if rows have length 1. */
  similarity(matrix: SparseRows): Float32Array;

  /**
   * Ranks rows by TextRank on the graph whose weights are the dot products of different rows (values must not be negative),
   * without building it: each step takes X(Xᵀr) − diag(XXᵀ)r. Rows without neighbours share what they have evenly.
   *
   * @returns n values that sum to 1
   *
   * Source: Mihalcea & Tarau, EMNLP 2004.
   */
  textRank(matrix: SparseRows, options: RankOptions): Float64Array;

  /**
   * Chooses rows that are relevant and unlike each other (greedy maximal marginal relevance).
   *
   * @param relevance  n values, any scale
   * @param similarity n × n, row-major, symmetric, values in [-1, 1]
   * @param count      how many to take; more than n takes all
   * @param balance    in [0, 1]; 1 ignores similarity
   * @returns indices in order of choice; ties go to the earlier row
   *
   * Source: Carbonell & Goldstein, SIGIR 1998.
   */
  marginalRelevance(relevance: Float64Array, similarity: Float32Array, count: number, balance: number): Int32Array;
}
