/** Buckets to a doubling: bounds are powers of 2^(1/8), 1.09 apart, as in Prometheus's native histograms of schema 3. */
const resolution = 8;

/** Below this all counts as zero; keeps the number of buckets small. */
const smallest = 1e-9;

/**
 * Counts observations in exponential buckets that exist only where something fell in: quantiles within 4.5%, whatever the range.
 *
 * Source: Prometheus, "Native Histograms" specification.
 */
export class SparseHistogram {
  readonly #buckets = new Map<number, number>();
  #zeros = 0;
  #count = 0;
  #sum = 0;
  #least = Infinity;
  #greatest = -Infinity;

  get count(): number {
    return this.#count;
  }

  get sum(): number {
    return this.#sum;
  }

  /** @param value 0 or above; nothing else may be given */
  observe(value: number): void {
    this.#count++;
    this.#sum += value;
    if (value < this.#least) this.#least = value;
    if (value > this.#greatest) this.#greatest = value;
    if (value < smallest) {
      this.#zeros++;
      return;
    }
    const bucket = Math.ceil(Math.log2(value) * resolution);
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + 1);
  }

  /**
   * Gives the value that a share of the observations does not exceed; NaN if there are none.
   *
   * @param share in [0, 1]
   */
  quantile(share: number): number {
    if (this.#count === 0) return NaN;
    const rank = Math.max(1, Math.ceil(share * this.#count));
    let below = this.#zeros;
    if (rank <= below) return Math.max(0, this.#least);
    for (const [bucket, count] of [...this.#buckets].sort(([a], [b]) => a - b)) {
      below += count;
      // The middle of the bucket, on the scale on which buckets are equal.
      if (rank <= below) return Math.min(this.#greatest, Math.max(this.#least, 2 ** ((bucket - 0.5) / resolution)));
    }
    return this.#greatest;
  }
}
