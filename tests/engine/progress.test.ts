import { describe, expect, test } from 'vitest';
import { type Progress, ProgressMeter } from '../../src/engine/progress';

function meter(): { made: ProgressMeter; report: (step: string, fraction: number) => void; told: Progress[]; pass: (ms: number) => void } {
  let now = 0;
  const told: Progress[] = [];
  const made = new ProgressMeter(
    [{ stage: 'extraction', step: 'read', weight: 1 }, { stage: 'video', step: 'encode', weight: 3 }],
    { now: () => now },
    (progress) => told.push(progress),
  );
  return { made, report: (step, fraction) => made.report(step, fraction), told, pass: (ms) => { now += ms; } };
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

  test('counts steps that run side by side by the longer one, and a narrow one as half a burden to the wide one', () => {
    let now = 0;
    const told: Progress[] = [];
    const video = { stage: 'video' } as const;
    const made = new ProgressMeter(
      [{ ...video, step: 'narrate', weight: 1000 }, { ...video, step: 'encode', weight: 8000, lane: 'wide' }, { ...video, step: 'sound', weight: 4000, lane: 'narrow' }, { ...video, step: 'mux', weight: 100 }],
      { now: () => now },
      (progress) => told.push(progress),
    );
    now = 2000;
    made.report('narrate', 1);
    // Twice as slow as expected: 8 s and half of 4 s, and 0.1 s after both; 1 of 13.1 is done, so the pace of the whole counts as much.
    const done = 1 / 13.1;
    expect(told.at(-1)?.secondsLeft).toBeCloseTo((1 - done) * 2 * (8 + 2 + 0.1) + 2 * (1 - done));
  });

  test('a step that began later is timed from its own beginning', () => {
    const { made, told, pass } = meter();
    pass(1000);
    made.report('read', 1);
    pass(5000);
    made.begin('encode');
    pass(3000);
    made.report('encode', 0.5);
    // By its own pace 3 s, by that of the whole 9 s for 2.5 of 4: the latter counts for the 5/8 that is done.
    expect(told.at(-1)?.secondsLeft).toBeCloseTo((3 / 8) * 3 + (5 / 8) * ((9 * 3) / 5));
  });

  test('what is kept from before takes no time, and says nothing of the pace', () => {
    const { made, told, pass } = meter();
    pass(0.01);
    made.report('read', 1);
    made.spare('encode', 0.9);
    made.begin('encode');
    pass(10);
    made.report('encode', 0.9);
    pass(1000);
    made.report('encode', 0.95);
    expect(told.at(-1)?.secondsLeft).toBeCloseTo(1.01);
  });

  test('learns of steps while it runs, and still never falls', () => {
    const { made, told } = meter();
    made.report('read', 1);
    made.expect([{ stage: 'video', step: 'mux', weight: 100 }]);
    made.report('encode', 1);
    made.report('mux', 1);
    expect(told.map(({ fraction }) => fraction)).toEqual([0.25, 0.25, 1]);
  });
});
