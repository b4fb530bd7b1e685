import { describe, expect, test } from 'vitest';
import { speechActivity } from '../../../../src/stages/video/recording/speechActivity';
import { evenMumbler, inRoom, mumble } from '../../../support/mumble';

const sampleRate = 16_000;
const noise = (level: number, seconds: number) => inRoom([{ samples: new Float32Array(0), sampleRate }], seconds / 2, level, 11).recording;

describe('the voice in a recording', () => {
  test('is found between the quiet at both ends, with its pauses', () => {
    const { sound } = mumble('one two, three four', evenMumbler);
    const { recording } = inRoom([sound, sound], 0.6, 0.001, 3);
    const { voice, pauses } = speechActivity(recording);
    expect(voice?.start).toBeCloseTo(0.6, 1);
    expect(voice?.end).toBeCloseTo(recording.samples.length / sampleRate - 0.6, 1);
    expect(pauses.map(({ start, end }) => Number((end - start).toFixed(1)))).toEqual([0.2, 0.6, 0.2]);
  });

  test('is not found in silence, nor in even noise', () => {
    expect(speechActivity({ samples: new Float32Array(sampleRate), sampleRate }).voice).toBeUndefined();
    expect(speechActivity(noise(0.01, 2)).voice).toBeUndefined();
  });

  test('stands over a floor that is measured', () => {
    const { sound } = mumble('one two, three four', evenMumbler);
    // Three even chances have a standard deviation of a half: 0.01 is -40 dBFS.
    expect(speechActivity(inRoom([sound], 0.6, 0.01, 3).recording).floor).toBeCloseTo(-40, -0.5);
    expect(speechActivity(inRoom([sound], 0.6, 0.001, 3).recording).floor).toBeCloseTo(-60, -0.5);
  });

  test('tells its peak, and whether it is clipped', () => {
    const { sound } = mumble('one two', evenMumbler);
    const loud = { ...sound, samples: sound.samples.map((sample) => Math.max(-1, Math.min(1, sample * 20))) };
    expect(speechActivity(sound)).toMatchObject({ isClipped: false });
    expect(speechActivity(loud)).toMatchObject({ isClipped: true });
    expect(speechActivity(loud).peak).toBeCloseTo(0, 3);
  });
});
