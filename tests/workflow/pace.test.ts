import { describe, expect, test } from 'vitest';
import type { Share } from '../../src/engine/progress';
import { Pace } from '../../src/workflow/pace';
import type { Production } from '../../src/workflow/session';

const shares: readonly Share[] = [
  { stage: 'video', step: 'encode', weight: 1000, lane: 'wide' },
  { stage: 'video', step: 'sound', weight: 100, lane: 'narrow' },
];
const took = (encode: number, sound: number, hits = 0): Production => ({
  steps: [
    { stage: 'video', step: 'encode', state: 'succeeded', started: 10, ended: 10 + encode },
    { stage: 'video', step: 'sound', state: 'succeeded', started: 10, ended: 10 + sound },
  ],
  cache: { hits, misses: 2 },
} as unknown as Production);

const weights = (pace: Pace): readonly number[] => pace.weigh(shares).map(({ weight }) => weight);

describe('the pace of this machine', () => {
  test('is that of an ordinary one until something was made', () => {
    expect(weights(new Pace())).toEqual([1000, 100]);
  });

  test('is what the steps took, the wide one without what the narrow one took from it', () => {
    const pace = new Pace();
    pace.learnSteps(shares, took(2100, 200));
    expect(weights(pace)).toEqual([2000, 200]);
  });

  test('follows the newest export by half', () => {
    const pace = new Pace();
    pace.learnSteps(shares, took(2100, 200));
    pace.learnSteps(shares, took(1200, 400));
    expect(weights(pace)).toEqual([1500, 300]);
  });

  test('learns nothing from what was kept from before', () => {
    const pace = new Pace();
    pace.learnSteps(shares, took(1, 1, 3));
    expect(weights(pace)).toEqual([1000, 100]);
  });
});
