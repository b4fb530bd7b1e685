import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inflated } from '../../src/cli/inflated';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'kinora-inflated-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

test('a gzipped file is inflated once, and again when it is another one', async () => {
  const file = join(folder, 'core.wasm.gz');
  writeFileSync(file, gzipSync('one'));
  const copy = await inflated(file, folder);
  expect(readFileSync(copy, 'utf8')).toBe('one');
  writeFileSync(copy, 'kept');
  expect(readFileSync(await inflated(file, folder), 'utf8')).toBe('kept');
  writeFileSync(file, gzipSync('two'));
  utimesSync(copy, 1, 1);
  expect(readFileSync(await inflated(file, folder), 'utf8')).toBe('two');
  expect(readdirSync(folder).sort()).toEqual(['core.wasm', 'core.wasm.gz']);
});

test('a damaged one leaves nothing that could be taken for whole', async () => {
  const file = join(folder, 'core.wasm.gz');
  writeFileSync(file, gzipSync('one').subarray(0, 15));
  await expect(inflated(file, folder)).rejects.toThrow();
  expect(readdirSync(folder)).not.toContain('core.wasm');
});
