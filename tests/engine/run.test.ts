import { describe, expect, test } from 'vitest';
import { Failure, OptimizationError } from '../../src/domain/failure';
import type { Optimizer, OptimizerStatus } from '../../src/engine/optimizer';
import { checkedParameters, runStep } from '../../src/engine/run';
import type { Step, StepContext } from '../../src/engine/step';
import { referenceKernels } from '../../src/kernels/reference';

const double: Step<number, { times: number }, number> = {
  name: 'double',
  stage: 'suggestions',
  version: 1,
  defaults: { times: 2 },
  ranges: { times: { kind: 'number', low: 1, high: 10, integer: true } },
  traits: { pooled: false, cacheable: true },
  run: (input, { times }) => input * times,
};

function context(signal = new AbortController().signal): StepContext {
  return { kernels: referenceKernels, signal, report: () => undefined };
}

function optimizer(around: NonNullable<Optimizer['around']>, state: OptimizerStatus['state'] = 'ready'): Optimizer {
  return {
    name: 'some', role: 'cache', status: { state, reason: '', standsIn: '' },
    start: async () => undefined, stop: async () => undefined, stats: () => ({}), around,
  };
}

const through = (...optimizers: Optimizer[]) => ({ optimizers, workflow: 'w' });

describe('running a step', () => {
  test('gives the answer of the step with its defaults', async () => {
    expect(await runStep(double, 21, {}, context(), through())).toBe(42);
  });

  test('refuses a parameter out of its range, naming the rule and the value', async () => {
    await expect(runStep(double, 1, { times: 11 }, context(), through())).rejects.toThrow('double.times must be a whole number in [1, 10], got 11.');
  });

  test('refuses a parameter it does not know', () => {
    const unknown = { speed: 3 } as unknown as { times: number };
    expect(() => checkedParameters(double, unknown)).toThrow('Step double takes times, got "speed".');
  });

  test('wraps optimizers in order, the first outermost', async () => {
    const seen: string[] = [];
    const noting = (name: string): Optimizer => optimizer(async (call, next) => {
      seen.push(`${name} in`);
      const answer = await next(call);
      seen.push(`${name} out`);
      return answer;
    });
    expect(await runStep(double, 1, {}, context(), through(noting('a'), noting('b')))).toBe(2);
    expect(seen).toEqual(['a in', 'b in', 'b out', 'a out']);
  });

  test('passes over an optimizer that throws before the step, and runs the step once', async () => {
    let runs = 0;
    const counted = { ...double, run: (input: number) => { runs += 1; return input * 2; } };
    const broken = optimizer(() => { throw new Error('broken'); });
    expect(await runStep(counted, 4, {}, context(), through(broken))).toBe(8);
    expect(runs).toBe(1);
  });

  test('keeps the answer of a step when the optimizer throws after it', async () => {
    let runs = 0;
    const counted = { ...double, run: (input: number) => { runs += 1; return input * 2; } };
    const broken = optimizer(async (call, next) => { await next(call); throw new OptimizationError('no room left'); });
    expect(await runStep(counted, 4, {}, context(), through(broken))).toBe(8);
    expect(runs).toBe(1);
  });

  test('lets the failure of the step itself through', async () => {
    const failing = { ...double, run: () => { throw new Failure('nothing-to-say', 'Nothing.'); } };
    const passing = optimizer((call, next) => next(call));
    await expect(runStep(failing, 1, {}, context(), through(passing))).rejects.toMatchObject({ code: 'nothing-to-say' });
  });

  test('does not ask an optimizer that is switched off', async () => {
    const lying = optimizer(async () => -1, 'disabled');
    expect(await runStep(double, 1, {}, context(), through(lying))).toBe(2);
  });

  test('rejects with the reason when it was aborted before', async () => {
    const controller = new AbortController();
    controller.abort(new Failure('cancelled', 'Stopped.'));
    await expect(runStep(double, 1, {}, context(controller.signal), through())).rejects.toMatchObject({ code: 'cancelled' });
  });
});
