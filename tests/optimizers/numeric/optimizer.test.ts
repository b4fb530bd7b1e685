import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/domain/failure';
import { runStep } from '../../../src/engine/run';
import type { Step } from '../../../src/engine/step';
import type { Kernels } from '../../../src/kernels/kernels';
import { referenceKernels } from '../../../src/kernels/reference';
import { wasmKernels } from '../../../src/kernels/wasm';
import { NumericOptimizer } from '../../../src/optimizers/numeric/optimizer';
import type { KernelTarget } from '../../../src/optimizers/numeric/optimizer';
import { steadyKernels } from '../../../src/optimizers/numeric/steadyKernels';
import { kernelNames, sampleRows, verifyKernels } from '../../../src/optimizers/numeric/verify';

const build = join(import.meta.dirname, '../../../wasm/build');
const isBuilt = existsSync(join(build, 'simd.wasm'));
if (!isBuilt) console.log('Skipped: wasm/build is empty; `npm run wasm` makes it.');

const load = async (target: KernelTarget): Promise<WebAssembly.Module> => new WebAssembly.Module(readFileSync(join(build, `${target}.wasm`)));
/** A module that does nothing: not ours. */
const empty = async (): Promise<WebAssembly.Module> => new WebAssembly.Module(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));

const nameKernels: Step<null, Record<string, never>, string> = {
  name: 'name', stage: 'suggestions', version: 1, defaults: {}, ranges: {}, traits: { pooled: false, cacheable: false },
  run: (_input, _parameters, { kernels }) => kernels.id,
};
const run = (optimizer: NumericOptimizer): Promise<string> =>
  runStep(
    nameKernels, null, {}, { kernels: referenceKernels, signal: new AbortController().signal, report: () => {} }, { optimizers: [optimizer], workflow: 'w' },
  );

describe('the choice of kernels', () => {
  it.runIf(isBuilt)('takes WASM with SIMD first', async () => {
    const optimizer = new NumericOptimizer({ load, simd: () => true });
    await optimizer.start();
    expect(optimizer.status).toEqual({ state: 'ready', reason: '', standsIn: 'WASM SIMD' });
    expect(await run(optimizer)).toBe('wasm-simd/1');
    expect(optimizer.choice.module).toBeInstanceOf(WebAssembly.Module);
  });

  it.runIf(isBuilt)('takes plain WASM where there is no SIMD', async () => {
    const optimizer = new NumericOptimizer({ load, simd: () => false });
    await optimizer.start();
    expect(optimizer.status).toEqual({ state: 'degraded', reason: 'This browser has no WASM SIMD.', standsIn: 'WASM scalar' });
    expect(await run(optimizer)).toBe('wasm-scalar/1');
  });

  it.runIf(isBuilt)('takes plain WASM where the other module cannot be had', async () => {
    const optimizer = new NumericOptimizer({ load: (target) => (target === 'simd' ? Promise.reject(new Error('404')) : load(target)), simd: () => true });
    await optimizer.start();
    expect(optimizer.status).toEqual({ state: 'degraded', reason: '404', standsIn: 'WASM scalar' });
  });

  it('leaves the reference where no module can be had or is ours', async () => {
    for (const broken of [empty, () => Promise.reject(new Error('offline'))]) {
      const optimizer = new NumericOptimizer({ load: broken, simd: () => true });
      await optimizer.start();
      expect(optimizer.status).toMatchObject({ state: 'unavailable', standsIn: 'TypeScript reference' });
      expect(await run(optimizer)).toBe('reference/1');
    }
  });

  it('leaves the reference when WASM was switched off', async () => {
    const optimizer = new NumericOptimizer({ load, without: new Set(['wasm']) });
    await optimizer.start();
    expect(optimizer.status).toEqual({ state: 'unavailable', reason: 'Switched off by ?without=wasm.', standsIn: 'TypeScript reference' });
  });
});

describe('kernels that fall back', () => {
  it('answer with the reference when the fast ones break', () => {
    const troubles: unknown[] = [];
    const broken = { ...referenceKernels, id: 'broken/1', similarity: () => { throw new WebAssembly.RuntimeError('out of memory'); } };
    const kernels = steadyKernels(broken, referenceKernels, (error) => troubles.push(error));
    expect(kernels.similarity(sampleRows())).toEqual(referenceKernels.similarity(sampleRows()));
    expect([kernels.id, troubles.length]).toEqual(['broken/1', 1]);
  });

  it('pass on a failure over what was asked', () => {
    const strict = { ...referenceKernels, similarity: () => { throw new Failure('invalid-parameter', 'Sizes disagree.'); } };
    expect(() => steadyKernels(strict, referenceKernels, () => {}).similarity(sampleRows())).toThrow('Sizes disagree.');
  });
});

describe('the comparison with the reference', () => {
  it('finds that the reference agrees with itself', () => {
    expect(verifyKernels(referenceKernels, sampleRows()).every((check) => check.agrees && check.difference === 0)).toBe(true);
  });

  it('looks at every kernel of the interface', () => {
    const members = Object.keys(referenceKernels).filter((name) => name !== 'id').sort();
    expect([...kernelNames].sort()).toEqual(members);
  });

  it.each(kernelNames)('finds that %s is off by one bit', (kernel) => {
    const off: Kernels = {
      ...referenceKernels, [kernel]: (...given: readonly unknown[]) => spoilt((referenceKernels[kernel] as (...all: readonly unknown[]) => unknown)(...given)),
    };
    expect(verifyKernels(off, sampleRows()).filter((check) => !check.agrees).map((check) => check.kernel)).toEqual([kernel]);
  });

  it.runIf(isBuilt).each(['simd', 'scalar'] as const)('finds that WASM %s agrees to the bit in all of them', async (target) => {
    const checks = verifyKernels(await wasmKernels(await load(target), `wasm-${target}/1`), sampleRows());
    expect(checks.filter(({ agrees }) => !agrees)).toEqual([]);
  });
});

/** The same numbers, the last of which has another last bit. */
function spoilt(result: unknown): unknown {
  if (typeof result === 'number') return nextUp(result);
  if (ArrayBuffer.isView(result)) {
    const copy = (result as Float32Array).slice();
    const bytes = new Uint8Array(copy.buffer);
    const at = bytes.length - copy.BYTES_PER_ELEMENT;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return copy;
  }
  const [name, numbers] = Object.entries(result as Record<string, unknown>).findLast(([, value]) => ArrayBuffer.isView(value)) ?? ['', undefined];
  return { ...(result as object), [name]: spoilt(numbers) };
}

function nextUp(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + 1n);
  return view.getFloat64(0);
}
