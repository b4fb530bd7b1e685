import { describe, expect, test } from 'vitest';
import { align, type ExpectedLine } from '../../../../src/stages/video/voice/align';
import { evenMumbler, inRoom, mumble, type Mumbler } from '../../../support/mumble';

const texts = [
  'The river bends, and the current slows; sand settles on the inner side.', 'Banks grow.',
  'After years, the river has moved a field, a road and half a village.',
];

/** What the aligner is told to expect: another voice that says the same evenly. */
function expected(withSound: boolean): readonly ExpectedLine[] {
  return texts.map((text) => {
    const { sound, words, duration } = mumble(text, evenMumbler);
    return { text, words, duration, ...(withSound ? { sound } : {}) };
  });
}

function recordingBy(mumbler: Mumbler, noise = 0.0005) {
  const said = texts.map((text, index) => mumble(text, { ...mumbler, seed: mumbler.seed + index }));
  const { recording, starts } = inRoom(said.map(({ sound }) => sound), 0.7, noise, 7);
  const truth = said.flatMap(({ words }, line) => words.map(({ start }) => start + (starts[line] ?? 0)));
  return { recording, truth };
}

/** Seconds by which the starts of words are off, in order of size. */
function errors({ recording, truth }: ReturnType<typeof recordingBy>, withSound: boolean): readonly number[] {
  const { lines } = align(recording, expected(withSound));
  const found = lines.flatMap(({ start, words }) => words.map((word) => start + word.start));
  expect(found).toHaveLength(truth.length);
  return found.map((time, index) => Math.abs(time - (truth[index] ?? 0))).sort((one, other) => one - other);
}

const median = (values: readonly number[]): number => values[values.length >> 1] ?? 0;
const most = (values: readonly number[]): number => values[Math.floor(0.95 * values.length)] ?? 0;

/** Other pitch, other sample rate, each letter up to 30% longer or shorter. */
const person: Mumbler = { pitch: 170, pace: 1, unevenness: 0.3, sampleRate: 48_000, seed: 5 };

describe('words of a recording', () => {
  test.each([0.85, 1, 1.15])('are found by laying it over another reading, at %s times its pace', (pace) => {
    const found = errors(recordingBy({ ...person, pace }), true);
    expect(median(found)).toBeLessThan(0.03);
    expect(most(found)).toBeLessThan(0.1);
  });

  test.each([0.85, 1, 1.15])('are found by its pauses alone, at %s times the expected pace', (pace) => {
    const found = errors(recordingBy({ ...person, pace }), false);
    expect(median(found)).toBeLessThan(0.08);
    expect(most(found)).toBeLessThan(0.2);
  });

  test('are found in a room with a hum of -40 dBFS', () => {
    expect(median(errors(recordingBy(person, 0.01), true))).toBeLessThan(0.04);
    expect(median(errors(recordingBy(person, 0.01), false))).toBeLessThan(0.1);
  });

  test('come with an estimate that is not smaller than a quarter of the real error', () => {
    for (const withSound of [true, false]) {
      const made = recordingBy({ ...person, unevenness: 0.8 });
      const { error } = align(made.recording, expected(withSound));
      expect(error).toBeGreaterThan(median(errors(made, withSound)) / 4);
      expect(error).toBeLessThan(0.4);
    }
  });
});

describe('lines of a recording', () => {
  test('are cut in the pauses between them, in order, without overlap', () => {
    const { recording, truth } = recordingBy(person);
    const { lines } = align(recording, expected(true));
    expect(lines).toHaveLength(3);
    for (const [index, { start, end, words }] of lines.entries()) {
      expect(start).toBeGreaterThanOrEqual(lines[index - 1]?.end ?? 0);
      expect(words.every((word) => word.start >= 0 && word.end >= word.start && word.end <= end - start + 1e-9)).toBe(true);
      // A tenth of a second of quiet is left before the first word.
      expect(words[0]?.start).toBeGreaterThan(0.05);
      expect(words[0]?.start).toBeLessThan(0.16);
    }
    expect(lines[0]?.start).toBeCloseTo((truth[0] ?? 0) - 0.1, 1);
  });

  test('without a voice share the recording as expected', () => {
    const silence = { samples: new Float32Array(16_000), sampleRate: 16_000 };
    const { lines, error } = align(silence, expected(true));
    expect(error).toBe(1);
    expect(lines.at(-1)?.end).toBeCloseTo(1, 6);
  });

  test('read without a pause are cut where the next one begins', () => {
    const text = 'The bank grows and the river moves';
    const whole = mumble(text, evenMumbler);
    const { recording } = inRoom([whole.sound], 0.5, 0.0005, 3);
    const halves = ['The bank grows', 'and the river moves'].map((half) => ({ text: half, ...mumble(half, evenMumbler) }));
    const { lines, error } = align(recording, halves);
    expect(lines[1]?.start).toBeCloseTo(0.5 + (whole.words[3]?.start ?? 0), 0.5);
    expect(error).toBeUndefined();
  });

  test('are placed at all where another reading holds nothing that could be compared', () => {
    const { recording } = recordingBy(person);
    const empty = expected(false).map((line) => ({ ...line, sound: { samples: new Float32Array(1), sampleRate: 1 } }));
    const { lines } = align(recording, empty);
    expect(lines.flatMap(({ words }) => words)).toHaveLength(empty.flatMap(({ words }) => words).length);
  });
});
