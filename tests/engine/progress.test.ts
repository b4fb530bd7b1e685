import { describe, expect, test } from 'vitest';
import { type Progress, ProgressMeter } from '../../src/engine/progress';

function meter(): { report: (step: string, fraction: number) => void; told: Progress[]; pass: (ms: number) => void } {
  let now = 0;
  const told: Progress[] = [];
  const made = new ProgressMeter(
    [{ stage: 'extraction', step: 'read', weight: 1 }, { stage: 'video', step: 'encode', weight: 3 }],
    { now: () => now },
    (progress) => told.push(progress),
  );
  return { report: (step, fraction) => made.report(step, fraction), told, pass: (ms) => { now += ms; } };
}

describe('progress', () => {
  test('weighs the steps', () => {
    const { report, told } = meter();
    report('read', 1);
    report('encode', 0.5);
    expect(told.map(({ fraction }) => fraction)).toEqual([0.25, 0.625]);
  });

  test('never falls', () => {
    const { report, told } = meter();
    report('encode', 0.5);
    report('encode', 0.2);
    report('elsewhere', 1);
    expect(told).toHaveLength(1);
  });

  test('tells the time left by the pace so far', () => {
    const { report, told, pass } = meter();
    pass(1000);
    report('read', 1);
    expect(told.at(-1)?.secondsLeft).toBe(3);
  });
});
