import { allocateZeros } from './arena';

/**
 * Fills `chosen` (i32, room for n) with the rows of the best load that fits, the last row first.
 *
 * @param values f64, n
 * @param costs  i32, n, not negative
 * @returns how many were chosen
 */
export function knapsack(n: i32, values: usize, costs: usize, capacity: i32, chosen: usize): i32 {
  const best = allocateZeros((<usize>capacity + 1) << 3);
  // One bit for each row and budget, eight budgets a byte.
  const stride = (<usize>capacity + 8) >> 3;
  const taken = allocateZeros(<usize>n * stride);
  for (let row = 0; row < n; row++) {
    const cost = load<i32>(costs + (<usize>row << 2));
    if (cost <= capacity) {
      tryRow(best, taken + <usize>row * stride, load<f64>(values + (<usize>row << 3)), cost, capacity);
    }
  }
  let count = 0;
  let left = capacity;
  for (let row = n - 1; row >= 0; row--) {
    if (load<u8>(taken + <usize>row * stride + (<usize>left >> 3)) & (1 << (left & 7))) {
      store<i32>(chosen + (<usize>count << 2), row);
      count++;
      left -= load<i32>(costs + (<usize>row << 2));
    }
  }
  return count;
}

// Downwards, so that what is read has not met this row yet: of eight budgets all are read before any is written.
function tryRow(best: usize, bits: usize, value: f64, cost: i32, capacity: i32): void {
  let spent = capacity;
  if (ASC_FEATURE_SIMD) {
    for (; spent >= cost && (spent & 7) !== 7; spent--) tryBudget(best, bits, value, cost, spent);
    const added = f64x2.splat(value);
    for (; spent - 7 >= cost; spent -= 8) {
      const old = best + (<usize>(spent - 7) << 3);
      const rest = best + (<usize>(spent - 7 - cost) << 3);
      const oldA = v128.load(old);
      const oldB = v128.load(old, 16);
      const oldC = v128.load(old, 32);
      const oldD = v128.load(old, 48);
      const newA = f64x2.add(v128.load(rest), added);
      const newB = f64x2.add(v128.load(rest, 16), added);
      const newC = f64x2.add(v128.load(rest, 32), added);
      const newD = f64x2.add(v128.load(rest, 48), added);
      v128.store(old, f64x2.pmax(oldA, newA));
      v128.store(old, f64x2.pmax(oldB, newB), 16);
      v128.store(old, f64x2.pmax(oldC, newC), 32);
      v128.store(old, f64x2.pmax(oldD, newD), 48);
      const mask =
        i64x2.bitmask(f64x2.gt(newA, oldA)) |
        (i64x2.bitmask(f64x2.gt(newB, oldB)) << 2) |
        (i64x2.bitmask(f64x2.gt(newC, oldC)) << 4) |
        (i64x2.bitmask(f64x2.gt(newD, oldD)) << 6);
      store<u8>(bits + (<usize>spent >> 3), <u8>mask);
    }
  }
  for (; spent >= cost; spent--) tryBudget(best, bits, value, cost, spent);
}

// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function tryBudget(best: usize, bits: usize, value: f64, cost: i32, spent: i32): void {
  const total = load<f64>(best + (<usize>(spent - cost) << 3)) + value;
  if (total > load<f64>(best + (<usize>spent << 3))) {
    store<f64>(best + (<usize>spent << 3), total);
    const byte = bits + (<usize>spent >> 3);
    store<u8>(byte, <u8>(<i32>load<u8>(byte) | (1 << (spent & 7))));
  }
}
