import type { Utterance } from '../../../domain/narration';
import type { RecordingPort, VoicePort } from '../../../engine/ports';
import type { Step } from '../../../engine/step';
import { speechStep } from './narrate';
import { speakScene, type VoiceScript, type SpeechParameters } from './speakScene';

/**
 * Gives the samples of a script's lines: a list a scene, an utterance a line.
 *
 * Given few scenes at a time, a long film's voice is never in memory as a whole.
 */
export function speakWith(port: VoicePort | undefined, recordings?: RecordingPort): Step<VoiceScript, SpeechParameters, readonly (readonly Utterance[])[]> {
  return {
    name: 'speak',
    version: 1,
    ...speechStep(port),
    // Each line is kept by itself.
    traits: { pooled: false, cacheable: false },
    async run(script, parameters, { signal, report }) {
      const heard: (readonly Utterance[])[] = [];
      for (const scene of script.scenes) {
        heard.push(await speakScene(port, script, scene, parameters, { signal }, recordings));
        report(heard.length / script.scenes.length);
      }
      return heard;
    },
  };
}
