/* eslint-disable @typescript-eslint/no-non-null-assertion -- every index is bounded by its loop and the sizes checked first */
import { checkChoice, checkedBudget, checkedGroups, checkedSide, checkRelevance } from './checks';
import type { Partition } from './kernels';

export function marginalRelevance(relevance: Float64Array, similarity: Float32Array, count: number, balance: number): Int32Array {
  checkRelevance(relevance, similarity, count, balance);
  const n = relevance.length;
  const chosen = new Int32Array(Math.min(count, n));
  const weighted = relevance.map((value) => balance * value);
  const closest = new Float32Array(n);
  for (let turn = 0; turn < chosen.length; turn++) {
    let best = -1;
    let bestScore = -Infinity;
    for (let row = 0; row < n; row++) {
      const score = weighted[row]! - (1 - balance) * closest[row]!;
      if (score > bestScore) {
        bestScore = score;
        best = row;
      }
    }
    checkChoice(best);
    chosen[turn] = best;
    // No score is above −Infinity but those of rows still free: a row is chosen once.
    weighted[best] = -Infinity;
    for (let row = 0; row < n; row++) {
      const likeness = similarity[best * n + row]!;
      if (likeness > closest[row]!) closest[row] = likeness;
    }
  }
  return chosen;
}

export function partition(similarity: Float32Array, count: number): Partition {
  const n = checkedSide(similarity);
  const groups = checkedGroups(n, count);
  const width = n + 1;
  // least[g × width + j]: least cost of the first j rows in g groups; from[…]: where the last of these groups starts.
  const least = new Float64Array((groups + 1) * width).fill(Infinity);
  const from = new Int32Array((groups + 1) * width);
  least[0] = 0;
  // Sums of the block of rows [0, j) and columns [0, i), for the current j and all i ≤ j, and of the squares [0, i) × [0, i).
  const block = new Float64Array(width);
  const square = new Float64Array(width);
  const gain = new Float64Array(width);
  for (let j = 1; j <= n; j++) {
    let prefix = 0;
    for (let i = 1; i < j; i++) {
      prefix += similarity[(j - 1) * n + i - 1]!;
      block[i] = block[i]! + prefix;
    }
    // The new column of the block is the new row without its corner, by symmetry.
    const side = square[j - 1]! + prefix;
    prefix += similarity[(j - 1) * n + j - 1]!;
    square[j] = side + prefix;
    block[j] = square[j]!;
    for (let i = 0; i < j; i++) gain[i] = (square[j]! - 2 * block[i]! + square[i]!) / (j - i);
    for (let group = 1; group <= Math.min(groups, j); group++) {
      const before = (group - 1) * width;
      let best = Infinity;
      let start = group - 1;
      for (let i = group - 1; i < j; i++) {
        const cost = least[before + i]! - gain[i]!;
        if (cost < best) {
          best = cost;
          start = i;
        }
      }
      least[group * width + j] = best;
      from[group * width + j] = start;
    }
  }
  const bounds = new Int32Array(groups + 1);
  bounds[groups] = n;
  for (let group = groups; group > 0; group--) bounds[group - 1] = from[group * width + bounds[group]!]!;
  return { bounds, cost: least[groups * width + n]! };
}

export function knapsack(values: Float64Array, costs: Int32Array, budget: number): Int32Array {
  const capacity = checkedBudget(values, costs, budget);
  const n = values.length;
  const best = new Float64Array(capacity + 1);
  // One bit for each row and budget: is the row taken there?
  const stride = Math.ceil((capacity + 1) / 8);
  const taken = new Uint8Array(n * stride);
  for (let row = 0; row < n; row++) {
    const cost = costs[row]!;
    for (let spent = capacity; spent >= cost; spent--) {
      const total = best[spent - cost]! + values[row]!;
      if (total > best[spent]!) {
        best[spent] = total;
        taken[row * stride + (spent >> 3)]! |= 1 << (spent & 7);
      }
    }
  }
  const chosen: number[] = [];
  let left = capacity;
  for (let row = n - 1; row >= 0; row--) {
    if (taken[row * stride + (left >> 3)]! & (1 << (left & 7))) {
      chosen.push(row);
      left -= costs[row]!;
    }
  }
  return Int32Array.from(chosen.reverse());
}
