import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ConfigurationError } from '../../../src/domain/failure';
import { exponentialBuckets, Registry } from '../../../src/optimizers/metrics/registry';
import { SparseHistogram } from '../../../src/optimizers/metrics/sparseHistogram';

const help = 'What it counts.';

describe('the registry', () => {
  it('gives the same metric for the same definition', () => {
    const registry = new Registry();
    registry.counter({ name: 'kinora_runs_total', help, labels: ['stage'] }).labels({ stage: 'a' }).inc();
    expect(registry.counter({ name: 'kinora_runs_total', help, labels: ['stage'] }).labels({ stage: 'a' }).value).toBe(1);
  });

  it.each([
    ['another type', (registry: Registry) => registry.gauge({ name: 'x_seconds', help })],
    ['other labels', (registry: Registry) => registry.histogram({ name: 'x_seconds', help, labels: ['a'] })],
    ['other buckets', (registry: Registry) => registry.histogram({ name: 'x_seconds', help, buckets: [1] })],
    ['another help', (registry: Registry) => registry.histogram({ name: 'x_seconds', help: 'Something else.' })],
    ['a suffix that it exposes', (registry: Registry) => registry.counter({ name: 'x_seconds_total', help })],
  ])('refuses a name again with %s', (_case, register) => {
    const registry = new Registry();
    registry.histogram({ name: 'x_seconds', help });
    expect(() => register(registry)).toThrow(ConfigurationError);
  });

  it('refuses a gauge with the base name of a counter', () => {
    const registry = new Registry();
    registry.counter({ name: 'dup_total', help });
    expect(() => registry.gauge({ name: 'dup', help })).toThrow('free of dup, which dup_total exposes');
  });

  it.each([
    ['1st_total', {}], ['a-b_total', {}], [
      'a:b_total', {},
    ], ['runs', {}], ['x_total', { help: ' ' }], ['x_total', { labels: ['__x'] }], ['x_total', { labels: ['a', 'a'] }], ['x_total', { unit: 'seconds' }],
  ])('refuses a counter named %s with %o', (name, more) => {
    expect(() => new Registry().counter({ name, help, ...more })).toThrow(ConfigurationError);
  });

  it.each(['x_total', 'x_count', 'x_sum', 'x_bucket', 'x_info'])('refuses a gauge named %s', (name) => {
    expect(() => new Registry().gauge({ name, help })).toThrow(ConfigurationError);
  });

  it('refuses the label le on a histogram, and bounds that do not ascend', () => {
    expect(() => new Registry().histogram({ name: 'x', help, labels: ['le'] })).toThrow('other than le');
    expect(() => new Registry().histogram({ name: 'x', help, buckets: [2, 1] })).toThrow('finite and ascending');
  });

  it('frees the names of a metric that was removed', () => {
    const registry = new Registry();
    registry.counter({ name: 'x_total', help });
    registry.unregister('x_total');
    expect(() => registry.gauge({ name: 'x', help })).not.toThrow();
  });

  it('bounds the label sets of a metric', () => {
    const metric = new Registry().counter({ name: 'x_total', help, labels: ['file'], maxSeries: 3 });
    for (let index = 0; index < 100; index++) metric.labels({ file: `f${index}` }).inc();
    expect(metric.all().map(({ labels, series }) => [labels[0]![1], series.value])).toEqual([['f0', 1], ['f1', 1], ['f2', 1], ['(other)', 97]]);
  });

  it.each([
    [{ a: 'x\0', b: '' }, { a: 'x', b: '\0' }], [{ a: '', b: '0:' }, { a: '0:', b: '' }], [{ a: '1:x', b: '' }, { a: '1', b: ':x' }], [{ a: 'x' }, { b: 'x' }],
  ])('tells %j from %j', (one, other) => {
    const metric = new Registry().counter({ name: 'x_total', help, labels: ['a', 'b'] });
    metric.labels(one).inc();
    metric.labels(other).inc(2);
    expect(metric.all().map(({ series }) => series.value)).toEqual([1, 2]);
    metric.remove(one);
    expect(metric.all().map(({ series }) => series.value)).toEqual([2]);
  });

  it('refuses labels that a metric does not have', () => {
    const registry = new Registry();
    const metric = registry.counter({ name: 'x_total', help, labels: ['stage', 'constructor'] });
    for (const typo of ['stages', 'toString', '']) expect(() => metric.labels({ [typo]: 'a' })).toThrow(`must be of stage, constructor, got "${typo}"`);
    expect(() => registry.gauge({ name: 'y', help }).labels({ stage: 'a' })).toThrow('must be of none');
    metric.labels({ stage: 'a' }).inc();
    expect(metric.all()[0]?.labels).toEqual([['stage', 'a'], ['constructor', '']]);
  });

  it('ignores amounts that a counter cannot take', () => {
    const counter = new Registry().counter({ name: 'x_total', help }).labels();
    for (const amount of [-1, NaN, Infinity]) counter.inc(amount);
    expect(counter.value).toBe(0);
  });

  it('leaves out what a collector throws', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const registry = new Registry();
    registry.onCollect(() => { throw new Error('no memory API'); });
    registry.gauge({ name: 'x', help }).labels().set(2);
    expect(registry.collect()[0]?.series[0]?.value).toBe(2);
    warn.mockRestore();
  });
});

describe('a histogram', () => {
  it('counts a value in every bucket that is not below it', () => {
    const histogram = new Registry().histogram({ name: 'x', help, buckets: [1, 2, 4] }).labels();
    for (const value of [0.5, 1, 1.5, 4, 9]) histogram.observe(value);
    expect(histogram.buckets()).toEqual([[1, 2], [2, 3], [4, 4], [Infinity, 5]]);
    expect([histogram.count, histogram.sum]).toEqual([5, 16]);
  });

  it('gives quantiles within 5%', () => {
    fc.assert(
      fc.property(fc.array(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 },
      ), fc.constantFrom(0.5, 0.95, 0.99), (values, share) => {
        const histogram = new SparseHistogram();
        for (const value of values) histogram.observe(value);
        const exact = [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)]!;
        expect(Math.abs(histogram.quantile(share) / exact - 1)).toBeLessThan(0.05);
      }),
    );
  });

  it('has no quantile without observations, and 0 for zeros', () => {
    const histogram = new SparseHistogram();
    expect(histogram.quantile(0.5)).toBeNaN();
    histogram.observe(0);
    expect(histogram.quantile(0.99)).toBe(0);
  });

  it('makes bounds that read well', () => {
    expect(exponentialBuckets(0.001, 2, 5)).toEqual([0.001, 0.002, 0.004, 0.008, 0.016]);
  });
});
