/**
 * One turn of greedy maximal marginal relevance. The caller brings the row of similarities of the last chosen row: of a large matrix
 * only `count` rows are ever copied in.
 *
 * @param weighted balance × relevance (f64, n); −∞ where a row is taken
 * @param closest  greatest similarity to any chosen row (f32, n), brought up to date with `row` (f32, n)
 * @param penalty  1 − balance
 * @returns the best row, the earliest of equals; −1 if there is none
 */
export function nextRelevant(n: i32, weighted: usize, closest: usize, row: usize, penalty: f64): i32 {
  let best: f64 = -Infinity;
  let chosen: i32 = -1;
  let i: i32 = 0;
  if (ASC_FEATURE_SIMD) {
    const penalties = f64x2.splat(penalty);
    let bestLow = f64x2.splat(-Infinity);
    let bestHigh = bestLow;
    // Places travel as numbers in the lanes of their scores.
    let chosenLow = f64x2.splat(-1);
    let chosenHigh = chosenLow;
    let placesLow = f64x2(0, 1);
    let placesHigh = f64x2(2, 3);
    const step = f64x2.splat(4);
    for (; i + 4 <= n; i += 4) {
      const likeness = f32x4.pmax(v128.load(closest + (<usize>i << 2)), v128.load(row + (<usize>i << 2)));
      v128.store(closest + (<usize>i << 2), likeness);
      const low = f64x2.sub(v128.load(weighted + (<usize>i << 3)), f64x2.mul(penalties, f64x2.promote_low_f32x4(likeness)));
      const high = f64x2.sub(
        v128.load(weighted + (<usize>i << 3), 16),
        f64x2.mul(penalties, f64x2.promote_low_f32x4(v128.shuffle<f32>(likeness, likeness, 2, 3, 2, 3))),
      );
      const betterLow = f64x2.gt(low, bestLow);
      const betterHigh = f64x2.gt(high, bestHigh);
      bestLow = v128.bitselect(low, bestLow, betterLow);
      bestHigh = v128.bitselect(high, bestHigh, betterHigh);
      chosenLow = v128.bitselect(placesLow, chosenLow, betterLow);
      chosenHigh = v128.bitselect(placesHigh, chosenHigh, betterHigh);
      placesLow = f64x2.add(placesLow, step);
      placesHigh = f64x2.add(placesHigh, step);
    }
    best = f64x2.extract_lane(bestLow, 0);
    let place = f64x2.extract_lane(chosenLow, 0);
    let score = f64x2.extract_lane(bestLow, 1);
    let candidate = f64x2.extract_lane(chosenLow, 1);
    if (score > best || (score === best && candidate < place)) {
      best = score;
      place = candidate;
    }
    score = f64x2.extract_lane(bestHigh, 0);
    candidate = f64x2.extract_lane(chosenHigh, 0);
    if (score > best || (score === best && candidate < place)) {
      best = score;
      place = candidate;
    }
    score = f64x2.extract_lane(bestHigh, 1);
    candidate = f64x2.extract_lane(chosenHigh, 1);
    if (score > best || (score === best && candidate < place)) {
      best = score;
      place = candidate;
    }
    chosen = <i32>place;
  }
  for (; i < n; i++) {
    const slot = closest + (<usize>i << 2);
    let likeness = load<f32>(slot);
    const candidate = load<f32>(row + (<usize>i << 2));
    if (candidate > likeness) {
      likeness = candidate;
      store<f32>(slot, candidate);
    }
    const score = load<f64>(weighted + (<usize>i << 3)) - penalty * <f64>likeness;
    if (score > best) {
      best = score;
      chosen = i;
    }
  }
  return chosen;
}
