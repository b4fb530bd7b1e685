import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { companion } from '../../src/cli/browser/companion';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-companion-'));
  mkdirSync(join(folder, 'notes/img'), { recursive: true });
  writeFileSync(join(folder, 'secret.png'), 'secret');
  writeFileSync(join(folder, 'notes/img/a.png'), 'a');
  writeFileSync(join(folder, 'notes/plan.txt'), 'words');
  symlinkSync(join(folder, 'secret.png'), join(folder, 'notes/link.png'));
  symlinkSync(join(folder, 'notes/img/a.png'), join(folder, 'notes/near.png'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a picture beside a document', () => {
  test.each(['img/a.png', './img/../img/a.png', 'near.png'])('is read within its folder: %s', async (path) => {
    expect(String(await companion(join(folder, 'notes/a.md'), path))).toBe('a');
  });

  test.each([
    '../secret.png', 'img/../../secret.png', 'link.png', '/etc/passwd', 'plan.txt', 'missing.png', 'img', 'a\0.png', '',
  ])('is not read outside it, and nothing but pictures: %j', async (path) => {
    expect(await companion(join(folder, 'notes/a.md'), path)).toBeUndefined();
  });
});
