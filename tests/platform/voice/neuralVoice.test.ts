import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { neuralVoice } from '../../../src/platform/voice/neuralVoice';
import { serveFolder, type FolderServer } from '../../support/server';

let server: FolderServer;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-neural-'));
  const voices = [{ name: 'af', label: 'Ann', language: 'en-US' }, { name: 'df', label: 'Dora', language: 'de' }];
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ name: 'Test voice', bytes: 86_000_000, module: './voice.js', voices }));
  server = await serveFolder(folder, '/neural/');
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A module with the interface of kokoro-js that says ten samples a letter. */
function fakeModule(trouble?: Error) {
  const log: string[] = [];
  const load = async (url: string): Promise<unknown> => {
    log.push(`load ${url.slice(server.url.length)}`);
    if (trouble !== undefined) throw trouble;
    return {
      KokoroTTS: {
        from_pretrained: async (model: string, { progress_callback }: { progress_callback: (event: { progress: number }) => void }) => {
          log.push(`start ${model.slice(server.url.length) || 'here'}`);
          progress_callback({ progress: 50 });
          return { generate: async (text: string, { voice, speed }: { voice: string; speed: number }) => {
            log.push(`${voice} ${speed} ${text}`);
            return { audio: new Float32Array(text.length * 10), sampling_rate: 24_000 };
          } };
        },
      },
    };
  };
  return { log, load };
}

describe('a neural voice', () => {
  test('says what it is and how large, without loading it', async () => {
    const { log, load } = fakeModule();
    expect(await neuralVoice(server.url, load).describe()).toMatchObject({ name: 'Test voice', bytes: 86_000_000 });
    expect(log).toEqual([]);
  });

  test('is loaded once, tells how far it is, and speaks with the voice of the language at the pace', async () => {
    const { log, load } = fakeModule();
    const voice = neuralVoice(server.url.replace(/\/$/, ''), load);
    const told: number[] = [];
    await voice.load((fraction) => told.push(fraction));
    expect(await voice.speak('Guten Tag', 'de-AT', 330)).toMatchObject({ sampleRate: 24_000 });
    await voice.speak('Hello', 'en', 165);
    expect(told).toEqual([0.5]);
    expect(log).toEqual(['load voice.js', 'start here', 'df 2 Guten Tag', 'af 1 Hello']);
  });

  test('is not available where nothing lies, where it fails to load, and for languages it does not speak', async () => {
    await expect(neuralVoice(`${server.url}nothing/`).describe()).rejects.toMatchObject({ code: 'library-not-available' });
    const broken = neuralVoice(server.url, fakeModule(new Error('broken')).load);
    await expect(broken.load(() => undefined)).rejects.toMatchObject({ code: 'library-not-available', message: expect.stringContaining('broken') });
    await expect(neuralVoice(server.url, fakeModule().load).speak('Bonjour', 'fr', 165)).rejects.toMatchObject({ code: 'library-not-available' });
  });
});
