import type { StepSummary } from '../../optimizers/metrics/optimizer';
import type { TraceStep, TraceTask } from '../../optimizers/metrics/trace';
import type { MemoryReading, StepCacheUse } from '../../workflow/monitor/monitor';
import { fileSize, spanTime } from '../page/wording';
import { words } from '../words/words';

/** What a colour stands for. */
export type Tone = 'extraction' | 'suggestions' | 'video' | 'good' | 'quiet' | 'failed';

/** A stretch of a row, with what to say of it. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly tone: Tone;
  readonly isFaint?: boolean;
  readonly words: string;
}

export interface BarRow {
  readonly label: string;
  readonly spans: readonly Span[];
}

export type Unit = 'seconds' | 'share' | 'calls' | 'bytes';

/** Rows of stretches along one scale. */
export interface BarChart {
  readonly kind: 'bars';
  readonly rows: readonly BarRow[];
  readonly scale: 'linear' | 'logarithmic';
  readonly low: number;
  readonly high: number;
  readonly unit: Unit;
}

export interface LineChart {
  readonly kind: 'lines';
  /** Points are seconds from now (0 or less) and a value. */
  readonly lines: readonly { readonly label: string; readonly points: readonly (readonly [x: number, y: number])[] }[];
  readonly unit: Unit;
}

/** A chart, and the same as a table for those who cannot see it. */
export interface Figure {
  readonly chart: BarChart | LineChart;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Gives how long each step took: the median as the full part of the bar, the 95th percentile as its end. */
export function durationsFigure(summary: readonly StepSummary[]): Figure {
  const low = 10 ** Math.floor(Math.log10(Math.max(1e-4, Math.min(1, ...summary.map(({ p50 }) => p50)))));
  const high = Math.max(low * 10, ...summary.map(({ p95 }) => p95));
  return {
    chart: {
      kind: 'bars', scale: 'logarithmic', low, high, unit: 'seconds',
      rows: summary.map(({ stage, step, count: runs, p50, p95 }) => {
        const said = words.system.bars.duration(spanTime(p50), spanTime(p95), runs);
        return { label: capital(step), spans: present([
          {
            from: low, to: Math.max(low, p50), tone: toneOf(stage), words: said,
          }, { from: Math.max(low, p50), to: p95, tone: toneOf(stage), isFaint: true, words: said },
        ]) };
      }),
    },
    head: words.system.heads.durations,
    rows: summary.map(
      ({ stage, step, count: runs, p50, p95, total }) => [capital(step), capital(stage), String(runs), spanTime(p50), spanTime(p95), spanTime(total)],
    ),
  };
}

/** Gives how often each step was answered from the cache. */
export function cacheFigure(use: readonly StepCacheUse[]): Figure {
  return {
    chart: {
      kind: 'bars', scale: 'linear', low: 0, high: Math.max(1, ...use.map(({ hits, misses }) => hits + misses)), unit: 'calls',
      rows: use.map(({ step, hits, misses }) => {
        const said = words.system.bars.cache(hits, hits + misses);
        return {
          label: capital(step),
          spans: present([{ from: 0, to: hits, tone: 'good', words: said }, { from: hits, to: hits + misses, tone: 'quiet', isFaint: true, words: said }]),
        };
      }),
    },
    head: words.system.heads.cache,
    rows: use.map(({ step, hits, misses, secondsSaved }) => [capital(step), String(hits), String(misses), share(hits, hits + misses), spanTime(secondsSaved)]),
  };
}

/** A stretch of time in which something was always done, ms. */
export interface Spell {
  readonly from: number;
  readonly to: number;
}

interface Timed {
  readonly started: number;
  readonly ended: number;
}

/**
 * Gives the last stretch of work: back to the first pause longer than `gap`. `undefined` if nothing was done yet.
 *
 * @param gap milliseconds
 */
export function lastSpell(records: readonly Timed[], gap = 5000): Spell | undefined {
  const byEnd = [...records].sort((one, other) => other.ended - one.ended);
  const [last] = byEnd;
  if (last === undefined) return undefined;
  let from = last.started;
  for (const { started, ended } of byEnd) {
    if (ended < from - gap) break;
    from = Math.min(from, started);
  }
  return { from, to: last.ended };
}

/** More rows than this are no picture any more; the newest stay. */
const mostSpans = 1500;

/** Gives what ran when in the last stretch of work: a row a step, then a row a worker. */
export function streamFigure(tasks: readonly TraceTask[], steps: readonly TraceStep[]): Figure {
  const spell = lastSpell([...tasks.slice(-mostSpans), ...steps.slice(-mostSpans)]);
  const within = <Record extends Timed>(
    records: readonly Record[],
  ): readonly Record[] => (spell === undefined ? [] : records.slice(-mostSpans).filter(({ ended }) => ended >= spell.from));
  const at = (time: number): number => (time - (spell?.from ?? 0)) / 1000;
  const stages = new Map(steps.map(({ step, stage }) => [step, stage]));
  const rows = new Map<string, Span[]>();
  const table: string[][] = [];
  const put = (row: string, name: string, stage: string, { started, ended }: Timed, outcome: string): void => {
    const isFailed = outcome !== 'succeeded' && outcome !== 'cancelled';
    const words = `${name}, ${spanTime((ended - started) / 1000)}${outcome === 'succeeded' ? '' : `, ${outcome}`}`;
    const span: Span = { from: at(started), to: at(ended), tone: isFailed ? 'failed' : outcome === 'cancelled' ? 'quiet' : toneOf(stage), words };
    const spans = rows.get(row);
    if (spans === undefined) rows.set(row, [span]);
    else spans.push(span);
    table.push([row, name, spanTime(at(started)), spanTime((ended - started) / 1000), outcome]);
  };
  for (const step of [...within(steps)].sort((one, other) => one.started - other.started)) put(capital(step.step), step.step, step.stage, step, step.outcome);
  for (const task of [...within(tasks)].sort((one, other) => byPlace(one, other) || one.started - other.started)) {
    put(workerName(task), task.crew === 'film' ? `${task.name} ${task.key}` : task.name, stages.get(task.name) ?? 'video', task, task.outcome);
  }
  return {
    chart: {
      kind: 'bars', scale: 'linear', low: 0, high: Math.max(0.05, at(spell?.to ?? 0)), unit: 'seconds',
      rows: [...rows].map(([label, spans]) => ({ label, spans })),
    },
    head: words.system.heads.stream,
    rows: table,
  };
}

/** Gives the share of the last stretch of work that each worker was busy. */
export function busyFigure(tasks: readonly TraceTask[], steps: readonly TraceStep[]): Figure {
  const spell = lastSpell([...tasks.slice(-mostSpans), ...steps.slice(-mostSpans)]) ?? { from: 0, to: 0 };
  const length = Math.max(1, spell.to - spell.from);
  const busy = new Map<string, number>();
  for (const task of [...tasks].sort(byPlace)) {
    const { started, ended } = task;
    const name = workerName(task);
    if (ended >= spell.from) busy.set(name, (busy.get(name) ?? 0) + ended - Math.max(started, spell.from));
  }
  const shares = [...busy].map(([name, ms]) => [name, Math.min(1, ms / length)] as const);
  return {
    chart: {
      kind: 'bars', scale: 'linear', low: 0, high: 1, unit: 'share',
      rows: shares.map(([label, part]) => ({ label, spans: [{ from: 0, to: part, tone: 'quiet', words: words.system.bars.busy(share(part, 1)) }] })),
    },
    head: words.system.heads.busy,
    rows: shares.map(([label, part]) => [label, share(part, 1)]),
  };
}

/** Gives memory over time. */
export function memoryFigure(readings: readonly MemoryReading[]): Figure {
  const now = readings.at(-1)?.at ?? 0;
  const kinds = [...new Set(readings.flatMap((reading) => [...reading.kinds.keys()]))];
  return {
    chart: {
      kind: 'lines', unit: 'bytes',
      lines: kinds.map((kind) => ({
        label: memoryName(kind),
        points: readings.flatMap((reading) => {
          const bytes = reading.kinds.get(kind);
          return bytes === undefined ? [] : [[(reading.at - now) / 1000, bytes] as const];
        }),
      })),
    },
    head: [words.system.heads.secondsAgo, ...kinds.map((kind) => memoryName(kind))],
    rows: readings.map(
      ({ at, kinds: bytes }) => [String(Math.round((now - at) / 1000)), ...kinds.map((kind) => (bytes.has(kind) ? fileSize(bytes.get(kind) ?? 0) : ''))],
    ),
  };
}

function memoryName(kind: string): string {
  const { memoryKinds } = words.system;
  return Object.hasOwn(memoryKinds, kind) ? memoryKinds[kind as keyof typeof memoryKinds] : kind;
}

type Place = Pick<TraceTask, 'crew' | 'worker'>;

const workerNames: Readonly<Record<TraceTask['crew'], (number: number) => string>> = { steps: words.system.worker, film: words.system.filmWorker };
const crewOrder = Object.keys(workerNames);

/** Orders workers as people look at them: those that run steps, then those of the film. */
function byPlace(one: Place, other: Place): number {
  return crewOrder.indexOf(one.crew) - crewOrder.indexOf(other.crew) || one.worker - other.worker;
}

/** Gives the name of a worker for people. */
export function workerName({ crew, worker }: Place): string {
  return workerNames[crew](worker + 1);
}

/** What the cache did in all. */
export function cacheTotals(use: readonly StepCacheUse[]): { readonly ratio: number | undefined; readonly secondsSaved: number } {
  const hits = use.reduce((sum, row) => sum + row.hits, 0);
  const asked = use.reduce((sum, row) => sum + row.hits + row.misses, 0);
  return { ratio: asked === 0 ? undefined : hits / asked, secondsSaved: use.reduce((sum, row) => sum + row.secondsSaved, 0) };
}

/** Without stretches of no length, which would be drawn as slivers. */
function present(spans: readonly Span[]): readonly Span[] {
  return spans.filter(({ from, to }) => to > from);
}

function toneOf(stage: string): Tone {
  return stage === 'extraction' || stage === 'suggestions' ? stage : 'video';
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${Math.round((part / whole) * 100)}%`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
