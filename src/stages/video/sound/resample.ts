/** Zero crossings of the sinc on each side; with the window below the band ends within 0.13 of the lower rate. */
const crossings = 16;
/** Kaiser window: 70 dB of stop band. */
const beta = 7;
/** Middle of the band's end, as a share of the lower half rate: flat to 8.4 kHz, gone at 11.4 kHz for a voice of 22,050 Hz. */
const edge = 0.9;

/**
 * Gives a sound at another sample rate (polyphase windowed sinc, linear phase, no delay: sample 0 stays at time 0).
 *
 * @param from Hz, a whole number
 * @param to   Hz, a whole number
 * @returns `ceil(length × to / from)` samples
 */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples.slice();
  const divisor = greatestCommonDivisor(from, to);
  const phases = to / divisor;
  const step = from / divisor;
  const { taps, half } = kernels(phases, Math.min(1, to / from) * edge);
  const length = Math.ceil((samples.length * to) / from);
  const result = new Float32Array(length);
  const width = 2 * half;
  // Silence around the sound, so that the loop below never asks where it ends.
  const padded = new Float64Array(samples.length + width + 1);
  padded.set(samples, half - 1);
  let phase = 0;
  let at = 0;
  for (let index = 0; index < length; index++) {
    const row = phase * width;
    // Four sums side by side keep the processor busy: one sum alone waits for its own last addition. All is in range by the padding.
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let tap = 0; tap < width; tap += 4) {
      first += (taps[row + tap] as number) * (padded[at + tap] as number);
      second += (taps[row + tap + 1] as number) * (padded[at + tap + 1] as number);
      third += (taps[row + tap + 2] as number) * (padded[at + tap + 2] as number);
      fourth += (taps[row + tap + 3] as number) * (padded[at + tap + 3] as number);
    }
    result[index] = first + second + (third + fourth);
    phase += step;
    while (phase >= phases) {
      phase -= phases;
      at += 1;
    }
  }
  return result;
}

interface Filters {
  readonly taps: Float64Array;
  readonly half: number;
}

/** Those made last: a film's scenes all need the same. */
let latest: { readonly phases: number; readonly band: number; readonly filters: Filters } | undefined;

function kernels(phases: number, band: number): Filters {
  if (latest?.phases !== phases || latest.band !== band) latest = { phases, band, filters: filtersOf(phases, band) };
  return latest.filters;
}

/** One filter a phase, each with 2 × half taps (a multiple of 4) and a sum of 1; `band` is the pass band as a share of the input's half rate. */
function filtersOf(phases: number, band: number): Filters {
  const half = 2 * Math.ceil(crossings / band / 2);
  const width = 2 * half;
  const taps = new Float64Array(phases * width);
  for (let phase = 0; phase < phases; phase++) {
    let sum = 0;
    for (let tap = 0; tap < width; tap++) {
      const distance = tap - half + 1 - phase / phases;
      const value = sinc(distance * band) * kaiser(distance / half);
      taps[phase * width + tap] = value;
      sum += value;
    }
    for (let tap = 0; tap < width; tap++) taps[phase * width + tap] = (taps[phase * width + tap] ?? 0) / sum;
  }
  return { taps, half };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(beta * Math.sqrt(1 - x * x)) / bessel(beta);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
