import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../src/domain/failure';
import type { Optimizer, OptimizerRole, OptimizerStatus } from '../../src/engine/optimizer';
import { OptimizationManager } from '../../src/optimizers/manager';

class FakeOptimizer implements Optimizer {
  readonly role: OptimizerRole;
  status: OptimizerStatus = { state: 'ready', reason: '', standsIn: 'itself' };
  constructor(readonly name: string, role: OptimizerRole, readonly log: string[] = [], readonly trouble: 'start' | 'stop' | 'hang' | 'none' = 'none') {
    this.role = role;
  }
  async start(): Promise<void> {
    this.log.push(`start ${this.name}`);
    if (this.trouble === 'start') throw new Error('no such part here');
    if (this.trouble === 'hang') await new Promise(() => {});
  }
  stats() {
    return { calls: 1 };
  }
  async stop(): Promise<void> {
    this.log.push(`stop ${this.name}`);
    if (this.trouble === 'stop') throw new Error('stuck');
  }
}

describe('the manager of optimizers', () => {
  it('wraps with metrics outermost, then numeric, cache and pool', () => {
    const manager = new OptimizationManager();
    for (const role of ['pool', 'cache', 'study', 'numeric', 'metrics'] as const) manager.register(new FakeOptimizer(role, role));
    expect(manager.optimizers.map((optimizer) => optimizer.name)).toEqual(['metrics', 'numeric', 'cache', 'pool', 'study']);
  });

  it('starts the others when one cannot start, and says why', async () => {
    const log: string[] = [];
    const manager = new OptimizationManager()
      .register(new FakeOptimizer('metrics', 'metrics', log))
      .register(new FakeOptimizer('cache', 'cache', log, 'start'))
      .register(new FakeOptimizer('pool', 'pool', log));
    await manager.startAll();
    expect(log).toEqual(['start metrics', 'start cache', 'start pool']);
    expect(manager.snapshot().map((report) => report.status.state)).toEqual(['ready', 'unavailable', 'ready']);
    expect(manager.snapshot()[1]?.status).toEqual({ state: 'unavailable', reason: 'no such part here', standsIn: 'every step runs anew' });
  });

  it('does not wait for ever for one that hangs', async () => {
    const manager = new OptimizationManager({ patience: 5 })
      .register(new FakeOptimizer('cache', 'cache', [], 'hang'))
      .register(new FakeOptimizer('pool', 'pool'));
    await manager.startAll();
    expect(manager.snapshot().map((report) => report.status.state)).toEqual(['unavailable', 'ready']);
    expect(manager.snapshot()[0]?.status.reason).toContain('must start within 5 ms');
  });

  it('switches one off and on at run time', async () => {
    const manager = new OptimizationManager().register(new FakeOptimizer('cache', 'cache'));
    await manager.startAll();
    await manager.setEnabled('cache', false);
    expect(manager.snapshot()[0]?.status.state).toBe('disabled');
    await manager.setEnabled('cache', true);
    expect(manager.snapshot()[0]?.status.state).toBe('ready');
  });

  it('starts one that was off from the beginning when it is switched on', async () => {
    const log: string[] = [];
    const manager = new OptimizationManager().register(new FakeOptimizer('cache', 'cache', log));
    await manager.setEnabled('cache', false);
    await manager.startAll();
    expect(log).toEqual([]);
    await manager.setEnabled('cache', true);
    expect(log).toEqual(['start cache']);
  });

  it('refuses two of one name, and unknown names', async () => {
    const manager = new OptimizationManager().register(new FakeOptimizer('cache', 'cache'));
    expect(() => manager.register(new FakeOptimizer('cache', 'pool'))).toThrow(ConfigurationError);
    await expect(manager.setEnabled('cash', true)).rejects.toThrow('must be one of cache, got "cash"');
  });

  it('reports an optimizer whose status and stats throw', async () => {
    const broken = new FakeOptimizer('cache', 'cache');
    Object.defineProperty(broken, 'status', { get: () => { throw new Error('broken status'); } });
    broken.stats = () => { throw new Error('broken stats'); };
    const manager = new OptimizationManager().register(broken);
    await manager.startAll();
    expect(manager.snapshot()[0]).toMatchObject({ status: { state: 'unavailable' }, stats: { trouble: 'broken stats' } });
  });

  it('stops all, innermost first, though one is stuck', async () => {
    const log: string[] = [];
    const manager = new OptimizationManager().register(new FakeOptimizer('metrics', 'metrics', log)).register(new FakeOptimizer('pool', 'pool', log, 'stop'));
    await manager.startAll();
    await manager.stopAll();
    expect(log.slice(2)).toEqual(['stop pool', 'stop metrics']);
    expect(manager.snapshot()[0]?.status).toMatchObject({ state: 'unavailable', reason: 'Stopped.' });
  });

  it('tells its listeners of every change until they leave', async () => {
    const manager = new OptimizationManager().register(new FakeOptimizer('cache', 'cache'));
    let told = 0;
    const leave = manager.subscribe(() => told++);
    await manager.startAll();
    await manager.setEnabled('cache', false);
    leave();
    await manager.stopAll();
    expect(told).toBe(2);
  });
});

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Takes its time to start and to stop, fails at the starts it is told to, and knows whether it is alive. */
class LivingOptimizer implements Optimizer {
  readonly status: OptimizerStatus = { state: 'ready', reason: '', standsIn: 'itself' };
  isAlive = false;
  starts = 0;
  #busy = 0;
  readonly faults: string[] = [];
  constructor(readonly name: string, readonly role: OptimizerRole, readonly startTimes: readonly number[] = [0], readonly failing: readonly number[] = []) {}
  start(): Promise<void> {
    const turn = this.starts++;
    return this.#alone(async () => {
      if (this.isAlive) this.faults.push('started twice');
      await wait(this.startTimes[turn % this.startTimes.length] ?? 0);
      if (this.failing.includes(turn)) throw new Error('not yet');
      this.isAlive = true;
    });
  }
  stop(): Promise<void> {
    return this.#alone(async () => {
      await wait(1);
      this.isAlive = false;
    });
  }
  stats = () => ({});
  async #alone(work: () => Promise<void>): Promise<void> {
    if (this.#busy++ > 0) this.faults.push('started or stopped meanwhile');
    await work().finally(() => this.#busy--);
  }
}

describe('the life of optimizers', () => {
  const stateOf = (manager: OptimizationManager, at = 0): unknown => manager.snapshot()[at]?.status.state;

  it('nothing starts after a stop that came while all were being started', async () => {
    const all = [new LivingOptimizer('a', 'metrics', [10]), new LivingOptimizer('b', 'numeric'), new LivingOptimizer('c', 'cache')];
    const manager = new OptimizationManager();
    for (const one of all) manager.register(one);
    const starting = manager.startAll();
    await manager.stopAll();
    expect(all.map(({ isAlive }) => isAlive)).toEqual([false, false, false]);
    await starting;
    await wait(20);
    expect(all.map(({ isAlive }) => isAlive)).toEqual([false, false, false]);
  });

  it('one that failed is tried again when it is switched on, or all are started', async () => {
    const one = new LivingOptimizer('a', 'cache', [0], [0, 1]);
    const manager = new OptimizationManager().register(one);
    await manager.startAll();
    expect(stateOf(manager)).toBe('unavailable');
    await manager.setEnabled('a', false);
    await manager.setEnabled('a', true);
    expect([stateOf(manager), one.starts]).toEqual(['unavailable', 2]);
    await manager.startAll();
    expect([stateOf(manager), one.starts]).toEqual(['ready', 3]);
    await manager.stopAll();
    await manager.setEnabled('a', true);
    expect([stateOf(manager), one.isAlive]).toEqual(['ready', true]);
  });

  it('one that throws at once is tried again, too', async () => {
    let tries = 0;
    const one = new FakeOptimizer('a', 'cache');
    one.start = () => {
      if (tries++ === 0) throw new Error('at once');
      return Promise.resolve();
    };
    const manager = new OptimizationManager().register(one);
    await manager.startAll();
    expect(manager.snapshot()[0]?.status.reason).toBe('at once');
    await manager.startAll();
    expect(stateOf(manager)).toBe('ready');
  });

  it('one that starts after nobody waits any more is stopped', async () => {
    const one = new LivingOptimizer('a', 'cache', [20]);
    const manager = new OptimizationManager({ patience: 5 }).register(one);
    await manager.startAll();
    expect(stateOf(manager)).toBe('unavailable');
    await expect.poll(() => one.starts === 1 && !one.isAlive).toBe(true);
    await wait(40);
    expect([one.isAlive, stateOf(manager)]).toEqual([false, 'unavailable']);
    expect(manager.snapshot()[0]?.status.reason).toContain('must start within 5 ms');
  });

  it('one that is registered after all were started starts, and one after the stop says that it has not', async () => {
    const [early, late, last] = [new LivingOptimizer('early', 'cache'), new LivingOptimizer('late', 'metrics'), new LivingOptimizer('last', 'pool')];
    const manager = new OptimizationManager().register(early);
    await manager.startAll();
    manager.register(late);
    await expect.poll(() => late.isAlive).toBe(true);
    await expect.poll(() => manager.snapshot().map(({ status }) => status.state)).toEqual(['ready', 'ready']);
    await manager.stopAll();
    manager.register(last);
    await wait(5);
    expect([early.isAlive, late.isAlive, last.isAlive]).toEqual([false, false, false]);
    expect(manager.snapshot()[2]?.status).toMatchObject({ state: 'unavailable', reason: 'Not started yet.' });
  });

  it('nothing is alive once all are stopped, whatever happened before', async () => {
    const times = fc.array(fc.constantFrom(0, 1, 3, 9, 14), { minLength: 1, maxLength: 3 });
    const optimizer = fc.record({ times, failing: fc.subarray([0, 1, 2]) });
    const name = fc.constantFrom('o0', 'o1', 'o2', 'o3');
    const action = fc.oneof(
      { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('startAll' as const, 'stopAll' as const, 'register' as const) }) },
      fc.record({ do: fc.constant('switch' as const), name, on: fc.boolean() }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(0, 1, 4, 11) }),
    );
    const histories = fc.array(fc.tuple(action, fc.boolean()), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(optimizer, { minLength: 1, maxLength: 4 }), histories, async (kinds, actions) => {
        const roles = ['metrics', 'numeric', 'cache', 'pool'] as const;
        const patience = 6;
        const all = kinds.map((kind, index) => new LivingOptimizer(`o${index}`, roles[index] ?? 'pool', kind.times, kind.failing));
        const manager = new OptimizationManager({ patience });
        const waiting = [...all];
        manager.register(waiting.shift() ?? all[0] as LivingOptimizer);
        const open: Promise<unknown>[] = [];
        for (const [next, isAwaited] of actions) {
          let done: Promise<unknown> = Promise.resolve();
          if (next.do === 'startAll') done = manager.startAll();
          else if (next.do === 'stopAll') done = manager.stopAll();
          else if (next.do === 'switch') done = manager.setEnabled(next.name, next.on).catch(() => undefined);
          else if (next.do === 'wait') done = wait(next.ms);
          else {
            const one = waiting.shift();
            if (one !== undefined) manager.register(one);
          }
          open.push(done);
          if (isAwaited) await done;
        }
        await manager.stopAll();
        // Who takes longer to start than anybody waits is stopped as soon as it has started.
        expect(all.filter(({ isAlive, startTimes }) => isAlive && Math.max(...startTimes) < patience).map((one) => one.name)).toEqual([]);
        await Promise.all(open);
        await wait(30);
        expect(all.filter(({ isAlive }) => isAlive).map((one) => one.name)).toEqual([]);
        expect(all.flatMap(({ faults }) => faults)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
