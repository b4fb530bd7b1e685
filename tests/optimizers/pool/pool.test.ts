import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chance } from '../../../src/domain/chance';
import { Failure } from '../../../src/domain/failure';
import { depthFirstRanks } from '../../../src/optimizers/pool/graph';
import { Pool } from '../../../src/optimizers/pool/pool';
import type { PoolOptions } from '../../../src/optimizers/pool/pool';
import type { TaskRecord } from '../../../src/optimizers/pool/task';
import { caught, FakeWorker, settle } from './fakeWorkers';
import type { FakeJob } from './fakeWorkers';

/** A pool of workers that do nothing until told. */
function poolOf(size: number, options: Partial<PoolOptions<FakeJob>> = {}) {
  const workers: FakeWorker[] = [];
  const records: TaskRecord[] = [];
  const clock = { at: 0, now() { return this.at; } };
  const pool = new Pool<FakeJob>({
    size, clock, backoff: 1, nameOf: (job) => job.name, observe: (record) => records.push(record),
    hire: async () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    ...options,
  });
  return { pool, workers, records, clock };
}

/** A pool whose workers answer with their input at once. */
function echoPool(size: number, options: Partial<PoolOptions<FakeJob>> = {}) {
  const order: unknown[] = [];
  const made = poolOf(
    size, { hire: async () => new FakeWorker((call) => { order.push(call.job.input); queueMicrotask(() => call.resolve(call.job.input)); }), ...options },
  );
  return { ...made, order };
}

const job = (input: unknown, name = 'echo'): FakeJob => ({ name, input });

describe('the pool', () => {
  it('gives results in order and hires no more workers than it may', async () => {
    const { pool } = echoPool(2);
    expect(await pool.gather(pool.map([1, 2, 3, 4, 5].map((n) => job(n))))).toEqual([1, 2, 3, 4, 5]);
    expect(pool.counts).toMatchObject({ workers: 2, succeeded: 5, queued: 0 });
    pool.stop();
  });

  it('hires only when there is work', async () => {
    const { pool, workers } = poolOf(4);
    expect(workers).toHaveLength(0);
    pool.submit(job(1));
    await settle();
    expect(workers).toHaveLength(1);
    pool.stop();
  });

  it('runs what people see before exports, batches and studies', async () => {
    const { pool, order } = echoPool(1);
    const futures = (['study', 'batch', 'export', 'visible'] as const).map((lane) => pool.submit(job(lane), { lane }));
    await pool.gather(futures);
    expect(order).toEqual(['visible', 'export', 'batch', 'study']);
    pool.stop();
  });

  it('moves a task forward, and what it needs, when someone asks for it in a lane further in front', async () => {
    const { pool, order } = echoPool(1);
    const need = pool.submit(job('need'), { lane: 'study' });
    pool.submit(job('other'), { lane: 'batch' });
    const first = pool.submit(() => job('shared'), { key: 'k', lane: 'study', after: [need], name: 'echo' });
    await pool.gather([first, pool.submit(job('shared'), { key: 'k', lane: 'visible' })]);
    expect(order.slice(0, 2)).toEqual(['need', 'shared']);
    pool.stop();
  });

  it('finishes what is begun before it begins anew', async () => {
    const { pool, order } = echoPool(1);
    const first = pool.submit(job('a'));
    pool.submit(job('b'));
    pool.submit(job('c'));
    const follow = pool.submit((results) => job(`after ${String(results[0])}`), { after: [first], name: 'echo' });
    await follow.result;
    expect(order.slice(0, 2)).toEqual(['a', 'after a']);
    pool.stop();
  });

  it('passes results on to what comes after', async () => {
    const { pool } = echoPool(2);
    const [a, b] = [pool.submit<number>(job(2)), pool.submit<number>(job(3))];
    const sum = pool.submit<number>(([x, y]) => job(Number(x) + Number(y)), { after: [a, b] });
    expect(await sum.result).toBe(5);
    expect(await pool.submit(([x]) => job(Number(x) * 10), { after: [sum] }).result).toBe(50);
    pool.stop();
  });

  it('fails what comes after a failure, with that failure', async () => {
    const { pool, workers } = poolOf(1);
    const first = pool.submit(job(1));
    const second = pool.submit(() => job(2), { after: [first] });
    await settle();
    workers[0]!.calls[0]!.reject(new Failure('damaged-file', 'Broken.'));
    expect(await caught(second.result)).toMatchObject({ code: 'damaged-file' });
    expect(await caught(pool.submit(() => job(3), { after: [second] }).result)).toMatchObject({ code: 'damaged-file' });
    expect([first.state, second.state]).toEqual(['failed', 'failed']);
    pool.stop();
  });

  it('gives futures in the order in which they settle', async () => {
    const { pool, workers } = poolOf(2);
    const futures = [pool.submit(job('slow')), pool.submit(job('fast'))];
    await settle();
    const seen: string[] = [];
    const reading = (async () => { for await (const future of pool.asCompleted(futures)) seen.push(future.state); })();
    workers[1]!.calls[0]!.reject(new Failure('damaged-file', 'x'));
    await settle();
    workers[0]!.calls[0]!.resolve(1);
    await reading;
    expect(seen).toEqual(['failed', 'succeeded']);
    pool.stop();
  });

  it('computes equal keys once while the first is under way', async () => {
    const { pool, order } = echoPool(2);
    const results = await pool.gather([pool.submit(job(1), { key: 'k' }), pool.submit(job(1), { key: 'k' })]);
    expect([results, order, pool.counts.shared]).toEqual([[1, 1], [1], 1]);
    pool.stop();
  });

  it('does not fail one holder of a key for the abort of another', async () => {
    const { pool, workers } = poolOf(1);
    const controller = new AbortController();
    const first = pool.submit(job(1), { key: 'k', signal: controller.signal });
    const second = pool.submit(job(1), { key: 'k' });
    await settle();
    controller.abort('left');
    expect(await caught(first.result)).toBe('left');
    workers[0]!.calls[0]!.resolve('done');
    expect(await second.result).toBe('done');
    expect(workers[0]!.isDismissed).toBe(false);
    pool.stop();
  });

  it('keeps a long row of jobs in order with few of them in line', async () => {
    let most = 0;
    const { pool } = echoPool(2);
    const results: unknown[] = [];
    function* jobs() { for (let n = 0; n < 100; n++) { most = Math.max(most, n - results.length); yield job(n); } }
    for await (const result of pool.stream(jobs(), { ahead: 5 })) results.push(result);
    expect(results).toEqual(Array.from({ length: 100 }, (_, n) => n));
    expect(most).toBeLessThanOrEqual(5);
    pool.stop();
  });

  it.each([2 ** 31, 2 ** 40, Infinity])('gives a job %s ms, and an idle worker as long, if it is told so', async (milliseconds) => {
    const { pool, workers } = poolOf(1, { idle: milliseconds });
    for (const input of [1, 2]) {
      const future = pool.submit(job(input), { timeout: milliseconds });
      await settle();
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(future.state).toBe('running');
      workers[0]?.calls.at(-1)?.resolve(input);
      expect(await future.result).toBe(input);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(workers).toHaveLength(1);
    pool.stop();
  });

  it('dismisses idle workers', async () => {
    const { pool } = echoPool(2, { idle: 1 });
    await pool.submit(job(1)).result;
    await expect.poll(() => pool.counts.workers).toBe(0);
    expect(await pool.submit(job(2)).result).toBe(2);
    pool.stop();
  });

  it('records each run', async () => {
    const { pool, workers, records, clock } = poolOf(1);
    const future = pool.submit(job(1), { lane: 'export' });
    await settle();
    clock.at = 7;
    workers[0]!.calls[0]!.resolve(1);
    await future.result;
    expect(records).toEqual([
      { task: 0, name: 'echo', key: 'task-0', lane: 'export', worker: 0, attempt: 1, queued: 0, started: 0, ended: 7, outcome: 'succeeded', after: [] },
    ]);
    pool.stop();
  });
});

describe('two in flight', () => {
  it('lets a quick job wait behind a quick one, and never a long one', async () => {
    const { pool, workers, clock } = poolOf(1);
    const long = () => job('l', 'long');
    const first = pool.submit(job(1, 'quick'));
    await settle();
    workers[0]!.calls[0]!.resolve(1);
    await first.result;
    pool.map([job(2, 'quick'), job(3, 'quick'), job(4, 'quick')]);
    await settle();
    expect(workers[0]!.calls.slice(1).map((call) => call.job.input)).toEqual([2, 3]);
    for (const call of workers[0]!.calls) call.resolve(1);
    await settle();
    for (const call of workers[0]!.calls) call.resolve(1);
    await settle();
    pool.submit(long());
    pool.submit(long());
    await settle();
    expect(workers[0]!.calls.filter((call) => call.job.name === 'long')).toHaveLength(1);
    clock.at = 100;
    pool.stop();
  });
});

describe('trouble', () => {
  it('aborts at once with the reason, ends the worker and replaces it', async () => {
    const { pool, workers } = poolOf(1);
    const controller = new AbortController();
    const first = pool.submit(job(1), { signal: controller.signal });
    const second = pool.submit(job(2));
    await settle();
    controller.abort('enough');
    expect(await caught(first.result)).toBe('enough');
    await settle();
    expect(workers.map((worker) => worker.isDismissed)).toEqual([true, false]);
    workers[1]!.calls[0]!.resolve('two');
    expect(await second.result).toBe('two');
    expect(pool.counts).toMatchObject({ cancelled: 1, succeeded: 1, lostWorkers: 0 });
    pool.stop();
  });

  it('does not start what was aborted in line', async () => {
    const { pool, workers } = poolOf(1);
    const controller = new AbortController();
    pool.submit(job(1));
    const waiting = pool.submit(job(2), { signal: controller.signal });
    await settle();
    controller.abort('changed my mind');
    expect(await caught(waiting.result)).toBe('changed my mind');
    workers[0]!.calls[0]!.resolve(1);
    await settle();
    expect(workers[0]!.calls).toHaveLength(1);
    expect(await caught(pool.submit(job(3), { signal: AbortSignal.abort('before') }).result)).toBe('before');
    pool.stop();
  });

  it('runs the task of a dead worker again elsewhere', async () => {
    const { pool, workers } = poolOf(1);
    const future = pool.submit(job(1));
    await settle();
    workers[0]!.die();
    await settle();
    workers[1]!.calls[0]!.resolve('alive');
    expect(await future.result).toBe('alive');
    expect(pool.counts).toMatchObject({ lostWorkers: 1, retried: 1 });
    pool.stop();
  });

  it('gives up a task that was on four dead workers, with the history', async () => {
    const { pool, workers } = poolOf(1);
    const poison = pool.submit(job('poison'));
    const after = pool.submit(job('innocent'));
    for (let turn = 0; turn < 4; turn++) {
      await settle();
      workers[turn]!.die();
    }
    expect(
      await caught(poison.result),
    ).toMatchObject({ code: 'worker-lost', details: { history: Array.from({ length: 4 }, () => 'The worker crashed.'), isBlamed: true } });
    await settle();
    workers[4]!.calls[0]!.resolve('fine');
    expect(await after.result).toBe('fine');
    pool.stop();
  });

  it('blames a death only on what ran, not on what waited behind it', async () => {
    const { pool, workers } = poolOf(1, { poisonLimit: 1 });
    const first = pool.submit(job(0));
    await settle();
    workers[0]!.calls[0]!.resolve(0);
    await first.result;
    const [head, behind] = pool.map([job('head'), job('behind')]);
    await settle();
    expect(workers[0]!.calls).toHaveLength(3);
    workers[0]!.die();
    expect(await caught(head!.result)).toMatchObject({ code: 'worker-lost' });
    await settle();
    workers[1]!.calls[0]!.resolve('spared');
    expect(await behind!.result).toBe('spared');
    pool.stop();
  });

  it('ends a worker that hangs, and fails after its retries', async () => {
    const { pool, workers } = poolOf(1);
    const future = pool.submit(job(1), { timeout: 2, retries: 1 });
    expect(await caught(future.result)).toMatchObject({ code: 'timed-out', details: { attempts: 2 } });
    expect(workers.slice(0, 2).map((worker) => worker.isDismissed)).toEqual([true, true]);
    pool.stop();
  });

  it('tries again what may pass, and never what cannot', async () => {
    let calls = 0;
    const { pool } = poolOf(1, { hire: async () => new FakeWorker((call) => { calls++; call.reject(call.job.input); }) });
    const passing = new Failure('quota-exceeded', 'Full.');
    expect(await caught(pool.submit(job(passing), { retries: 2 }).result)).toBe(passing);
    expect(calls).toBe(3);
    const lasting = new Failure('unsupported-file', 'No.');
    expect(await caught(pool.submit(job(lasting), { retries: 2 }).result)).toBe(lasting);
    expect(calls).toBe(4);
    pool.stop();
  });

  it('refuses its tasks when no worker can be had', async () => {
    const { pool } = poolOf(2, { hire: () => Promise.reject(new Error('Workers are forbidden here.')) });
    expect(await caught(pool.submit(job(1)).result)).toMatchObject({ code: 'optimization', name: 'OptimizationError' });
    expect(pool.trouble).toBe('Workers are forbidden here.');
    pool.stop();
  });

  it('ends long chains at once, forwards by failure and backwards by abort', async () => {
    const { pool, workers } = poolOf(1);
    const chain = (signal?: AbortSignal) => {
      const futures = [pool.submit(job('first'), signal ? { signal } : {})];
      for (let link = 1; link < 8000; link++) futures.push(pool.submit(() => job(link), { after: [futures[link - 1]!], ...(signal ? { signal } : {}) }));
      return futures;
    };
    const failing = chain();
    await settle();
    workers[0]!.calls[0]!.reject(new Failure('damaged-file', 'Bad.'));
    expect(await caught(failing.at(-1)!.result)).toMatchObject({ code: 'damaged-file' });
    const controller = new AbortController();
    const aborted = chain(controller.signal);
    await settle();
    controller.abort('enough');
    expect(await caught(aborted[0]!.result)).toBe('enough');
    expect(pool.counts).toMatchObject({ failed: 8000, cancelled: 8000, queued: 0 });
    pool.stop();
  });

  it('fails a task whose job cannot be made of the results', async () => {
    const { pool } = echoPool(1);
    const first = pool.submit(job(1));
    expect(await caught(pool.submit(() => { throw new Error('no job'); }, { after: [first] }).result)).toMatchObject({ message: 'no job' });
    expect(await pool.submit(job(2)).result).toBe(2);
    pool.stop();
  });

  it('rejects everything when it stops', async () => {
    const { pool } = poolOf(1);
    const futures = pool.map([job(1), job(2)]);
    await settle();
    pool.stop('closing');
    for (const future of futures) expect(await caught(future.result)).toBe('closing');
    expect(await caught(pool.submit(job(3)).result)).toMatchObject({ code: 'cancelled' });
  });

  it('loses and repeats nothing visible, whatever the graph and whichever workers die', async () => {
    const graphs = fc.integer({ min: 1, max: 25 }).chain((count) =>
      fc.record({
        needs: fc.tuple(...Array.from(
          { length: count }, (_, index) => (index === 0 ? fc.constant<number[]>([]) : fc.uniqueArray(fc.integer({ min: 0, max: index - 1 }), { maxLength: 4 })),
        )),
        seed: fc.integer(),
        size: fc.integer({ min: 1, max: 4 }),
        mortality: fc.double({ min: 0, max: 0.4, noNaN: true }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(graphs, async ({ needs, seed, size, mortality }) => {
        const draw = chance(seed);
        const { pool } = poolOf(size, {
          poisonLimit: Infinity,
          hire: async () => new FakeWorker((call, worker) => {
            setImmediate(() => {
              if (draw() < mortality) worker.die();
              else if (!worker.isDismissed) call.resolve(call.job.input);
            });
          }),
        });
        // Each task's result is 1 + the sum of what it needs.
        const nodes = needs.map((list, index) => ({
          key: `t${index}`, after: list.map((need) => `t${need}`), name: 'sum',
          job: (results: readonly unknown[]) => job(results.reduce<number>((sum, value) => sum + Number(value), 1), 'sum'),
        }));
        const expected: number[] = [];
        for (const list of needs) expected.push(list.reduce((sum, need) => sum + expected[need]!, 1));
        const futures = pool.submitGraph(nodes);
        expect(await pool.gather(nodes.map((node) => futures.get(node.key)!))).toEqual(expected);
        expect(pool.counts).toMatchObject({ succeeded: needs.length, failed: 0, queued: 0 });
        pool.stop();
      }),
      { numRuns: 150 },
    );
  });
});

describe('any mixture of work and trouble', () => {
  it('settles every future, rightly, and never asks too much of workers', async () => {
    const work = fc.record({
      kind: fc.constantFrom('good', 'good', 'good', 'bad', 'aborted', 'given up'),
      key: fc.option(fc.constantFrom('k', 'l'), { nil: undefined }),
      lane: fc.constantFrom('visible', 'export', 'batch', 'study'),
      after: fc.array(fc.nat(), { maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(
        work, { minLength: 1, maxLength: 40 },
      ), fc.integer(), fc.integer({ min: 1, max: 3 }), fc.double({ min: 0, max: 0.3, noNaN: true }), fc.boolean(), async (
        works, seed, size, mortality, sharing,
      ) => {
        const draw = chance(seed);
        const alive = new Set<FakeWorker>();
        const answer = (input: unknown): { value: unknown }
          | { error: unknown } => (input === 'bad' ? { error: new Failure('damaged-file', 'Bad.') } : { value: input });
        const { pool } = poolOf(size, {
          poisonLimit: Infinity,
          hire: async () => {
            let inFlight = 0;
            const live = async <Result>(worker: FakeWorker, result: () => Result): Promise<Result> => {
              expect(++inFlight).toBeLessThanOrEqual(2);
              await settle();
              if (worker.isDismissed) return new Promise<never>(() => {});
              if (draw() < mortality) {
                alive.delete(worker);
                worker.die();
                return new Promise<never>(() => {});
              }
              inFlight--;
              return result();
            };
            const worker: FakeWorker = new FakeWorker((call) => {
              void live(worker, () => answer(call.job.input)).then(
                (outcome) => ('value' in outcome ? call.resolve(outcome.value) : call.reject(outcome.error)),
              );
            });
            const dismiss = worker.dismiss.bind(worker);
            worker.dismiss = () => { alive.delete(worker); dismiss(); };
            alive.add(worker);
            expect(alive.size).toBeLessThanOrEqual(size);
            return sharing
              ? Object.assign(worker, { runMany: (jobs: readonly FakeJob[]) => live(worker, () => jobs.map((each) => answer(each.input))) })
              : worker;
          },
        });
        const futures: ReturnType<typeof pool.submit>[] = [];
        const controllers: AbortController[] = [];
        works.forEach(({ kind, key, lane, after }, index) => {
          const controller = new AbortController();
          const needs = after.filter(() => index > 0).map((need) => futures[need % index]!);
          // Equal keys must be equal work: only what stands by itself and succeeds has one.
          const keyed = key !== undefined && kind === 'good' && needs.length === 0 ? { key } : {};
          const input = kind === 'bad' ? 'bad' : 'key' in keyed ? key : index;
          futures.push(pool.submit(() => job(input), { ...keyed, name: 'echo', lane, after: needs, signal: controller.signal }));
          if (kind === 'aborted') controllers.push(controller);
          if (kind === 'given up') futures[index]!.cancel('given up');
        });
        for (const controller of controllers) {
          if (draw() < 0.5) await settle();
          controller.abort('aborted');
        }
        const outcomes = await Promise.allSettled(futures.map((future) => future.result));
        const isFine = (index: number): boolean => works[index]!.kind === 'good' && (index === 0 || works[index]!.after.every((need) => isFine(need % index)));
        outcomes.forEach((outcome, index) => {
          const { kind, key, after } = works[index]!;
          if (isFine(index)) expect(outcome).toEqual({ status: 'fulfilled', value: key !== undefined && (index === 0 || after.length === 0) ? key : index });
          if (kind === 'bad') expect(outcome.status).toBe('rejected');
          if (kind === 'given up') expect(outcome).toEqual({ status: 'rejected', reason: 'given up' });
        });
        const { succeeded, failed, cancelled, shared, queued } = pool.counts;
        expect([succeeded + failed + cancelled + shared, queued]).toEqual([works.length, 0]);
        pool.stop();
      }),
      { numRuns: 200 },
    );
  });
});

describe('quick jobs that share a message', () => {
  /** A worker that answers many at once, unless one of them is deadly. */
  function batchPool(size = 1) {
    const batches: unknown[][] = [];
    const made = poolOf(size, {
      hire: async () => {
        const worker = new FakeWorker((call, self) => {
          if (call.job.input === 'deadly') self.die();
          else if (call.job.input instanceof Error) call.reject(call.job.input);
          else call.resolve(call.job.input);
        });
        return Object.assign(worker, {
          runMany: async (jobs: readonly FakeJob[]) => {
            batches.push(jobs.map((each) => each.input));
            if (jobs.some((each) => each.input === 'deadly')) { worker.die(); return new Promise<never>(() => {}); }
            return jobs.map(({ input }) => (input instanceof Error ? { error: input } : { value: input }));
          },
        });
      },
    });
    return { ...made, batches };
  }

  it('are those whose like was quick, and each gets its own outcome', async () => {
    const { pool, batches } = batchPool();
    await pool.submit(job('first')).result;
    const bad = new Failure('damaged-file', 'Bad.');
    const futures = pool.map([job(0), job(1), job(bad), job(3), job(4), job(5)]);
    const outcomes = await Promise.allSettled(futures.map((future) => future.result));
    expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason))).toEqual([0, 1, bad, 3, 4, 5]);
    expect(batches.length).toBeGreaterThan(0);
    pool.stop();
  });

  it('run alone after a death among them, so that only the deadly one is blamed', async () => {
    const { pool, batches } = batchPool();
    await pool.submit(job('first')).result;
    const inputs = [0, 1, 'deadly', 3, 4, 5, 6, 7, 8, 9];
    const outcomes = await Promise.allSettled(pool.map(inputs.map((input) => job(input))).map((future) => future.result));
    expect(batches.some((batch) => batch.includes('deadly'))).toBe(true);
    expect(
      outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : (outcome.reason as Failure).code)),
    ).toEqual([0, 1, 'worker-lost', 3, 4, 5, 6, 7, 8, 9]);
    pool.stop();
  });
});

describe('the order of a graph', () => {
  const node = (key: string, ...after: string[]) => ({ key, after });

  it('goes down one branch before it begins the next', () => {
    const ranks = depthFirstRanks([node('a1'), node('b1'), node('a2', 'a1'), node('b2', 'b1'), node('end', 'a2', 'b2')]);
    expect([...ranks.keys()]).toEqual(['a1', 'a2', 'b1', 'b2', 'end']);
  });

  it('takes the branch first that needs more results at once', () => {
    const ranks = depthFirstRanks([node('light'), node('x'), node('y'), node('heavy', 'x', 'y'), node('end', 'light', 'heavy')]);
    expect([...ranks.keys()]).toEqual(['x', 'y', 'heavy', 'light', 'end']);
  });

  it('refuses cycles, gaps and doubles', () => {
    expect(() => depthFirstRanks([node('a', 'b'), node('b', 'a')])).toThrow('no cycle, got one among 2 tasks');
    expect(() => depthFirstRanks([node('a', 'z')])).toThrow('got "z" for "a"');
    expect(() => depthFirstRanks([node('a'), node('a')])).toThrow('must be unique');
  });

  it('bears long chains', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => node(`n${index}`, ...(index === 0 ? [] : [`n${index - 1}`])));
    expect(depthFirstRanks(chain).get('n19999')).toBe(19_999);
  });
});
