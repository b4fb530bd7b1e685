import type { NeuralPort, SpeechOptions, VoicePort } from '../engine/ports';
import { predictedLine } from '../domain/timing';
import { given } from '../domain/given';
import { phonemesClose, phonemesOpen } from '../stages/video/speech/dictionary';

/**
 * Gives a neural voice as voices are asked. It tells no times: its words are placed like those of a recording, by laying what it says over what
 * a synthesizer says of the same text.
 *
 * @param synthesizer absent: words are placed by the pauses alone
 */
export function neuralSpeech(neural: NeuralPort, synthesizer: VoicePort | undefined): VoicePort {
  /** Models take one text at a time: two at once only share the same processor, and hold their memory twice. */
  let earlier: Promise<unknown> = Promise.resolve();
  const speakNext = (text: string, { language, rate }: SpeechOptions, signal: AbortSignal): ReturnType<NeuralPort['speak']> => {
    const sound = earlier.then(() => {
      signal.throwIfAborted();
      return neural.speak(text, language, rate);
    });
    earlier = sound.catch(() => undefined);
    return sound;
  };
  return {
    voices: [{ name: 'neural', label: 'Neural voice', language: 'mul', engine: 'neural', follows: 'line', loads: neural }],
    async speak(text, options, signal) {
      // Phonemes are the synthesizer's own: what stands between the marks is read as letters, which is better than nothing.
      const plain = text.replaceAll(phonemesOpen, ' ').replaceAll(phonemesClose, ' ');
      const sound = await speakNext(plain, options, signal);
      signal.throwIfAborted();
      const spoken = await synthesizer?.speak(text, { ...options, voice: 'auto' }, signal).catch(() => undefined);
      const known = spoken === undefined || spoken.samples.length === 0
        ? undefined
        : { duration: spoken.duration, words: spoken.words, sound: { samples: spoken.samples, sampleRate: spoken.sampleRate } };
      const { align } = await import('../stages/video/voice/align');
      const { lines, error } = align(sound, [{ text, ...(known ?? predictedLine(text, options.language, options.rate)) }]);
      const [line] = lines;
      const { start = 0, end = sound.samples.length / sound.sampleRate, words = [] } = line ?? {};
      const samples = sound.samples.slice(Math.round(start * sound.sampleRate), Math.round(end * sound.sampleRate));
      return {
        text, samples, sampleRate: sound.sampleRate, duration: samples.length / sound.sampleRate, words,
        ...given({ placedWithin: error }),
      };
    },
  };
}
