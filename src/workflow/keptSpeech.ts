import { digest } from '../domain/digest';
import type { SpeechOptions, VoicePort } from '../engine/ports';
import { type Keeper, keptOr } from './kept';

/** Raised whenever the same words may sound otherwise: another program, other voices. */
const version = 1;

/** Names what a voice says. */
export function speechName(text: string, options: SpeechOptions): string {
  return `speech/${version}/${digest([text, options])}`;
}

/** Gives a voice that says no line twice: after an edit only the changed lines are spoken, and without any the voice is not even loaded. */
export function keptSpeech(voice: VoicePort, keeper: Keeper): VoicePort {
  return {
    ...(voice.names === undefined ? {} : { names: voice.names }),
    voices: () => voice.voices(),
    speak: (text, options, signal) =>
      keptOr(keeper, 'narrate', speechName(text, options), signal, (stop) => voice.speak(text, options, stop)),
  };
}
