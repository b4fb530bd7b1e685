import type { VoicePort } from '../engine/ports';

/** Gives a voice of which everything that is asked, for sound or only for times, goes through `around`; all else is as it was. */
export function voiceAround(voice: VoicePort, around: <Result>(work: () => Promise<Result>) => Promise<Result>): VoicePort {
  const time = voice.time?.bind(voice);
  return {
    ...voice,
    speak: (...call) => around(() => voice.speak(...call)),
    ...(time === undefined ? {} : { time: (...call) => around(() => time(...call)) }),
  };
}
