import { expect, test } from 'vitest';
import type { SpeechOptions, Voice, VoicePort } from '../../src/engine/ports';
import { withVoices } from '../../src/workflow/withVoices';
import { enUs, german } from '../support/sampleVoices';

const { signal } = new AbortController();
const large: Voice = {
  name: 'large', label: 'Large', language: 'mul', engine: 'model', follows: 'line',
  loads: { describe: async () => ({ name: 'A model', bytes: 1 }), load: async () => undefined },
};
const asking = (voice: string): SpeechOptions => ({ voice, language: 'en', rate: 165 });

/** An engine that writes down what it was asked for. */
function engine(name: string, voices: readonly Voice[], asked: string[]): VoicePort {
  return {
    voices,
    speak: async (text, { voice }) => {
      asked.push(`${name} speaks ${voice}`);
      return { text, samples: new Float32Array(8), sampleRate: 8000, duration: 0.001, words: [] };
    },
  };
}

test('each voice is spoken by the engine that lists it, all of them are offered', async () => {
  const asked: string[] = [];
  const port = withVoices([engine('model', [large], asked), engine('program', [enUs, german], asked)]);
  expect(port?.voices).toEqual([large, enUs, german]);
  for (const voice of ['large', 'de', 'en-us']) await port?.speak('One.', asking(voice), signal);
  expect(asked).toEqual(['model speaks large', 'program speaks de', 'program speaks en-us']);
});

test('the automatic voice is one that nobody has to load', async () => {
  const asked: string[] = [];
  const model = engine('model', [large], asked);
  const port = withVoices([model, engine('program', [enUs], asked)]);
  // Whoever refuses an unknown name knows the names.
  for (const voice of ['auto', 'unknown']) await port?.speak('One.', asking(voice), signal);
  expect(asked).toEqual(['program speaks auto', 'program speaks unknown']);
  await expect(withVoices([model])?.speak('One.', asking('auto'), signal)).rejects.toMatchObject({ code: 'library-not-available' });
  expect(withVoices([])).toBeUndefined();
});

test('times are told by an engine that can, the others are listened to', async () => {
  const asked: string[] = [];
  const program: VoicePort = { ...engine('program', [enUs], asked), time: async (text, { voice }) => {
    asked.push(`program times ${voice}`);
    return { text, sampleRate: 8000, duration: 0.001, words: [] };
  } };
  const port = withVoices([program, engine('model', [large], asked)]);
  for (const voice of ['auto', 'large']) await port?.time?.('One.', asking(voice), signal);
  expect(asked).toEqual(['program times auto', 'model speaks large']);
  expect(withVoices([engine('model', [large], asked)])?.time).toBeUndefined();
});
