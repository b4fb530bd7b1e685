import { describe, expect, test } from 'vitest';
import { sizeOf } from '../../../src/domain/bytes';
import type { Stowage } from '../../../src/engine/ports';
import { FileDraft } from '../../../src/platform/files/fileDraft';
import { memoryStowage } from '../../../src/platform/storage/memoryStowage';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
/** Puts everything away, as a blob. */
const stowage: Stowage = { ...memoryStowage, put: (some) => Promise.resolve(new Blob([some])) };

async function written(...writes: readonly (readonly [position: number, bytes: Uint8Array])[]): Promise<FileDraft> {
  const draft = new FileDraft(stowage, 4);
  for (const [position, some] of writes) await draft.write(position, some);
  return draft;
}

describe('a draft of a file in parts of four bytes', () => {
  test('reads back what was written, whatever was put away', async () => {
    const draft = await written([0, bytes(0, 1, 2)], [3, bytes(3, 4, 5, 6, 7, 8, 9)]);
    expect([...(await draft.read(0, draft.size))]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([...(await draft.read(3, 9))]).toEqual([3, 4, 5, 6, 7, 8]);
    expect(draft.stored.map(sizeOf)).toEqual([4, 4]);
  });

  test('may be written over where it was put away, in the tail, and across both', async () => {
    const ten = [0, bytes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)] as const;
    const draft = await written(ten, [1, bytes(91)], [3, bytes(93, 94)], [7, bytes(97, 98)]);
    expect([...(await draft.read(0, 10))]).toEqual([0, 91, 2, 93, 94, 5, 6, 97, 98, 9]);
    expect(draft.size).toBe(10);
    expect([...(await (await written(ten, [0, bytes(90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100)])).read(0, 11))]).toEqual([
      90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100,
    ]);
  });

  test('gives stretches without reading them', async () => {
    const draft = await written([0, bytes(0, 1, 2, 3, 4, 5, 6, 7, 8)]);
    expect(draft.range(2, 9).map(sizeOf)).toEqual([2, 4, 1]);
    expect(draft.range(4, 4)).toEqual([]);
  });
});
