import { digest } from '../../domain/digest';
import type { SpokenTimes } from '../../domain/narration';
import type { SpeechOptions, VoicePort } from '../../engine/ports';
import { isKept, type PartCache, cachedOr } from './partCache';

/** Raised whenever the same words may sound otherwise: another program, other voices. */
const version = 1;

/** Names what a voice says. */
function speechName(text: string, options: SpeechOptions): string {
  return `speech/${version}/${digest([text, options])}`;
}

/** Names when a voice says it: a film's times are asked for each time it is made, its samples only where something was edited. */
function timesName(text: string, options: SpeechOptions): string {
  return `spoken/${version}/${digest([text, options])}`;
}

/** Whether it is known when a voice says this. */
export function isTimed(keeper: PartCache, text: string, options: SpeechOptions): boolean {
  return isKept(keeper, timesName(text, options));
}

/** Gives a voice that says no line twice: after an edit only the changed lines are spoken, and without any the voice is not even loaded. */
export function cachedVoice(voice: VoicePort, keeper: PartCache): Required<Pick<VoicePort, 'time'>> & VoicePort {
  const speak: VoicePort['speak'] = (text, options, signal) =>
    cachedOr(keeper, 'narrate', speechName(text, options), signal, (stop) => voice.speak(text, options, stop));
  return {
    voices: voice.voices,
    speak,
    async time(text, options, signal) {
      let timed: SpokenTimes | undefined;
      const times = await cachedOr(keeper, 'narrate', timesName(text, options), signal, async (stop) => {
        timed = await (voice.time?.(text, options, stop) ?? speak(text, options, stop));
        return withoutSamples(timed);
      });
      return timed ?? times;
    },
  };
}

function withoutSamples({ samples: _, ...times }: SpokenTimes): SpokenTimes {
  return times;
}
