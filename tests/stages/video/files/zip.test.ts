import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { zip } from '../../../../src/stages/video/files/zip';

const entries = [{ name: 'a.txt', bytes: new TextEncoder().encode('123456789') }, { name: 'empty', bytes: new Uint8Array(0) }];
const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('a ZIP', () => {
  test('holds files as they are, with their CRC-32, in the places its directory names', () => {
    const file = zip(entries);
    const view = new DataView(file.buffer);
    expect(new TextDecoder().decode(file.subarray(30, 44))).toBe('a.txt123456789');
    // The check value of CRC-32 in every catalogue.
    expect(view.getUint32(14, true)).toBe(0xcbf43926);
    const directory = view.getUint32(file.length - 6, true);
    expect([view.getUint32(directory, true), view.getUint32(directory + 42, true), view.getUint32(directory + 46 + 5 + 42, true)]).toEqual([0x02014b50, 0, 44]);
  });

  test.runIf(hasPython)('is read by another program', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kinora-zip-'));
    try {
      writeFileSync(join(folder, 'a.zip'), zip(entries));
      const script = 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.namelist(), z.read("a.txt"))';
      expect(String(execFileSync('python3', ['-c', script, join(folder, 'a.zip')])).trim()).toBe("None ['a.txt', 'empty'] b'123456789'");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
