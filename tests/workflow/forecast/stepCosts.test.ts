import { describe, expect, test } from 'vitest';
import type { StepWeight } from '../../../src/engine/progress';
import { StepCosts } from '../../../src/workflow/forecast/stepCosts';

/** A voice that starts in a second and speaks ten seconds in another one. */
const ten: StepWeight = { stage: 'video', step: 'narrate', weight: 2000, start: 1000 };
const hundred: StepWeight = { ...ten, weight: 11_000 };

describe('the pace of a step', () => {
  test('is that of an ordinary machine until something was learned', () => {
    expect(new StepCosts().here(ten)).toEqual(ten);
  });

  test('is without the start once its program runs', () => {
    const pace = new StepCosts();
    pace.warm('narrate');
    expect(pace.here(ten)).toMatchObject({ weight: 1050, start: 50 });
  });

  test('is learned: of the start from short films, of the work from long ones, and comes to the truth in a few of them', () => {
    const learned = (share: StepWeight, took: number): StepCosts => {
      let factors = {};
      for (let visit = 0; visit < 12; visit++) {
        const pace = new StepCosts();
        pace.take(factors);
        pace.learn(share, took);
        ({ factors } = pace);
      }
      const later = new StepCosts();
      later.take(factors);
      return later;
    };
    const short = learned({ ...ten, weight: 1001 }, 3000).factors['narrate'];
    expect([short?.start, short?.rate].map((factor) => Math.round((factor ?? 0) * 10))).toEqual([30, 10]);
    expect(learned(hundred, 22_000).here(hundred).weight).toBeCloseTo(22_000, -2);
  });

  test('is not led astray by one export at which the machine slept', () => {
    const pace = new StepCosts();
    pace.learn(ten, 3_600_000);
    expect(pace.here(hundred).weight).toBeLessThan(3 * hundred.weight);
  });
});
