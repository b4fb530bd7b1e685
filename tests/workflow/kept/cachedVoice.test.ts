import { describe, expect, test } from 'vitest';
import type { Utterance } from '../../../src/domain/narration';
import type { VoicePort } from '../../../src/engine/ports';
import { voiceOnce } from '../../../src/workflow/kept/voiceOnce';
import type { PartCache } from '../../../src/workflow/kept/partCache';
import { isTimed, cachedVoice } from '../../../src/workflow/kept/cachedVoice';

const signal = new AbortController().signal;
const english = { voice: 'auto', language: 'en', rate: 165 };

/** A voice that says a tenth of a second for each text, and counts. */
function fakeVoice() {
  const said: string[] = [];
  const voice: VoicePort = {
    voices: [],
    async speak(text) {
      said.push(text);
      return { text, samples: new Float32Array(800), sampleRate: 8000, duration: 0.1, words: [] } satisfies Utterance;
    },
  };
  return { said, voice };
}

/** Keeps in memory whatever it is given; the names of what was read are told. */
function fakeKeeper() {
  const kept = new Map<string, unknown>();
  const read: string[] = [];
  const keeper: PartCache = {
    note: () => undefined,
    cache: () => ({
      ttl: (key) => (kept.has(key) ? -1 : -2),
      async getOrCompute<Value>(key: string, compute: (signal: AbortSignal) => Promise<Value>) {
        read.push(key.split('/', 1)[0] ?? '');
        if (!kept.has(key)) kept.set(key, await compute(signal));
        return kept.get(key) as Value;
      },
    }),
  };
  return { keeper, read };
}

describe('kept speech', () => {
  test('tells times without reading the samples, once a line was spoken', async () => {
    const { said, voice } = fakeVoice();
    const { keeper, read } = fakeKeeper();
    expect(isTimed(keeper, 'One.', english)).toBe(false);
    await cachedVoice(voice, keeper).time('One.', english, signal);
    expect(isTimed(keeper, 'One.', english)).toBe(true);
    read.length = 0;
    expect(await cachedVoice(voice, keeper).time('One.', english, signal)).toEqual({ text: 'One.', sampleRate: 8000, duration: 0.1, words: [] });
    expect(read).toEqual(['spoken']);
    expect((await cachedVoice(voice, keeper).speak('One.', english, signal)).samples).toHaveLength(800);
    expect(said).toEqual(['One.']);
  });

  test('is spoken once for its times and its samples, also where nothing can be kept', async () => {
    for (const keeper of [fakeKeeper().keeper, { note: () => undefined, cache: () => undefined }]) {
      const { said, voice } = fakeVoice();
      const held = voiceOnce(cachedVoice(voice, keeper));
      expect((await held.time?.('One.', english, signal))?.duration).toBe(0.1);
      expect((await held.speak('One.', english, signal)).samples).toHaveLength(800);
      expect(said).toEqual(['One.']);
    }
  });
});
