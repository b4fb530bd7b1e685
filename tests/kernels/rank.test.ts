import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RankOptions, SparseRows } from '../../src/kernels/kernels';
import { codeOf, implementations } from './implementations';
import { rowsOf, topicRows } from './sampleRows';

const options: RankOptions = { damping: 0.85, tolerance: 1e-6, maxIterations: 100 };
const exact: RankOptions = { damping: 0.85, tolerance: 0, maxIterations: 200 };

/** Sparse rows of small non-negative numbers, zeros among the stored values included. */
const anyRows = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 12 }))
  .chain(
    ([columns, rows]) => fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  )
  .map((dense) => rowsOf(dense));

describe.each(implementations)('ranks, $id', (kernels) => {
  it('gives all rank to one row', () => {
    expect([...kernels.textRank(rowsOf([[1]]), options)]).toEqual([1]);
  });

  it('gives equal rows equal rank', () => {
    expect([...kernels.textRank(rowsOf([[1, 1], [1, 1], [1, 1], [1, 1]]), options)]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it('shares evenly where nothing is linked', () => {
    expect([...kernels.textRank(rowsOf([[1, 0], [0, 1]]), options)]).toEqual([0.5, 0.5]);
    expect([...kernels.textRank(rowsOf([[0], [0]]), options)]).toEqual([0.5, 0.5]);
  });

  it('ranks the middle of a star by its closed form', () => {
    // Three points linked to a middle only: middle m = 0.15/4 + 0.85 · (1 − m), so m = 0.8875/1.85.
    const star = rowsOf([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]]);
    const rank = kernels.textRank(star, exact);
    expect(rank[0]).toBeCloseTo(0.8875 / 1.85, 12);
    expect(rank[1]).toBeCloseTo((1 - 0.8875 / 1.85) / 3, 12);
  });

  it('sums to 1 and stays positive, whatever the rows', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        for (const rank of [kernels.textRank(rows, options), kernels.lexRank(rows, 2, options)]) {
          expect(rank.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
          expect(rank.every((value) => value > 0)).toBe(true);
        }
      }),
    );
  });

  it('equals the iteration over the whole matrix of similarities', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const rank = kernels.textRank(rows, exact);
        // Both converge to 1e-12; sums of small whole numbers are exact in f32.
        denseRank(linked(kernels.similarity(rows), rows.rows)).forEach((value, row) => expect(rank[row]).toBeCloseTo(value, 10));
      }),
    );
  });

  it('equals PageRank over the links, with and without their weights', () => {
    const rows = topicRows(40);
    const similarity = kernels.similarity(rows);
    const threshold = 0.1;
    const weighted = graphOf(linked(similarity, 40));
    const linksOnly = graphOf(linked(similarity, 40).map((line) => line.map((value) => (value >= threshold ? 1 : 0))));
    const ofText = kernels.textRank(rows, exact);
    // The graph holds similarities rounded to f32.
    kernels.pageRank(weighted, exact).forEach((value, row) => expect(ofText[row]).toBeCloseTo(value, 7));
    expect(kernels.lexRank(rows, threshold, exact)).toEqual(kernels.pageRank(linksOnly, exact));
  });

  it('follows links in their direction', () => {
    // 0 → 1 → 2, and 2 links nowhere: with s shared by all, r₀ = s, r₁ = s + 0.85 r₀, r₂ = s + 0.85 r₁.
    const rank = kernels.pageRank(rowsOf([[0, 1, 0], [0, 0, 1], [0, 0, 0]]), exact);
    const share = rank[0]!;
    expect(rank[1]).toBeCloseTo(share * 1.85, 12);
    expect(rank[2]).toBeCloseTo(share * (1 + 0.85 * 1.85), 12);
  });

  it('takes links that drown in rounding for none', () => {
    const rank = kernels.textRank(rowsOf([[1, 1e-12], [0, 1e-12], [0, 0]]), options);
    expect([...rank].every((value) => Number.isFinite(value) && value > 0)).toBe(true);
    expect(rank.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });

  it('gives nothing for no rows', () => {
    expect(kernels.textRank(rowsOf([], 3), options)).toHaveLength(0);
    expect(kernels.pageRank(rowsOf([], 0), options)).toHaveLength(0);
    expect(kernels.lexRank(rowsOf([], 3), 0.1, options)).toHaveLength(0);
  });

  it('stops at the last iteration allowed', () => {
    const star = rowsOf([[1, 1], [1, 0], [0, 1]]);
    const once = kernels.textRank(star, { ...options, maxIterations: 1 });
    // From 1/3 each the ends give the middle 2/3, and get half of its 1/3.
    expect(once[0]).toBeCloseTo(0.05 + (0.85 * 2) / 3, 12);
  });

  it('refuses numbers out of their range', () => {
    const rows = rowsOf([[1, 1], [1, 0]]);
    const negative = rowsOf([[1, -1], [1, 0]]);
    const refused = [
      () => kernels.textRank(rows, { ...options, damping: 1 }),
      () => kernels.textRank(rows, { ...options, damping: NaN }),
      () => kernels.textRank(rows, { ...options, tolerance: -1 }),
      () => kernels.textRank(rows, { ...options, maxIterations: 0 }),
      () => kernels.pageRank(rows, { ...options, maxIterations: 1.5 }),
      () => kernels.textRank(negative, options),
      () => kernels.pageRank(negative, options),
      () => kernels.pageRank(rowsOf([[1, 0, 1]]), options),
      () => kernels.lexRank(rows, 0, options),
      () => kernels.lexRank(rows, NaN, options),
      () => kernels.lexRank(rows, 0.1, { ...options, damping: -0.1 }),
    ];
    for (const call of refused) expect(codeOf(call), String(call)).toBe('invalid-parameter');
  });
});

/** The n × n similarities as lines, without those of a row to itself. */
function linked(similarity: Float32Array, n: number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (i === j ? 0 : similarity[i * n + j]!)));
}

function graphOf(lines: number[][]): SparseRows {
  return rowsOf(lines, lines.length);
}

/** The textbook: a row-stochastic matrix, rows without links shared evenly. */
function denseRank(links: number[][]): number[] {
  const n = links.length;
  let rank = links.map(() => 1 / n);
  for (let iteration = 0; iteration < 200; iteration++) {
    const next = links.map(() => (1 - 0.85) / n);
    links.forEach((line, from) => {
      const sum = line.reduce((all, weight) => all + weight, 0);
      line.forEach((weight, to) => (next[to]! += 0.85 * rank[from]! * (sum > 0 ? weight / sum : 1 / n)));
    });
    rank = next;
  }
  return rank;
}
