import { existsSync, linkSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { saveText } from '../../src/cli/saveText';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'kinora-save-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string): string => join(folder, name);

describe('a text that is saved by its name', () => {
  test('takes the place of an old one, in a folder that is made', async () => {
    await saveText(file('a/b/run.prom'), 'one', []);
    await saveText(file('a/b/run.prom'), 'two', []);
    expect(readFileSync(file('a/b/run.prom'), 'utf8')).toBe('two');
    expect(readdirSync(file('a/b'))).toEqual(['run.prom']);
  });

  test('is never saved over what is read, whatever that is called', async () => {
    writeFileSync(file('own.md'), 'mine');
    linkSync(file('own.md'), file('run.prom'));
    for (const name of ['own.md', 'run.prom']) {
      await expect(saveText(file(name), 'metrics', [file('own.md')])).rejects.toMatchObject({ code: 'output-not-ours' });
    }
    expect(readFileSync(file('own.md'), 'utf8')).toBe('mine');
  });

  test('goes to where a link leads, and the link stays', async () => {
    writeFileSync(file('real'), 'old');
    symlinkSync(file('real'), file('run.prom'));
    await saveText(file('run.prom'), 'new', []);
    expect(readFileSync(file('real'), 'utf8')).toBe('new');
    expect(lstatSync(file('run.prom')).isSymbolicLink()).toBe(true);
  });

  test.skipIf(process.platform === 'win32')('is given to a device, which stays one', async () => {
    symlinkSync('/dev/null', file('run.prom'));
    await saveText(file('run.prom'), 'metrics', []);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
    if (spawnSync('mkfifo', [file('pipe')]).status !== 0) return;
    const reading = import('node:fs/promises').then((disk) => disk.readFile(file('pipe'), 'utf8'));
    await saveText(file('pipe'), 'metrics', []);
    expect(await reading).toBe('metrics');
    expect(lstatSync(file('pipe')).isFIFO()).toBe(true);
  });

  test('that cannot be saved says so in the system’s words, and leaves nothing', async () => {
    writeFileSync(file('taken'), 'mine');
    for (const name of ['taken/run.prom', '.']) await expect(saveText(file(name), 'metrics', [])).rejects.toMatchObject({ code: 'output-not-writable' });
    expect(readdirSync(folder)).toEqual(['taken']);
    if (existsSync('/proc/self')) await expect(saveText('/proc/none/run.prom', 'metrics', [])).rejects.toMatchObject({ message: expect.stringContaining('ENOENT') });
  });
});
