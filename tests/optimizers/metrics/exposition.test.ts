import { describe, expect, it } from 'vitest';
import { exposeHistory, exposeOpenMetrics, exposeText } from '../../../src/optimizers/metrics/exposition';
import { Registry } from '../../../src/optimizers/metrics/registry';

/** Every kind of metric, with texts that need escaping. */
function sampleRegistry(): Registry {
  const registry = new Registry();
  registry
    .counter({ name: 'kinora_steps_total', help: 'Steps\nby \\ "outcome".', labels: ['step', 'outcome'] })
    .labels({ step: 'a"b\\c\nd', outcome: 'succeeded' })
    .inc(3);
  registry.counter({ name: 'kinora_idle_total', help: 'Never counted.' });
  registry.gauge({ name: 'kinora_memory_bytes', help: 'Memory.', unit: 'bytes' }).labels().set(-1.5e7);
  const seconds = registry.histogram({ name: 'kinora_step_seconds', help: 'Durations.', labels: ['step'], unit: 'seconds', buckets: [0.00001, 0.5, 1] });
  for (const value of [0.25, 0.75, 2]) seconds.labels({ step: 'score' }).observe(value);
  registry.info({ name: 'kinora_build_info', help: 'Build.' }, { version: '1.2.3' });
  return registry;
}

describe('text format 0.0.4', () => {
  it('has HELP and TYPE before the samples, escapes, and ends in a line break', () => {
    expect(exposeText(sampleRegistry().collect())).toBe(
      [
        '# HELP kinora_steps_total Steps\\nby \\\\ "outcome".',
        '# TYPE kinora_steps_total counter',
        'kinora_steps_total{step="a\\"b\\\\c\\nd",outcome="succeeded"} 3',
        '# HELP kinora_idle_total Never counted.',
        '# TYPE kinora_idle_total counter',
        'kinora_idle_total 0',
        '# HELP kinora_memory_bytes Memory.',
        '# TYPE kinora_memory_bytes gauge',
        'kinora_memory_bytes -15000000',
        '# HELP kinora_step_seconds Durations.',
        '# TYPE kinora_step_seconds histogram',
        'kinora_step_seconds_bucket{step="score",le="0.00001"} 0',
        'kinora_step_seconds_bucket{step="score",le="0.5"} 1',
        'kinora_step_seconds_bucket{step="score",le="1"} 2',
        'kinora_step_seconds_bucket{step="score",le="+Inf"} 3',
        'kinora_step_seconds_count{step="score"} 3',
        'kinora_step_seconds_sum{step="score"} 3',
        '# HELP kinora_build_info Build.',
        '# TYPE kinora_build_info gauge',
        'kinora_build_info{version="1.2.3"} 1',
        '',
      ].join('\n'),
    );
  });

  it('is empty for an empty registry', () => {
    expect(exposeText(new Registry().collect())).toBe('');
  });
});

describe('OpenMetrics 1.0', () => {
  it('names families without suffix, has TYPE, UNIT, HELP in order, canonical numbers, and ends in EOF', () => {
    expect(exposeOpenMetrics(sampleRegistry().collect())).toBe(
      [
        '# TYPE kinora_steps counter',
        '# HELP kinora_steps Steps\\nby \\\\ \\"outcome\\".',
        'kinora_steps_total{step="a\\"b\\\\c\\nd",outcome="succeeded"} 3.0',
        '# TYPE kinora_idle counter',
        '# HELP kinora_idle Never counted.',
        'kinora_idle_total 0.0',
        '# TYPE kinora_memory_bytes gauge',
        '# UNIT kinora_memory_bytes bytes',
        '# HELP kinora_memory_bytes Memory.',
        'kinora_memory_bytes -1.5e+07',
        '# TYPE kinora_step_seconds histogram',
        '# UNIT kinora_step_seconds seconds',
        '# HELP kinora_step_seconds Durations.',
        'kinora_step_seconds_bucket{step="score",le="1e-05"} 0',
        'kinora_step_seconds_bucket{step="score",le="0.5"} 1',
        'kinora_step_seconds_bucket{step="score",le="1.0"} 2',
        'kinora_step_seconds_bucket{step="score",le="+Inf"} 3',
        'kinora_step_seconds_count{step="score"} 3',
        'kinora_step_seconds_sum{step="score"} 3.0',
        '# TYPE kinora_build info',
        '# HELP kinora_build Build.',
        'kinora_build_info{version="1.2.3"} 1.0',
        '# EOF',
        '',
      ].join('\n'),
    );
  });

  it('is EOF alone for an empty registry', () => {
    expect(exposeOpenMetrics([])).toBe('# EOF\n');
  });

  it('stamps a history in seconds, series by series in order of time', () => {
    const registry = new Registry();
    const counter = registry.counter({ name: 'x_total', help: 'X.', labels: ['a'] });
    counter.labels({ a: '1' }).inc();
    const first = { at: 1000, families: registry.collect() };
    counter.labels({ a: '1' }).inc();
    counter.labels({ a: '2' }).inc();
    const second = { at: 6500, families: registry.collect() };
    expect(
      exposeHistory([first, second]).split('\n').slice(2),
    ).toEqual(['x_total{a="1"} 1.0 1.000', 'x_total{a="1"} 2.0 6.500', 'x_total{a="2"} 1.0 6.500', '# EOF', '']);
  });
});
