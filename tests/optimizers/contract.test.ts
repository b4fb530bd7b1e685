import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Block, Content } from '../../src/domain/content';
import { digest } from '../../src/domain/digest';
import { Failure, OptimizationError } from '../../src/domain/failure';
import type { Optimizer, OptimizerRole, StepCall } from '../../src/engine/optimizer';
import { runStep } from '../../src/engine/run';
import type { AnyStep, Step } from '../../src/engine/step';
import { referenceKernels } from '../../src/kernels/reference';
import { wasmKernelsSync } from '../../src/kernels/wasm';
import { CacheOptimizer } from '../../src/optimizers/cache/optimizer';
import { OptimizationManager } from '../../src/optimizers/manager';
import { MetricsOptimizer } from '../../src/optimizers/metrics/optimizer';
import { NumericOptimizer } from '../../src/optimizers/numeric/optimizer';
import { PoolOptimizer } from '../../src/optimizers/pool/optimizer';
import type { StepJob } from '../../src/optimizers/pool/optimizer';
import type { PooledWorker } from '../../src/optimizers/pool/crew';
import { plan } from '../../src/stages/suggestions/plan';
import { score } from '../../src/stages/suggestions/score';
import { select } from '../../src/stages/suggestions/select';
import { split } from '../../src/stages/suggestions/split';
import { ClonedStore } from './clonedStore';

const build = join(import.meta.dirname, '../../wasm/build');
const isBuilt = existsSync(join(build, 'simd.wasm'));
if (!isBuilt) console.log('WASM is left out: wasm/build is empty; `npm run wasm` makes it.');

const document: Content = {
  title: 'Tides', authors: [], language: 'en',
  blocks: [
    ['heading', 'Tides'],
    ['paragraph', 'The moon pulls on the water of the sea. The water rises towards the moon and on the far side. So most coasts see two high tides a day.'],
    ['heading', 'Spring and neap'],
    [
      'paragraph',
      'At new moon and full moon the sun pulls along the same line. Then the tides are highest, and people call them spring tides. At half moon the sun pulls across, and the neap tides are low.',
    ],
    [
      'paragraph',
      'Harbours print tables of the tides for the whole year. Sailors read the tables before they leave. The moon keeps to the tables better than the sailors do.',
    ],
  ].map(([type, text], id) => ({ id, type, text, place: { offset: 0 }, ...(type === 'heading' ? { level: id === 0 ? 1 : 2 } : {}) }) as Block),
};

/** All that the suggestions stage makes of the document, through the given optimizers. */
async function suggest(optimizers: readonly Optimizer[]) {
  const run = <Input, P extends Readonly<Record<string, string | number | boolean>>, Output>(step: Step<Input, P, Output>, input: Input): Promise<Output> =>
    runStep(step, input, {}, { kernels: referenceKernels, signal: new AbortController().signal, report: () => {} }, { optimizers, workflow: 'contract' });
  const sentences = await run(split, document);
  const scores = await run(score, { content: document, sentences });
  const { chosen, suggestions } = await run(select, { content: document, sentences, scores });
  const storyboard = await run(
    plan, { content: document, sentences, scores, chosen, suggestions, format: { width: 1280, height: 720, fps: 30 }, theme: 'paper', source: 'tides.md' },
  );
  return { sentences, rank: [...scores.rank], chosen, suggestions: suggestions.map(({ kind, value, anchors }) => ({ kind, value, anchors })), storyboard };
}
type Answer = Awaited<ReturnType<typeof suggest>>;

function expectSame(answer: Answer, expected: Answer): void {
  const { rank, ...rest } = answer;
  const { rank: expectedRank, ...expectedRest } = expected;
  expect(rest).toEqual(expectedRest);
  // 32-bit sums in another order: a few units in the last place.
  rank.forEach((value, index) => expect(value).toBeCloseTo(expectedRank[index]!, 6));
  expect(digest(answer.storyboard)).toBe(digest(expected.storyboard));
}

const steps = new Map<string, AnyStep>([split, score, select, plan].map((step: AnyStep) => [step.name, step]));
const moduleOf = (target: string): WebAssembly.Module => new WebAssembly.Module(readFileSync(join(build, `${target}.wasm`)));

/** A worker in this thread that clones what a real one would. */
async function hireNearby(): Promise<PooledWorker<StepJob>> {
  return {
    lost: new Promise(() => {}),
    dismiss: () => {},
    async run(job) {
      const { step: name, input, parameters, kernels: id } = structuredClone(job);
      const kernels = id === 'reference/1' ? referenceKernels : wasmKernelsSync(moduleOf(id.includes('simd') ? 'simd' : 'scalar'), id);
      return structuredClone(await steps.get(name)?.run(input, parameters, { kernels, signal: new AbortController().signal, report: () => {} }));
    },
  };
}

/** A worker that dies under its first job, after which the next one lives. */
function hireMortal(): () => Promise<PooledWorker<StepJob>> {
  let hired = 0;
  return async () => {
    if (hired++ > 0) return hireNearby();
    let tell: (failure: Failure) => void = () => {};
    return {
      lost: new Promise((resolve) => (tell = resolve)), dismiss: () => {},
      run: () => { tell(new Failure('worker-lost', 'It died.')); return new Promise(() => {}); },
    };
  };
}

const broken = (): never => { throw new Error('broken'); };
const clock = { now: () => Date.now() };
const load = async (target: string): Promise<WebAssembly.Module> => moduleOf(target);

/** Each optimizer as it is meant, and in every kind of trouble. */
const makers: Readonly<Record<string, () => Optimizer>> = {
  metrics: () => new MetricsOptimizer({ clock, wallClock: clock, interval: 0 }),
  'metrics whose clock throws': () => new MetricsOptimizer({ clock: { now: broken }, wallClock: { now: broken }, interval: 0 }),
  'metrics whose reports throw': () => new MetricsOptimizer({ clock, wallClock: clock, interval: 0, reports: broken, memory: broken }),
  ...(isBuilt ? { numeric: () => new NumericOptimizer({ load }), 'numeric without SIMD': () => new NumericOptimizer({ load, simd: () => false }) } : {}),
  'numeric that cannot load': () => new NumericOptimizer({ load: broken }),
  'numeric without WASM': () => new NumericOptimizer({ load: broken, without: new Set(['wasm']) }),
  cache: () => new CacheOptimizer({ clock, openStore: () => new ClonedStore() }),
  'cache in memory': () => new CacheOptimizer({ clock, without: new Set(['storage']) }),
  'cache whose clock throws': () => new CacheOptimizer({ clock: { now: broken } }),
  'cache that cannot open': () => new CacheOptimizer({ clock, openStore: broken }),
  'cache whose store throws at every call': () => new CacheOptimizer(
    { clock, openStore: () => ({ get: broken, set: broken, setMany: broken, delete: broken, deleteMany: broken, keys: broken, entries: broken }) },
  ),
  'cache that keeps next to nothing': () => new CacheOptimizer({ clock, maxBytes: () => 1000 }),
  'cache whose listener throws': () => new CacheOptimizer({ clock, observe: broken }),
  pool: () => new PoolOptimizer({ hire: hireNearby, clock, size: 2 }),
  'pool without workers': () => new PoolOptimizer({ hire: broken, clock, size: 2, without: new Set(['workers']) }),
  'pool that can hire nobody': () => new PoolOptimizer({ hire: broken, clock, size: 2 }),
  'pool whose first worker dies': () => new PoolOptimizer({ hire: hireMortal(), clock, size: 1 }),
  'pool whose listener throws': () => new PoolOptimizer({ hire: hireNearby, clock, size: 2, observe: broken }),
};

/** An optimizer that is nothing but trouble, in one of the ways there are. */
function hostile(role: OptimizerRole, around: NonNullable<Optimizer['around']>): Optimizer {
  return { name: role, role, status: { state: 'ready', reason: '', standsIn: '' }, start: () => Promise.resolve(), stats: broken, stop: broken, around };
}

type Next = (call: StepCall) => Promise<unknown>;
const hostilities: Readonly<Record<string, NonNullable<Optimizer['around']>>> = {
  'throws at every call': broken,
  'rejects at every call': () => Promise.reject(new Error('broken')),
  'rejects with its own kind of failure': () => Promise.reject(new OptimizationError('broken')),
  'throws after the step is done': async (call: StepCall, next: Next) => { await next(call); broken(); },
  'throws while the step runs': (call: StepCall, next: Next) => { void next(call); return broken(); },
  'asks twice': async (call: StepCall, next: Next) => { await next(call); return next(call); },
};

const managers: OptimizationManager[] = [];
async function managed(...optimizers: readonly Optimizer[]): Promise<readonly Optimizer[]> {
  const manager = new OptimizationManager({ patience: 1000 });
  for (const optimizer of optimizers) manager.register(optimizer);
  await manager.startAll();
  managers.push(manager);
  return manager.optimizers;
}
beforeEach(() => {
  // Broken listeners are reported there; here they are broken on purpose.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(async () => {
  for (const manager of managers.splice(0)) {
    expect(() => manager.snapshot()).not.toThrow();
    await manager.stopAll();
  }
  vi.restoreAllMocks();
});

describe('optimizers never change an answer', () => {
  const expected = suggest([]);

  it.each(Object.keys(makers))('%s, alone and asked twice', async (name) => {
    const optimizers = await managed(makers[name]!());
    expectSame(await suggest(optimizers), await expected);
    expectSame(await suggest(optimizers), await expected);
  });

  it('all together, asked twice', async () => {
    const optimizers = await managed(...['metrics', 'numeric', 'cache', 'pool'].flatMap((name) => makers[name]?.() ?? []));
    expectSame(await suggest(optimizers), await expected);
    expectSame(await suggest(optimizers), await expected);
  });

  it('all together, each in trouble', async () => {
    const names = ['metrics whose clock throws', 'numeric that cannot load', 'cache whose store throws at every call', 'pool that can hire nobody'];
    expectSame(await suggest(await managed(...names.map((name) => makers[name]!()))), await expected);
  });

  it('all together, switched off and on between steps', async () => {
    const manager = new OptimizationManager();
    for (const name of ['metrics', 'numeric', 'cache', 'pool']) if (makers[name]) manager.register(makers[name]());
    await manager.startAll();
    managers.push(manager);
    for (const { name } of manager.optimizers) {
      await manager.setEnabled(name, false);
      expectSame(await suggest(manager.optimizers), await expected);
      await manager.setEnabled(name, true);
    }
    expectSame(await suggest(manager.optimizers), await expected);
  });

  for (const role of ['metrics', 'numeric', 'cache', 'pool'] as const) {
    it.each(Object.keys(hostilities))(`with one in place of ${role} that %s, among the others`, async (name) => {
      const others = ['metrics', 'numeric', 'cache', 'pool'].filter((other) => other !== role).flatMap((other) => makers[other]?.() ?? []);
      expectSame(await suggest(await managed(hostile(role, hostilities[name]!), ...others)), await expected);
    });
  }

  it("pass on the step's own failure, as it is", async () => {
    const failing: Step<number, Record<string, never>, number> = {
      name: 'split', stage: 'suggestions', version: 9, defaults: {}, ranges: {}, traits: { pooled: false, cacheable: true },
      run: () => { throw new Failure('nothing-to-say', 'Empty.', { n: 1 }); },
    };
    const optimizers = await managed(...['metrics', 'numeric', 'cache', 'pool'].flatMap((name) => makers[name]?.() ?? []));
    const call = runStep(failing, 1, {}, { kernels: referenceKernels, signal: new AbortController().signal, report: () => {} }, { optimizers, workflow: 'w' });
    await expect(call).rejects.toMatchObject({ code: 'nothing-to-say', details: { n: 1 } });
  });

  it('reject at once with the reason of an abort', async () => {
    const controller = new AbortController();
    const endless: Step<number, Record<string, never>, number> = {
      name: 'split', stage: 'suggestions', version: 9, defaults: {}, ranges: {}, traits: { pooled: true, cacheable: true }, run: () => new Promise(() => {}),
    };
    const pool = new PoolOptimizer(
      { clock, size: 1, hire: async () => ({ lost: new Promise(() => {}), dismiss: () => {}, run: () => new Promise(() => {}) }) },
    );
    const optimizers = await managed(makers['metrics']!(), makers['cache']!(), pool);
    const call = runStep(endless, 1, {}, { kernels: referenceKernels, signal: controller.signal, report: () => {} }, { optimizers, workflow: 'w' });
    setTimeout(() => controller.abort('enough'));
    await expect(call).rejects.toBe('enough');
  });
});
