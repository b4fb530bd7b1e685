import { beforeAll, describe, expect, test } from 'vitest';
import type { Espeak, Speech } from '../../../src/platform/voice/espeak';
import { espeakPackage, startedEspeak } from '../../support/espeak';

const american = 'en-us';

// Starting the program takes a moment where the machine is busy.
describe('espeak-ng', { timeout: 60_000 }, () => {
  let espeak: Espeak;
  beforeAll(async () => {
    espeak = await startedEspeak();
  }, 60_000);

  test('the same text gives the same samples, whatever was spoken before', async () => {
    const jobs = [
      ['Paving a tenth of a valley can double the height of its floods.', american, 165],
      ['In 2024, 3.5 million people paid $4.20.', american, 165],
      ['Guten Tag, Herr Müller.', 'de', 165],
      ['Hello.', american, 300],
      ['word '.repeat(100), american, 450],
      ['', american, 165],
    ] as const;
    const other = await startedEspeak();
    const forwards = await Promise.all(jobs.map(([text, voice, rate]) => espeak.speak(text, voice, rate)));
    const backwards = (await Promise.all(jobs.toReversed().map(([text, voice, rate]) => other.speak(text, voice, rate)))).reverse();
    const again = await Promise.all(jobs.map(([text, voice, rate]) => espeak.speak(text, voice, rate)));
    for (const [index, speech] of forwards.entries()) {
      expect(sameSpeech(speech, backwards[index]), `job ${index}, another order`).toBe(true);
      expect(sameSpeech(speech, again[index]), `job ${index}, again`).toBe(true);
    }
  });

  test('marks tell where words are heard, in UTF-16 units', async () => {
    const text = 'So “naïve” 😀 fun';
    const { marks, samples, sampleRate } = await espeak.speak(text, american, 165);
    expect(marks.map(({ offset }) => offset)).toEqual(expect.arrayContaining([0, text.indexOf('naïve'), text.indexOf('fun')]));
    expect(marks.every(({ time }, index) => time >= (marks[index - 1]?.time ?? 0) && time <= samples.length / sampleRate)).toBe(true);
  });

  test('markup is not obeyed', async () => {
    const seconds = async (text: string): Promise<number> => (await espeak.speak(text, american, 165)).samples.length / 22050;
    expect(await seconds('one <break time="9s"/> two')).toBeLessThan(5);
    expect(await seconds('one [[hello]] two')).toBeCloseTo(await seconds('one ((hello)) two'), 9);
    expect(await seconds('one \u0000 two')).toBeGreaterThan(0.6);
  });

  test("phonemes of a project's own pronunciations are obeyed", async () => {
    const samples = async (text: string): Promise<number> => (await espeak.speak(text, american, 165)).samples.length;
    expect((await samples("a \ue000\ue000g'Ig@baIt\ue001\ue001 now")) / (await samples('a gigabyte now'))).toBeCloseTo(1, 1);
  });

  test('the sound begins and ends within 20 ms of the voice', async () => {
    const { samples } = await espeak.speak('Hello.', american, 165);
    const edge = Math.round(0.02 * 22050);
    const loudest = (part: Float32Array): number => part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(loudest(samples.subarray(0, edge))).toBeGreaterThan(0.001);
    expect(loudest(samples.subarray(-edge))).toBeGreaterThan(0.001);
  });

  test('a text without sound has no samples', async () => {
    expect((await espeak.speak('', american, 165)).samples).toHaveLength(0);
    expect((await espeak.speak('…', american, 165)).samples).toHaveLength(0);
  });

  test('a text longer than the program takes is spoken to its end', async () => {
    const words = 2000;
    const { marks } = await espeak.speak('tick '.repeat(words).trim(), american, 450);
    expect(marks).toHaveLength(words);
    expect(marks.at(-1)?.offset).toBe((words - 1) * 5);
  });

  test('an unknown voice is refused', async () => {
    await expect(espeak.speak('Hello.', 'nonsense', 165)).rejects.toThrow(/nonsense/);
  });

  test('dictionaries are fetched when a text needs them, once', async () => {
    const fetched: string[] = [];
    const fresh = await startedEspeak((name) => fetched.push(name));
    await fresh.speak('Hello.', american, 165);
    expect(fetched).toEqual([]);
    await fresh.speak('Guten Tag.', 'de', 165);
    // A Greek word in a Japanese text.
    await fresh.speak('日本語 γλώσσα', 'ja', 165);
    await fresh.speak('Noch einmal.', 'de', 165);
    expect(fetched).toEqual(['de_dict', 'ja_dict', 'el_dict']);
  });

  test('a divided program speaks as the whole one does', async () => {
    const text = '日本語 English γλώσσα, 2024.';
    const { program, data } = await espeakPackage();
    const whole = await program({ getPreloadedPackage: () => data.buffer, printErr: () => undefined });
    const worker = new whole.eSpeakNGWorker();
    const placed = (said: string): { ptr: number } => {
      const bytes = new TextEncoder().encode(`${said}\0`);
      const ptr = whole._malloc(bytes.length);
      whole.HEAPU8.set(bytes, ptr);
      return { ptr };
    };
    worker.set_voice(placed('en-us'), placed('en-us'));
    worker.set_voice(placed('ja'), placed('ja'));
    worker.set_rate(165);
    const heard: number[] = [];
    worker.synthesize(placed(text), (samples) => {
      heard.push(...samples);
      return false;
    });
    const { samples } = await espeak.speak(text, 'ja', 165);
    const divided = Buffer.from(Int16Array.from(samples, (sample) => sample * 32768).buffer);
    expect(samples.length).toBeGreaterThan(22050);
    // The same samples, but for the quiet around them.
    expect(Buffer.from(Int16Array.from(heard).buffer).indexOf(divided)).toBeGreaterThanOrEqual(0);
  });

  test('a dictionary that cannot be loaded fails its text alone', async () => {
    let isThere = false;
    const flaky = await startedEspeak(() => {
      if (!isThere) throw new Error('No connection.');
    });
    await expect(flaky.speak('Guten Tag.', 'de', 165)).rejects.toThrow('No connection.');
    expect((await flaky.speak('Hello.', american, 165)).samples.length).toBeGreaterThan(0);
    isThere = true;
    expect((await flaky.speak('Guten Tag.', 'de', 165)).samples.length).toBeGreaterThan(0);
  });
});

function sameSpeech(one: Speech, other: Speech | undefined): boolean {
  return other !== undefined && Buffer.from(one.samples.buffer).equals(Buffer.from(other.samples.buffer))
    && JSON.stringify(one.marks) === JSON.stringify(other.marks);
}
