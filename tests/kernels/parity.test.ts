import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Kernels, RankOptions } from '../../src/kernels/kernels';
import { referenceKernels } from '../../src/kernels/reference';
import { wasmKernels } from '../../src/kernels/wasm';
import { wasmModule } from '../support/wasmModules';
import { rowsOf, samplePixels, seededChance, topicRows } from './sampleRows';

const rankOptions: RankOptions = { damping: 0.85, tolerance: 1e-6, maxIterations: 100 };
const sizes = [1, 7, 64, 300];

const simd = await wasmKernels(await wasmModule('simd'), 'wasm-simd/1');
const scalar = await wasmKernels(await wasmModule('scalar'), 'wasm-scalar/1');

/** Each kernel on made-up input of size n; every one uses + − × ÷ √ in a fixed order only, so results agree to the bit. */
const calls: Readonly<Record<string, (kernels: Kernels, n: number) => unknown>> = {
  normalizeRows: (kernels, n) => kernels.normalizeRows(unscaled(n)),
  similarity: (kernels, n) => kernels.similarity(topicRows(n)),
  'similarity of raw counts': (kernels, n) => kernels.similarity(unscaled(n)),
  textRank: (kernels, n) => kernels.textRank(topicRows(n), rankOptions),
  pageRank: (kernels, n) => kernels.pageRank(graph(n), rankOptions),
  lexRank: (kernels, n) => kernels.lexRank(topicRows(n), 0.1, rankOptions),
  'lexRank where all are linked': (kernels, n) => kernels.lexRank(rowsOf(Array.from({ length: n }, () => [1])), 0.5, rankOptions),
  marginalRelevance: (kernels, n) => kernels.marginalRelevance(relevance(n), similarity(n), Math.ceil(n / 3), 0.7),
  'marginalRelevance of equals': (kernels, n) => kernels.marginalRelevance(new Float64Array(n), new Float32Array(n * n), n, 0.5),
  'marginalRelevance of few values': (kernels, n) => kernels.marginalRelevance(relevance(n).map((x) => Math.round(x * 2)), similarity(n), n, 1),
  partition: (kernels, n) => kernels.partition(similarity(n), 5),
  'partition into all': (kernels, n) => kernels.partition(similarity(n), n + 3),
  'partition of equals': (kernels, n) => kernels.partition(new Float32Array(n * n), 4),
  knapsack: (kernels, n) => kernels.knapsack(relevance(n), costs(n), n * 5),
  'knapsack of equals': (kernels, n) => kernels.knapsack(new Float64Array(n).fill(1), new Int32Array(n).fill(3), n),
  'knapsack with free rows': (kernels, n) => kernels.knapsack(relevance(n), costs(n).map((cost) => cost % 3), n),
  okLab: (kernels, n) => kernels.okLab(samplePixels(n)),
  kMeans: (kernels, n) => kernels.kMeans(points(n), points(n).slice(0, 3 * Math.min(n, 5)), 20),
  'kMeans with equal starts': (kernels, n) => kernels.kMeans(points(n), new Float32Array(12).fill(0.5), 20),
  luminance: (kernels, n) => kernels.luminance(samplePixels(n)),
  contrast: (kernels, n) => kernels.contrast(samplePixels(n), 0.18),
  frameDifference: (kernels, n) => kernels.frameDifference(samplePixels(n), samplePixels(n, 8)),
};

describe.each([simd, scalar])('$id', (kernels) => {
  for (const [name, call] of Object.entries(calls)) {
    it.each(sizes)(`gives the bits of the reference for ${name}, n = %i`, (n) => {
      expect(digestsOf(call(kernels, n))).toEqual(digestsOf(call(referenceKernels, n)));
    });
  }

  it('gives the bits of the reference at every small size, where lanes and their leftovers meet', () => {
    for (let n = 1; n <= 40; n++) {
      for (const name of ['similarity', 'marginalRelevance of few values', 'partition', 'knapsack with free rows', 'frameDifference']) {
        const call = calls[name]!;
        expect(digestsOf(call(kernels, n)), `${name} n=${n}`).toEqual(digestsOf(call(referenceKernels, n)));
      }
    }
  });

  it('gives the bits of the reference for rows that share no column and for empty rows', () => {
    const lonely = rowsOf([[1, 0, 0], [0, 0, 0], [0, 1, 0], [0, 0, 1]]);
    for (const call of [
      (k: Kernels) => k.similarity(lonely),
      (k: Kernels) => k.textRank(lonely, rankOptions),
      (k: Kernels) => k.lexRank(lonely, 0.1, rankOptions),
      (k: Kernels) => k.normalizeRows(lonely),
    ]) {
      expect(digestsOf(call(kernels))).toEqual(digestsOf(call(referenceKernels)));
    }
  });

  it('survives sizes that grow and shrink from call to call', () => {
    for (const n of [300, 1, 64, 7, 300]) {
      for (const call of Object.values(calls)) expect(digestsOf(call(kernels, n))).toEqual(digestsOf(call(referenceKernels, n)));
    }
  });
});

function unscaled(n: number) {
  const rows = topicRows(n);
  const chance = seededChance(n);
  return { ...rows, values: rows.values.map(() => chance() * 6 - 3) };
}

function graph(n: number) {
  const chance = seededChance(n);
  return rowsOf(Array.from({ length: n }, () => Array.from({ length: n }, () => (chance() < 0.2 ? chance() : 0))), n);
}

function similarity(n: number): Float32Array {
  return referenceKernels.similarity(topicRows(n));
}

function relevance(n: number): Float64Array {
  const chance = seededChance(n + 1);
  return Float64Array.from({ length: n }, () => chance());
}

function costs(n: number): Int32Array {
  const chance = seededChance(n + 2);
  return Int32Array.from({ length: n }, () => Math.floor(chance() * 12));
}

function points(n: number): Float32Array {
  return referenceKernels.okLab(samplePixels(n));
}

/** A digest of every array in a result: 0 differs from −0, and a failing test stays short. */
function digestsOf(result: unknown): Record<string, string> {
  if (typeof result === 'number') return { number: digest(Float64Array.of(result)) };
  if (ArrayBuffer.isView(result)) return { array: digest(result) };
  return Object.fromEntries(
    Object.entries(result as object).map(([key, value]) => [key, ArrayBuffer.isView(value) ? digest(value) : String(value)]),
  );
}

function digest(array: ArrayBufferView): string {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return `${bytes.length} bytes, ${createHash('sha256').update(bytes).digest('hex')}`;
}
