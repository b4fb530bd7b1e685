// Long: four kinds of metric that share their labels and their rules of names.
import { ConfigurationError } from '../../domain/failure';
import { SparseHistogram } from './sparseHistogram';

export type Labels = Readonly<Record<string, string>>;

/** What a metric is, fixed when it is registered. */
export interface Definition {
  /** By Prometheus's rules: base units, a counter ends in `_total`, nothing else does. */
  readonly name: string;
  /** One sentence for people. */
  readonly help: string;
  /** Names of its labels; none by default. */
  readonly labels?: readonly string[];
  /** Base unit, e.g. `seconds`, `bytes`, `ratio`; the name ends in it (before `_total`). */
  readonly unit?: string;
  /** Label sets at most; further ones share one whose labels are all `(other)`. 200 by default. */
  readonly maxSeries?: number;
}

export interface HistogramDefinition extends Definition {
  /** Upper bounds, ascending, finite; those of Prometheus's clients by default. */
  readonly buckets?: readonly number[];
}

export type MetricType = 'counter' | 'gauge' | 'histogram' | 'info';

/** One metric as it is exposed. */
export interface Family {
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  readonly unit: string;
  readonly series: readonly SeriesPoint[];
}

/** The state of one label set. */
export interface SeriesPoint {
  readonly labels: readonly (readonly [name: string, value: string])[];
  /** Absent for histograms. */
  readonly value?: number;
  /** Only for histograms; counts are cumulative, the last bound is Infinity. */
  readonly buckets?: readonly (readonly [bound: number, count: number])[];
  readonly sum?: number;
  readonly count?: number;
}

/** Bounds that Prometheus's clients use, seconds. */
const defaultBuckets: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Gives `count` bounds, each `factor` times the one before. */
export function exponentialBuckets(start: number, factor: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => Number((start * factor ** index).toPrecision(6)));
}

/** Only goes up. */
export class Counter {
  #value = 0;

  get value(): number {
    return this.#value;
  }

  /** Adds; a negative or unreal amount is ignored, as recording never throws into a run. */
  inc(amount = 1): void {
    if (amount >= 0 && amount < Infinity) this.#value += amount;
  }
}

/** Goes up and down. */
export class Gauge {
  value = 0;

  set(value: number): void {
    this.value = value;
  }

  inc(amount = 1): void {
    this.value += amount;
  }

  dec(amount = 1): void {
    this.value -= amount;
  }
}

/** Counts observations in fixed buckets for exposition and in fine sparse ones for quantiles. */
export class Histogram {
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  readonly #sparse = new SparseHistogram();

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = bounds.map(() => 0);
  }

  get count(): number {
    return this.#sparse.count;
  }

  get sum(): number {
    return this.#sparse.sum;
  }

  /** Counts a value, 0 or above; others are ignored. */
  observe(value: number): void {
    if (!(value >= 0 && value < Infinity)) return;
    this.#sparse.observe(value);
    const bucket = firstAtLeast(this.#bounds, value);
    const count = this.#counts[bucket];
    if (count !== undefined) this.#counts[bucket] = count + 1;
  }

  /** Within 5% of the value that a share of the observations does not exceed; NaN if there are none. */
  quantile(share: number): number {
    return this.#sparse.quantile(share);
  }

  /** Cumulative counts up to Infinity. */
  buckets(): readonly (readonly [bound: number, count: number])[] {
    let sum = 0;
    const cumulative = this.#bounds.map((bound, index) => [bound, (sum += this.#counts[index] ?? 0)] as const);
    return [...cumulative, [Infinity, this.count]];
  }
}

/** A metric with its label sets. */
export class Metric<Series> {
  readonly definition: Required<Definition>;
  readonly type: MetricType;
  readonly #series = new Map<string, { readonly values: readonly string[]; readonly series: Series }>();
  readonly #create: () => Series;

  constructor(type: MetricType, definition: Definition, create: () => Series) {
    this.type = type;
    this.definition = { labels: [], unit: '', maxSeries: 200, ...definition };
    this.#create = create;
    // Without labels it is there at once, at 0, so that a rate can be seen from the first scrape on.
    if (this.definition.labels.length === 0) this.labels();
  }

  /**
   * The one with these labels, to be kept if it is used often. A label that is missing is empty;
   * beyond `maxSeries` all get the same one, whose labels are `(other)`.
   *
   * @throws ConfigurationError for a label that the metric does not have
   */
  labels(labels: Labels = {}): Series {
    const names = this.definition.labels;
    for (const name of Object.keys(labels)) {
      if (!names.includes(name)) throw refusal(`${this.definition.name}.labels`, `of ${names.join(', ') || 'none'}`, name);
    }
    const values = names.map((name) => valueOf(labels, name));
    const key = keyOf(values);
    const known = this.#series.get(key);
    if (known !== undefined) return known.series;
    if (this.#series.size >= this.definition.maxSeries && key !== keyOf(names.map(() => '(other)'))) return this.labels(
      Object.fromEntries(names.map((name) => [name, '(other)'])),
    );
    const series = this.#create();
    this.#series.set(key, { values, series });
    return series;
  }

  /** Forgets one label set. */
  remove(labels: Labels): void {
    this.#series.delete(keyOf(this.definition.labels.map((name) => valueOf(labels, name))));
  }

  /** Forgets all label sets. */
  clear(): void {
    this.#series.clear();
  }

  /** All label sets, in order of their first use. */
  all(): readonly { readonly labels: readonly (readonly [string, string])[]; readonly series: Series }[] {
    const names = this.definition.labels;
    return [...this.#series.values()].map(({ values, series }) => ({ labels: names.map((name, index) => [name, values[index] ?? ''] as const), series }));
  }
}

/**
 * Metrics by name. Registering one again with the same definition gives the same metric, so that whoever needs it may ask for it.
 *
 * All registering throws ConfigurationError for a name or label against Prometheus's rules, and for a name (with the suffixes that
 * exposition adds) that another metric has.
 */
export class Registry {
  readonly #metrics = new Map<string, { readonly fingerprint: string; readonly metric: Metric<Counter> | Metric<Gauge> | Metric<Histogram> }>();
  /** Names in the exposition, each with the metric that has it. */
  readonly #claims = new Map<string, string>();
  readonly #collectors = new Set<() => void>();

  counter(definition: Definition): Metric<Counter> {
    return this.#register('counter', definition, () => new Counter());
  }

  gauge(definition: Definition): Metric<Gauge> {
    return this.#register('gauge', definition, () => new Gauge());
  }

  histogram(definition: HistogramDefinition): Metric<Histogram> {
    const buckets = definition.buckets ?? defaultBuckets;
    const isAscending = buckets.every((bound, index) => Number.isFinite(bound) && (index === 0 || bound > (buckets[index - 1] ?? Infinity)));
    if (!isAscending || buckets.length === 0) throw refusal('buckets', 'finite and ascending', buckets.join(', '));
    return this.#register('histogram', definition, () => new Histogram(buckets), buckets);
  }

  /** Facts that do not change, as labels of a metric that is always 1; its name ends in `_info`. */
  info(definition: Definition, facts: Labels): void {
    this.#register('info', { ...definition, labels: Object.keys(facts) }, () => new Gauge()).labels(facts).set(1);
  }

  /** Removes a metric and frees its names. Library surface: no caller here. */
  unregister(name: string): void {
    this.#metrics.delete(name);
    for (const [claim, owner] of this.#claims) if (owner === name) this.#claims.delete(claim);
  }

  /**
   * Called before each collection, to set gauges that are measured only then.
   *
   * @returns ends it
   */
  onCollect(collector: () => void): () => void {
    this.#collectors.add(collector);
    return () => this.#collectors.delete(collector);
  }

  /** Everything as it is now, in order of registration; what a collector throws is left out. */
  collect(): readonly Family[] {
    for (const collector of this.#collectors) {
      try {
        collector();
      } catch (error) {
        console.warn(error);
      }
    }
    return [...this.#metrics.values()].map(({ metric }) => {
      const { name, help, unit } = metric.definition;
      return { name, type: metric.type, help, unit, series: metric.all().map(({ labels, series }) => ({ labels, ...pointOf(series) })) };
    });
  }

  #register<Series extends Counter | Gauge | Histogram>(
    type: MetricType, definition: Definition, create: () => Series, buckets: readonly number[] = [],
  ): Metric<Series> {
    const { name, help, labels = [], unit = '', maxSeries = 200 } = definition;
    const fingerprint = JSON.stringify([type, help, labels, unit, maxSeries, buckets]);
    const known = this.#metrics.get(name);
    if (known !== undefined) {
      if (known.fingerprint !== fingerprint) throw refusal(name, 'registered again only with the same definition', fingerprint);
      // Of the same type, hence made by the same method.
      return known.metric as unknown as Metric<Series>;
    }
    checkDefinition(type, definition);
    const claims = exposedNames(type, name);
    for (const claim of claims) {
      const owner = this.#claims.get(claim);
      if (owner !== undefined) throw refusal(name, `free of ${claim}, which ${owner} exposes`, name);
    }
    for (const claim of claims) this.#claims.set(claim, name);
    const metric = new Metric(type, definition, create);
    this.#metrics.set(name, { fingerprint, metric: metric as unknown as Metric<Counter> });
    return metric;
  }
}

/** Name of the metric without the suffix that its type adds, as OpenMetrics calls it. */
export function baseName(type: MetricType, name: string): string {
  if (type === 'counter') return name.replace(/_total$/, '');
  return type === 'info' ? name.replace(/_info$/, '') : name;
}

function exposedNames(type: MetricType, name: string): readonly string[] {
  const base = baseName(type, name);
  const suffixes = { counter: ['', '_total', '_created'], gauge: [''], histogram: ['', '_bucket', '_count', '_sum', '_created'], info: ['', '_info'] }[type];
  return suffixes.map((suffix) => base + suffix);
}

function checkDefinition(type: MetricType, { name, help, labels = [], unit = '' }: Definition): void {
  // Colons are for recording rules, not for what is measured directly.
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) throw refusal('name', 'letters, digits and underscores, no digit first', name);
  if (help.trim() === '') throw refusal(`${name}.help`, 'a sentence', help);
  const suffix = /_(total|info|bucket|count|sum|created)$/.exec(name)?.[1];
  const own = { counter: 'total', gauge: undefined, histogram: undefined, info: 'info' }[type];
  if (suffix !== own) throw refusal(name, own === undefined ? 'without a suffix that exposition adds' : `ending in _${own}`, name);
  if (unit !== '' && !baseName(type, name).endsWith(`_${unit}`)) throw refusal(name, `ending in its unit, _${unit}`, name);
  if (new Set(labels).size !== labels.length) throw refusal(`${name}.labels`, 'different from each other', labels.join(', '));
  for (const label of labels) {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label) || label.startsWith('__')) throw refusal(
      `${name}.labels`, 'letters, digits and underscores, not two underscores first', label,
    );
    if (type === 'histogram' && label === 'le') throw refusal(`${name}.labels`, 'other than le, which holds the bounds', label);
  }
}

function pointOf(series: Counter | Gauge | Histogram): Omit<SeriesPoint, 'labels'> {
  if (series instanceof Histogram) return { buckets: series.buckets(), sum: series.sum, count: series.count };
  return { value: series.value };
}

function valueOf(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}

/** Each value behind its length, as a value may hold any character. */
function keyOf(values: readonly string[]): string {
  let key = '';
  for (const value of values) key += `${value.length}:${value}`;
  return key;
}

/** Index of the first bound that is not below the value; `bounds.length` if all are. */
function firstAtLeast(bounds: readonly number[], value: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function refusal(path: string, rule: string, value: string): ConfigurationError {
  return new ConfigurationError(`Metric ${path} must be ${rule}, got "${value}".`, { path: `metrics.${path}`, rule, value });
}
