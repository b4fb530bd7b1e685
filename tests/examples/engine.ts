import { runStep } from '../../src/engine/run';
import type { Step } from '../../src/engine/step';
import { referenceKernels } from '../../src/kernels/reference';
import { CacheOptimizer } from '../../src/optimizers/cache/optimizer';
import { OptimizationManager } from '../../src/optimizers/manager';

const shout: Step<string, { marks: number }, string> = {
  name: 'shout', stage: 'suggestions', version: 1, defaults: { marks: 1 }, ranges: { marks: { kind: 'number', low: 0, high: 3, integer: true } },
  traits: { pooled: false, cacheable: true }, run: (text, { marks }) => text.toUpperCase() + '!'.repeat(marks),
};

export async function shouted(): Promise<string> {
  const manager = new OptimizationManager().register(new CacheOptimizer({ clock: Date }));
  await manager.startAll();
  const context = { kernels: referenceKernels, signal: AbortSignal.timeout(1000), report: () => {} };
  return runStep(shout, 'hello', { marks: 2 }, context, { optimizers: manager.optimizers, workflow: 'example' });
}
