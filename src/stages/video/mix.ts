import { Failure } from '../../domain/failure';
import type { Narration } from '../../domain/narration';
import { sceneStarts, totalFrames, type Storyboard } from '../../domain/storyboard';
import type { Mix } from '../../domain/video';
import { inPieces, type Pieces } from '../../engine/pieces';
import type { Step } from '../../engine/step';
import { limited } from './limiter';
import { integratedLoudness, peaks, truePeak } from './loudness';
import { resample } from './resample';

export interface MixInput {
  /** Retimed: its scenes are as long as the narration needs. */
  readonly storyboard: Storyboard;
  readonly narration: Narration;
}

export type MixParameters = {
  /** Integrated loudness aimed at, LUFS. */
  readonly loudness: number;
  /** Greatest true peak, dBTP: below the -1 of the file, because AAC at 96 kbit/s was seen to add 1.3 dB of its own. */
  readonly truePeak: number;
};

/** Hz; what video is played with everywhere, so nobody resamples it again. */
const sampleRate = 48_000;
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
 * Puts all utterances where they belong in the film, at one loudness; a silent film gives no samples.
 *
 * The sound is exactly as long as the pictures, rounded to a sample.
 */
export const mix: Step<MixInput, MixParameters, Mix> = {
  name: 'mix',
  stage: 'video',
  version: 2,
  defaults: { loudness: -16, truePeak: -3 },
  ranges: { loudness: { kind: 'number', low: -30, high: -9 }, truePeak: { kind: 'number', low: -9, high: -0.1 } },
  // Half a second a minute is too long for the page's thread.
  traits: { pooled: true, cacheable: true },
  run: (input, parameters, context) => inPieces(mixed(input, parameters), context.breathe?.bind(context)),
};

/** In pieces of some 50 ms for each minute of film. */
function* mixed({ storyboard, narration }: MixInput, parameters: MixParameters): Pieces<Mix> {
  if (narration.utterances.every(({ samples }) => samples.length === 0)) {
    return { samples: new Float32Array(0), sampleRate, loudness: -Infinity, truePeak: -Infinity };
  }
  const film = yield* placed(storyboard, narration);
  return { sampleRate, ...(yield* levelled(film, parameters)) };
}

/** The whole film's voice, as loud as it was spoken. */
function* placed(storyboard: Storyboard, narration: Narration): Pieces<Float32Array> {
  const { fps } = storyboard.format;
  const film = new Float32Array(Math.round((totalFrames(storyboard) / fps) * sampleRate));
  const starts = sceneStarts(storyboard);
  const startOf = new Map(storyboard.scenes.map((scene, index) => [scene.id, (starts[index] ?? 0) / fps]));
  for (const [index, line] of narration.lines.entries()) {
    const sceneStart = startOf.get(line.scene);
    const utterance = narration.utterances[index];
    if (sceneStart === undefined || utterance === undefined) {
      throw new Failure('invalid-storyboard', `Every spoken line must belong to a scene and have its utterance, got line ${index} of scene "${line.scene}".`, { index });
    }
    if (utterance.samples.length === 0) continue;
    const voice = resample(utterance.samples, utterance.sampleRate, sampleRate);
    const at = Math.round((sceneStart + line.start) * sampleRate);
    const length = Math.min(voice.length, film.length - at);
    for (let sample = 0; sample < length; sample++) film[at + sample] = (film[at + sample] ?? 0) + (voice[sample] ?? 0);
    yield;
  }
  return film;
}

/** The sound at the loudness and under the peak asked for; a sound too quiet to be measured stays as it is. */
function* levelled(film: Float32Array, parameters: MixParameters): Pieces<Omit<Mix, 'sampleRate'>> {
  const measured = integratedLoudness(film, sampleRate);
  if (measured === -Infinity) return { samples: film, loudness: measured, truePeak: truePeak(film) };
  const ceiling = decibels(parameters.truePeak - margin);
  yield;
  let level = Math.min(greatestGain, parameters.loudness - measured);
  const highest = level + headroom;
  const heights = peaks(film, ceiling / decibels(highest));
  yield;
  const at = (gain: number): Float32Array => limited(film, heights, decibels(gain), ceiling, sampleRate);
  let samples = at(level);
  yield;
  let loudness = integratedLoudness(samples, sampleRate);
  let slope = usualSlope;
  for (let correction = 0; correction < corrections && Math.abs(parameters.loudness - loudness) > tolerance; correction++) {
    const next = Math.min(highest, level + (parameters.loudness - loudness) / slope);
    if (next === level) break;
    yield;
    samples = at(next);
    yield;
    const reached = integratedLoudness(samples, sampleRate);
    slope = Math.min(1, Math.max(leastSlope, (reached - loudness) / (next - level)));
    [level, loudness] = [next, reached];
  }
  yield;
  const peak = truePeak(samples);
  const excess = peak - parameters.truePeak;
  if (excess <= 0) return { samples, loudness, truePeak: peak };
  return { samples: samples.map((sample) => sample * decibels(-excess)), loudness: loudness - excess, truePeak: parameters.truePeak };
}

function decibels(level: number): number {
  return 10 ** (level / 20);
}
