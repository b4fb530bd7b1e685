import { describe, expect, test } from 'vitest';
import { inMemory } from '../../../src/domain/bytes';
import type { Locks } from '../../../src/engine/journal';
import { fileStowage } from '../../../src/platform/storage/fileStowage';
import { fakeFolder } from '../../support/fakeFolder';

const megabyte = 1024 * 1024;
const bytes = (value: number): Uint8Array<ArrayBuffer> => new Uint8Array(megabyte).fill(value);

/** Locks of pages that are there as long as this is. */
function heldLocks(): Locks {
  const held = new Set<string>();
  return { take: async (name) => { held.add(name); return () => held.delete(name); }, held: async () => held };
}

describe('a stowage with room for two megabytes', () => {
  test('puts a third one in a file, and gives it back as it was', async () => {
    const disk = fakeFolder();
    const stowage = fileStowage({ locks: heldLocks(), room: 2 * megabyte, root: disk.root });
    const put = [await stowage.put(bytes(1)), await stowage.put(bytes(2)), await stowage.put(bytes(3))];
    expect(put.map((one) => one instanceof Uint8Array)).toEqual([true, true, false]);
    expect(disk.files()).toHaveLength(1);
    expect(Buffer.compare(await inMemory(put[2]!), bytes(3))).toBe(0);
    // What is small is not worth a file.
    expect(await stowage.put(new Uint8Array(100))).toBeInstanceOf(Uint8Array);
  });

  test('has room again for what was dropped, and no files of it', async () => {
    const disk = fakeFolder();
    const stowage = fileStowage({ locks: heldLocks(), room: 2 * megabyte, root: disk.root });
    const put = [await stowage.put(bytes(1)), await stowage.put(bytes(2)), await stowage.put(bytes(3))];
    for (const one of put) stowage.drop(one);
    await new Promise((resolve) => { setTimeout(resolve); });
    expect(disk.files()).toEqual([]);
    expect(await stowage.put(bytes(4))).toBeInstanceOf(Uint8Array);
  });

  test('joins what is in files and what is not into one file', async () => {
    const disk = fakeFolder();
    const stowage = fileStowage({ locks: heldLocks(), room: megabyte, root: disk.root });
    const from = [await stowage.put(bytes(1)), await stowage.put(bytes(2))];
    const film = await inMemory(stowage.join([Uint8Array.of(9), ...from], 'video/mp4', from));
    expect([film.length, film[0], film[1], film.at(-1)]).toEqual([2 * megabyte + 1, 9, 1, 2]);
    expect(disk.files()).toHaveLength(1);
  });

  test('keeps everything in memory where there are no files, or no room for them', async () => {
    let asked = 0;
    const refuse = (): Promise<never> => {
      asked += 1;
      return Promise.reject(new DOMException('Full.', 'QuotaExceededError'));
    };
    const stowage = fileStowage({ locks: heldLocks(), room: 0, root: refuse });
    expect(await stowage.put(bytes(1))).toBeInstanceOf(Uint8Array);
    expect(await stowage.put(bytes(2))).toBeInstanceOf(Uint8Array);
    expect(asked).toBe(1);
  });

  test('removes what pages left behind that are gone, and nothing of those that are there', async () => {
    const disk = fakeFolder();
    const locks = heldLocks();
    await fileStowage({ locks: heldLocks(), room: 0, root: disk.root }).put(bytes(1));
    const here = fileStowage({ locks, room: 0, root: disk.root });
    await here.put(bytes(2));
    expect(disk.files()).toHaveLength(1);
    await fileStowage({ locks, room: 0, root: disk.root }).put(bytes(3));
    expect(disk.files()).toHaveLength(2);
  });
});
