import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inflated } from '../../src/cli/browser/inflated';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'kinora-inflated-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

function built(text: string): string {
  writeFileSync(join(folder, 'core.wasm.sha256'), createHash('sha256').update(text).digest('hex'));
  writeFileSync(join(folder, 'core.wasm.gz'), gzipSync(text));
  return join(folder, 'core.wasm.gz');
}

test('a gzipped file is inflated once, and again when it is another one', async () => {
  const copy = await inflated(built('one'), folder);
  expect(readFileSync(copy, 'utf8')).toBe('one');
  const { mtimeMs } = statSync(copy);
  expect(statSync(await inflated(built('one'), folder)).mtimeMs).toBe(mtimeMs);
  expect(readFileSync(await inflated(built('two'), folder), 'utf8')).toBe('two');
  expect(readdirSync(folder).sort()).toEqual(['core.wasm', 'core.wasm.gz', 'core.wasm.sha256']);
});

test('a copy that was cut off or changed is made anew', async () => {
  const copy = await inflated(built('program'), folder);
  truncateSync(copy, 3);
  expect(readFileSync(await inflated(built('program'), folder), 'utf8')).toBe('program');
  writeFileSync(copy, 'PROGRAM');
  expect(readFileSync(await inflated(built('program'), folder), 'utf8')).toBe('program');
});

test('a damaged one leaves nothing that could be taken for whole', async () => {
  const file = built('one');
  writeFileSync(file, gzipSync('one').subarray(0, 15));
  await expect(inflated(file, folder)).rejects.toThrow();
  // One that is whole, but not what was built, neither.
  writeFileSync(file, gzipSync('two'));
  await expect(inflated(file, folder)).rejects.toThrow('as it was built');
  expect(readdirSync(folder).sort()).toEqual(['core.wasm.gz', 'core.wasm.sha256']);
});
