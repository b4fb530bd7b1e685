/** A gating block is so many hops long; blocks overlap by all but one. */
const hopsOfBlock = 4;
/** Seconds. */
export const hop = 0.1;
/** Gates: blocks below count as silence (LUFS), or as pauses of this programme (LU below the mean of the others). */
const absoluteGate = -70;
const relativeGate = -10;

/**
 * Integrated loudness of a mono sound, in LUFS; -Infinity if nothing passes the gates.
 *
 * A sound shorter than one block (0.4 s) is measured as a single one.
 *
 * @param samples    in [-1, 1]
 * @param sampleRate Hz, at least 8,000
 *
 * Source: ITU-R BS.1770-4; EBU R 128.
 */
export function integratedLoudness(samples: Float32Array, sampleRate: number): number {
  const whole = Math.floor(samples.length / Math.round(hop * sampleRate));
  const powers = hopPowers(samples, sampleRate);
  if (whole >= hopsOfBlock) return loudnessOf(powers.subarray(0, whole));
  const scale = Math.round(hop * sampleRate) / samples.length;
  return samples.length === 0 ? -Infinity : gated([powers.reduce((sum, power) => sum + power, 0) * scale]);
}

/**
 * Integrated loudness of a sound of which only the power of each tenth of a second is known, in LUFS; -Infinity if nothing passes the gates.
 *
 * @param powers as `hopPowers` gives them
 */
export function loudnessOf(powers: Float32Array | Float64Array): number {
  const blocks: number[] = [];
  for (let first = 0; first === 0 || first + hopsOfBlock <= powers.length; first++) {
    let power = 0;
    for (let index = first; index < first + hopsOfBlock; index++) power += powers[index] ?? 0;
    blocks.push(power / hopsOfBlock);
  }
  return gated(blocks);
}

/** Mean power of the blocks that pass both gates, in LUFS. */
function gated(powers: readonly number[]): number {
  const audible = powers.filter((power) => lufs(power) > absoluteGate);
  if (audible.length === 0) return -Infinity;
  const gate = lufs(mean(audible)) + relativeGate;
  return lufs(mean(audible.filter((power) => lufs(power) > gate)));
}

/**
 * True peak of a sound, in dBTP: the peak between its samples too, found by oversampling four times; -Infinity for silence.
 *
 * Source: ITU-R BS.1770-4, annex 2.
 */
export function truePeak(samples: Float32Array): number {
  const padded = framed(samples);
  let peak = 0;
  for (let from = 0; from < samples.length; from += stride) {
    // Stretches that cannot exceed what was found are skipped.
    if (loudestAround(padded, from) * overshoot <= peak) continue;
    for (let index = from; index < Math.min(from + stride, samples.length); index++) peak = Math.max(peak, peakAt(padded, index));
  }
  return 20 * Math.log10(peak);
}

/**
 * Peaks of a sound, one a sample: the greatest absolute value from there up to the next one, oversampled four times.
 *
 * @param floor stretches in which no peak can be above it are not oversampled
 */
export function peaks(samples: Float32Array, floor: number): Float32Array {
  const padded = framed(samples);
  const result = new Float32Array(samples.length);
  for (let from = 0; from < samples.length; from += stride) {
    const end = Math.min(from + stride, samples.length);
    const isLow = loudestAround(padded, from) * overshoot <= floor;
    for (let index = from; index < end; index++) result[index] = isLow ? Math.abs(samples[index] ?? 0) : peakAt(padded, index);
  }
  return result;
}

/** Samples on each side that the interpolation looks at. */
const reach = 8;
/** Samples looked at as one stretch when quiet ones are skipped. */
const stride = 32;
/** Interpolators for 1/4, 1/2 and 3/4 of the way to the next sample: windowed sinc, 2 × reach taps each. */
const [quarter, middle, threeQuarters] = [interpolator(0.25), interpolator(0.5), interpolator(0.75)];
/** How far an interpolated value can exceed the samples that it is made of, at most. */
const overshoot = Math.max(...[quarter, middle, threeQuarters].map((taps) => taps.reduce((sum, tap) => sum + Math.abs(tap), 0)));

/** The sound with silence around it, so that no loop below asks where it ends; sample i is at reach + i. */
function framed(samples: Float32Array): Float64Array {
  const padded = new Float64Array(samples.length + stride + 2 * reach);
  padded.set(samples, reach);
  return padded;
}

/** Three sums side by side, in range by the frame: this loop decides how long a mix takes. */
function peakAt(padded: Float64Array, index: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  for (let tap = 0; tap < 2 * reach; tap++) {
    const sample = padded[index + 1 + tap] as number;
    first += (quarter[tap] as number) * sample;
    second += (middle[tap] as number) * sample;
    third += (threeQuarters[tap] as number) * sample;
  }
  return Math.max(Math.abs(padded[index + reach] as number), Math.abs(first), Math.abs(second), Math.abs(third));
}

function loudestAround(padded: Float64Array, from: number): number {
  let most = 0;
  for (let index = from; index < from + stride + 2 * reach; index++) {
    // In range by the frame.
    const height = Math.abs(padded[index] as number);
    if (height > most) most = height;
  }
  return most;
}

function interpolator(fraction: number): Float64Array {
  const taps = Float64Array.from({ length: 2 * reach }, (_, tap) => {
    const distance = tap - (reach - 1) - fraction;
    // A raised cosine over the reach.
    return sinc(distance) * (0.5 + 0.5 * Math.cos((Math.PI * distance) / reach));
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Mean square of each tenth of a second of the K-weighted sound; after its end there is silence. */
export function hopPowers(samples: Float32Array, sampleRate: number): Float64Array {
  const hopSamples = Math.round(hop * sampleRate);
  const powers = new Float64Array(Math.ceil(samples.length / hopSamples));
  const [shelf, pass] = [highShelf(sampleRate), highPass(sampleRate)];
  // Transposed direct form II, unrolled: this loop sees every sample.
  let [s1, s2, p1, p2] = [0, 0, 0, 0];
  for (let index = 0, hopIndex = 0; hopIndex < powers.length; hopIndex++) {
    let energy = 0;
    for (const end = Math.min(samples.length, index + hopSamples); index < end; index++) {
      const x = samples[index] as number;
      const y = shelf.b0 * x + s1;
      s1 = shelf.b1 * x - shelf.a1 * y + s2;
      s2 = shelf.b2 * x - shelf.a2 * y;
      const z = pass.b0 * y + p1;
      p1 = pass.b1 * y - pass.a1 * z + p2;
      p2 = pass.b2 * y - pass.a2 * z;
      energy += z * z;
    }
    powers[hopIndex] = energy / hopSamples;
  }
  return powers;
}

interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

// The standard gives coefficients at 48 kHz only; these analogue parameters give them back there and hold at any rate.
// Source: Mansbridge, Finn & Reiss, AES 132 (2012).

function highShelf(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
  const q = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const middle = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b0: (high + (middle * k) / q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (middle * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  };
}

function highPass(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate);
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}

function lufs(power: number): number {
  return -0.691 + 10 * Math.log10(power);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
