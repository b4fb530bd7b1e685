import { beforeAll, describe, expect, it } from 'vitest';
import { OptimizationError } from '../../src/domain/failure';
import { hasSimd, wasmKernels, wasmKernelsSync } from '../../src/kernels/wasm';
import { Arena } from '../../src/kernels/wasmArena';
import { wasmModule } from '../support/wasmModules';
import { codeOf } from './implementations';
import { samplePixels, topicRows } from './sampleRows';

const options = { damping: 0.85, tolerance: 1e-6, maxIterations: 100 };
const emptyModule = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

describe.each(['simd', 'scalar'] as const)('the %s module', (target) => {
  let module: WebAssembly.Module;
  beforeAll(async () => {
    module = await wasmModule(target);
  });

  it('needs nothing from outside and is small', async () => {
    expect(WebAssembly.Module.imports(module)).toEqual([]);
  });

  it('crosses to a worker as it is', async () => {
    const kernels = await wasmKernels(structuredClone(module), 'copy/1');
    expect(kernels.id).toBe('copy/1');
    expect(kernels.textRank(topicRows(7), options)).toEqual(wasmKernelsSync(module, 'own/1').textRank(topicRows(7), options));
  });

  it('holds no more memory after 10,000 calls', () => {
    const kernels = wasmKernelsSync(module, 'steady/1');
    const rows = topicRows(40);
    const similarity = kernels.similarity(rows);
    const pixels = samplePixels(64);
    const points = kernels.okLab(pixels);
    const relevance = new Float64Array(40).fill(1);
    const costs = new Int32Array(40).fill(2);
    const calls = [
      () => kernels.similarity(rows),
      () => kernels.textRank(rows, options),
      () => kernels.lexRank(rows, 0.1, options),
      () => kernels.marginalRelevance(relevance, similarity, 5, 0.7),
      () => kernels.partition(similarity, 4),
      () => kernels.knapsack(relevance, costs, 30),
      () => kernels.okLab(pixels),
      () => kernels.kMeans(points, points.slice(0, 6), 3),
      () => kernels.contrast(pixels, 0.5),
      () => kernels.frameDifference(pixels, pixels),
    ];
    for (const call of calls) call();
    const held = kernels.memoryBytes;
    for (let turn = 0; turn < 10_000; turn++) calls[turn % calls.length]!();
    expect(kernels.memoryBytes).toBe(held);
  });

  it('grows for a larger call and stays there', () => {
    const kernels = wasmKernelsSync(module, 'growing/1');
    const before = kernels.memoryBytes;
    kernels.okLab(samplePixels(100_000));
    const after = kernels.memoryBytes;
    expect(after).toBeGreaterThan(before);
    kernels.okLab(samplePixels(10));
    expect(kernels.memoryBytes).toBe(after);
  });

  it('ranks 50,000 rows in memory that grows with their non-zero values', () => {
    const kernels = wasmKernelsSync(module, 'linear/1');
    const rows = topicRows(50_000);
    const rank = kernels.textRank(rows, options);
    expect(rank.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 10);
    // 16 bytes for each value (its place and itself, as given and as kept), 48 for each row, and rounding to pages.
    expect(kernels.memoryBytes).toBeLessThan(rows.indices.length * 16 + rows.rows * 56 + rows.columns * 16 + 2 ** 19);
  });

  it('says so where memory ends, and works on', async () => {
    const arena = new Arena(await WebAssembly.instantiate(module));
    for (const bytes of [2 ** 32 - 1, 2 ** 33]) {
      expect(codeOf(() => arena.use(() => arena.room(bytes)))).toBe('optimization');
    }
    expect(arena.use(() => [...arena.view(Uint8Array, arena.zeros(3), 3)])).toEqual([0, 0, 0]);
  });

  it('never hands out its own memory', () => {
    const kernels = wasmKernelsSync(module, 'fresh/1');
    const pixels = samplePixels(9);
    const first = kernels.luminance(pixels);
    const kept = first.slice();
    kernels.luminance(samplePixels(200_000));
    expect(first).toEqual(kept);
    expect(first.byteOffset).toBe(0);
    expect(first.buffer.byteLength).toBe(9 * 4);
  });
});

describe('starting the kernels', () => {
  it('refuses a module that is not one of ours', async () => {
    const stranger = await WebAssembly.compile(emptyModule);
    await expect(wasmKernels(stranger, 'stranger/1')).rejects.toBeInstanceOf(OptimizationError);
    expect(() => wasmKernelsSync(stranger, 'stranger/1')).toThrow(OptimizationError);
  });

  it('finds SIMD where the engine has it', async () => {
    // Node 20 has it: the module with SIMD could not have been compiled otherwise.
    await wasmModule('simd');
    expect(hasSimd()).toBe(true);
  });
});
