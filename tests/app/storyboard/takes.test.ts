import { describe, expect, test } from 'vitest';
import { keptRate, keptTake, shapePoints, takeOf } from '../../../src/app/storyboard/takes';
import { inlineFile } from '../../../src/domain/dataUrl';
import { readWav } from '../../../src/stages/video/files/wav';
import { evenMumbler, inRoom, mumble } from '../../support/mumble';

const { sound, duration } = mumble('one two, three four', { ...evenMumbler, sampleRate: 48_000 });

describe('a take', () => {
  test('is cut to its voice with a little air', () => {
    const take = takeOf(inRoom([sound], 1, 0.0005, 3).recording);
    expect(take.seconds).toBeCloseTo(duration + 2, 2);
    expect(take.voice.start).toBeCloseTo(1 - 0.15, 1);
    expect(take.voice.end).toBeCloseTo(1 + duration + 0.15, 1);
    expect(take.advice).toBe('');
    expect(take.shape).toHaveLength(shapePoints);
    expect(Math.max(...take.shape.subarray(0, 40))).toBeLessThan(0.01);
  });

  test.each([
    ['a loud room', inRoom([sound], 1, 0.02, 3).recording, /room is heard .*-3\d dB/],
    ['clipping', inRoom([{ ...sound, samples: sound.samples.map((sample) => Math.max(-1, Math.min(1, sample * 20))) }], 1, 0.0005, 3).recording, /cut off/],
    ['a soft voice', inRoom([{ ...sound, samples: sound.samples.map((sample) => sample / 40) }], 1, 0.0001, 3).recording, /very soft/],
    ['silence', { samples: new Float32Array(48_000), sampleRate: 48_000 }, /No voice/],
  ])('comes with advice for %s', (_, recording, advice) => {
    expect(takeOf(recording).advice).toMatch(advice);
  });

  test('is kept as a WAV that is named by its bytes, with the words that were read', () => {
    const take = takeOf(inRoom([sound], 1, 0.0005, 3).recording);
    const { recording, url } = keptTake(take, { start: 0.5, end: 2 }, ['One two,', 'three four']);
    expect(recording).toMatchObject({ start: 0.5, end: 2, said: 'One two, three four' });
    expect(recording.asset).toBe(keptTake(take, take.voice, []).recording.asset);
    expect(readWav(inlineFile(url)?.bytes ?? new Uint8Array())?.sampleRate).toBe(keptRate);
  });
});
