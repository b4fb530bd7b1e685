import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { startEspeak, type Espeak, type EspeakProgram, type Speech } from '../../src/platform/espeak';

const folder = dirname(createRequire(import.meta.url).resolve('@echogarden/espeak-ng-emscripten'));

async function start(): Promise<Espeak> {
  const address = pathToFileURL(join(folder, 'espeak-ng.js')).href;
  const { default: program } = (await import(/* @vite-ignore */ address)) as { default: EspeakProgram };
  return startEspeak(program, new Uint8Array(await readFile(join(folder, 'espeak-ng.data'))));
}

const american = 'en-us';

// Starting the program takes a moment where the machine is busy.
describe('espeak-ng', { timeout: 60_000 }, () => {
  let espeak: Espeak;
  beforeAll(async () => {
    espeak = await start();
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
    const other = await start();
    const forwards = jobs.map(([text, voice, rate]) => espeak.speak(text, voice, rate));
    const backwards = jobs.toReversed().map(([text, voice, rate]) => other.speak(text, voice, rate)).reverse();
    const again = jobs.map(([text, voice, rate]) => espeak.speak(text, voice, rate));
    for (const [index, speech] of forwards.entries()) {
      expect(sameSpeech(speech, backwards[index]), `job ${index}, another order`).toBe(true);
      expect(sameSpeech(speech, again[index]), `job ${index}, again`).toBe(true);
    }
  });

  test('marks tell where words are heard, in UTF-16 units', () => {
    const text = 'So “naïve” 😀 fun';
    const { marks, samples, sampleRate } = espeak.speak(text, american, 165);
    expect(marks.map(({ offset }) => offset)).toEqual(expect.arrayContaining([0, text.indexOf('naïve'), text.indexOf('fun')]));
    expect(marks.every(({ time }, index) => time >= (marks[index - 1]?.time ?? 0) && time <= samples.length / sampleRate)).toBe(true);
  });

  test('markup is not obeyed', () => {
    const seconds = (text: string): number => espeak.speak(text, american, 165).samples.length / 22050;
    expect(seconds('one <break time="9s"/> two')).toBeLessThan(5);
    expect(seconds('one [[hello]] two')).toBeCloseTo(seconds('one ((hello)) two'), 9);
    expect(seconds('one \u0000 two')).toBeGreaterThan(0.6);
  });

  test("phonemes of a project's own pronunciations are obeyed", () => {
    const samples = (text: string): number => espeak.speak(text, american, 165).samples.length;
    expect(samples("a \ue000\ue000g'Ig@baIt\ue001\ue001 now") / samples('a gigabyte now')).toBeCloseTo(1, 1);
  });

  test('the sound begins and ends within 20 ms of the voice', () => {
    const { samples } = espeak.speak('Hello.', american, 165);
    const edge = Math.round(0.02 * 22050);
    const loudest = (part: Float32Array): number => part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(loudest(samples.subarray(0, edge))).toBeGreaterThan(0.001);
    expect(loudest(samples.subarray(-edge))).toBeGreaterThan(0.001);
  });

  test('a text without sound has no samples', () => {
    expect(espeak.speak('', american, 165).samples).toHaveLength(0);
    expect(espeak.speak('…', american, 165).samples).toHaveLength(0);
  });

  test('a text longer than the program takes is spoken to its end', () => {
    const words = 2000;
    const { marks } = espeak.speak('tick '.repeat(words).trim(), american, 450);
    expect(marks).toHaveLength(words);
    expect(marks.at(-1)?.offset).toBe((words - 1) * 5);
  });

  test('an unknown voice is refused', () => {
    expect(() => espeak.speak('Hello.', 'nonsense', 165)).toThrow(/nonsense/);
  });
});

function sameSpeech(one: Speech, other: Speech | undefined): boolean {
  return other !== undefined && Buffer.from(one.samples.buffer).equals(Buffer.from(other.samples.buffer)) && JSON.stringify(one.marks) === JSON.stringify(other.marks);
}
