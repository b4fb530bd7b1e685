import { describe, expect, test } from 'vitest';
import { Failure, LibraryNotAvailableError } from '../../../src/domain/failure';
import type { Espeak } from '../../../src/platform/voice/espeak';
import { wordSpans } from '../../../src/domain/timing';
import { espeakVoiceList, voiceFor, voiceNamed } from '../../../src/platform/voice/espeakVoiceList';
import { espeakVoices, type VoiceApi, type VoiceWorker } from '../../../src/platform/voice/voices';
import { startedEspeak } from '../../support/espeak';

let started: Promise<Espeak> | undefined;

/** The real program, started once. */
function program(): Promise<Espeak> {
  started ??= startedEspeak();
  return started;
}

const signal = new AbortController().signal;
const english = { voice: 'auto', language: 'en', rate: 165 } as const;

/** Workers that say one second of sound for every text, with the first word at its start; `trouble` comes before an answer. */
function fakeWorkers(trouble: (worker: number) => Promise<void> | void = () => undefined) {
  const workers: { spoken: [string, string, number][]; isAlive: boolean }[] = [];
  const hire = (): VoiceWorker => {
    const state = { spoken: [] as [string, string, number][], isAlive: true };
    const id = workers.push(state) - 1;
    const api: VoiceApi = {
      load: async () => undefined,
      speak: async (text, voice, rate) => {
        state.spoken.push([text, voice, rate]);
        await trouble(id);
        return { samples: new Float32Array(22050), sampleRate: 22050, marks: [{ offset: 0, time: 0 }] };
      },
    };
    return {
      isAlive: () => state.isAlive,
      dismiss: () => (state.isAlive = false),
      call: (work, abort) =>
        new Promise((resolve, reject) => {
          abort?.addEventListener('abort', () => reject(abort.reason));
          work(api).then(resolve, reject);
        }),
    };
  };
  const voices = (patience = 60_000) => espeakVoices({ hire, addresses: () => ({ program: 'p', folder: 'f' }), patience });
  return { workers, voices };
}

describe('the voices', { timeout: 60_000 }, () => {
  test('the best voice of a language is taken by itself', () => {
    const names = ['en', 'en-US', 'en-GB', 'en-AU', 'de', 'de-AT', 'fr', 'fr-CA', 'pt-BR', 'pt-PT', 'es-MX', 'zh-Hant-TW', 'zh-HK', 'no', 'und', 'xx', ''];
    expect(names.map((name) => voiceFor(name).name)).toEqual([
      'en-us', 'en-us', 'en-gb', 'en-gb', 'de', 'de', 'fr-fr', 'fr-fr', 'pt-br', 'pt', 'es-419', 'cmn', 'yue', 'nb', 'en-us', 'en-us', 'en-us',
    ]);
  });

  test('every listed voice is one that the program has, and says something', async () => {
    const espeak = await program();
    const known = espeak.voices().map(({ name, label }) => `${name}: ${label}`);
    for (const { name, label } of espeakVoiceList) {
      expect(known).toContain(`${name}: ${label}`);
      expect((await espeak.speak('ma 3', name, 450)).samples.length, name).toBeGreaterThan(0);
    }
    expect(new Set(espeakVoiceList.map(({ name }) => name)).size).toBe(espeakVoiceList.length);
  });

  test.each([
    ['en', 'In 2024, 3.5 million people — “naïve” ones 😀 too — paid $4.20 (or 5%) for A.B.C. and the well-known rock’n’roll.'],
    ['de', 'Am 3. Mai kamen z. B. 1.200 Gäste: Müllers, Schmidts u. a. nach Köln!'],
    ['fr', 'L’eau, qu’on croyait perdue, s’est écoulée à 3,5 km/h ?'],
    ['ru', 'В 2024 году вода поднялась на 3 метра, сказал г-н Иванов.'],
    ['el', 'Το νερό ανέβηκε δύο μέτρα μέσα σε μία ώρα.'],
    ['ar', 'ارتفع الماء مترين في ساعة واحدة.'],
    ['zh', '今天天气很好，我们去公园散步。'],
    ['ja', '今日は良い天気です。'],
    ['hi', 'पानी एक घंटे में दो मीटर बढ़ गया।'],
  ])('every word is timed, in order and within the sound (%s)', async (language, text) => {
    const espeak = await program();
    const port = espeakVoices({
      hire: () => ({
        isAlive: () => true,
        dismiss: () => undefined,
        call: (work) => work({ load: async () => undefined, speak: (...job) => espeak.speak(...job) }),
      }),
      addresses: () => ({ program: '', folder: '' }),
    });
    const { words, duration } = await port.speak(text, { voice: 'auto', language, rate: 165 }, signal);
    expect(words.map(({ offset, length }) => ({ offset, length }))).toEqual(wordSpans(text, language));
    let at = 0;
    for (const { start, end } of words) {
      expect(start).toBeGreaterThanOrEqual(at);
      expect(end).toBeGreaterThan(start);
      at = end;
    }
    expect(at).toBeCloseTo(duration, 9);
  });

  test('a voice is found by its name in any case', () => {
    expect(voiceNamed('EN-gb')?.label).toBe('English (Great Britain)');
    expect(voiceNamed('klingon')).toBeUndefined();
  });

  test('a listing needs no worker, the first sentence starts one, the next keeps it', async () => {
    const { workers, voices } = fakeWorkers();
    const port = voices();
    expect(port.voices.length).toBeGreaterThan(100);
    expect(workers).toHaveLength(0);
    const first = await port.speak('One two.', english, signal);
    await port.speak('Three.', { ...english, voice: 'de', rate: 200 }, signal);
    expect(workers).toHaveLength(1);
    expect(workers[0]?.spoken).toEqual([['One two.', 'en-us', 165], ['Three.', 'de', 200]]);
    expect(first).toMatchObject({ text: 'One two.', sampleRate: 22050, duration: 1 });
    expect(first.words).toEqual([{ offset: 0, length: 3, start: 0, end: 0.5 }, { offset: 4, length: 3, start: 0.5, end: 1 }]);
  });

  test('an unknown voice or a rate out of range is refused with what there is', async () => {
    const port = fakeWorkers().voices();
    await expect(port.speak('One.', { ...english, voice: 'klingon' }, signal)).rejects.toMatchObject({ code: 'invalid-parameter' });
    await expect(port.speak('One.', { ...english, rate: 20 }, signal)).rejects.toMatchObject({ code: 'invalid-parameter' });
  });

  test('an abort rejects at once with its reason, and the worker stays', async () => {
    const { workers, voices } = fakeWorkers(() => new Promise(() => undefined));
    const controller = new AbortController();
    const speaking = voices().speak('One.', english, controller.signal);
    controller.abort('enough');
    await expect(speaking).rejects.toBe('enough');
    expect(workers[0]?.isAlive).toBe(true);
  });

  test('a lost worker is replaced once', async () => {
    const { workers, voices } = fakeWorkers((worker) => {
      if (worker > 0) return;
      workers[0]!.isAlive = false;
      throw new Failure('worker-lost', 'Gone.');
    });
    await expect(voices().speak('One.', english, signal)).resolves.toMatchObject({ duration: 1 });
    expect(workers).toHaveLength(2);
  });

  test('a sentence that fails twice is given up as voice-failed', async () => {
    const { voices } = fakeWorkers(() => {
      throw new Error('broken');
    });
    await expect(voices().speak('One.', english, signal)).rejects.toMatchObject({ code: 'voice-failed' });
  });

  test.each([
    ['workers are forbidden', (): VoiceWorker => { throw new ReferenceError('Worker is not defined'); }],
    [
      'its worker cannot be loaded',
      (): VoiceWorker => ({ isAlive: () => true, dismiss: () => undefined, call: () => Promise.reject(new Failure('worker-lost', 'could not be loaded')) }),
    ],
  ])('where %s there is no voice, which is nothing wrong with a sentence', async (_, hire) => {
    const voices = espeakVoices({ hire, addresses: () => ({ program: 'p', folder: 'f' }) });
    await expect(voices.speak('One.', english, signal)).rejects.toBeInstanceOf(LibraryNotAvailableError);
  });

  test('a worker that does not answer is ended', async () => {
    const { workers, voices } = fakeWorkers(() => new Promise(() => undefined));
    await expect(voices(5).speak('One.', english, signal)).rejects.toMatchObject({ code: 'voice-failed' });
    expect(workers.map(({ isAlive }) => isAlive)).toEqual([false, false]);
  });

  test('a build without the voice says so at once', async () => {
    const port = espeakVoices({
      hire: () => expect.unreachable(),
      addresses: () => {
        throw new LibraryNotAvailableError('Left out.');
      },
    });
    await expect(port.speak('One.', english, signal)).rejects.toBeInstanceOf(LibraryNotAvailableError);
  });
});
