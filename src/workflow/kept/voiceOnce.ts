import { digest } from '../../domain/digest';
import type { Utterance } from '../../domain/narration';
import type { SpeechOptions, VoicePort } from '../../engine/ports';

/** Samples held of what was spoken: 24 MB, the voice of five minutes; of longer films the rest is kept on disk. */
const most = 6_000_000;

/**
 * Gives a voice that remembers what it said until it is asked for it again: a film's times are needed before its sound is made. What does
 * not fit is spoken, or fetched, once more.
 */
export function voiceOnce(voice: VoicePort, limit = most): VoicePort {
  const held = new Map<string, Utterance>();
  let samples = 0;
  const take = (key: string): Utterance | undefined => {
    const utterance = held.get(key);
    if (held.delete(key)) samples -= utterance?.samples.length ?? 0;
    return utterance;
  };
  const keep = (key: string, utterance: Utterance): void => {
    if (samples + utterance.samples.length > limit) return;
    take(key);
    held.set(key, utterance);
    samples += utterance.samples.length;
  };
  const time = voice.time?.bind(voice);
  return {
    voices: voice.voices,
    async speak(text: string, options: SpeechOptions, signal: AbortSignal) {
      const key = digest([text, options]);
      const known = take(key);
      if (known !== undefined) return known;
      const utterance = await voice.speak(text, options, signal);
      keep(key, utterance);
      return utterance;
    },
    ...(time === undefined ? {} : {
      async time(text: string, options: SpeechOptions, signal: AbortSignal) {
        const times = await time(text, options, signal);
        const { samples: heard } = times;
        if (heard !== undefined) keep(digest([text, options]), { ...times, samples: heard });
        return times;
      },
    }),
  };
}
