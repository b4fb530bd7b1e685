import { soundRate, type Mix } from '../../../domain/film/video';
import { inPieces, type Pieces } from '../../../engine/pieces';
import type { Step } from '../../../engine/step';
import { amplitude, levelled, type Levelled } from './level';
import { hopPowers } from './loudness';
import { musicLevel, type SceneMusic } from '../music/sceneMusic';
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

/** What is played under a scene. */
export interface MusicPart {
  readonly scene: SceneMusic;
  /** The loop's own samples under the scene, before and after it; `scene.length` of them. */
  readonly samples: Int16Array<ArrayBuffer>;
  /** Of the loop. */
  readonly peak: number;
}

/** What is heard in a scene. */
export interface SceneParts {
  readonly voice: readonly VoicePart[];
  readonly music?: MusicPart;
}

export interface MixInput {
  /** Samples of a packet: the sounds become whole packets long. */
  readonly packet: number;
  readonly scenes: readonly SceneParts[];
}

export type MixParameters = {
  /** Integrated loudness aimed at, LUFS. */
  readonly loudness: number;
  /** Greatest true peak, dBTP: below the -1 of the file, for what resampling and encoding add. */
  readonly truePeak: number;
};

/** LU by which a film is softer than its scenes, whose edges fade into silence: measured over films of seven languages, 0.15 to 0.4. */
const edges = 0.25;
/** Samples between two levels of the music, which change slowly. */
const levelStep = 64;
/** Least ceiling for a voice over loud music, as a share of full scale. */
const leastCeiling = 0.25;
/** Seconds of silence after the last word that belong to the sound, so that the encoder has come to rest; less than the air there. */
const rest = 0.12;

/**
 * Mixes the voices and the music of some scenes, each by itself.
 *
 * Every scene is brought to the film's loudness on its own blocks, so an edit elsewhere never changes it, and the film is as loud as its scenes: -16.1 to
 * -15.9 LUFS over ten films of seven languages. Music under it is taken into account, in its loudness and its peaks.
 */
export const mix: Step<MixInput, MixParameters, readonly Mix[]> = {
  name: 'mix',
  stage: 'video',
  version: 4,
  defaults: { loudness: -16, truePeak: -2.3 },
  ranges: { loudness: { kind: 'number', low: -30, high: -9 }, truePeak: { kind: 'number', low: -9, high: -0.1 } },
  // A quarter of a second a minute is too long for the page's thread. What is kept is the encoded sound: it is a tenth of the size.
  traits: { pooled: true, cacheable: false },
  run: (input, parameters, context) => inPieces(mixed(input, parameters, context.report.bind(context)), context.breathe?.bind(context)),
};

function* mixed({ scenes, packet }: MixInput, parameters: MixParameters, report: (fraction: number) => void): Pieces<readonly Mix[]> {
  const mixes: Mix[] = [];
  for (const { voice, music } of scenes) {
    const spoken = yield* mixedVoice(voice.filter(({ samples }) => samples.length > 0), music, parameters);
    mixes.push(
      music === undefined ? { samples: wholePackets(spoken.samples, packet), powers: Float32Array.from(spoken.powers) } : withMusic(spoken.samples, music),
    );
    report(mixes.length / scenes.length);
    yield;
  }
  return mixes;
}

/** Levels at the voice's own rate, which takes half the work, and resamples last. */
function* mixedVoice(parts: readonly VoicePart[], music: MusicPart | undefined, { loudness, truePeak }: MixParameters): Pieces<Levelled> {
  if (parts.length === 0) return { samples: new Float32Array(0), powers: new Float64Array(0) };
  const rate = commonRate(parts);
  const voice = placed(parts, rate);
  yield;
  // Power adds up: what the music has, the voice has not. While somebody speaks no peak of the music is higher than this.
  const shared = music === undefined ? 0 : 10 * Math.log10(1 + 10 ** (-music.scene.under / 10));
  const ceiling = Math.max(leastCeiling, amplitude(truePeak) - (music === undefined ? 0 : music.peak * amplitude(music.scene.gain)));
  const { samples, powers } = yield* levelled(voice, rate, { loudness: loudness + edges - shared, truePeak: 20 * Math.log10(ceiling) });
  yield;
  return { samples: resample(samples, rate, soundRate), powers };
}

/** Puts the music under the voice of a scene, and around the scene where its encoder needs it. */
function withMusic(voice: Float32Array, { scene, samples: loop }: MusicPart): Mix {
  const sound = new Float32Array(loop.length);
  for (let first = 0; first < loop.length; first += levelStep) {
    const level = musicLevel(scene, (first - scene.lead) / soundRate);
    const step = (musicLevel(scene, (first + levelStep - scene.lead) / soundRate) - level) / levelStep;
    const end = Math.min(first + levelStep, loop.length);
    for (let index = first; index < end; index++) sound[index] = ((loop[index] as number) / 32_768) * (level + step * (index - first));
  }
  // The voice ends within its scene; where it does not, it is cut there.
  const length = Math.min(voice.length, loop.length - scene.lead);
  for (let index = 0; index < length; index++) sound[scene.lead + index] = (sound[scene.lead + index] as number) + (voice[index] as number);
  const powers = hopPowers(sound.subarray(scene.lead, scene.lead + scene.body), soundRate);
  return { samples: wholePackets(sound, loop.length), powers: Float32Array.from(powers) };
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
