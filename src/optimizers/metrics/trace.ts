/** Who works: the pool's workers run steps, the film's draw and encode. */
export type TraceCrew = 'steps' | 'film';

/** One run of a task on a worker, as the task stream has it; times in ms of one clock. */
export interface TraceTask {
  readonly crew: TraceCrew;
  /** Number among the tasks of its crew. */
  readonly task: number;
  readonly name: string;
  readonly key: string;
  readonly lane: string;
  /** Number in its crew, from 0. */
  readonly worker: number;
  readonly attempt: number;
  readonly queued: number;
  readonly started: number;
  readonly ended: number;
  readonly outcome: string;
  /** Numbers of the tasks it came after, of the same crew. */
  readonly after: readonly number[];
}

/** One call of a step; times in ms of the same clock. */
export interface TraceStep {
  readonly number: number;
  readonly stage: string;
  readonly step: string;
  readonly workflow: string;
  readonly started: number;
  readonly ended: number;
  readonly outcome: string;
}

type TraceEvent = Readonly<Record<string, unknown>>;

const workers = 1;
const workflows = 2;

/** The first row of each crew: such a file tells rows apart by number alone, and the pool never has so many workers. */
const firstRow: Readonly<Record<TraceCrew, number>> = { steps: 0, film: 1000 };

function rowOf({ crew, worker }: Pick<TraceTask, 'crew' | 'worker'>): number {
  return firstRow[crew] + worker;
}

/**
 * Gives the task stream and the steps as Chrome trace-event JSON, which ui.perfetto.dev opens: a row a worker, dependencies as arrows,
 * steps by workflow.
 *
 * @param origin milliseconds since 1970 at which the records' clock stood at 0
 *
 * Source: Chromium, "Trace Event Format"; Perfetto, "Other formats".
 */
export function chromeTrace(tasks: readonly TraceTask[], steps: readonly TraceStep[], origin: number): string {
  const micros = (ms: number): number => Math.round((origin + ms) * 1000);
  const events: TraceEvent[] = [named('process_name', workers, 0, 'Workers'), named('process_name', workflows, 0, 'Workflows')];
  for (const row of [...new Set(tasks.map(rowOf))].sort((a, b) => a - b)) events.push(named('thread_name', workers, row, `Worker ${row}`));

  const done = new Map(tasks.filter((task) => task.outcome === 'succeeded').map((task) => [`${task.crew} ${task.task}`, task]));
  for (const task of tasks) {
    const { crew, name, lane, key, attempt, outcome, queued, started, ended } = task;
    const row = rowOf(task);
    events.push({
      ph: 'X', name, cat: lane, pid: workers, tid: row, ts: micros(started), dur: micros(ended) - micros(started),
      args: { key, attempt, outcome, waitedMs: started - queued },
    });
    for (const number of task.after) {
      const need = done.get(`${crew} ${number}`);
      if (need === undefined) continue;
      const arrow = { name: 'result', cat: 'after', id: `${number}-${task.task}-${attempt}` };
      events.push({ ...arrow, ph: 's', pid: workers, tid: rowOf(need), ts: micros(need.ended) - 1 });
      events.push({ ...arrow, ph: 'f', bp: 'e', pid: workers, tid: row, ts: micros(started) });
    }
  }

  // Steps of one workflow may overlap, which rows of complete events may not: hence asynchronous ones.
  const names = [...new Set(steps.map((step) => step.workflow))];
  names.forEach((workflow, row) => events.push(named('thread_name', workflows, row, workflow)));
  for (const { number, stage, step, workflow, started, ended, outcome } of steps) {
    const common = { name: step, cat: stage, id: `step-${number}`, pid: workflows, tid: names.indexOf(workflow) };
    events.push({ ...common, ph: 'b', ts: micros(started), args: { outcome, workflow } });
    events.push({ ...common, ph: 'e', ts: micros(ended) });
  }
  return JSON.stringify({ displayTimeUnit: 'ms', traceEvents: events });
}

function named(kind: 'process_name' | 'thread_name', pid: number, tid: number, name: string): TraceEvent {
  return { ph: 'M', name: kind, pid, tid, args: { name } };
}
