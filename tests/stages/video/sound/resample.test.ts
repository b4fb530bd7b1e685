import { expect, test } from 'vitest';
import { resample } from '../../../../src/stages/video/sound/resample';

const sine = (
  hertz: number, rate: number, length: number,
): Float32Array => Float32Array.from({ length }, (_, index) => Math.sin((2 * Math.PI * hertz * index) / rate));

/** Greatest difference away from the ends, where a filter sees the sudden start of the wave. */
function difference(one: Float32Array, other: Float32Array): number {
  return one.slice(500, -500).reduce((most, sample, index) => Math.max(most, Math.abs(sample - (other[index + 500] ?? 0))), 0);
}

test.each([[22_050, 48_000], [44_100, 48_000], [16_000, 48_000], [48_000, 22_050]])('a wave keeps its shape and place from %i to %i Hz', (from, to) => {
  const result = resample(sine(1000, from, from), from, to);
  expect(result).toHaveLength(to);
  expect(difference(result, sine(1000, to, to))).toBeLessThan(0.001);
});

test('a constant stays itself', () => {
  const result = resample(new Float32Array(22_050).fill(0.5), 22_050, 48_000);
  expect(difference(result, new Float32Array(48_000).fill(0.5))).toBeLessThan(1e-6);
});

test('what the lower rate cannot hold is gone, not folded back', () => {
  const result = resample(sine(15_000, 48_000, 48_000), 48_000, 22_050);
  expect(difference(result, new Float32Array(22_050))).toBeLessThan(0.001);
});

test('the same rate gives the same samples in another array', () => {
  const samples = sine(440, 48_000, 100);
  const result = resample(samples, 48_000, 48_000);
  expect(result).toEqual(samples);
  expect(result).not.toBe(samples);
});

test('lengths are rounded up, and nothing gives nothing', () => {
  expect(resample(new Float32Array(1), 22_050, 48_000)).toHaveLength(3);
  expect(resample(new Float32Array(0), 22_050, 48_000)).toHaveLength(0);
});
