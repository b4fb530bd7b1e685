import type { SparseRows } from '../../src/kernels/kernels';

/** Seeded chance in [0, 1) (mulberry32), the same numbers in every language. */
export function seededChance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * TF-IDF rows of n made-up sentences of 12 to 28 words: Zipf's law over the terms, ten topics in their order, length 1 each.
 */
export function topicRows(n: number, terms = 2000, seed = 42): SparseRows {
  const chance = seededChance(seed);
  const cumulative = new Float64Array(terms);
  let total = 0;
  for (let term = 0; term < terms; term++) cumulative[term] = total += 1 / (term + 1);
  const weights = Float64Array.from({ length: terms }, (_, term) => 1 / (term + 1)).reduce((sum, weight) => sum + weight, 0);
  for (let term = 0; term < terms; term++) cumulative[term]! /= weights;

  const sentences: Map<number, number>[] = [];
  const holders = new Int32Array(terms);
  for (let row = 0; row < n; row++) {
    const words = 12 + Math.floor(chance() * 17);
    const topic = Math.floor((row * 10) / n) * 150 + 50;
    const counts = new Map<number, number>();
    for (let word = 0; word < words; word++) {
      let term = Math.min(firstAbove(cumulative, chance()), terms - 1);
      if (chance() < 0.4) term = Math.min(terms - 1, topic + Math.floor(chance() * 150));
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
    sentences.push(counts);
    for (const term of counts.keys()) holders[term]!++;
  }

  const offsets = new Int32Array(n + 1);
  const indices: number[] = [];
  const values: number[] = [];
  sentences.forEach((counts, row) => {
    const found = [...counts.keys()].sort((a, b) => a - b);
    const weighted = found.map((term) => counts.get(term)! * (Math.log((1 + n) / (1 + holders[term]!)) + 1));
    const length = Math.sqrt(weighted.reduce((sum, value) => sum + value * value, 0));
    indices.push(...found);
    values.push(...weighted.map((value) => value / length));
    offsets[row + 1] = indices.length;
  });
  return { rows: n, columns: terms, offsets, indices: Int32Array.from(indices), values: Float32Array.from(values) };
}

/** Rows written out: `rowsOf([[1, 0], [0.5, 0.5]])`; zeros are left out. */
export function rowsOf(dense: readonly (readonly number[])[], columns = dense[0]?.length ?? 0): SparseRows {
  const offsets = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of dense) {
    row.forEach((value, column) => {
      if (value === 0) return;
      indices.push(column);
      values.push(value);
    });
    offsets.push(indices.length);
  }
  return {
    rows: dense.length,
    columns,
    offsets: Int32Array.from(offsets),
    indices: Int32Array.from(indices),
    values: Float32Array.from(values),
  };
}

/** n seeded pixels; the first is black, the last white. */
export function samplePixels(n: number, seed = 7): Uint8ClampedArray {
  const chance = seededChance(seed);
  const pixels = Uint8ClampedArray.from({ length: n * 4 }, () => chance() * 256);
  pixels.fill(0, 0, 3);
  pixels.fill(255, n * 4 - 4);
  return pixels;
}

function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
