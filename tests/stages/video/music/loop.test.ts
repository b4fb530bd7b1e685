import { describe, expect, test } from 'vitest';
import { bedNames } from '../../../../src/domain/music';
import { referenceKernels } from '../../../../src/kernels/reference';
import { integratedLoudness } from '../../../../src/stages/video/sound/loudness';
import { beds } from '../../../../src/stages/video/music/beds';
import { composeMusic } from '../../../../src/stages/video/music/compose';
import { fitLoop } from '../../../../src/stages/video/music/fitLoop';
import { looped, loopOf, stretchOf } from '../../../../src/stages/video/music/loop';
import type { Loop } from '../../../../src/domain/music';

const context = { kernels: referenceKernels, signal: new AbortController().signal, report: () => undefined };
const floats = ({ samples }: Loop): Float32Array => Float32Array.from(samples, (sample) => sample / 32_768);
/** Greatest step from one sample to the next, and that from the last to the first. */
function steps({ samples }: Loop): { readonly within: number; readonly around: number } {
  const within = samples.reduce((most, sample, index) => Math.max(most, index === 0 ? 0 : Math.abs(sample - samples[index - 1]!)), 0);
  return { within, around: Math.abs(samples[0]! - samples.at(-1)!) };
}

describe('a loop', () => {
  test('leads from its end into its start at equal power', () => {
    const loop = looped(new Float32Array(40).fill(1));
    // A quarter of 40 samples overlap: sin 45° + cos 45° halfway.
    expect(loop).toHaveLength(30);
    expect(loop[0]).toBeCloseTo(1);
    expect(loop[5]).toBeCloseTo(Math.SQRT2);
    expect(loop[29]).toBe(1);
  });

  test('gives any stretch of itself, round and round', () => {
    const loop: Loop = { samples: Int16Array.of(0, 1, 2, 3), peak: 1 };
    expect([...stretchOf(loop, 2, 7)]).toEqual([2, 3, 0, 1, 2, 3, 0]);
    expect([...stretchOf(loop, -1, 3)]).toEqual([3, 0, 1]);
    expect([...stretchOf(loop, 400, 0)]).toEqual([]);
  });

  test('comes to its loudness, or as near as its peaks let it', () => {
    const tone = Float32Array.from({ length: 48_000 }, (_, index) => 0.01 * Math.sin(index / 10));
    expect(integratedLoudness(floats(loopOf(tone, -20)), 48_000)).toBeCloseTo(-20, 1);
    const clicks = Float32Array.from({ length: 48_000 }, (_, index) => (index % 12_000 === 0 ? 0.5 : 0.002 * Math.sin(index / 10)));
    expect(loopOf(clicks, -20).peak).toBeLessThanOrEqual(0.9);
    expect(() => loopOf(new Float32Array(48_000), -20)).toThrow(/silent/);
  });

  test("of somebody's own file has the film's rate and no seam", async () => {
    const samples = Float32Array.from({ length: 8 * 24_000 }, (_, index) => 0.3 * Math.sin(index / 20));
    const loop = await fitLoop.run({ samples, sampleRate: 24_000 }, {}, context);
    expect(loop.samples.length / 48_000).toBeCloseTo(6, 1);
    expect(steps(loop).around).toBeLessThanOrEqual(steps(loop).within);
  });
});

describe('our own music', () => {
  test.each(bedNames)('%s is written within reach of its instruments and loops after whole bars', (bed) => {
    const { beats, pad, pluck, piano } = beds[bed]();
    const notes = [...pad, ...pluck, ...piano];
    expect(beats % 4).toBe(0);
    expect(notes.length).toBeGreaterThan(20);
    for (const { at, key, force } of notes) {
      expect(at >= 0 && at < beats && key >= 36 && key <= 84 && force > 0 && force <= 1, JSON.stringify({ at, key, force })).toBe(true);
    }
    expect(beds[bed]()).toEqual(beds[bed]());
  });

  test('drift has one loudness throughout, no clipping and no seam, on the grids of both codecs', async () => {
    const loop = await composeMusic.run(null, { bed: 'drift' }, context);
    expect(integratedLoudness(floats(loop), 48_000)).toBeCloseTo(-20, 1);
    expect(loop.peak).toBeLessThan(0.8);
    expect([loop.samples.length % 1024, loop.samples.length % 960]).toEqual([0, 0]);
    expect(steps(loop).around).toBeLessThanOrEqual(steps(loop).within);
    const samples = floats(loop);
    const bars = Array.from({ length: 16 }, (_, bar) => integratedLoudness(samples.subarray(bar * 122_880, (bar + 1) * 122_880), 48_000));
    expect(Math.max(...bars) - Math.min(...bars)).toBeLessThan(5);
  });
});
