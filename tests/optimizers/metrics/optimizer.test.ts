import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/domain/failure';
import { runStep } from '../../../src/engine/run';
import type { Step } from '../../../src/engine/step';
import { referenceKernels } from '../../../src/kernels/reference';
import { Log } from '../../../src/optimizers/metrics/log';
import { MetricsOptimizer } from '../../../src/optimizers/metrics/optimizer';
import type { MetricsOptimizerOptions } from '../../../src/optimizers/metrics/optimizer';
import type { TraceTask } from '../../../src/optimizers/metrics/trace';
import { Ring } from '../../../src/optimizers/metrics/ring';

function made(options: Partial<MetricsOptimizerOptions> = {}) {
  const clock = { at: 0, now() { return this.at; } };
  const metrics = new MetricsOptimizer({ clock, wallClock: { now: () => 1_000_000 + clock.at }, interval: 0, version: '1.0.0', ...options });
  const step: Step<number, Record<string, never>, number> = {
    name: 'split', stage: 'suggestions', version: 1, defaults: {}, ranges: {}, traits: { pooled: false, cacheable: false },
    run: (ms) => {
      clock.at += Math.abs(ms);
      if (ms < 0) throw new Failure('nothing-to-say', 'Empty.');
      return ms;
    },
  };
  const run = (ms: number, signal = new AbortController().signal): Promise<number> =>
    runStep(step, ms, {}, { kernels: referenceKernels, signal, report: () => {} }, { optimizers: [metrics], workflow: 'w1' });
  return { metrics, run, clock };
}

describe('metrics around steps', () => {
  it('count durations and outcomes by stage and step', async () => {
    const { metrics, run } = made();
    await metrics.start();
    await run(100);
    await run(300);
    await expect(run(-50)).rejects.toMatchObject({ code: 'nothing-to-say' });
    const text = metrics.text();
    expect(text).toContain('kinora_step_seconds_count{stage="suggestions",step="split"} 3\n');
    expect(text).toContain('kinora_step_seconds_sum{stage="suggestions",step="split"} 0.45\n');
    expect(text).toContain('kinora_steps_total{stage="suggestions",step="split",outcome="succeeded"} 2\n');
    expect(text).toContain('kinora_steps_total{stage="suggestions",step="split",outcome="failed"} 1\n');
    expect(text).toContain('kinora_steps_running 0\n');
    expect(metrics.summary()[0]).toMatchObject({ step: 'split', count: 3 });
    expect(metrics.log.entries()).toMatchObject([{ level: 'error', workflow: 'w1', step: 'split', message: 'Empty.', fields: { code: 'nothing-to-say' } }]);
    await metrics.stop();
  });

  it('tell a cancelled step from a failed one', async () => {
    const { metrics, run } = made();
    await metrics.start();
    const controller = new AbortController();
    controller.abort(new Failure('cancelled', 'Stop.'));
    await expect(run(1, controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(metrics.log.entries()).toEqual([]);
    await metrics.stop();
  });

  it('give a trace that lists tasks by worker, arrows, and steps', async () => {
    const { metrics, run } = made();
    await metrics.start();
    await run(5);
    const task: TraceTask = {
      crew: 'steps', task: 1, name: 'score', key: 'k1', lane: 'visible', worker: 0, attempt: 1, queued: 0, started: 1, ended: 3, outcome: 'succeeded', after: [],
    };
    metrics.noteTask(task);
    metrics.noteTask({ ...task, task: 2, key: 'k2', worker: 1, started: 4, ended: 9, after: [1] });
    const { traceEvents } = JSON.parse(metrics.trace()) as { traceEvents: { ph: string; name: string; ts: number; dur?: number; tid: number }[] };
    expect(
      traceEvents.filter((event) => event.ph === 'X').map(({ tid, ts, dur }) => [tid, ts, dur]),
    ).toEqual([[0, 1_000_001_000, 2000], [1, 1_000_004_000, 5000]]);
    expect(traceEvents.map((event) => event.ph).join('')).toBe('MMMMXXsfMbe');
    await metrics.stop();
  });

  it('give each crew rows and tasks of its own in the trace', () => {
    const { metrics } = made();
    const task: TraceTask = {
      crew: 'film', task: 1, name: 'encode', key: 'scene 1', lane: 'export', worker: 0, attempt: 1, queued: 0, started: 1, ended: 3, outcome: 'succeeded', after: [],
    };
    // The film's task 1 is not the one that the pool's task 2 came after.
    metrics.noteTask({ ...task, crew: 'steps', name: 'score' });
    metrics.noteTask(task);
    metrics.noteTask({ ...task, crew: 'steps', task: 2, worker: 1, started: 4, ended: 9, after: [1] });
    const { traceEvents } = JSON.parse(metrics.trace()) as { traceEvents: { ph: string; tid: number }[] };
    expect(traceEvents.filter(({ ph }) => ph === 'X').map(({ tid }) => tid)).toEqual([0, 1000, 1]);
    expect(traceEvents.filter(({ ph }) => ph === 's' || ph === 'f').map(({ tid }) => tid)).toEqual([0, 1]);
  });

  it('expose what the other optimizers report of themselves', () => {
    const { metrics } = made({
      reports: () => [{ name: 'cache', role: 'cache', status: { state: 'degraded', reason: 'r', standsIn: 's' }, stats: { hits: 4, words: 'no number' } }],
      busyShares: () => new Map([[0, 0.5]]),
      memory: () => new Map([['wasm', 65536]]),
      blocked: () => 0.75,
    });
    const text = metrics.text();
    expect(text).toContain('kinora_optimizer_up{optimizer="cache"} 0.5\n');
    expect(text).toContain('kinora_optimizer_stat{optimizer="cache",stat="hits"} 4\n');
    expect(text).toContain('kinora_worker_busy_ratio{worker="0"} 0.5\n');
    expect(text).toContain('kinora_memory_bytes{kind="wasm"} 65536\n');
    expect(text).toContain('kinora_page_blocked_seconds_total 0.75\n');
  });

  it('never throw into a run', async () => {
    const broken = { now: () => NaN };
    const { metrics, run } = made({ clock: broken });
    await metrics.start();
    metrics.noteTask(null as never);
    expect(await run(1)).toBe(1);
    expect(metrics.stats()['lost']).toBe(1);
    await metrics.stop();
  });
});

describe('the log', () => {
  it('keeps the last entries, of its level and above, and survives its sink', () => {
    const log = new Log({ clock: { now: () => 5 }, capacity: 2, sink: () => { throw new Error('console closed'); } });
    log.write('debug', 'unseen');
    for (const message of ['a', 'b', 'c']) log.write('info', message);
    expect(log.entries().map((entry) => entry.message)).toEqual(['b', 'c']);
  });

  it('keeps rings in order', () => {
    const ring = new Ring<number>(3);
    for (let value = 1; value <= 5; value++) ring.push(value);
    expect(ring.toArray()).toEqual([3, 4, 5]);
  });
});
