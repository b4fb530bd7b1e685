import type { Sound } from '../../../engine/ports';

/** Bands of each frame, row-major: `frames` × `bands`, each band with mean 0 over the sound. */
export interface Spectrum {
  readonly frames: number;
  readonly bands: number;
  readonly values: Float32Array;
}

/** Seconds from frame to frame, and of what is heard for each. */
export const hop = 0.02;
const window = 0.032;
const bands = 14;
const lowest = 120;
const highest = 5200;
/** dB under the loudest band of a sound at which all is the same silence: noise must not look like speech. */
const depth = 50;

/**
 * Tells how a sound is coloured every 20 ms: log energies of bands that stand as the ear's do (mel), each freed of its mean, so that
 * microphones and voices compare.
 */
export function spectrumOf({ samples, sampleRate }: Sound): Spectrum {
  const size = 2 ** Math.ceil(Math.log2(window * sampleRate));
  const length = Math.round(window * sampleRate);
  const frames = Math.max(1, Math.floor(samples.length / sampleRate / hop));
  const taper = Float64Array.from({ length }, (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / (length - 1)));
  const edges = Array.from({ length: bands + 2 }, (_, index) => hertz(mel(lowest) + ((mel(highest) - mel(lowest)) * index) / (bands + 1)));
  const values = new Float32Array(frames * bands);
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  let greatest = -Infinity;
  for (let frame = 0; frame < frames; frame++) {
    const from = Math.round(frame * hop * sampleRate);
    real.fill(0);
    imaginary.fill(0);
    for (let index = 0; index < length; index++) real[index] = (samples[from + index] ?? 0) * (taper[index] ?? 0);
    transform(real, imaginary);
    for (let band = 0; band < bands; band++) {
      const [low = 0, middle = 0, high = 0] = [edges[band], edges[band + 1], edges[band + 2]];
      let energy = 0;
      for (let bin = Math.ceil((low * size) / sampleRate); bin <= (high * size) / sampleRate; bin++) {
        const frequency = (bin * sampleRate) / size;
        const weight = frequency < middle ? (frequency - low) / (middle - low) : (high - frequency) / (high - middle);
        energy += weight * ((real[bin] ?? 0) ** 2 + (imaginary[bin] ?? 0) ** 2);
      }
      const level = 10 * Math.log10(energy / length + 1e-12);
      if (level > greatest) greatest = level;
      values[frame * bands + band] = level;
    }
  }
  return { frames, bands, values: centred(values, frames, greatest) };
}

function centred(values: Float32Array, frames: number, greatest: number): Float32Array {
  for (let band = 0; band < bands; band++) {
    let sum = 0;
    for (let frame = 0; frame < frames; frame++) {
      const raised = Math.max(values[frame * bands + band] ?? 0, greatest - depth);
      values[frame * bands + band] = raised;
      sum += raised;
    }
    for (let frame = 0; frame < frames; frame++) values[frame * bands + band] = (values[frame * bands + band] ?? 0) - sum / frames;
  }
  return values;
}

function mel(frequency: number): number {
  return 2595 * Math.log10(1 + frequency / 700);
}

function hertz(mels: number): number {
  return 700 * (10 ** (mels / 2595) - 1);
}

/** The discrete Fourier transform in place (Cooley & Tukey 1965, radix 2); lengths are powers of two. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const n = real.length;
  for (let index = 1, mirror = 0; index < n; index++) {
    let bit = n >> 1;
    for (; (mirror & bit) !== 0; bit >>= 1) mirror ^= bit;
    mirror ^= bit;
    if (index < mirror) {
      [real[index], real[mirror]] = [real[mirror] ?? 0, real[index] ?? 0];
      [imaginary[index], imaginary[mirror]] = [imaginary[mirror] ?? 0, imaginary[index] ?? 0];
    }
  }
  for (let span = 2; span <= n; span *= 2) {
    const angle = (-2 * Math.PI) / span;
    const [stepReal, stepImaginary] = [Math.cos(angle), Math.sin(angle)];
    for (let from = 0; from < n; from += span) {
      let [turnReal, turnImaginary] = [1, 0];
      for (let index = 0; index < span / 2; index++) {
        const [a, b] = [from + index, from + index + span / 2];
        const oddReal = (real[b] ?? 0) * turnReal - (imaginary[b] ?? 0) * turnImaginary;
        const oddImaginary = (real[b] ?? 0) * turnImaginary + (imaginary[b] ?? 0) * turnReal;
        real[b] = (real[a] ?? 0) - oddReal;
        imaginary[b] = (imaginary[a] ?? 0) - oddImaginary;
        real[a] = (real[a] ?? 0) + oddReal;
        imaginary[a] = (imaginary[a] ?? 0) + oddImaginary;
        [turnReal, turnImaginary] = [turnReal * stepReal - turnImaginary * stepImaginary, turnReal * stepImaginary + turnImaginary * stepReal];
      }
    }
  }
}
