import type { Pieces } from '../../../engine/pieces';
import { limited } from './limiter';
import { hopPowers, loudnessOf, peaks } from './loudness';

export interface LevelGoal {
  /** Integrated loudness, LUFS. */
  readonly loudness: number;
  /** Greatest true peak, dBTP. */
  readonly truePeak: number;
}

export interface Levelled {
  readonly samples: Float32Array;
  /** Power of each tenth of a second, K-weighted. */
  readonly powers: Float64Array;
}

/** dB kept under the ceiling for what the limiter's own movement adds between samples. */
const margin = 0.1;
/** Limiting makes a sound softer: the gain is corrected until the loudness is this near (LU), at most so many times (secant method). */
const tolerance = 0.1;
const corrections = 4;
/** What one more dB of gain is worth under the limiter, in LU: of espeak-ng's voices at first, and at least. */
const usualSlope = 0.7;
const leastSlope = 0.2;
/** dB of gain that the corrections may add. */
const headroom = 6;
/** Most that a whisper is raised, dB. */
const greatestGain = 40;

/**
 * Gives a sound at a loudness, its peaks under a ceiling; one too quiet to be measured stays as it is.
 *
 * In pieces of a few milliseconds for each ten seconds.
 */
export function* levelled(sound: Float32Array, rate: number, goal: LevelGoal): Pieces<Levelled> {
  const powers = hopPowers(sound, rate);
  const measured = loudnessOf(powers);
  if (measured === -Infinity) return { samples: sound, powers };
  const ceiling = amplitude(goal.truePeak - margin);
  yield;
  let level = Math.min(greatestGain, goal.loudness - measured);
  const highest = level + headroom;
  const heights = peaks(sound, ceiling / amplitude(highest));
  yield;
  const at = (gain: number): Levelled => {
    const samples = limited(sound, heights, amplitude(gain), ceiling, rate);
    return { samples, powers: hopPowers(samples, rate) };
  };
  let made = at(level);
  let loudness = loudnessOf(made.powers);
  let slope = usualSlope;
  for (let correction = 0; correction < corrections && Math.abs(goal.loudness - loudness) > tolerance; correction++) {
    const next = Math.min(highest, level + (goal.loudness - loudness) / slope);
    if (next === level) break;
    yield;
    made = at(next);
    const reached = loudnessOf(made.powers);
    slope = Math.min(1, Math.max(leastSlope, (reached - loudness) / (next - level)));
    [level, loudness] = [next, reached];
  }
  return made;
}

/** Gives the factor of a level in dB. */
export function amplitude(level: number): number {
  return 10 ** (level / 20);
}
