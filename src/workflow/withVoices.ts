import { LibraryNotAvailableError } from '../domain/failure';
import type { SpeechOptions, VoicePort } from '../engine/ports';

/**
 * Gives one voice port of several engines: each voice is spoken by the engine that lists it. `auto`, and names that nobody lists, go to the first
 * engine of which nothing has to be loaded that a person would be asked about: nobody asked for that.
 *
 * @param engines of whose voices all names differ
 * @returns undefined if there is none
 */
export function withVoices(engines: readonly VoicePort[]): VoicePort | undefined {
  if (engines.length === 0) return undefined;
  const automatic = engines.find(({ voices }) => !voices.some(({ loads }) => loads !== undefined));
  const speakers = new Map(engines.flatMap((engine) => engine.voices.map(({ name }) => [name, engine] as const)));
  const speakerOf = ({ voice }: SpeechOptions): VoicePort => {
    const speaker = speakers.get(voice) ?? automatic;
    if (speaker === undefined) throw new LibraryNotAvailableError(`A voice must be chosen where all have to be loaded, got ${voice}.`, { voice });
    return speaker;
  };
  return {
    voices: engines.flatMap(({ voices }) => voices),
    speak: async (...call) => speakerOf(call[1]).speak(...call),
    // Where one engine tells times without sound, the others are listened to.
    ...(engines.some(({ time }) => time !== undefined) && {
      async time(...call) {
        const speaker = speakerOf(call[1]);
        return speaker.time === undefined ? speaker.speak(...call) : speaker.time(...call);
      },
    }),
  };
}
