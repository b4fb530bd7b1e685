import * as Comlink from 'comlink';
import { runStep } from '../../src/engine/run';
import { digest } from '../../src/domain/digest';
import type { Content } from '../../src/domain/content';
import type { Optimizer } from '../../src/engine/optimizer';
import type { Parameters, Step } from '../../src/engine/step';
import { referenceKernels } from '../../src/kernels/reference';
import { CacheOptimizer } from '../../src/optimizers/cache/optimizer';
import { TtlCache } from '../../src/optimizers/cache/store';
import { OptimizationManager } from '../../src/optimizers/manager';
import { MetricsOptimizer } from '../../src/optimizers/metrics/optimizer';
import { loadKernelModule } from '../../src/optimizers/numeric/modules';
import { NumericOptimizer } from '../../src/optimizers/numeric/optimizer';
import { PoolOptimizer } from '../../src/optimizers/pool/optimizer';
import { Pool } from '../../src/optimizers/pool/pool';
import type { PooledWorker } from '../../src/optimizers/pool/crew';
import { monotonicClock, wallClock } from '../../src/platform/page/clock';
import { idbKeyValueStore } from '../../src/platform/storage/idbCache';
import { plan } from '../../src/stages/suggestions/plan';
import { score } from '../../src/stages/suggestions/score';
import { select } from '../../src/stages/suggestions/select';
import { split } from '../../src/stages/suggestions/split';
import { hire } from '../../src/workers/hire';
import { unpackOutcome } from '../../src/workers/outcomes';
import { hireStepsWorker } from '../../src/workers/steps';
import { largeBuffers } from '../../src/workers/transfers';
import type { JobsApi } from './poolJobs.worker';

interface Job {
  readonly name: string;
  readonly input: unknown;
}

async function hireForJobs(): Promise<PooledWorker<Job>> {
  const hired = hire<JobsApi>(new Worker(new URL('./poolJobs.worker.ts', import.meta.url), { type: 'module' }), { label: 'The worker' });
  await hired.ready;
  // Taken once: each `api.run` makes a proxy.
  const { run, runMany } = hired.api;
  return {
    lost: hired.lost,
    dismiss: () => hired.dismiss(),
    run: (job) => hired.call(() => run(typeof job.input === 'object' && job.input !== null ? Comlink.transfer(job, largeBuffers(job)) : job)),
    runMany: (jobs) => hired.call(async () => (await runMany(jobs)).map(unpackOutcome)),
  };
}

const pool = new Pool<Job>({ hire: hireForJobs, size: 2, clock: monotonicClock, nameOf: (job) => job.name, idle: 60_000 });
const noop: Job = { name: 'noop', input: 1 };

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

async function medianOf(times: number, work: (index: number) => Promise<unknown>): Promise<number> {
  const values: number[] = [];
  for (let index = 0; index < times; index++) values.push(await timed(() => work(index)));
  return median(values);
}

async function freshCache(name: string) {
  const store = idbKeyValueStore(name);
  await store.clear();
  const open = async (): Promise<TtlCache> => {
    const cache = new TtlCache({ clock: wallClock, store, defer: () => {} });
    await cache.open();
    return cache;
  };
  return { store, open };
}

let tab: CacheOptimizer | undefined;

/** What the bench and the tests ask of a real browser. */
const api = {
  async noops(count: number): Promise<number> {
    await pool.gather(pool.map(Array.from({ length: 200 }, () => noop)));
    return (await timed(() => pool.gather(pool.map(Array.from({ length: count }, () => noop))))) / count;
  },
  /** Milliseconds a message there and back, with two workers and two messages in flight at each. */
  async bare(count: number): Promise<number> {
    const workers = [0, 1].map(() => new Worker(new URL('./bare.worker.ts', import.meta.url), { type: 'module' }));
    const round = (total: number): Promise<void> => new Promise((resolve) => {
      let sent = 0;
      let received = 0;
      for (const worker of workers) {
        worker.onmessage = () => {
          if (++received === total) resolve();
          else if (sent < total) worker.postMessage({ id: sent++, job: noop });
        };
        for (let index = 0; index < 2; index++) worker.postMessage({ id: sent++, job: noop });
      }
    });
    await round(500);
    const took = await timed(() => round(count));
    for (const worker of workers) worker.terminate();
    return took / count;
  },
  /** Of twenty in turn, as the page's clock ticks in tenths of milliseconds. */
  async roundTrip(): Promise<number> {
    return (await medianOf(100, async () => {
      for (let index = 0; index < 20; index++) await pool.submit(noop).result;
    })) / 20;
  },
  async chain(length: number): Promise<number> {
    return (await timed(() => {
      let last = pool.submit(noop);
      for (let index = 1; index < length; index++) last = pool.submit(([value]) => ({ name: 'noop', input: value }), { after: [last], name: 'noop' });
      return last.result;
    })) / length;
  },
  async transfer(bytes: number): Promise<number> {
    return medianOf(9, () => pool.submit({ name: 'buffer', input: new Uint8Array(bytes) }).result);
  },
  /** Milliseconds from the death of a worker to its task's next answer. */
  async deaths(): Promise<{ readonly close: number; readonly crash: number; readonly hang: number; readonly innocent: unknown }> {
    const own = new Pool<Job>({ hire: hireForJobs, size: 1, clock: monotonicClock, nameOf: (job) => job.name, poisonLimit: 1 });
    const failing = async (name: string, timeout?: number): Promise<number> => {
      await own.submit(noop).result;
      return timed(async () => {
        const future = own.submit({ name, input: 0 }, timeout === undefined ? {} : { timeout });
        const innocent = own.submit(noop);
        await future.result.catch(() => {});
        await innocent.result;
      });
    };
    const close = await failing('close');
    const crash = await failing('crash');
    const hang = (await failing('hang', 100)) - 100;
    const innocent = await own.submit({ name: 'noop', input: 'alive' }).result;
    own.stop();
    return { close, crash, hang, innocent };
  },
  async abort(): Promise<{ readonly ms: number; readonly reason: unknown; readonly next: unknown }> {
    const controller = new AbortController();
    const future = pool.submit({ name: 'hang', input: 0 }, { signal: controller.signal });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const start = performance.now();
    controller.abort('enough');
    const reason: unknown = await future.result.catch((error: unknown) => error);
    return { ms: performance.now() - start, reason, next: await pool.submit({ name: 'noop', input: 'next' }).result };
  },
  async cacheFigures() {
    const { store, open } = await freshCache('bench-cache');
    let cache = await open();
    const kilobyte = 'k'.repeat(1024);
    const megabyte = new Uint8Array(1024 * 1024).fill(7);
    const sets = await timed(() => {
      for (let index = 0; index < 500; index++) cache.set(`k${index}`, kilobyte);
      return cache.flush();
    });
    for (let index = 0; index < 9; index++) cache.set(`m${index}`, megabyte);
    await cache.flush();
    const hot = (await timed(async () => {
      for (let turn = 0; turn < 200; turn++) for (let index = 0; index < 500; index++) await cache.get(`k${index}`);
    })) / 100_000;
    cache = await open();
    const coldKilobyte = await medianOf(300, (index) => cache.get(`k${index}`));
    const coldMegabyte = await medianOf(9, (index) => cache.get(`m${index}`));
    await store.set('bare-k', new TextEncoder().encode(kilobyte));
    await store.set('bare-m', megabyte);
    const bareKilobyte = await medianOf(300, () => store.get('bare-k'));
    const bareMegabyte = await medianOf(9, () => store.get('bare-m'));
    const bareSets = await timed(() => store.setMany(Array.from({ length: 500 }, (_, index) => [`b${index}`, kilobyte])));
    await store.clear();
    return { sets, hot, coldKilobyte, coldMegabyte, bareKilobyte, bareMegabyte, bareSets };
  },
  /** Whether what is stored comes back exactly, on another opening of the database. */
  async persists(): Promise<boolean> {
    const { store, open } = await freshCache('test-cache');
    const value = { text: 'ü', numbers: [NaN, -0], samples: new Float32Array([1, 2.5]), bytes: new Uint8Array(300_000).fill(3) };
    const first = await open();
    first.set('a', value, { ttl: 60_000 });
    await first.flush();
    const second = await open();
    const back = await second.get('a');
    await store.clear();
    return digest(back) === digest(value) && second.ttl('a') > 50_000;
  },
  /** Opens a cache that agrees with other tabs. */
  async openTab(): Promise<void> {
    tab = new CacheOptimizer({ clock: wallClock, openStore: () => idbKeyValueStore('test-tabs'), channel: new BroadcastChannel('test-tabs') });
    await tab.start();
  },
  async tabSet(key: string, value: unknown): Promise<void> {
    if (value === undefined) tab?.cache.delete(key);
    else tab?.cache.set(key, value);
    await tab?.cache.flush();
  },
  async tabGet(key: string): Promise<unknown> {
    return tab?.cache.get(key);
  },
  /** Sets many keys in one burst, each to the key and a word behind it. */
  async tabBurst(keys: readonly string[], word: string): Promise<void> {
    for (const key of keys) tab?.cache.set(key, `${key} ${word}`);
    await tab?.cache.flush();
  },
  async tabFinds(keys: readonly string[]): Promise<readonly unknown[]> {
    return Promise.all(keys.map((key) => tab?.cache.get(key)));
  },
  tabCounts: () => tab?.cache.counts,
  /** The suggestions of a document, plain and with every optimizer, twice. */
  async suggestions(content: Content) {
    const metrics = new MetricsOptimizer({ clock: monotonicClock, wallClock, interval: 0 });
    const numeric = new NumericOptimizer({ load: loadKernelModule });
    const store = idbKeyValueStore('test-suggestions');
    await store.clear();
    const cache = new CacheOptimizer({ clock: wallClock, openStore: () => store, observe: (event) => metrics.noteCache(event) });
    const pooled = new PoolOptimizer(
      { hire: () => hireStepsWorker(() => numeric.choice), clock: monotonicClock, size: 2, observe: (record) => metrics.noteTask({ crew: 'steps', ...record }) },
    );
    const manager = new OptimizationManager().register(metrics).register(numeric).register(cache).register(pooled);
    await manager.startAll();
    const digests: string[] = [];
    const times: number[] = [];
    for (const optimizers of [[], manager.optimizers, manager.optimizers]) {
      const start = performance.now();
      digests.push(digest(await suggest(content, optimizers)));
      times.push(performance.now() - start);
    }
    const report = {
      digests, times, status: manager.snapshot().map(({ name, status }) => [name, status.state, status.standsIn]),
      stats: Object.fromEntries(manager.snapshot().map(({ name, stats }) => [name, stats])), metrics: metrics.openMetrics(), tasks: metrics.tasks().length,
    };
    await manager.stopAll();
    return report;
  },
};

async function suggest(content: Content, optimizers: readonly Optimizer[]): Promise<unknown> {
  const run = <Input, P extends Parameters, Output>(step: Step<Input, P, Output>, input: Input): Promise<Output> =>
    runStep(step, input, {}, { kernels: referenceKernels, signal: new AbortController().signal, report: () => {} }, { optimizers, workflow: 'page' });
  const sentences = await run(split, content);
  const scores = await run(score, { content, sentences });
  const { chosen, suggestions } = await run(select, { content, sentences, scores });
  const storyboard = await run(
    plan, { content, sentences, scores, chosen, suggestions, format: { width: 1280, height: 720, fps: 30 }, theme: 'paper', source: 'a.md' },
  );
  return { sentences, chosen, storyboard };
}

export type OptimizersPage = typeof api;
Object.assign(globalThis, { optimizersPage: api });
