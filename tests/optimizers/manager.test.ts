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
