import { describe, expect, test } from 'vitest';
import type { NeuralPort, VoicePort } from '../../src/engine/ports';
import { neuralSpeech } from '../../src/workflow/neuralSpeech';
import { evenMumbler, inRoom, mumble } from '../support/mumble';
import { enUs } from '../support/sampleVoices';

const text = 'The river bends, and the current slows';
const signal = new AbortController().signal;
const said = mumble(text, { ...evenMumbler, pitch: 180, pace: 0.9, unevenness: 0.2 });
const neural: NeuralPort = {
  describe: async () => ({ name: 'Test', bytes: 1 }),
  load: async () => undefined,
  // It begins and ends with a quarter of a second of quiet.
  speak: async () => inRoom([said.sound], 0.25, 0.0001, 3).recording,
};
const synthesizer: VoicePort = {
  voices: [enUs],
  speak: async (words) => {
    const { sound, words: times, duration } = mumble(words, evenMumbler);
    return { text: words, ...sound, duration, words: times };
  },
};

describe('the neural voice', () => {
  test.each([
    ['laid over what the synthesizer says', synthesizer, 0.05], ['by pauses where there is none', undefined, 0.15],
  ] as const)('has its words placed, %s', async (_, voice, tolerance) => {
    const { samples, sampleRate, duration, words } = await neuralSpeech(neural, voice).speak(text, { voice: 'neural', language: 'en', rate: 165 }, signal);
    expect(duration).toBeCloseTo(said.duration + 0.2, 1);
    expect(samples.length / sampleRate).toBe(duration);
    for (const [index, { start }] of words.entries()) expect(Math.abs(start - 0.1 - (said.words[index]?.start ?? 0))).toBeLessThan(tolerance);
  });

  test('takes one text at a time, goes on after one that failed, and begins none that was given up', async () => {
    const began: string[] = [];
    let speaking = 0;
    const busy: NeuralPort = {
      ...neural,
      speak: async (words) => {
        began.push(words);
        expect(++speaking).toBe(1);
        await Promise.resolve();
        speaking--;
        if (words === 'two') throw new Error('It stumbled.');
        return said.sound;
      },
    };
    const { speak } = neuralSpeech(busy, undefined);
    const stop = new AbortController();
    const options = { voice: 'neural', language: 'en', rate: 165 };
    const spoken = ['one', 'two', 'three', 'four'].map((words) => speak(words, options, words === 'three' ? stop.signal : signal));
    stop.abort();
    expect((await Promise.allSettled(spoken)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(began).toEqual(['one', 'two', 'four']);
  });
});
