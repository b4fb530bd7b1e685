import { describe, expect, test } from 'vitest';
import { narrowTakes, type Progress, ProgressMeter, type StepWeight } from '../../src/engine/progress';

const video = { stage: 'video' } as const;

/** A film of a minute: its voice, then pictures and sound side by side on two cores, then the file. */
const plan: readonly StepWeight[] = [
  {
    ...video, step: 'narrate', weight: 1600, start: 800,
  }, { ...video, step: 'mix', weight: 500, lane: 'narrow' }, { ...video, step: 'sound', weight: 1300, lane: 'narrow' },
  { ...video, step: 'encode', weight: 5800, lane: 'wide', start: 300 }, { ...video, step: 'mux', weight: 150 },
];

/** Plays the plan with steps that take so many times as long; gives what was told and what was really left, ms, at each tenth from 20% to 90%. */
function timesLeft(factors: Readonly<Record<string, number>>): readonly (readonly [number, number])[] {
  let now = 0;
  const told: { readonly at: number; readonly left: number }[] = [];
  const made = new ProgressMeter(plan, { now: () => now }, ({ secondsLeft = 0 }) => told.push({ at: now, left: secondsLeft * 1000 }));
  const took = (step: string): number => (plan.find((share) => share.step === step)?.weight ?? 0) * (factors[step] ?? 1);
  const [narrate, mix, sound, encode] = [took('narrate'), took('mix'), took('sound'), took('encode')];
  made.begin('narrate');
  for (; now < narrate; now += 100) made.report('narrate', Math.min(0.99, (now - narrate / 2) / (narrate / 2)));
  made.report('narrate', 1);
  made.begin('encode');
  made.begin('mix');
  let pictures = 0;
  for (let heard = 0; pictures < encode || heard < mix + sound;) {
    now += 50;
    const isNarrow = heard < mix + sound;
    if (isNarrow) heard += 50;
    pictures += isNarrow ? 50 * (1 - narrowTakes) : 50;
    if (heard >= mix) {
      made.report('mix', 1);
      made.begin('sound');
      made.report('sound', Math.min(1, (heard - mix) / sound));
    }
    const moving = 300 * (factors['encode'] ?? 1);
    made.report('encode', Math.min(1, (pictures - moving) / (encode - moving)));
  }
  made.begin('mux');
  now += took('mux');
  made.report('mux', 1);
  return [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((share) => {
    const at = share * now;
    const last = told.findLast((one) => one.at <= at);
    return [last === undefined ? 0 : last.left - (at - last.at), now - at];
  });
}

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

  test('tells the time left by the plan, and by the pace so far the more of it is done', () => {
    const left = (took: number): number | undefined => {
      let now = 0;
      const told: Progress[] = [];
      const made = new ProgressMeter(
        [{ ...video, step: 'read', weight: 1000 }, { ...video, step: 'encode', weight: 3000 }], { now: () => now }, (progress) => told.push(progress),
      );
      now = took;
      made.report('read', 1);
      return told.at(-1)?.secondsLeft;
    };
    expect(left(1000)).toBe(3);
    // Planned seconds count as 0.15 of 4 beside the 1 that took 2: (0.6 + 2) / (0.6 + 1).
    expect(left(2000)).toBeCloseTo(3 * 1.625);
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
    expect(told.at(-1)?.secondsLeft).toBeGreaterThan(0.8);
    expect(told.at(-1)?.secondsLeft).toBeLessThan(1.2);
  });

  test.each([
    ['as planned', {}],
    ['nearly twice as slow', { narrate: 1.8, mix: 1.8, sound: 1.8, encode: 1.8, mux: 1.8 }],
    ['a third faster', { narrate: 0.67, mix: 0.67, sound: 0.67, encode: 0.67, mux: 0.67 }],
    ['with a sound three times as slow', { sound: 3 }],
    ['with pictures a third slower', { encode: 1.33 }],
    ['with a quick voice, slow pictures and a slow sound', { narrate: 0.9, encode: 1.25, sound: 2 }],
  ])('is right within 30% from the first fifth on: an export %s', (_, factors: Readonly<Record<string, number>>) => {
    for (const [told, really] of timesLeft(factors)) expect(Math.abs(told / really - 1)).toBeLessThan(0.3);
  });

  test('counts down while no step says anything, and says so again', () => {
    const { made, report, told, pass } = meter();
    report('read', 1);
    made.begin('encode');
    const first = told.at(-1)?.secondsLeft ?? 0;
    pass(1);
    made.tell();
    expect(told).toHaveLength(2);
    expect(told.at(-1)?.secondsLeft).toBeLessThan(first);
  });

  test('stays calm where the pace wavers: it does not rise for a fifth', () => {
    let now = 0;
    const told: Progress[] = [];
    const made = new ProgressMeter([{ ...video, step: 'encode', weight: 2000 }], { now: () => now }, (progress) => told.push(progress));
    for (let step = 1; step <= 20; step++) {
      now += step % 2 === 0 ? 110 : 90;
      made.report('encode', step / 20);
    }
    const lefts = told.map(({ secondsLeft = 0 }) => secondsLeft);
    expect(lefts.every((left, index) => left <= (lefts[index - 1] ?? left))).toBe(true);
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
