import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedGroups } from '../../src/kernels/checks';
import { codeOf, implementations } from './implementations';

describe.each(implementations)('marginal relevance, $id', (kernels) => {
  // Rows 0 and 1 are twins, row 2 stands alone.
  const twins = Float32Array.of(1, 1, 0, 1, 1, 0, 0, 0, 1);

  it('prefers a row unlike those chosen to a more relevant twin', () => {
    expect([...kernels.marginalRelevance(Float64Array.of(1, 0.9, 0.5), twins, 3, 0.5)]).toEqual([0, 2, 1]);
  });

  it('ignores similarity at balance 1', () => {
    expect([...kernels.marginalRelevance(Float64Array.of(1, 0.9, 0.5), twins, 2, 1)]).toEqual([0, 1]);
  });

  it('breaks ties towards the earlier row', () => {
    expect([...kernels.marginalRelevance(new Float64Array(9), new Float32Array(81), 9, 0.5)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('takes all where more are asked for, none where none are', () => {
    expect([...kernels.marginalRelevance(Float64Array.of(1, 2, 3), twins, 99, 1)]).toEqual([2, 1, 0]);
    expect(kernels.marginalRelevance(Float64Array.of(1, 2, 3), twins, 0, 1)).toHaveLength(0);
    expect(kernels.marginalRelevance(new Float64Array(0), new Float32Array(0), 5, 1)).toHaveLength(0);
  });

  it('chooses each row at most once, whatever the relevance', () => {
    fc.assert(
      fc.property(fc.array(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }), { maxLength: 30 },
      ), fc.double({ min: 0, max: 1, noNaN: true }), (relevance, balance) => {
        const n = relevance.length;
        const similarity = Float32Array.from({ length: n * n }, (_, place) => Math.cos(Math.floor(place / n) - (place % n)));
        const chosen = kernels.marginalRelevance(Float64Array.from(relevance), similarity, n, balance);
        expect([...chosen].sort((a, b) => a - b)).toEqual(relevance.map((_, row) => row));
      }),
    );
  });

  it('leaves its input alone', () => {
    const relevance = Float64Array.of(1, 2, 3);
    kernels.marginalRelevance(relevance, twins, 3, 0.5);
    expect([...relevance]).toEqual([1, 2, 3]);
  });

  it('refuses sizes that disagree and numbers out of their range', () => {
    const relevance = Float64Array.of(1, 2, 3);
    const refused = [
      () => kernels.marginalRelevance(relevance, new Float32Array(8), 1, 0.5),
      () => kernels.marginalRelevance(relevance, twins, -1, 0.5),
      () => kernels.marginalRelevance(relevance, twins, 1.5, 0.5),
      () => kernels.marginalRelevance(relevance, twins, 1, 1.01),
      () => kernels.marginalRelevance(relevance, twins, 1, NaN),
      () => kernels.marginalRelevance(Float64Array.of(1, NaN, 3), twins, 1, 0.5),
      () => kernels.marginalRelevance(relevance, twins.map(() => Infinity), 3, 0.5),
    ];
    for (const call of refused) expect(codeOf(call), String(call)).toBe('invalid-parameter');
  });
});

describe.each(implementations)('partition, $id', (kernels) => {
  it('cuts where likeness ends', () => {
    // Rows 0–1 alike, rows 2–4 alike: blocks of ones of 2 × 2 and 3 × 3, costs −4/2 and −9/3.
    const topics = [0, 0, 1, 1, 1];
    const similarity = Float32Array.from(topics.flatMap((a) => topics.map((b) => (a === b ? 1 : 0))));
    const { bounds, cost } = kernels.partition(similarity, 2);
    expect([...bounds]).toEqual([0, 2, 5]);
    expect(cost).toBe(-5);
  });

  it('keeps one group whole and makes each row a group where more are asked for', () => {
    const similarity = Float32Array.of(1, 0.5, 0.5, 1);
    expect(kernels.partition(similarity, 1)).toEqual({ bounds: Int32Array.of(0, 2), cost: -1.5 });
    expect(kernels.partition(similarity, 9)).toEqual({ bounds: Int32Array.of(0, 1, 2), cost: -2 });
  });

  it('gives no groups for no rows', () => {
    expect(kernels.partition(new Float32Array(0), 3)).toEqual({ bounds: Int32Array.of(0), cost: 0 });
  });

  it('finds the cheapest of all splits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), fc.infiniteStream(fc.integer({ min: -4, max: 4 })), (n, count, stream) => {
        const similarity = new Float32Array(n * n);
        for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) similarity[i * n + j] = similarity[j * n + i] = stream.next().value! / 4;
        const { bounds, cost } = kernels.partition(similarity, count);
        const groups = Math.min(n, count);
        expect(bounds).toHaveLength(groups + 1);
        // Quarters are exact; only the division by 3, 5, 6 or 7 rounds.
        expect(cost).toBeCloseTo(costOf(similarity, n, [...bounds]), 12);
        expect(cost).toBeCloseTo(Math.min(...splits(n, groups).map((split) => costOf(similarity, n, split))), 12);
      }),
    );
  });

  it.each([NaN, Infinity, -Infinity])('refuses a value of %d, wherever it stands', (value) => {
    for (let at = 0; at < 9; at++) {
      const similarity = new Float32Array(9).fill(0.5);
      similarity[at] = value;
      expect(codeOf(() => kernels.partition(similarity, 2))).toBe('invalid-parameter');
    }
  });

  it('refuses what is no square, and no group at all', () => {
    expect(codeOf(() => kernels.partition(new Float32Array(8), 2))).toBe('invalid-parameter');
    expect(codeOf(() => kernels.partition(new Float32Array(9), 0))).toBe('invalid-parameter');
    expect(codeOf(() => kernels.partition(new Float32Array(9), 1.5))).toBe('invalid-parameter');
  });
});

describe('the table of a partition', () => {
  it('is refused beyond 2^27 cells', () => {
    expect(checkedGroups(10_000, 99_999)).toBe(10_000);
    expect(codeOf(() => checkedGroups(12_000, 99_999))).toBe('too-large');
  });
});

describe.each(implementations)('knapsack, $id', (kernels) => {
  const choose = (values: readonly number[], costs: readonly number[], budget: number) => [
    ...kernels.knapsack(Float64Array.from(values), Int32Array.from(costs), budget),
  ];

  it('takes two middling rows before one good one', () => {
    expect(choose([6, 4, 4], [6, 5, 5], 10)).toEqual([1, 2]);
  });

  it('takes all that is free, even with nothing to spend', () => {
    expect(choose([1, 2, 3], [0, 1, 0], 0)).toEqual([0, 2]);
  });

  it('prefers earlier rows of equal worth', () => {
    expect(choose([1, 1, 1], [2, 2, 2], 5)).toEqual([0, 1]);
  });

  it('leaves what is worth nothing or less', () => {
    expect(choose([0, -1, 2], [1, 0, 1], 9)).toEqual([2]);
  });

  it('gives nothing for no rows, and takes all where the budget is boundless', () => {
    expect(choose([], [], 10)).toEqual([]);
    expect(choose([1, 1], [3, 4], 2 ** 31 - 1)).toEqual([0, 1]);
  });

  it('never spends more than the budget, and no choice is worth more', () => {
    const row = fc.record({ value: fc.integer({ min: -2, max: 9 }), cost: fc.integer({ min: 0, max: 9 }) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 9 }), fc.integer({ min: 0, max: 40 }), (rows, budget) => {
        const chosen = choose(rows.map(({ value }) => value), rows.map(({ cost }) => cost), budget);
        const spent = chosen.reduce((sum, place) => sum + rows[place]!.cost, 0);
        const worth = chosen.reduce((sum, place) => sum + rows[place]!.value, 0);
        expect(spent).toBeLessThanOrEqual(budget);
        expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
        let best = 0;
        for (let subset = 0; subset < 2 ** rows.length; subset++) {
          const taken = rows.filter((_, place) => subset & (1 << place));
          if (taken.reduce((sum, { cost }) => sum + cost, 0) > budget) continue;
          best = Math.max(best, taken.reduce((sum, { value }) => sum + value, 0));
        }
        expect(worth).toBe(best);
      }),
    );
  });

  it('refuses sizes that disagree, broken numbers and tables beyond memory', () => {
    expect(codeOf(() => choose([1, 2], [1], 3))).toBe('invalid-parameter');
    expect(codeOf(() => choose([NaN], [1], 3))).toBe('invalid-parameter');
    expect(codeOf(() => choose([1], [-1], 3))).toBe('invalid-parameter');
    expect(codeOf(() => choose([1], [1], -1))).toBe('invalid-parameter');
    expect(codeOf(() => choose([1], [1], 2.5))).toBe('invalid-parameter');
    expect(codeOf(() => choose([1, 1, 1], [2 ** 30, 2 ** 30, 2 ** 30], 2 ** 30))).toBe('too-large');
    expect(codeOf(() => choose([1], [2 ** 31 - 1], 2 ** 31 - 1))).toBe('too-large');
  });
});

function costOf(similarity: Float32Array, n: number, bounds: readonly number[]): number {
  let cost = 0;
  for (let group = 1; group < bounds.length; group++) {
    const [start, end] = [bounds[group - 1]!, bounds[group]!];
    let sum = 0;
    for (let i = start; i < end; i++) for (let j = start; j < end; j++) sum += similarity[i * n + j]!;
    cost -= sum / (end - start);
  }
  return cost;
}

/** All ways to cut n rows into groups that are not empty. */
function splits(n: number, groups: number, start = 0): number[][] {
  if (groups === 1) return [[start, n]];
  const found: number[][] = [];
  for (let end = start + 1; end <= n - groups + 1; end++) {
    for (const rest of splits(n, groups - 1, end)) found.push([start, ...rest]);
  }
  return found;
}
