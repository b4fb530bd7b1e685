import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { chance } from '../../../../src/domain/chance';
import { integratedLoudness, peaks, truePeak } from '../../../../src/stages/video/sound/loudness';
import { hasFfmpeg } from '../../../support/nativeFfmpeg';

function sine(hertz: number, level: number, seconds: number, rate = 48_000, phase = 0): Float32Array {
  const amplitude = 10 ** (level / 20);
  return Float32Array.from({ length: Math.round(seconds * rate) }, (_, index) => amplitude * Math.sin((2 * Math.PI * hertz * index) / rate + phase));
}

function joined(...parts: readonly Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

describe('integrated loudness', { timeout: 60_000 }, () => {
  test.each([48_000, 44_100, 22_050])('a full-scale sine of 997 Hz on one channel has -3.01 LUFS (at %i Hz)', (rate) => {
    expect(integratedLoudness(sine(997, 0, 5, rate), rate)).toBeCloseTo(-3.01, 1);
  });

  test('10 dB less level is 10 LU less loudness', () => {
    const loud = integratedLoudness(sine(1000, -10, 3), 48_000);
    expect(integratedLoudness(sine(1000, -20, 3), 48_000)).toBeCloseTo(loud - 10, 6);
  });

  test('silence and pauses do not count', () => {
    const tone = sine(1000, -20, 10);
    const alone = integratedLoudness(tone, 48_000);
    // Blocks that are half tone, half silence are 3 dB softer and do count: four of some hundred.
    expect(Math.abs(integratedLoudness(joined(tone, new Float32Array(480_000)), 48_000) - alone)).toBeLessThan(0.1);
    // After EBU Tech 3341, case 3: parts 13 dB below are gated, but for the blocks across the borders; ungated it would be 2.7 LU.
    expect(Math.abs(integratedLoudness(joined(sine(1000, -33, 5), tone, sine(1000, -33, 5)), 48_000) - alone)).toBeLessThan(0.15);
  });

  test('deep sounds count less than high ones', () => {
    expect(integratedLoudness(sine(30, -20, 3), 48_000)).toBeLessThan(integratedLoudness(sine(1000, -20, 3), 48_000) - 5);
    expect(integratedLoudness(sine(8000, -20, 3), 48_000)).toBeGreaterThan(integratedLoudness(sine(1000, -20, 3), 48_000) + 3);
  });

  test('nothing has no loudness', () => {
    expect(integratedLoudness(new Float32Array(0), 48_000)).toBe(-Infinity);
    expect(integratedLoudness(new Float32Array(96_000), 48_000)).toBe(-Infinity);
  });

  test('a sound shorter than a block has one', () => {
    expect(integratedLoudness(sine(997, 0, 0.2), 48_000)).toBeCloseTo(-3, 0);
  });
});

describe('true peak', () => {
  test('the peak between the samples is found', () => {
    // At a quarter of the rate and 45° the samples stand at 0.707, the wave reaches 1.
    const wave = sine(12_000, 0, 0.1, 48_000, Math.PI / 4);
    expect(Math.max(...wave)).toBeCloseTo(Math.SQRT1_2, 3);
    const middle = wave.map((sample, index) => sample * Math.sin((Math.PI * index) / wave.length) ** 2);
    expect(truePeak(middle)).toBeGreaterThan(-0.2);
    expect(truePeak(middle)).toBeLessThan(0.1);
  });

  test('silence has none', () => {
    expect(truePeak(new Float32Array(100))).toBe(-Infinity);
    expect(truePeak(new Float32Array(0))).toBe(-Infinity);
  });

  test('a peak at the very start or end is seen', () => {
    const click = new Float32Array(1000);
    click[0] = 0.5;
    expect(truePeak(click)).toBeCloseTo(-6.02, 1);
    expect(truePeak(click.toReversed())).toBeCloseTo(-6.02, 1);
  });

  test('the greatest of all peaks is the true peak, with or without a floor', () => {
    const random = chance(1);
    const noise = Float32Array.from({ length: 5000 }, () => random() - 0.5);
    const most = (floor: number): number => 20 * Math.log10(Math.max(...peaks(noise, floor)));
    expect(most(0)).toBeCloseTo(truePeak(noise), 4);
    expect(most(0.4)).toBeCloseTo(truePeak(noise), 4);
  });
});

describe.skipIf(!hasFfmpeg)('against ffmpeg', { timeout: 60_000 }, () => {
  test('loudness agrees within 0.1 LU and true peak within 0.3 dB on gated noise and tones', () => {
    const random = chance(7);
    const white = Float32Array.from({ length: 48_000 * 6 }, (_, index) => (index % 96_000 < 60_000 ? (random() - 0.5) * 0.6 : 0));
    // Softened: just below half the rate every interpolator has its own idea of a peak.
    const noise = white.map((sample, index) => (sample + (white[index - 1] ?? 0) + (white[index - 2] ?? 0)) / 2);
    const sound = joined(noise, sine(300, -12, 4), sine(5000, -30, 3));
    const {
      stderr,
    } = spawnSync('ffmpeg', ['-hide_banner', '-nostats', '-f', 'f32le', '-ar', '48000', '-ac', '1', '-i', '-', '-af', 'ebur128=peak=true', '-f', 'null', '-'], {
      input: new Uint8Array(sound.buffer),
      encoding: 'utf8',
    });
    const summary = stderr.slice(stderr.indexOf('Summary'));
    expect(Math.abs(integratedLoudness(sound, 48_000) - Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]))).toBeLessThan(0.1);
    expect(Math.abs(truePeak(sound) - Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1]))).toBeLessThan(0.3);
  });
});
