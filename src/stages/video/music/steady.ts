/** Seconds over which loudness is judged: longer than a note's stroke, shorter than a chord. */
const judged = 1.6;
/** Share of the way to an even loudness, in dB: less would heave under a voice, more would be lifeless. */
const evenness = 0.6;
/** Most that is changed, as a factor either way: 8 dB. */
const mostChange = 2.5;

/**
 * Evens the loudness of a piece that leads into itself, slowly: music under a voice has to stay as far below it from second to second as it is on the whole.
 *
 * The window goes round from the end to the start, so that the piece still leads into itself.
 */
export function steadied(samples: Float32Array, rate: number): Float32Array {
  const count = samples.length;
  const half = Math.min(Math.round((judged * rate) / 2), Math.floor(count / 2));
  let whole = 0;
  for (const sample of samples) whole += sample * sample;
  const mean = whole / count;
  if (mean === 0) return samples;
  const powers = roundMeans(Float64Array.from(samples, (sample) => sample * sample), half);
  const changes = powers.map((power) => Math.min(mostChange, Math.max(1 / mostChange, (mean / Math.max(power, mean * 1e-6)) ** (evenness / 2))));
  // Twice the same window: a gain without corners.
  const gains = roundMeans(changes, half);
  return samples.map((sample, index) => sample * (gains[index] ?? 1));
}

/** The mean of the 2 × half values around each, round and round. */
function roundMeans(values: Float64Array, half: number): Float64Array {
  const count = values.length;
  const means = new Float64Array(count);
  let sum = 0;
  // Within the values: `half` is at most half of them.
  for (let index = -half; index < half; index++) sum += values[(index + count) % count] as number;
  for (let index = 0; index < count; index++) {
    means[index] = sum / (2 * half);
    sum += (values[(index + half) % count] as number) - (values[(index - half + count) % count] as number);
  }
  return means;
}
