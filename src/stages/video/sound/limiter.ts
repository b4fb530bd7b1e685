/** Seconds in which the gain comes down ahead of a peak. */
const attack = 0.005;
/** Seconds in which the gain comes back by two thirds. */
const release = 0.08;

/**
 * Gives a sound made louder, its peaks held under a ceiling without clipping.
 *
 * The gain falls before a peak and recovers after it. The needed gain is spread backwards by a sliding minimum and smoothed over the same
 * time, so at no sample is it higher than needed there.
 *
 * @param samples any scale
 * @param peaks   one a sample, at the same scale
 * @param gain    factor for everything
 * @param ceiling greatest allowed peak after the gain
 */
export function limited(samples: Float32Array, peaks: Float32Array, gain: number, ceiling: number, sampleRate: number): Float32Array {
  const result = new Float32Array(samples.length);
  const ahead = Math.max(1, Math.round(attack * sampleRate));
  const recovery = 1 - Math.exp(-1 / (release * sampleRate));
  // A ring with the envelope of the last `ahead + 1` samples, for their running mean; and a queue of the indices that may still be
  // the least needed gain of the samples ahead, ascending in index and in gain.
  const ring = new Float64Array(ahead + 1).fill(1);
  let ringSum = ahead + 1;
  const queue = new Int32Array(samples.length);
  const needs = new Float64Array(samples.length);
  let [head, tail, next, envelope] = [0, 0, 0, 1];
  // The lookahead starts before the sound, so that a peak at its very start is met, too.
  for (let index = -ahead; index < samples.length; index++) {
    for (; next < samples.length && next <= index + ahead; next++) {
      const height = (peaks[next] as number) * gain;
      if (height <= ceiling) continue;
      const need = ceiling / height;
      while (tail > head && (needs[tail - 1] as number) >= need) tail -= 1;
      queue[tail] = next;
      needs[tail] = need;
      tail += 1;
    }
    while (head < tail && (queue[head] as number) < index) head += 1;
    const need = head < tail ? (needs[head] as number) : 1;
    envelope = Math.min(need, envelope + (1 - envelope) * recovery);
    const slot = (index + ahead) % (ahead + 1);
    ringSum += envelope - (ring[slot] as number);
    ring[slot] = envelope;
    if (index >= 0) result[index] = (samples[index] as number) * gain * Math.min(1, ringSum / (ahead + 1));
  }
  return result;
}
