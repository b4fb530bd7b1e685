import { soundRate, type Mix } from '../../domain/video';
import { inPieces, type Pieces } from '../../engine/pieces';
import type { Step } from '../../engine/step';
import { levelled } from './level';
import { resample } from './resample';

/** Something said in a scene. */
export interface VoicePart {
  /** Seconds from the scene's start. */
  readonly start: number;
  /** Mono, in [-1, 1]. */
  readonly samples: Float32Array;
  /** Hz. */
  readonly sampleRate: number;
}

export interface MixInput {
  /** Samples of a packet: the sounds become whole packets long. */
  readonly packet: number;
  /** What is said in some scenes of a film. */
  readonly scenes: readonly (readonly VoicePart[])[];
}

export type MixParameters = {
  /** Integrated loudness aimed at, LUFS. */
  readonly loudness: number;
  /** Greatest true peak, dBTP: below the -1 of the file, for what resampling and encoding add. */
  readonly truePeak: number;
};

/** Seconds of silence after the last word that belong to the sound, so that the encoder has come to rest; less than the air there. */
const rest = 0.12;

/**
 * Mixes the voices of some scenes, each by itself.
 *
 * Every scene is brought to the film's loudness on its own blocks, so an edit elsewhere never changes it, and the film is as loud as its scenes.
 */
export const mix: Step<MixInput, MixParameters, readonly Mix[]> = {
  name: 'mix',
  stage: 'video',
  version: 3,
  defaults: { loudness: -16, truePeak: -2 },
  ranges: { loudness: { kind: 'number', low: -30, high: -9 }, truePeak: { kind: 'number', low: -9, high: -0.1 } },
  // A quarter of a second a minute is too long for the page's thread. What is kept is the encoded sound: it is a tenth of the size.
  traits: { pooled: true, cacheable: false },
  run: (input, parameters, context) => inPieces(mixed(input, parameters, context.report.bind(context)), context.breathe?.bind(context)),
};

function* mixed({ scenes, packet }: MixInput, parameters: MixParameters, report: (fraction: number) => void): Pieces<readonly Mix[]> {
  const mixes: Mix[] = [];
  for (const parts of scenes) {
    mixes.push(yield* mixedScene(parts.filter(({ samples }) => samples.length > 0), packet, parameters));
    report(mixes.length / scenes.length);
    yield;
  }
  return mixes;
}

/** Levels at the voice's own rate, which takes half the work, and resamples last. */
function* mixedScene(parts: readonly VoicePart[], packet: number, parameters: MixParameters): Pieces<Mix> {
  if (parts.length === 0) return { samples: new Int16Array(0), powers: new Float32Array(0) };
  const rate = commonRate(parts);
  const voice = placed(parts, rate);
  yield;
  const { samples, powers } = yield* levelled(voice, rate, parameters);
  yield;
  return { samples: wholePackets(resample(samples, rate, soundRate), packet), powers: Float32Array.from(powers) };
}

/** The rate of all parts, or the film's if they differ. */
function commonRate(parts: readonly VoicePart[]): number {
  const rate = parts[0]?.sampleRate ?? soundRate;
  return parts.every(({ sampleRate }) => sampleRate === rate) ? rate : soundRate;
}

/** The parts where they belong, as loud as they were spoken, and the silence that follows. */
function placed(parts: readonly VoicePart[], rate: number): Float32Array {
  const end = Math.max(...parts.map(({ start, samples, sampleRate }) => start + samples.length / sampleRate));
  const voice = new Float32Array(Math.ceil((end + rest) * rate));
  for (const { start, samples, sampleRate } of parts) {
    const part = sampleRate === rate ? samples : resample(samples, sampleRate, rate);
    const at = Math.round(start * rate);
    // In range: nothing ends after the last one does, and no rounding is as long as the rest.
    for (let index = 0; index < part.length; index++) voice[at + index] = (voice[at + index] as number) + (part[index] as number);
  }
  return voice;
}

/** As 16 bits, half of what floats need and far below the voice's own noise, with silence up to a whole packet. */
function wholePackets(samples: Float32Array, packet: number): Int16Array<ArrayBuffer> {
  const whole = new Int16Array(Math.ceil(samples.length / packet) * packet);
  for (let index = 0; index < samples.length; index++) {
    const value = Math.round((samples[index] as number) * 32768);
    whole[index] = value > 32767 ? 32767 : value < -32768 ? -32768 : value;
  }
  return whole;
}
