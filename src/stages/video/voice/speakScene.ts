import { digest } from '../../../domain/digest';
import { Failure, LibraryNotAvailableError } from '../../../domain/failure';
import type { SpokenTimes, Utterance } from '../../../domain/narration';
import type { Pronunciation, Scene, Storyboard } from '../../../domain/storyboard';
import { predictedLine, silentTiming, usualRate } from '../../../domain/timing';
import { timeWords } from '../../../domain/wordTimes';
import { given } from '../../../domain/given';
import type { RecordingPort, Sound, SpeechOptions, VoicePort } from '../../../engine/ports';
import { align, type ExpectedLine } from './align';
import { lineLanguage, lineLanguageVersion } from './lineLanguage';
import { spoken } from './spoken';

export type SpeechParameters = {
  /** Name of a voice, `auto` for the best one of the storyboard's language, `none` for a silent film timed by reading. */
  readonly voice: string;
  readonly wordsPerMinute: number;
};

export type SpokenScene = Pick<Scene, 'id' | 'speech' | 'recording'>;

/** All of a storyboard that is heard. */
export interface VoiceScript {
  readonly language: string;
  readonly scenes: readonly SpokenScene[];
  readonly pronunciations?: readonly Pronunciation[];
}

/** Gives what of a storyboard is heard: another theme is no other narration. */
export function scriptOf({ language, scenes, pronunciations }: Storyboard): VoiceScript {
  return {
    language, scenes: scenes.map(({ id, speech, recording }) => ({ id, speech, ...given({ recording }) })),
    ...given({ pronunciations }),
  };
}

/** How speaking is followed and ended. */
export interface SpeechWatch {
  readonly signal: AbortSignal;
  /** Told after each line how many of this scene are spoken. */
  readonly tell?: (lines: number) => void;
}

/**
 * Speaks every line of a scene: the same answer each time, as `narrate` asks for the times and `speak` for the samples.
 *
 * What the voice says is the line put into words (`spoken`); the times belong to the words of the line as it is written, all of them.
 * A line in which nothing can be heard is timed as if it were read.
 *
 * @param port       the voice; without one, only `none` works
 * @param recordings of the film; absent: none are heard
 * @returns one utterance a line
 */
export function speakScene(port: VoicePort | undefined, ...rest: SceneRest): Promise<readonly Utterance[]> {
  return sceneHeard(port, (text, options, pronunciations, signal) => speak(needed(port, options.voice), text, options, pronunciations, signal), ...rest);
}

/** Tells when every line of a scene is spoken, with the samples of those for which they are at hand. */
export function timeScene(port: VoicePort | undefined, ...rest: SceneRest): Promise<readonly SpokenTimes[]> {
  return sceneHeard<SpokenTimes>(
    port, (text, options, pronunciations, signal) => time(needed(port, options.voice), text, options, pronunciations, signal), ...rest,
  );
}

type SceneRest = [script: VoiceScript, scene: SpokenScene, parameters: SpeechParameters, watch: SpeechWatch, recordings?: RecordingPort];

/** Says one line, as it was told to. */
type Say<Heard> = (text: string, options: SpeechOptions, pronunciations: readonly Pronunciation[] | undefined, signal: AbortSignal) => Promise<Heard>;

async function sceneHeard<Heard extends SpokenTimes>(
  port: VoicePort | undefined,
  say: Say<Heard>,
  ...[{ language, pronunciations }, { speech, recording }, { voice, wordsPerMinute }, { signal, tell }, recordings]: SceneRest
): Promise<readonly (Heard | Utterance)[]> {
  if (recording !== undefined && recordings !== undefined && speech.length > 0) {
    const lines = await expectedLines(port, speech, { voice: 'auto', language, rate: usualRate }, pronunciations, signal);
    const heard = recorded(await recordings.sound(recording), lines);
    tell?.(heard.length);
    return heard;
  }
  const heard: (Heard | Utterance)[] = [];
  for (const text of speech) {
    signal.throwIfAborted();
    if (voice === 'none') heard.push(silent(text, language));
    else {
      // The automatic voice changes with the language; one that people chose, if it says so.
      const own = voice === 'auto' || followsLine(port, voice) ? await lineLanguage(text, language) : language;
      const utterance = await say(text, { voice, language: own, rate: wordsPerMinute }, pronunciations, signal);
      heard.push(own === language ? utterance : { ...utterance, language: own });
    }
    tell?.(heard.length);
  }
  return heard;
}

function followsLine(port: VoicePort | undefined, voice: string): boolean {
  return port?.voices.some(({ name, follows }) => name === voice && follows === 'line') === true;
}

/** Names all that the sound of a scene's speech depends on: what is really said, wherever and in whatever words it is written. */
export function speechKey({ language, pronunciations }: VoiceScript, { id: _, speech, ...rest }: SpokenScene, parameters: SpeechParameters): string {
  return digest([lineLanguageVersion, language, speech.map((text) => spoken(text, language, pronunciations).text), rest, parameters]);
}

async function speak(
  port: VoicePort, text: string, options: SpeechOptions, pronunciations: readonly Pronunciation[] | undefined, signal: AbortSignal,
): Promise<Utterance> {
  const said = spoken(text, options.language, pronunciations);
  const heard = said.text.trim() === '' ? undefined : await port.speak(said.text, options, signal);
  return heard === undefined || isSilent(heard) ? silent(text, options.language) : { samples: heard.samples, ...asWritten(text, said, options, heard) };
}

async function time(
  port: VoicePort, text: string, options: SpeechOptions, pronunciations: readonly Pronunciation[] | undefined, signal: AbortSignal,
): Promise<SpokenTimes> {
  const said = spoken(text, options.language, pronunciations);
  const heard = said.text.trim() === ''
    ? undefined
    : await (port.time === undefined ? port.speak(said.text, options, signal) : port.time(said.text, options, signal));
  return heard === undefined || isSilent(heard) ? silent(text, options.language) : asWritten(text, said, options, heard);
}

/** The times of what is said, for the words of what is written. */
function asWritten(
  text: string, { origin }: ReturnType<typeof spoken>, { language }: SpeechOptions, { sampleRate, duration, words }: SpokenTimes,
): SpokenTimes {
  const marks = words.map(({ offset, start }) => ({ offset: origin(offset), time: start }));
  return { text, sampleRate, duration, words: timeWords(text, language, marks, duration) };
}

function isSilent({ duration }: SpokenTimes): boolean {
  return duration === 0;
}

/** A recording cut into its lines. */
function recorded(sound: Sound, expected: readonly ExpectedLine[]): readonly Utterance[] {
  const { samples, sampleRate } = sound;
  const { lines, error } = align(sound, expected);
  return lines.map(({ start, end, words }, index) => {
    const part = faded(samples.slice(Math.round(start * sampleRate), Math.round(end * sampleRate)), sampleRate);
    return {
      text: expected[index]?.text ?? '', samples: part, sampleRate, duration: part.length / sampleRate, words,
      ...given({ placedWithin: error }),
    };
  });
}

/** Seconds in which a line comes up and dies away, so that a cut within a sound does not click. */
const fade = 0.008;

function faded(samples: Float32Array, sampleRate: number): Float32Array {
  const length = Math.min(samples.length >> 1, Math.round(fade * sampleRate));
  for (let index = 0; index < length; index++) {
    samples[index] = ((samples[index] ?? 0) * index) / length;
    const last = samples.length - 1 - index;
    samples[last] = ((samples[last] ?? 0) * index) / length;
  }
  return samples;
}

/** The lines as the synthesizer says them, to lay a recording over; where it cannot, as they are predicted. */
async function expectedLines(
  port: VoicePort | undefined, speech: readonly string[], options: SpeechOptions, pronunciations: readonly Pronunciation[] | undefined, signal: AbortSignal,
): Promise<readonly ExpectedLine[]> {
  const predicted = (text: string): ExpectedLine => ({ text, ...predictedLine(text, options.language, options.rate) });
  if (port === undefined) return speech.map(predicted);
  try {
    const lines: ExpectedLine[] = [];
    for (const text of speech) {
      const { samples, sampleRate, duration, words } = await speak(port, text, options, pronunciations, signal);
      if (samples.length === 0) return speech.map(predicted);
      lines.push({ text, duration, words, sound: { samples, sampleRate } });
    }
    return lines;
  } catch (error) {
    // A recording needs no synthesizer: its pauses tell where the words are.
    if (error instanceof Failure && error.code !== 'cancelled') return speech.map(predicted);
    throw error;
  }
}

function silent(text: string, language: string): Utterance {
  return { text, samples: new Float32Array(0), sampleRate: 0, ...silentTiming(text, language) };
}

function needed(port: VoicePort | undefined, voice: string): VoicePort {
  if (port === undefined) throw new LibraryNotAvailableError(`The voice must be none where no voice is available, got ${voice}.`, { voice });
  return port;
}
