import type { Narration, SpokenLine, SpokenTimes } from '../../../domain/narration';
import { lineStarts, usualRate } from '../../../domain/timing';
import { given } from '../../../domain/given';
import type { RecordingPort, VoicePort } from '../../../engine/ports';
import type { Step } from '../../../engine/step';
import { forEachOf } from '../forEachOf';
import { timeScene, type VoiceScript, type SpeechParameters, type SpokenScene } from './speakScene';

/** Scenes whose times are looked up side by side: that hides how long each takes, and as many sentences at most wait for the voice. */
const sideBySide = 24;

/** What steps that speak have in common. */
export function speechStep(port: VoicePort | undefined): Pick<Step<never, SpeechParameters, never>, 'stage' | 'defaults' | 'ranges'> {
  return {
    stage: 'video',
    defaults: { voice: 'auto', wordsPerMinute: usualRate },
    ranges: {
      voice: { kind: 'choice', choices: ['auto', 'none', ...(port?.voices ?? []).map(({ name }) => name)] },
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
export function narrateWith(port: VoicePort | undefined, recordings?: RecordingPort): Step<VoiceScript, SpeechParameters, Narration> {
  return {
    name: 'narrate',
    version: 5,
    ...speechStep(port),
    traits: { pooled: false, cacheable: true },
    async run(script, parameters, { signal, report }) {
      const { scenes } = script;
      const total = scenes.reduce((sum, scene) => sum + scene.speech.length, 0);
      const done = scenes.map(() => 0);
      const tellOf = (index: number) => (count: number): void => {
        done[index] = count;
        report(done.reduce((sum, lines) => sum + lines, 0) / total);
      };
      // Who has to listen does one after the other: there is one voice. What is known already is only looked up.
      const lines: (readonly SpokenLine[])[] = scenes.map(() => []);
      await forEachOf([...scenes.keys()], port?.time === undefined ? 1 : sideBySide, signal, async (index, stop) => {
        // An index of theirs.
        const scene = scenes[index] as SpokenScene;
        lines[index] = linesOf(scene.id, await timeScene(port, script, scene, parameters, { signal: stop, tell: tellOf(index) }, recordings));
      });
      return { lines: lines.flat() };
    },
  };
}

function linesOf(scene: string, heard: readonly SpokenTimes[]): readonly SpokenLine[] {
  const starts = lineStarts(heard.map(({ duration }) => duration));
  return heard.map(({ text, duration, words, placedWithin, language }, index) => {
    // lineStarts gives one start a line.
    const start = starts[index] as number;
    return { scene, text, start, duration, words, ...given({ placedWithin, language }) };
  });
}
