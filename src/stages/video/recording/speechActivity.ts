import type { Sound } from '../../../engine/ports';
import type { Parameters } from '../../../engine/step';

/** A stretch of time, s. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where somebody speaks in a sound. */
export interface SpeechActivity {
  /** Level of what is heard between the words, dBFS; -120 at least. */
  readonly floor: number;
  /** Greatest sample, dBFS. */
  readonly peak: number;
  /** Whether samples are cut off at full scale. */
  readonly isClipped: boolean;
  /** From the first to the last sound of the voice; nothing: nobody speaks. */
  readonly voice: Stretch | undefined;
  /** Pauses inside `voice`, in order. */
  readonly pauses: readonly Stretch[];
}

export interface ActivityOptions extends Parameters {
  /** dB that a voice stands above the floor at least. */
  readonly rise: number;
  /** Seconds of quiet that count as a pause. */
  readonly shortestPause: number;
  /** Seconds of sound that count as speech; shorter ones are clicks. */
  readonly shortestSound: number;
}

const activityDefaults: ActivityOptions = { rise: 9, shortestPause: 0.12, shortestSound: 0.04 };

/** Seconds of a frame of which the level is taken. */
const frameSeconds = 0.01;
/** dB under the loud parts below which nothing is speech, however still the room. */
const deepest = 38;
/** Samples at full scale in a row that mean clipping. */
const clippedRun = 3;

/** Finds the voice in a recording by its energy: frames well above the floor, without clicks and gaps too short to be pauses. */
export function speechActivity({ samples, sampleRate }: Sound, { rise, shortestPause, shortestSound }: ActivityOptions = activityDefaults): SpeechActivity {
  const levels = frameLevels({ samples, sampleRate });
  const { peak, isClipped } = peakOf(samples);
  const sorted = Float32Array.from(levels).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? -120;
  // A tenth of the frames of any reading is quiet; digital silence would make the floor say nothing of the room.
  const audible = sorted.filter((level) => level > -119);
  const floor = audible.length === 0 ? -120 : (audible[Math.floor(0.1 * audible.length)] ?? -120);
  const threshold = Math.max(Math.min(floor, at(0.1) + 60) + rise, at(0.95) - deepest);
  const isSpeech = at(0.95) - floor < rise && audible.length < 0.9 * levels.length ? levels.map(() => 0) : levels.map((level) => (level > threshold ? 1 : 0));
  const sounds = runs(isSpeech, 1, shortestSound);
  const first = sounds[0];
  const last = sounds.at(-1);
  if (first === undefined || last === undefined || at(0.95) <= -100) return { floor, peak, isClipped, voice: undefined, pauses: [] };
  const voice = { start: first.start * frameSeconds, end: Math.min(samples.length / sampleRate, last.end * frameSeconds) };
  const pauses: Stretch[] = [];
  for (const [index, { end }] of sounds.entries()) {
    const next = sounds[index + 1];
    if (next !== undefined && (next.start - end) * frameSeconds >= shortestPause) pauses.push({ start: end * frameSeconds, end: next.start * frameSeconds });
  }
  return { floor, peak, isClipped, voice, pauses };
}

/** Level of each hundredth of a second, dBFS, -120 at least. */
export function frameLevels({ samples, sampleRate }: Sound): Float32Array {
  const length = Math.max(1, Math.round(frameSeconds * sampleRate));
  const levels = new Float32Array(Math.floor(samples.length / length));
  for (let frame = 0; frame < levels.length; frame++) {
    let energy = 0;
    for (let index = frame * length; index < (frame + 1) * length; index++) energy += (samples[index] ?? 0) ** 2;
    levels[frame] = Math.max(-120, 10 * Math.log10(energy / length + 1e-12));
  }
  return levels;
}

/** Runs of a value, in frames; those too short are left out. */
function runs(values: Float32Array, wanted: number, shortest: number): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let start = 0; start < values.length; start++) {
    if (values[start] !== wanted) continue;
    let end = start;
    while (end < values.length && values[end] === wanted) end += 1;
    if ((end - start) * frameSeconds >= shortest - 1e-9) found.push({ start, end });
    start = end;
  }
  return found;
}

function peakOf(samples: Float32Array): { readonly peak: number; readonly isClipped: boolean } {
  let greatest = 0;
  let run = 0;
  let isClipped = false;
  for (const sample of samples) {
    const size = Math.abs(sample);
    if (size > greatest) greatest = size;
    run = size >= 0.998 ? run + 1 : 0;
    if (run >= clippedRun) isClipped = true;
  }
  return { peak: Math.max(-120, 20 * Math.log10(greatest + 1e-12)), isClipped };
}
