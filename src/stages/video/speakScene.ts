import { digest } from '../../domain/digest';
import { LibraryNotAvailableError } from '../../domain/failure';
import type { Utterance } from '../../domain/narration';
import type { Pronunciation, Scene, Storyboard } from '../../domain/storyboard';
import { silentTiming } from '../../domain/timing';
import { timeWords } from '../../domain/wordTimes';
import type { SpeechOptions, VoicePort } from '../../engine/ports';
import { spoken } from './spoken';

export type SpeechParameters = {
  /** Name of a voice, `auto` for the best one of the storyboard's language, `none` for a silent film timed by reading. */
  readonly voice: string;
  readonly wordsPerMinute: number;
};

export type SpokenScene = Pick<Scene, 'id' | 'speech'>;

/** All of a storyboard that is heard. */
export interface Script {
  readonly language: string;
  readonly scenes: readonly SpokenScene[];
  readonly pronunciations?: readonly Pronunciation[];
}

/** Gives what of a storyboard is heard: another theme is no other narration. */
export function scriptOf({ language, scenes, pronunciations }: Storyboard): Script {
  return { language, scenes: scenes.map(({ id, speech }) => ({ id, speech })), ...(pronunciations === undefined ? {} : { pronunciations }) };
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
 * @param port the voice; without one, only `none` works
 * @returns one utterance a line
 */
export async function speakScene(
  port: VoicePort | undefined,
  { language, pronunciations }: Script,
  { speech }: SpokenScene,
  { voice, wordsPerMinute }: SpeechParameters,
  { signal, tell }: SpeechWatch,
): Promise<readonly Utterance[]> {
  const heard: Utterance[] = [];
  for (const text of speech) {
    signal.throwIfAborted();
    heard.push(voice === 'none' ? silent(text, language) : await speak(needed(port, voice), text, { voice, language, rate: wordsPerMinute }, pronunciations, signal));
    tell?.(heard.length);
  }
  return heard;
}

/** Names all that the sound of a scene's speech depends on: what is really said, wherever and in whatever words it is written. */
export function speechKey({ language, pronunciations }: Script, { id: _, speech, ...rest }: SpokenScene, parameters: SpeechParameters): string {
  return digest([language, speech.map((text) => spoken(text, language, pronunciations).text), rest, parameters]);
}

async function speak(port: VoicePort, text: string, options: SpeechOptions, pronunciations: readonly Pronunciation[] | undefined, signal: AbortSignal): Promise<Utterance> {
  const said = spoken(text, options.language, pronunciations);
  if (said.text.trim() === '') return silent(text, options.language);
  const { samples, sampleRate, duration, words } = await port.speak(said.text, options, signal);
  if (samples.length === 0) return silent(text, options.language);
  const marks = words.map(({ offset, start }) => ({ offset: said.origin(offset), time: start }));
  return { text, samples, sampleRate, duration, words: timeWords(text, options.language, marks, duration) };
}

function silent(text: string, language: string): Utterance {
  return { text, samples: new Float32Array(0), sampleRate: 0, ...silentTiming(text, language) };
}

function needed(port: VoicePort | undefined, voice: string): VoicePort {
  if (port === undefined) throw new LibraryNotAvailableError(`The voice must be none where no voice is available, got ${voice}.`, { voice });
  return port;
}
