import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../../src/cli/install.mjs';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'kinora-command-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

interface Running {
  readonly child: ChildProcess;
  /** Standard output so far, a value a line. */
  lines(): readonly Readonly<Record<string, unknown>>[];
  stderr(): string;
  ended: Promise<number>;
}

function start(...words: readonly string[]): Running {
  const child = spawn(process.execPath, [join(root, 'src/cli/kinora.mjs'), ...words, '--no-cache'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; });
  return {
    child,
    lines: () => out.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>),
    stderr: () => err,
    ended: new Promise((resolve) => child.on('close', (code) => { resolve(code ?? -1); })),
  };
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 60_000; !isSo();) {
    if (Date.now() > end) throw new Error(`${what} within a minute.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Processes below one, with what they were started as. */
function below(pid: number): readonly { readonly pid: number; readonly words: string }[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]);
      return [{ pid: Number(name), parent, words: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
    } catch {
      return [];
    }
  });
  const found = [pid];
  for (const id of found) found.push(...all.filter(({ parent }) => parent === id).map((one) => one.pid));
  return all.filter((one) => found.includes(one.pid) && one.pid !== pid);
}

const documents = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => {
  const file = join(folder, `d${index}.md`);
  copyFileSync(join(root, 'public/samples/how-rivers-shape-valleys.md'), file);
  return file;
});
const film = ['--out', 'made', '--voice', 'none'] as const;
const inFolder = (words: readonly string[]): readonly string[] => words.map((word) => (word === 'made' ? join(folder, 'made') : word));

// Processes are told apart by what Linux says of them.
describe.skipIf(!existsSync('/proc/self/stat'))('a run', () => {
  test('tells of every file when its page crashes, and makes the rest with another one', { timeout: 180_000 }, async () => {
    const files = documents(3);
    const run = start('render', ...files, ...inFolder(film));
    await until(() => run.stderr().includes('encode'), 'A film must be begun');
    for (const { pid, words } of below(run.child.pid ?? 0)) if (words.includes('--type=renderer')) process.kill(pid, 'SIGKILL');
    expect(await run.ended).toBe(1);
    const lines = run.lines();
    expect(lines.map(({ source }) => source).sort()).toEqual(files);
    expect(lines.filter(({ error }) => error !== undefined).map(({ error }) => error)).toEqual([expect.objectContaining({ code: 'worker-lost' })]);
    expect(readdirSync(join(folder, 'made')).filter((name) => name.endsWith('.mp4'))).toHaveLength(2);
  });

  test('that crashes over one of several files at once does not take its neighbours along', { timeout: 180_000 }, async () => {
    const files = documents(4);
    const run = start('suggest', ...files);
    await until(() => /d[01]\.md: /.test(run.stderr()), 'A file must be begun');
    for (const { pid, words } of below(run.child.pid ?? 0)) if (words.includes('--type=renderer')) process.kill(pid, 'SIGKILL');
    // Nobody was to blame but this test: tried again, each by itself, all of them are good.
    expect(await run.ended).toBe(0);
    expect(run.lines().map(({ source, storyboard }) => [source, typeof storyboard]).sort()).toEqual(files.map((file) => [file, 'object']));
  });

  test('without a browser has a line for every file', { timeout: 120_000 }, async () => {
    const files = documents(2);
    const none = join(folder, 'no-browser');
    writeFileSync(none, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    process.env['KINORA_CHROMIUM'] = none;
    const run = start('extract', ...files);
    delete process.env['KINORA_CHROMIUM'];
    expect(await run.ended).toBe(1);
    expect(run.lines()).toEqual(files.map((source) => ({ source, error: expect.objectContaining({ code: 'worker-lost' }) })));
  });

  test('tells nobody on this machine where its files cross', { timeout: 120_000 }, async () => {
    const run = start('suggest', ...documents(2));
    const addresses = (): readonly string[] => below(run.child.pid ?? 0).flatMap(({ words }) => /--app=\S+/.exec(words)?.[0] ?? []);
    await until(() => addresses().length > 0, 'A browser must start');
    expect(addresses()).toEqual(addresses().map(() => expect.not.stringMatching(/[\da-f]{32}/)));
    await run.ended;
  });

  test.each([['SIGTERM', 143], ['SIGINT', 130]] as const)('that is ended by %s tells of every file, and leaves nothing in part', { timeout: 120_000 }, async (signal, code) => {
    const files = documents(3);
    const run = start('render', ...files, ...inFolder(film));
    await until(() => run.stderr().includes('encode'), 'A film must be begun');
    run.child.kill(signal);
    expect(await run.ended).toBe(code);
    expect(run.lines().map(({ source }) => source).sort()).toEqual(files);
    expect(readdirSync(join(folder, 'made')).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(below(run.child.pid ?? 0)).toEqual([]);
  });

  test('ends a file that takes longer than it may, and makes the rest', { timeout: 180_000 }, async () => {
    const [slow = ''] = documents(1);
    const quick = join(folder, 'quick.md');
    writeFileSync(quick, '# Bends\n\nThe river bends twice before the sea.\n');
    const run = start('render', slow, quick, ...inFolder(film), '--timeout', '5', '--size', '3840x2160', '--fps', '60', '--constant-rate');
    await run.ended;
    const bySource = Object.fromEntries(run.lines().map((line) => [line['source'], line]));
    expect(bySource[slow]).toMatchObject({ error: { code: 'timed-out', message: 'A file must be done within 5 s.' } });
    expect(bySource[quick]).toBeDefined();
  });

  test('answers nobody but its own page', { timeout: 180_000 }, async () => {
    const ports = (): readonly number[] => readFileSync('/proc/net/tcp', 'utf8').split('\n').concat(readFileSync('/proc/net/tcp6', 'utf8').split('\n'))
      .filter((line) => line.split(/\s+/)[4] === '0A').map((line) => parseInt(line.split(/\s+/)[2]?.split(':').at(-1) ?? '', 16));
    const before = ports();
    const files = documents(2);
    const run = start('extract', ...files);
    await until(() => ports().some((port) => !before.includes(port)), 'A port must be opened');
    const statuses: number[] = [];
    for (const port of ports().filter((one) => !before.includes(one))) {
      for (const [method, path] of [['GET', '/kinora-source/0'], ['PUT', '/kinora-output/package.json'], ['PUT', '/kinora-output/d0.json']] as const) {
        for (const host of ['evil.test', `localhost:${port}`, 'kinora.localhost']) {
          statuses.push(await new Promise((resolve) => {
            const asking = request({ host: 'localhost', port, method, path, headers: { host } }, (response) => {
              response.resume();
              resolve(response.statusCode ?? 0);
            });
            // The browser's own ports answer as they like.
            asking.on('error', () => resolve(0)).setTimeout(2000, () => asking.destroy());
            asking.end('OVERWRITTEN');
          }));
        }
      }
    }
    expect(statuses.filter((status) => status >= 200 && status < 300)).toEqual([]);
    expect(statuses).toContain(403);
    expect(await run.ended).toBe(0);
    expect(existsSync(join(process.cwd(), 'kinora-output'))).toBe(false);
    expect(readFileSync(join(root, 'package.json'), 'utf8')).not.toContain('OVERWRITTEN');
  });

  test('says in one line what stands in the way of its results', { timeout: 120_000 }, async () => {
    const [file = ''] = documents(1);
    writeFileSync(join(folder, 'taken'), '');
    const run = start('render', file, '--out', join(folder, 'taken'));
    expect(await run.ended).toBe(1);
    expect(run.lines()).toEqual([{ source: file, error: expect.objectContaining({ code: 'output-not-writable', message: expect.stringMatching(/EEXIST|ENOTDIR/) }) }]);
  });
});
