import { exposeOpenMetrics } from '../../src/optimizers/metrics/exposition';
import { Registry } from '../../src/optimizers/metrics/registry';
import type { Figure } from './figure';

/** What a sample costs, with its labels looked up each time. */
export async function bench(): Promise<readonly Figure[]> {
  const registry = new Registry();
  const labels = ['stage', 'step'];
  const histogram = registry.histogram({ name: 'bench_step_seconds', help: 'Durations.', labels });
  const counter = registry.counter({ name: 'bench_steps_total', help: 'Steps.', labels });
  const names = ['read', 'split', 'score', 'select', 'plan', 'narrate', 'encode', 'mux'];
  const count = 400_000;
  const once = (): { readonly observe: number; readonly increase: number } => {
    let start = performance.now();
    for (let index = 0; index < count; index++) histogram.labels({ stage: 'video', step: names[index & 7] ?? '' }).observe((index % 1000) / 1000);
    const observe = performance.now() - start;
    start = performance.now();
    for (let index = 0; index < count; index++) counter.labels({ stage: 'video', step: names[index & 7] ?? '' }).inc();
    return { observe, increase: performance.now() - start };
  };
  once();
  const { observe, increase } = once();
  const start = performance.now();
  for (let index = 0; index < 100; index++) exposeOpenMetrics(registry.collect());
  const expose = (performance.now() - start) / 100;
  const perSample = (ms: number): number => (ms / count) * 1000;
  return [
    { name: 'observation with labels', value: perSample(observe), unit: 'µs (< 2)', ratio: 2 / perSample(observe), anchor: 'the limit, 2 µs' },
    { name: 'increment with labels', value: perSample(increase), unit: 'µs (< 2)', ratio: 2 / perSample(increase), anchor: 'the limit, 2 µs' },
    { name: 'OpenMetrics of 16 series', value: expose, unit: 'ms' },
  ];
}
