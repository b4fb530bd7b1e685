import { dataUrl } from '../../domain/dataUrl';
import { bytesDigest } from '../../domain/digest';
import type { Recording } from '../../domain/scenes/scene';
import type { Sound } from '../../engine/ports';
import { speechActivity } from '../../stages/video/recording/speechActivity';
import { resample } from '../../stages/video/sound/resample';
import { wav } from '../../stages/video/files/wav';
import { words } from '../words/words';

/** Hz of what is kept: all of a voice, at 2.9 MB a minute. */
export const keptRate = 24_000;
/** Seconds kept around the voice when the quiet at both ends is cut off. */
const margin = 0.15;
/** Seconds a recording may last: longer ones are no scene. */
export const longestTake = 600;
/** dBFS above which the room is heard between the words. */
const loudRoom = -45;
/** dBFS below which a voice is too soft to be raised without its room. */
const softVoice = -30;

/** A recording as a person judges it before it is kept. */
export interface Take {
  /** At `keptRate`. */
  readonly sound: Sound;
  readonly seconds: number;
  /** Level between the words and of the loudest moment, dBFS. */
  readonly floor: number;
  readonly peak: number;
  /** Where the voice is, with a little air; the whole if there is none. */
  readonly voice: { readonly start: number; readonly end: number };
  /** What to do better; empty if nothing. */
  readonly advice: string;
  /** Loudest sample of each of `shapePoints` equal parts, in [0, 1]. */
  readonly shape: Float32Array;
}

export const shapePoints = 240;

/** Measures what was recorded. */
export function takeOf({ samples, sampleRate }: Sound): Take {
  const sound = { samples: resample(samples.subarray(0, longestTake * sampleRate), sampleRate, keptRate), sampleRate: keptRate };
  const { floor, peak, isClipped, voice } = speechActivity({ samples: samples.subarray(0, longestTake * sampleRate), sampleRate });
  const seconds = sound.samples.length / keptRate;
  const { advice } = words.storyboard.recorder;
  return {
    sound, seconds, floor, peak, shape: shapeOf(sound.samples),
    voice: voice === undefined ? { start: 0, end: seconds } : { start: Math.max(0, voice.start - margin), end: Math.min(seconds, voice.end + margin) },
    advice: voice === undefined ? advice.noVoice
      : isClipped ? advice.clipped
        : floor > loudRoom ? advice.loudRoom(Math.round(floor))
          : peak < softVoice ? advice.softVoice : '',
  };
}

/** Gives a take as a file, and the recording of a scene that uses a part of it. */
export function keptTake(
  { sound }: Take, { start, end }: { readonly start: number; readonly end: number }, speech: readonly string[],
): { readonly recording: Recording; readonly url: string } {
  const file = wav(Int16Array.from(sound.samples, (sample) => Math.max(-32768, Math.min(32767, Math.round(sample * 32768)))), sound.sampleRate);
  return { recording: { asset: bytesDigest(file), start, end, said: speech.join(' ') }, url: dataUrl('audio/wav', file) };
}

function shapeOf(samples: Float32Array): Float32Array {
  const shape = new Float32Array(shapePoints);
  for (const [index, sample] of samples.entries()) {
    const point = Math.floor((index * shapePoints) / samples.length);
    shape[point] = Math.max(shape[point] ?? 0, Math.abs(sample));
  }
  return shape;
}
