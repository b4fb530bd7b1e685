import { expect, test } from 'vitest';
import { steadied } from '../../../../src/stages/video/music/steady';

const rate = 1000;
/** Twenty seconds, of which the second half is 12 dB softer. */
const uneven = Float32Array.from({ length: 20 * rate }, (_, index) => (index < 10 * rate ? 0.4 : 0.1) * Math.sin(index));
const decibels = (samples: Float32Array, second: number): number => {
  const part = samples.subarray(second * rate, (second + 2) * rate);
  return 10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
};

test('a piece that is louder at times is two fifths as uneven afterwards', () => {
  expect(decibels(uneven, 4) - decibels(uneven, 14)).toBeCloseTo(12, 0);
  const even = steadied(uneven, rate);
  expect(decibels(even, 4) - decibels(even, 14)).toBeCloseTo(0.4 * 12, 0);
});

test('it still leads into itself: the end is judged with the start', () => {
  const even = steadied(uneven, rate);
  // Half a second from the join both sides hear the other one.
  const gain = (index: number): number => even[index]! / uneven[index]!;
  expect(gain(20 * rate - 1) / gain(1)).toBeCloseTo(1, 1);
});

test('silence stays silence', () => {
  expect(steadied(new Float32Array(50), rate)).toEqual(new Float32Array(50));
});
