import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/domain/failure';
import { runStep } from '../../../src/engine/run';
import type { Step, StepContext } from '../../../src/engine/step';
import { referenceKernels } from '../../../src/kernels/reference';
import { CacheOptimizer, keyOf } from '../../../src/optimizers/cache/optimizer';
import type { CacheEvent, CacheOptimizerOptions } from '../../../src/optimizers/cache/optimizer';
import { ClonedStore } from '../clonedStore';

function countingStep(traits = { pooled: false, cacheable: true }) {
  const calls: unknown[] = [];
  const step: Step<unknown, { readonly scale: number }, unknown> = {
    name: 'double', stage: 'suggestions', version: 1, defaults: { scale: 2 }, ranges: { scale: { kind: 'number', low: 0, high: 10 } }, traits,
    run: (input, { scale }) => {
      calls.push(input);
      return { scaled: Number((input as { n: number }).n) * scale };
    },
  };
  return { step, calls };
}

const context = (signal = new AbortController().signal): StepContext => ({ kernels: referenceKernels, signal, report: () => {} });

async function started(options: Partial<CacheOptimizerOptions> = {}) {
  const optimizer = new CacheOptimizer({ clock: { now: () => 0 }, ...options });
  await optimizer.start();
  return { optimizer, around: { optimizers: [optimizer], workflow: 'w' } };
}

describe('the cache around steps', () => {
  it('computes equal calls once', async () => {
    const { step, calls } = countingStep();
    const { optimizer, around } = await started();
    expect(await runStep(step, { n: 3 }, {}, context(), around)).toEqual({ scaled: 6 });
    expect(await runStep(step, { n: 3 }, {}, context(), around)).toEqual({ scaled: 6 });
    expect(calls).toHaveLength(1);
    expect(optimizer.stats()).toMatchObject({ hits: 1, misses: 1, hitRatio: 0.5, 'hitRatio.double': 0.5 });
    await optimizer.stop();
  });

  it('computes again for another input, parameter, version, name or kernels', async () => {
    const { step } = countingStep();
    const call = { step, input: { n: 3 }, parameters: { scale: 2 }, context: context(), workflow: 'w' };
    const keys = await Promise.all([
      call,
      { ...call, input: { n: 4 } },
      { ...call, parameters: { scale: 3 } },
      { ...call, step: { ...step, version: 2 } },
      { ...call, step: { ...step, name: 'triple' } },
      { ...call, context: { ...call.context, kernels: { ...referenceKernels, id: 'other/1' } } },
    ].map(keyOf));
    expect(new Set(keys).size).toBe(6);
  });

  it('leaves steps alone that are not cacheable', async () => {
    const { step, calls } = countingStep({ pooled: false, cacheable: false });
    const { optimizer, around } = await started();
    for (let turn = 0; turn < 2; turn++) await runStep(step, { n: 1 }, {}, context(), around);
    expect(calls).toHaveLength(2);
    await optimizer.stop();
  });

  it('never answers for an input that has no digest of its own', async () => {
    const { step, calls } = countingStep();
    const events: CacheEvent[] = [];
    const { optimizer, around } = await started({ observe: (event) => events.push(event) });
    for (const n of [1, 2]) await runStep(step, new (class Box { constructor(readonly n: number) {} })(n), {}, context(), around);
    expect([calls.length, events.map((event) => event.result)]).toEqual([2, ['bypass', 'bypass']]);
    await optimizer.stop();
  });

  it('passes on the failure of the step and keeps nothing', async () => {
    const { step } = countingStep();
    const { optimizer, around } = await started();
    let turn = 0;
    const failing = { ...step, run: () => { if (turn++ === 0) throw new Failure('nothing-to-say', 'Empty.'); return 'now'; } };
    await expect(runStep(failing, { n: 1 }, {}, context(), around)).rejects.toMatchObject({ code: 'nothing-to-say' });
    expect(await runStep(failing, { n: 1 }, {}, context(), around)).toBe('now');
    await optimizer.stop();
  });

  it('rejects an aborted caller at once while the other one gets its answer', async () => {
    const { step } = countingStep();
    const { optimizer, around } = await started();
    let finish: (value: number) => void = () => {};
    const slow = { ...step, run: () => new Promise<number>((resolve) => (finish = resolve)) };
    const controller = new AbortController();
    const first = runStep(slow, { n: 1 }, {}, context(controller.signal), around);
    const second = runStep(slow, { n: 1 }, {}, context(), around);
    await new Promise((resolve) => setTimeout(resolve));
    controller.abort(new Failure('cancelled', 'Stop.'));
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    finish(8);
    expect(await second).toBe(8);
    await optimizer.stop();
  });

  it('answers from what an earlier page stored', async () => {
    const store = new ClonedStore();
    const { step, calls } = countingStep();
    const first = await started({ openStore: () => store });
    await runStep(step, { n: 3 }, {}, context(), first.around);
    await first.optimizer.stop();
    const second = await started({ openStore: () => store });
    expect(await runStep(step, { n: 3 }, {}, context(), second.around)).toEqual({ scaled: 6 });
    expect(calls).toHaveLength(1);
    expect(second.optimizer.status).toEqual({ state: 'ready', reason: '', standsIn: 'memory and IndexedDB' });
    await second.optimizer.stop();
  });

  it('goes on in memory when storage was switched off or cannot open, and says so', async () => {
    const off = await started({ openStore: () => new ClonedStore(), without: new Set(['storage']) });
    expect(off.optimizer.status).toEqual({ state: 'degraded', reason: 'Switched off by ?without=storage.', standsIn: 'memory only' });
    const broken = await started({ openStore: () => { throw new Error('No IndexedDB.'); } });
    expect(broken.optimizer.status).toEqual({ state: 'degraded', reason: 'No IndexedDB.', standsIn: 'memory only' });
    await off.optimizer.stop();
    await broken.optimizer.stop();
  });
});
