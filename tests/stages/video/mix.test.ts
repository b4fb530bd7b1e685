import { describe, expect, test } from 'vitest';
import type { Narration, Utterance } from '../../../src/domain/narration';
import type { Storyboard } from '../../../src/domain/storyboard';
import type { Mix } from '../../../src/domain/video';
import { referenceKernels } from '../../../src/kernels/reference';
import { integratedLoudness, truePeak } from '../../../src/stages/video/loudness';
import { mix } from '../../../src/stages/video/mix';

const context = { kernels: referenceKernels, signal: new AbortController().signal, report: () => undefined };
const run = (storyboard: Storyboard, narration: Narration): Mix => mix.run({ storyboard, narration }, mix.defaults, context) as Mix;

function board(fps: number, ...frames: readonly number[]): Storyboard {
  return {
    version: 1, title: 'T', language: 'en', source: { name: 't.md', link: '' }, format: { width: 640, height: 360, fps }, theme: 'paper', seed: 1, seconds: 0,
    scenes: frames.map((length, index) => ({ id: `s${index}`, layout: 'statement', text: 'x', emphasis: '', anchors: [], frames: length, speech: ['x'], chapter: '' })),
  };
}

/** A tone with a swell, so that it has peaks to hold. */
function tone(seconds: number, level: number, rate = 22_050): Utterance {
  const samples = Float32Array.from({ length: Math.round(seconds * rate) }, (_, index) => {
    const swell = 1 + 3 * Math.max(0, Math.sin((2 * Math.PI * index) / rate / 0.7)) ** 8;
    return level * swell * Math.sin((2 * Math.PI * 220 * index) / rate);
  });
  return { text: 'x', samples, sampleRate: rate, duration: seconds, words: [] };
}

const silent: Utterance = { text: 'x', samples: new Float32Array(0), sampleRate: 0, duration: 1, words: [] };

function narration(...lines: readonly (readonly [scene: string, start: number, utterance: Utterance])[]): Narration {
  return {
    lines: lines.map(([scene, start, { text, duration, words }]) => ({ scene, text, start, duration, words })),
    utterances: lines.map(([, , utterance]) => utterance),
  };
}

describe('mix', { timeout: 60_000 }, () => {
  test('the sound is as long as the pictures, to the sample', () => {
    expect(run(board(30, 31, 60), narration(['s0', 0.15, tone(1, 0.1)])).samples).toHaveLength((91 / 30) * 48_000);
    expect(run(board(7, 20), narration(['s0', 0.15, tone(1, 0.1)])).samples).toHaveLength(Math.round((20 / 7) * 48_000));
  });

  test('each line is heard from its start in its scene', () => {
    const { samples } = run(board(30, 60, 90), narration(['s0', 0.5, tone(1, 0.1)], ['s1', 0.25, tone(1, 0.1)]));
    const loudest = (from: number, to: number): number => samples.slice(from * 48_000, to * 48_000).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(loudest(0, 0.495)).toBeLessThan(0.001);
    expect(loudest(0.5, 0.51)).toBeGreaterThan(0.05);
    expect(loudest(1.51, 2.245)).toBeLessThan(0.001);
    expect(loudest(2.25, 2.26)).toBeGreaterThan(0.05);
    expect(loudest(3.26, 5)).toBeLessThan(0.001);
  });

  test.each([['soft', 0.002], ['loud', 0.9]])('a %s voice comes to -16 LUFS, its true peak under -1 dBTP', (_, level) => {
    const mixed = run(board(30, 300), narration(['s0', 0.15, tone(9, level)]));
    expect(Math.abs(mixed.loudness + 16)).toBeLessThan(0.15);
    expect(mixed.truePeak).toBeLessThanOrEqual(-3);
    expect(mixed.loudness).toBeCloseTo(integratedLoudness(mixed.samples, mixed.sampleRate), 3);
    expect(mixed.truePeak).toBeCloseTo(truePeak(mixed.samples), 3);
  });

  test('a silent film has no samples', () => {
    expect(run(board(30, 30), narration(['s0', 0.15, silent]))).toEqual({ samples: new Float32Array(0), sampleRate: 48_000, loudness: -Infinity, truePeak: -Infinity });
    expect(run(board(30, 30), narration()).samples).toHaveLength(0);
  });

  test('silent lines among spoken ones leave a pause', () => {
    expect(run(board(30, 60, 60), narration(['s0', 0.1, silent], ['s1', 0.1, tone(1, 0.1)])).samples.slice(0, 90_000).every((sample) => Math.abs(sample) < 1e-6)).toBe(true);
  });

  test('a line that would outlast the film is cut at its end', () => {
    expect(run(board(30, 30), narration(['s0', 0.5, tone(5, 0.1)])).samples).toHaveLength(48_000);
  });

  test('a line of a scene that is not in the film is refused', () => {
    expect(() => run(board(30, 30), narration(['elsewhere', 0, tone(1, 0.1)]))).toThrow(/elsewhere/);
  });
});
