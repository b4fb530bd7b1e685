import type { Narration, SpokenLine } from '../../domain/narration';
import { lineStarts, usualRate } from '../../domain/timing';
import type { RecordingPort, VoicePort } from '../../engine/ports';
import type { Step } from '../../engine/step';
import { speakScene, type Script, type SpeechParameters } from './speakScene';

/** What steps that speak have in common. */
export function speechStep(port: VoicePort | undefined): Pick<Step<never, SpeechParameters, never>, 'stage' | 'defaults' | 'ranges'> {
  return {
    stage: 'video',
    defaults: { voice: 'auto', wordsPerMinute: usualRate },
    ranges: {
      voice: { kind: 'choice', choices: ['auto', 'none', ...(port?.names ?? [])] },
      wordsPerMinute: { kind: 'number', low: 80, high: 450 },
    },
  };
}

/**
 * Finds when every line of a storyboard is spoken, by speaking it; the samples are let go at once.
 *
 * @param port       the voice; without one, only `none` works
 * @param recordings of the film; absent: none are heard
 */
export function narrateWith(port: VoicePort | undefined, recordings?: RecordingPort): Step<Script, SpeechParameters, Narration> {
  return {
    name: 'narrate',
    version: 5,
    ...speechStep(port),
    traits: { pooled: false, cacheable: true },
    async run(script, parameters, { signal, report }) {
      const { scenes } = script;
      const total = scenes.reduce((sum, scene) => sum + scene.speech.length, 0);
      const lines: SpokenLine[] = [];
      for (const scene of scenes) {
        const before = lines.length;
        const heard = await speakScene(port, script, scene, parameters, { signal, tell: (count) => report((before + count) / total) }, recordings);
        const starts = lineStarts(heard.map(({ duration }) => duration));
        for (const [index, { text, duration, words, placedWithin, language }] of heard.entries()) {
          // lineStarts gives one start a line.
          lines.push({ scene: scene.id, text, start: starts[index] as number, duration, words, ...(placedWithin === undefined ? {} : { placedWithin }), ...(language === undefined ? {} : { language }) });
        }
      }
      return { lines };
    },
  };
}
