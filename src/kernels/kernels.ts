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

/** A split of n rows in their order into groups of neighbours. */
export interface Partition {
  /** Groups + 1 integers, ascending, from 0 to n: group g holds the rows [bounds[g], bounds[g + 1]). */
  readonly bounds: Int32Array;
  /** Sum over the groups of −(sum of the similarities inside) / (rows inside); lower is tighter. */
  readonly cost: number;
}

export interface Clusters {
  /** k × 3, row-major, in the order of the starts; a centre that lost all its points stays where it was. */
  readonly centres: Float32Array;
  /** For each point its nearest centre; ties go to the earlier centre. */
  readonly labels: Int32Array;
  /** For each centre its points. */
  readonly counts: Int32Array;
}

/** A picture as 4 bytes a pixel: red, green, blue (sRGB), alpha. Pixels count as opaque: alpha is never read. */
export type Pixels = Uint8ClampedArray | Uint8Array;

/**
 * Numeric work on typed arrays, behind one interface so that WASM and TypeScript are interchangeable.
 *
 * Inputs are never changed, outputs are fresh arrays that the caller owns. Sizes that disagree throw `Failure` `invalid-parameter`,
 * as do values that are not finite where sums need them to be.
 */
export interface Kernels {
  /** Name and version of the implementation, part of every cache key: `reference/1`, `wasm-simd/1`, `wasm-scalar/1`. */
  readonly id: string;

  /** Scales every row to Euclidean length 1; empty rows stay empty. */
  normalizeRows(matrix: SparseRows): SparseRows;

  /**
   * Dot product of all pairs of rows: n × n, row-major, symmetric; the cosine if rows have length 1.
   *
   * @throws Failure `too-large` above 16,384 rows, where the result would exceed 1 GiB
   */
  similarity(matrix: SparseRows): Float32Array;

  /**
   * Ranks rows by TextRank on the graph whose weights are the dot products of different rows (values must not be negative),
   * without building it: each step takes X(Xᵀr) − diag(XXᵀ)r. Rows without neighbours share what they have evenly; links
   * that together weigh less than 1e-9 of a row's own square count as none (they drown in its rounding).
   * Time and memory grow with the non-zero values only.
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
   * @returns indices in order of choice; ties go to the earlier row; a similarity below 0 counts as 0
   *
   * Source: Carbonell & Goldstein, SIGIR 1998.
   */
  marginalRelevance(relevance: Float64Array, similarity: Float32Array, count: number, balance: number): Int32Array;

  /**
   * Ranks the nodes of a weighted directed graph: row i links to its columns, in proportion to the values.
   * Rows without links share what they have evenly.
   *
   * @param graph n × n, values not negative
   * @returns n values that sum to 1
   *
   * Source: Page, Brin, Motwani & Winograd, Stanford InfoLab 1999-66.
   *
   * Library surface: no caller here.
   */
  pageRank(graph: SparseRows, options: RankOptions): Float64Array;

  /**
   * Ranks rows by LexRank: different rows are linked, all links alike, where their dot product is at least `threshold`.
   * Memory grows with the links, of which a low threshold can make n².
   *
   * @param threshold above 0; the paper takes 0.1
   * @returns n values that sum to 1
   *
   * Source: Erkan & Radev, JAIR 22, 2004.
   *
   * Library surface: no caller here.
   */
  lexRank(matrix: SparseRows, threshold: number, options: RankOptions): Float64Array;

  /**
   * Splits rows in their order into groups that are alike inside: the split of least cost, by dynamic programming.
   * Time grows with count × n², memory with count × n.
   *
   * @param similarity n × n, row-major, symmetric; only the part below and on the diagonal is read
   * @param count      groups, at least 1; more than n makes n
   * @returns the best split; of equal ones that whose last group starts earliest, then the group before it, and so on
   * @throws Failure `too-large` if n × count exceeds 2^27, `invalid-parameter` if a value is not finite
   *
   * Source: Utiyama & Isahara, ACL 2001 (the search); cost after Malioutov & Barzilay, ACL 2006.
   *
   * Library surface: no caller here.
   */
  partition(similarity: Float32Array, count: number): Partition;

  /**
   * Chooses rows of the greatest total value whose costs fit a budget (0/1 knapsack, exact).
   * Time grows with n × budget, memory with n × budget / 8 bytes; a budget above the sum of costs is lowered to it.
   *
   * @param values n finite numbers; rows of value 0 or below are never chosen
   * @param costs  n integers, 0 or more
   * @param budget an integer, 0 or more, in the unit of the costs
   * @returns indices, ascending; a later row is chosen only where it betters what the earlier ones can do
   * @throws Failure `too-large` if the budget, so lowered, exceeds 2^25 or n × budget 2^31
   *
   * Source: Bellman, Dynamic Programming, 1957.
   *
   * Library surface: no caller here.
   */
  knapsack(values: Float64Array, costs: Int32Array, budget: number): Int32Array;

  /**
   * Colours in OKLab: lightness in [0, 1], green to red, blue to yellow (both about [-0.4, 0.4]), three values a pixel.
   * Roots are taken by fixed steps of + − × ÷, so that every machine gives the same bits; exact to 1e-7.
   *
   * Source: Ottosson, "A perceptual color space for image processing", 2020; sRGB by IEC 61966-2-1.
   *
   * Library surface: no caller here.
   */
  okLab(pixels: Pixels): Float32Array;

  /**
   * Groups points around k centres (Lloyd's k-means), from given starts, until no point changes its centre.
   *
   * @param points        n × 3, row-major, finite; OKLab for palettes
   * @param starts        k × 3, k ≥ 1; drawn by the caller, so that chance stays outside
   * @param maxIterations at least 1
   *
   * Source: Lloyd, IEEE Transactions on Information Theory 28(2), 1982.
   *
   * Library surface: no caller here.
   */
  kMeans(points: Float32Array, starts: Float32Array, maxIterations: number): Clusters;

  /**
   * Relative luminance of each pixel, in [0, 1]. Source: WCAG 2.2, "relative luminance".
   *
   * Library surface: no caller here.
   */
  luminance(pixels: Pixels): Float32Array;

  /**
   * Contrast ratio of each pixel to one colour, in [1, 21].
   *
   * @param against relative luminance of that colour, in [0, 1]
   *
   * Source: WCAG 2.2, "contrast ratio".
   *
   * Library surface: no caller here.
   */
  contrast(pixels: Pixels, against: number): Float32Array;

  /**
   * Mean absolute difference of red, green and blue of two pictures of one size, in [0, 1]; 0 for empty ones.
   *
   * Library surface: no caller here.
   */
  frameDifference(before: Pixels, after: Pixels): number;
}
