import { baseName } from './registry';
import type { Family, SeriesPoint } from './registry';

export const textContentType = 'text/plain; version=0.0.4; charset=utf-8';
export const openMetricsContentType = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** Everything at one time. */
export interface Snapshot {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly families: readonly Family[];
}

/**
 * Gives metrics in Prometheus's text format 0.0.4.
 *
 * Source: prometheus.io, "Exposition formats".
 */
export function exposeText(families: readonly Family[]): string {
  const lines: string[] = [];
  for (const family of families) {
    lines.push(`# HELP ${family.name} ${escape(family.help, false)}`);
    lines.push(`# TYPE ${family.name} ${family.type === 'info' ? 'gauge' : family.type}`);
    for (const point of family.series) pushSamples(lines, family.name, family.name, point, number, '');
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/**
 * Gives metrics in OpenMetrics 1.0.
 *
 * Source: OpenMetrics 1.0 (Prometheus specification).
 */
export function exposeOpenMetrics(families: readonly Family[]): string {
  const lines: string[] = [];
  for (const family of families) {
    pushHead(lines, family);
    for (const point of family.series) pushSamples(lines, baseName(family.type, family.name), family.name, point, canonical, '');
  }
  return [...lines, '# EOF', ''].join('\n');
}

/**
 * Gives metrics over time in OpenMetrics 1.0, each sample with its time: `promtool tsdb create-blocks-from openmetrics` takes it.
 *
 * @param snapshots in order of time
 */
export function exposeHistory(snapshots: readonly Snapshot[]): string {
  const lines: string[] = [];
  const heads = new Map(snapshots.flatMap(({ families }) => families.map((family) => [family.name, family] as const)));
  for (const head of heads.values()) {
    pushHead(lines, head);
    // All points of one label set stand together, in order of time.
    const bySeries = new Map<string, string[]>();
    for (const { at, families } of snapshots) {
      for (const point of families.find((family) => family.name === head.name)?.series ?? []) {
        const key = JSON.stringify(point.labels);
        const samples = bySeries.get(key) ?? [];
        bySeries.set(key, samples);
        pushSamples(samples, baseName(head.type, head.name), head.name, point, canonical, ` ${(at / 1000).toFixed(3)}`);
      }
    }
    for (const samples of bySeries.values()) for (const sample of samples) lines.push(sample);
  }
  return [...lines, '# EOF', ''].join('\n');
}

function pushHead(lines: string[], family: Family): void {
  const base = baseName(family.type, family.name);
  lines.push(`# TYPE ${base} ${family.type}`);
  if (family.unit !== '') lines.push(`# UNIT ${base} ${family.unit}`);
  lines.push(`# HELP ${base} ${escape(family.help, true)}`);
}

function pushSamples(lines: string[], base: string, name: string, point: SeriesPoint, format: (value: number) => string, time: string): void {
  if (point.buckets === undefined) {
    lines.push(`${name}${labelText(point.labels)} ${format(point.value ?? 0)}${time}`);
    return;
  }
  for (const [bound, count] of point.buckets) lines.push(`${base}_bucket${labelText([...point.labels, ['le', format(bound)]])} ${count}${time}`);
  lines.push(`${base}_count${labelText(point.labels)} ${point.count ?? 0}${time}`);
  lines.push(`${base}_sum${labelText(point.labels)} ${format(point.sum ?? 0)}${time}`);
}

function labelText(labels: readonly (readonly [string, string])[]): string {
  return labels.length === 0 ? '' : `{${labels.map(([name, value]) => `${name}="${escape(value, true)}"`).join(',')}}`;
}

function escape(text: string, quotes: boolean): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return quotes ? escaped.replaceAll('"', '\\"') : escaped;
}

function number(value: number): string {
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}

/** As OpenMetrics's "canonical numbers" write them: `1.0`, `0.005`, `1e-05`, `1e+06`. */
function canonical(value: number): string {
  if (!Number.isFinite(value)) return number(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
