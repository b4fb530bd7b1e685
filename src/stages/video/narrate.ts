import { LibraryNotAvailableError } from '../../domain/failure';
import type { Narration, SpokenLine, Utterance } from '../../domain/narration';
import type { Pronunciation, Scene, Storyboard } from '../../domain/storyboard';
import { lineStarts, silentTiming, usualRate } from '../../domain/timing';
import { timeWords } from '../../domain/wordTimes';
import type { SpeechOptions, VoicePort } from '../../engine/ports';
import type { Step } from '../../engine/step';
import { spoken } from './spoken';

export type NarrateParameters = {
  /** Name of a voice, `auto` for the best one of the storyboard's language, `none` for a silent film timed by reading. */
  readonly voice: string;
  readonly wordsPerMinute: number;
};

/** All of a storyboard that is heard. */
export interface Script {
  readonly language: string;
  readonly scenes: readonly Pick<Scene, 'id' | 'speech'>[];
  readonly pronunciations?: readonly Pronunciation[];
}

/** Gives what of a storyboard is heard: another theme is no other narration. */
export function scriptOf({ language, scenes, pronunciations }: Storyboard): Script {
  return { language, scenes: scenes.map(({ id, speech }) => ({ id, speech })), ...(pronunciations === undefined ? {} : { pronunciations }) };
}

/**
 * Speaks every line of a storyboard.
 *
 * What the voice says is the line put into words (`spoken`); the times belong to the words of the line as it is written, all of them.
 * A line in which nothing can be heard is timed as if it were read.
 *
 * @param port the voice; without one, only `none` works
 */
export function narrateWith(port: VoicePort | undefined): Step<Script, NarrateParameters, Narration> {
  return {
    name: 'narrate',
    stage: 'video',
    version: 2,
    defaults: { voice: 'auto', wordsPerMinute: usualRate },
    ranges: {
      voice: { kind: 'choice', choices: ['auto', 'none', ...(port?.names ?? [])] },
      wordsPerMinute: { kind: 'number', low: 80, high: 450 },
    },
    traits: { pooled: false, cacheable: true },
    async run({ language, scenes, pronunciations }, { voice, wordsPerMinute }, { signal, report }) {
      const total = scenes.reduce((sum, scene) => sum + scene.speech.length, 0);
      const lines: SpokenLine[] = [];
      const utterances: Utterance[] = [];
      for (const scene of scenes) {
        const heard: Utterance[] = [];
        for (const text of scene.speech) {
          signal.throwIfAborted();
          heard.push(voice === 'none' ? silent(text, language) : await speak(needed(port, voice), text, { voice, language, rate: wordsPerMinute }, pronunciations, signal));
          report((utterances.length + heard.length) / total);
        }
        const starts = lineStarts(heard.map(({ duration }) => duration));
        for (const [index, { text, duration, words }] of heard.entries()) {
          // lineStarts gives one start a line.
          lines.push({ scene: scene.id, text, start: starts[index] as number, duration, words });
        }
        utterances.push(...heard);
      }
      return { lines, utterances };
    },
  };
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
