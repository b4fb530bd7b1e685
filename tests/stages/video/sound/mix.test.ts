import { describe, expect, test } from 'vitest';
import type { Mix } from '../../../../src/domain/film/video';
import { referenceKernels } from '../../../../src/kernels/reference';
import { integratedLoudness, truePeak } from '../../../../src/stages/video/sound/loudness';
import { mix, type VoicePart } from '../../../../src/stages/video/sound/mix';

const context = { kernels: referenceKernels, signal: new AbortController().signal, report: () => undefined };
const run = (
  ...scenes: readonly (readonly VoicePart[])[]
): readonly Mix[] => mix.run({ packet: 1024, scenes: scenes.map((voice) => ({ voice })) }, mix.defaults, context) as readonly Mix[];

/** A tone with a swell, so that it has peaks to hold. */
function tone(start: number, seconds: number, level: number, rate = 22_050): VoicePart {
  const samples = Float32Array.from({ length: Math.round(seconds * rate) }, (_, index) => {
    const swell = 1 + 3 * Math.max(0, Math.sin((2 * Math.PI * index) / rate / 0.7)) ** 8;
    return level * swell * Math.sin((2 * Math.PI * 220 * index) / rate);
  });
  return { start, samples, sampleRate: rate };
}

const floats = ({ samples }: Mix): Float32Array => Float32Array.from(samples, (sample) => sample / 32_768);

describe('mix', { timeout: 60_000 }, () => {
  test('a scene is whole packets long, and ends in silence', () => {
    const [made] = run([tone(0.15, 1, 0.1)]);
    expect(made!.samples.length % 1024).toBe(0);
    expect(made!.samples.length / 48_000).toBeGreaterThan(1.25);
    expect(made!.samples.length / 48_000).toBeLessThan(1.4);
    expect([...made!.samples.slice(-4096)].every((sample) => sample === 0)).toBe(true);
  });

  test('each line is heard from its start', () => {
    const samples = floats(run([tone(0.5, 1, 0.1), tone(2.25, 1, 0.1)])[0]!);
    const loudest = (from: number, to: number): number => samples
      .slice(from * 48_000, to * 48_000)
      .reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(loudest(0, 0.495)).toBeLessThan(0.001);
    expect(loudest(0.5, 0.51)).toBeGreaterThan(0.05);
    expect(loudest(1.51, 2.245)).toBeLessThan(0.001);
    expect(loudest(2.25, 2.26)).toBeGreaterThan(0.05);
    expect(loudest(3.26, 5)).toBeLessThan(0.001);
  });

  test.each([['soft', 0.002, 22_050], ['loud', 0.9, 22_050], ['recorded', 0.1, 48_000]] as const)('a %s voice comes to -16 LUFS, its true peak under -1 dBTP', (
    _, level, rate,
  ) => {
    const samples = floats(run([tone(0.15, 9, level, rate)])[0]!);
    // A quarter above: a film is softer than its scenes by as much.
    expect(Math.abs(integratedLoudness(samples, 48_000) + 15.75)).toBeLessThan(0.2);
    expect(truePeak(samples)).toBeLessThan(-1.5);
  });

  test('voices of two rates come together', () => {
    const [made] = run([tone(0.15, 2, 0.1), tone(2.5, 2, 0.1, 24_000)]);
    expect(Math.abs(integratedLoudness(floats(made!), 48_000) + 15.75)).toBeLessThan(0.3);
  });

  test('a scene sounds the same whatever the others are', () => {
    const one = [tone(0.15, 2, 0.1)];
    expect(run([tone(0.15, 5, 0.9)], one, [])[1]).toEqual(run(one)[0]);
  });

  test('scenes of one loudness make a film of that loudness', () => {
    const mixes = run([tone(0.15, 2, 0.002)], [tone(0.15, 7, 0.5)], [tone(0.15, 3, 0.05)]);
    const film = new Float32Array(mixes.reduce((sum, { samples }) => sum + samples.length, 0));
    let at = 0;
    for (const made of mixes) {
      film.set(floats(made), at);
      at += made.samples.length;
    }
    expect(Math.abs(integratedLoudness(film, 48_000) + 15.75)).toBeLessThan(0.3);
  });

  test('music lies under the voice and lifts in its pauses, and both are as loud as the voice alone', () => {
    const length = 6 * 46 * 1024;
    const samples = Int16Array.from({ length }, (_, index) => 4600 * Math.sin(index / 20));
    const scene = { from: 0, length, lead: 8192, body: length - 11 * 1024, gain: -14, under: 18, spans: [{ start: 0.15, end: 3.15 }] };
    const [made] = mix.run(
      { packet: 1024, scenes: [{ voice: [tone(0.15, 3, 0.1)], music: { scene, samples, peak: 4600 / 32_768 } }] }, mix.defaults, context,
    ) as readonly Mix[];
    expect(made!.samples).toHaveLength(length);
    const heard = floats(made!);
    const level = (second: number): number => 20 * Math.log10(Math.max(...heard.subarray(8192 + second * 48_000, 8192 + (second + 0.1) * 48_000)));
    // 4600 of 32,768 are -17 dB, less 14, and 6 more in pauses, three quarters of that so shortly before the voice.
    expect(level(0)).toBeCloseTo(-17 - 14 + 4.5, 0);
    expect(level(4)).toBeCloseTo(-17 - 14 + 6, 0);
    expect(Math.abs(integratedLoudness(heard.subarray(8192, 8192 + 3.2 * 48_000), 48_000) + 15.75)).toBeLessThan(0.3);
    expect(truePeak(heard)).toBeLessThan(-2);
  });

  test('where nothing is said there is no sound', () => {
    const silent: VoicePart = { start: 0.15, samples: new Float32Array(0), sampleRate: 0 };
    expect(
      run([], [silent]),
    ).toEqual([{ samples: new Int16Array(0), powers: new Float32Array(0) }, { samples: new Int16Array(0), powers: new Float32Array(0) }]);
  });

  test('silent lines among spoken ones leave a pause', () => {
    const silent: VoicePart = { start: 0.1, samples: new Float32Array(0), sampleRate: 0 };
    expect(run([silent, tone(2.1, 1, 0.1)])[0]!.samples.slice(0, 90_000).every((sample) => sample === 0)).toBe(true);
  });
});
