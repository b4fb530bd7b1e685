import { describe, expect, it } from 'vitest';
import type { SparseRows } from '../../src/kernels/kernels';
import { codeOf, implementations } from './implementations';
import { rowsOf, topicRows } from './sampleRows';

describe.each(implementations)('sparse rows, $id', (kernels) => {
  it('scales rows to length 1 and leaves empty rows empty', () => {
    const scaled = kernels.normalizeRows(rowsOf([[3, 4, 0], [0, 0, 0], [0, 0, -2]]));
    expect([...scaled.values]).toEqual([Math.fround(0.6), Math.fround(0.8), -1]);
    expect([...scaled.offsets]).toEqual([0, 2, 2, 3]);
    expect([...scaled.indices]).toEqual([0, 1, 2]);
  });

  it('leaves rows of stored zeros as they are', () => {
    const zeros: SparseRows = { ...rowsOf([[1, 1]]), values: new Float32Array(2) };
    expect([...kernels.normalizeRows(zeros).values]).toEqual([0, 0]);
  });

  it('gives the dot product of every pair', () => {
    const rows = rowsOf([[1, 2, 0], [0, 3, 0], [0, 0, 0], [4, 0, 5]]);
    expect([...kernels.similarity(rows)]).toEqual([5, 6, 0, 4, 6, 9, 0, 0, 0, 0, 0, 0, 4, 0, 0, 41]);
  });

  it('is symmetric to the bit, and 1 with itself for rows of length 1', () => {
    const n = 64;
    const similarity = kernels.similarity(topicRows(n));
    for (let i = 0; i < n; i++) {
      // Some twenty products, each rounded to f32 (6e-8).
      expect(similarity[i * n + i]).toBeCloseTo(1, 5);
      for (let j = 0; j < i; j++) expect(similarity[i * n + j]).toBe(similarity[j * n + i]);
    }
  });

  it('gives nothing for an empty matrix', () => {
    const empty = rowsOf([], 0);
    expect(kernels.similarity(empty)).toHaveLength(0);
    expect(kernels.normalizeRows(empty).values).toHaveLength(0);
    expect([...kernels.similarity(rowsOf([[], []], 0))]).toEqual([0, 0, 0, 0]);
  });

  it('leaves its input alone and gives arrays of its own', () => {
    const rows = topicRows(20);
    const before = structuredClone(rows);
    const scaled = kernels.normalizeRows(rows);
    const first = kernels.similarity(rows);
    const copy = first.slice();
    kernels.similarity(topicRows(40));
    expect(rows).toEqual(before);
    expect(first).toEqual(copy);
    expect(first.byteLength).toBe(first.buffer.byteLength);
    expect(scaled.offsets).not.toBe(rows.offsets);
    expect(scaled.indices).not.toBe(rows.indices);
  });

  const whole = rowsOf([[1, 2], [0, 3]]);
  const broken: Readonly<Record<string, SparseRows>> = {
    'too few offsets': { ...whole, offsets: Int32Array.of(0, 3) },
    'offsets not from 0': { ...whole, offsets: Int32Array.of(1, 2, 3) },
    'offsets that fall': { ...whole, offsets: Int32Array.of(0, 4, 3) },
    'offsets past the end': { ...whole, offsets: Int32Array.of(0, 2, 9) },
    'values missing': { ...whole, values: Float32Array.of(1, 2) },
    'a column outside': { ...whole, indices: Int32Array.of(0, 2, 1) },
    'a negative column': { ...whole, indices: Int32Array.of(-1, 1, 1) },
    'columns out of order': { ...whole, indices: Int32Array.of(1, 0, 1) },
    'a column twice': { ...whole, indices: Int32Array.of(1, 1, 1) },
    'a value that is no number': { ...whole, values: Float32Array.of(1, NaN, 3) },
    'an infinite value': { ...whole, values: Float32Array.of(1, Infinity, 3) },
    'half a row': { ...whole, rows: 1.5 },
    'fewer than no columns': { ...whole, columns: -1 },
  };
  it.each(Object.entries(broken))('refuses %s', (_, rows) => {
    expect(codeOf(() => kernels.similarity(rows))).toBe('invalid-parameter');
    expect(codeOf(() => kernels.normalizeRows(rows))).toBe('invalid-parameter');
    expect(codeOf(() => kernels.textRank(rows, { damping: 0.85, tolerance: 1e-6, maxIterations: 9 }))).toBe('invalid-parameter');
  });

  it('refuses more pairs than a gibibyte holds', () => {
    const rows = 20_000;
    const many = { rows, columns: 1, offsets: new Int32Array(rows + 1), indices: new Int32Array(0), values: new Float32Array(0) };
    expect(codeOf(() => kernels.similarity(many))).toBe('too-large');
  });
});
