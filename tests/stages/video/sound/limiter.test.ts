import { describe, expect, test } from 'vitest';
import { chance } from '../../../../src/domain/chance';
import { limited } from '../../../../src/stages/video/sound/limiter';

const rate = 1000;
// At 1 kHz the attack is 5 samples, the release 80.
const absolute = (samples: Float32Array): Float32Array => samples.map((sample) => Math.abs(sample));

describe('the limiter', () => {
  test('what stays under the ceiling is only made louder', () => {
    const samples = Float32Array.from([0.1, -0.2, 0.3]);
    expect(limited(samples, absolute(samples), 2, 0.7, rate)).toEqual(Float32Array.from([0.2, -0.4, 0.6]));
  });

  test('no sample exceeds the ceiling, wherever the peak stands', () => {
    const random = chance(3);
    for (const at of [0, 1, 250, 498, 499]) {
      const samples = Float32Array.from({ length: 500 }, () => (random() - 0.5) * 0.4);
      samples[at] = -1;
      const result = limited(samples, absolute(samples), 1.5, 0.5, rate);
      expect(Math.max(...absolute(result)), `peak at ${at}`).toBeLessThanOrEqual(0.5 + 1e-6);
    }
  });

  test('a peak is met exactly, the sound far from it is left alone', () => {
    const samples = new Float32Array(2000).fill(0.1);
    samples[1000] = 1;
    const result = limited(samples, absolute(samples), 1, 0.5, rate);
    expect(result[1000]).toBeCloseTo(0.5, 6);
    expect(result[900]).toBeCloseTo(0.1, 6);
    expect(result[1999]).toBeCloseTo(0.1, 4);
  });

  test('the gain falls and recovers without jumps', () => {
    const samples = new Float32Array(2000).fill(0.1);
    samples[1000] = 1;
    const result = limited(samples, absolute(samples), 1, 0.5, rate);
    result[1000] = result[999]!;
    // From 1 to 0.5 in six steps of 0.1 × 0.5 / 6 each.
    for (let index = 1; index < 2000; index++) expect(Math.abs(result[index]! - result[index - 1]!)).toBeLessThan(0.01);
  });
});
