import { createHash } from 'node:crypto';
import * as disk from 'node:fs/promises';
import {
  existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Disk, OutputFiles, outputBase } from '../../src/cli/outputFiles';
import { manifestJson } from '../../src/domain/film/manifest';
import { manifestOf } from '../../src/stages/video/files/filmRecord';
import { storyboard } from '../support/storyboards';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'kinora-outputs-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The files of a film, told apart by a word; the manifest as a page writes it. */
function filmOf(word: string, container: 'mp4' | 'webm' = 'mp4', others?: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const film = `own.${container}`;
  const files: Record<string, string> = { [film]: `film ${word}`, 'own.srt': `srt ${word}`, 'own.vtt': `vtt ${word}`, 'own.poster.png': `poster ${word}`, 'own.json': `{"story":"${word}"}` };
  const manifest = manifestOf({
    storyboard, settings: { container: 'mp4', captions: 'burn', voice: 'none' }, captions: '', version: '1', steps: {}, record: { scenes: [], sound: '' },
    video: {
      bytes: new Uint8Array(1), mediaType: 'video/mp4', container, duration: 1, frames: 1, distinctFrames: 1, format: storyboard.format, path: 'webcodecs',
      codecs: [],
    },
    sha256: sha256(files[film] ?? ''),
    besides: {
      srt: sha256(files['own.srt'] ?? ''), vtt: sha256(files['own.vtt'] ?? ''), poster: sha256(files['own.poster.png'] ?? ''), storyboard: sha256(files['own.json'] ?? ''),
    },
  });
  return { ...files, 'own.manifest.json': manifestJson(others === undefined ? manifest : { ...manifest, others }) };
}

async function write(
  files: Readonly<Record<string, string>>, { isForced = false, system = disk as Disk, inputs = [] as readonly string[] } = {},
): Promise<void> {
  const out = new OutputFiles(folder, inputs, isForced, system);
  await out.open();
  await out.check('own', Object.keys(files).find((name) => /\.(?:mp4|webm)$/.test(name))?.slice(3) ?? '');
  const taken = await Promise.allSettled(Object.entries(files).map(async ([name, text]) => out.take('own', name, Readable.from([Buffer.from(text)]))));
  const failed = taken.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await out.discardAll();
    throw failed.reason;
  }
  await out.commit('own');
}

const there = (): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(folder).sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const sorted = (files: Readonly<Record<string, string>>): typeof files => Object.fromEntries(Object.entries(files).sort());

describe('what a film consists of', () => {
  test('is written whole, and nothing else stays', async () => {
    await write(filmOf('one'));
    expect(there()).toEqual(sorted(filmOf('one')));
  });

  test('takes the place of what an earlier run made', async () => {
    await write(filmOf('one'));
    await write(filmOf('two'));
    expect(there()).toEqual(sorted(filmOf('two')));
  });

  test.each(['own.mp4', 'own.srt', 'own.vtt', 'own.poster.png', 'own.json', 'own.manifest.json'])('does not take the place of somebody’s %s, but with --force', async (name) => {
    writeFileSync(join(folder, name), 'mine');
    await expect(write(filmOf('one'))).rejects.toMatchObject({ code: 'output-not-ours', message: expect.stringContaining(name) });
    expect(there()).toEqual({ [name]: 'mine' });
    await write(filmOf('one'), { isForced: true });
    expect(there()).toEqual(sorted(filmOf('one')));
  });

  test('does not take the place of a file of ours that somebody changed', async () => {
    await write(filmOf('one'));
    writeFileSync(join(folder, 'own.srt'), 'better captions');
    await expect(write(filmOf('two'))).rejects.toMatchObject({ code: 'output-not-ours', details: { files: ['own.srt'] } });
    expect(there()['own.srt']).toBe('better captions');
  });

  test('never takes the place of what it is made from, even if we made that', async () => {
    await write(filmOf('one'));
    await expect(write(filmOf('two'), { inputs: [join(folder, 'own.json')] })).rejects.toMatchObject({ details: { files: ['own.json'] } });
  });

  test('never takes the place of what it is made from by force either, nor of a picture that turned out to be', async () => {
    writeFileSync(join(folder, 'own.json'), 'mine');
    linkSync(join(folder, 'own.json'), join(folder, 'another-name'));
    const inputs = [join(folder, 'another-name')];
    await expect(write(filmOf('one'), { isForced: true, inputs })).rejects.toMatchObject({ code: 'output-not-ours' });
    expect(there()['own.json']).toBe('mine');
    const out = new OutputFiles(folder, [], true);
    await out.check('own', '.mp4');
    out.keep(join(folder, 'own.json'));
    await expect(out.check('own', '.mp4')).rejects.toMatchObject({ code: 'output-not-ours', details: { files: ['own.json'] } });
  });

  test('is marked as ours through no link that lies in wait', async () => {
    const theirs = join(folder, 'theirs');
    writeFileSync(theirs, 'mine');
    symlinkSync(theirs, join(folder, '.own.kinora'));
    await write(filmOf('one'));
    expect(there()).toEqual(sorted({ ...filmOf('one'), theirs: 'mine' }));
  });

  test('is known for ours when two runs in turn were ended while it took its place', async () => {
    await write(filmOf('one'));
    // As if the first run had ended behind its film, the second behind its captions.
    writeFileSync(join(folder, '.own.kinora'), JSON.stringify([sha256('film two')]));
    writeFileSync(join(folder, 'own.mp4'), 'film two');
    for (let at = 0, isOver = false; !isOver; at += 1) {
      const system = failing(at, true);
      await write(filmOf('three'), { system }).catch(() => undefined);
      isOver = system.calls() <= at;
    }
    await write(filmOf('four'));
    expect(Object.fromEntries(Object.entries(there()).filter(([name]) => !name.endsWith('.part')))).toEqual(sorted(filmOf('four')));
  });

  test('stays ours in every format it was made in', async () => {
    const [film, web, again] = [filmOf('one'), filmOf('two', 'webm', { '.mp4': sha256('film one') }), filmOf('three', 'mp4', { '.webm': sha256('film two') })];
    await write(film);
    await write(filmOf('two', 'webm'));
    expect(there()).toEqual(sorted({ ...film, ...web }));
    await write(filmOf('three'));
    expect(there()).toEqual(sorted({ ...web, ...again }));
    writeFileSync(join(folder, 'own.webm'), 'mine');
    await expect(write(filmOf('four', 'webm'))).rejects.toMatchObject({ details: { files: ['own.webm'] } });
  });

  test('does not go through a link, nor into a folder', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'kinora-elsewhere-'));
    writeFileSync(join(elsewhere, 'theirs'), 'mine');
    symlinkSync(join(elsewhere, 'theirs'), join(folder, 'own.mp4'));
    await expect(write(filmOf('one'))).rejects.toMatchObject({ code: 'output-not-ours' });
    await write(filmOf('one'), { isForced: true });
    expect(readFileSync(join(elsewhere, 'theirs'), 'utf8')).toBe('mine');
    rmSync(join(folder, 'own.mp4'));
    mkdirSync(join(folder, 'own.mp4'));
    await expect(write(filmOf('two'))).rejects.toMatchObject({ code: 'output-not-ours' });
    rmSync(elsewhere, { recursive: true });
  });
});

describe('a folder that cannot be had', () => {
  test('is named with the system’s words', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(new OutputFiles(join(folder, 'file'), [], false).open()).rejects.toMatchObject({
      code: 'output-not-writable', message: expect.stringMatching(/EEXIST|ENOTDIR/),
    });
  });

  test.skipIf(!existsSync('/proc/self'))('is not tried for ever where nobody can make one', async () => {
    for (const path of ['/proc/films', '/proc/films/in']) {
      await expect(new OutputFiles(path, [], false).open()).rejects.toMatchObject({ code: 'output-not-writable', message: expect.stringContaining('ENOENT') });
    }
  });

  test('is made with those around it', async () => {
    const out = new OutputFiles(join(folder, 'a/b/c'), [], false);
    await out.open();
    await out.open();
    expect(existsSync(join(folder, 'a/b/c'))).toBe(true);
  });

  test('holds no parts of runs that were ended', async () => {
    writeFileSync(join(folder, '.kinora-999999-0123456789abcdef.part'), 'part');
    writeFileSync(join(folder, '.kinora-999999-other.part'), 'theirs');
    await new OutputFiles(folder, [], false).open();
    expect(readdirSync(folder)).toEqual(['.kinora-999999-other.part']);
  });
});

/** A disk of which one call after the other fails: as a full one, or as if the process ended there. */
function failing(at: number, isEnd: boolean): Disk & { readonly calls: () => number } {
  let calls = 0;
  const may = (): void => {
    const now = calls++;
    if (now === at || (isEnd && now > at)) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  };
  return {
    ...disk,
    calls: () => calls,
    // What an ended process does not do any more does not fail: nothing happens.
    mkdir: ((...given: Parameters<typeof disk.mkdir>) => { may(); return disk.mkdir(...given); }) as typeof disk.mkdir,
    rename: async (from, to) => { may(); await disk.rename(from, to); },
    rm: async (path, options) => { may(); await disk.rm(path, options); },
    open: async (...given) => {
      may();
      const file = await disk.open(...given);
      const [write, writeFileTo, sync] = [file.write.bind(file), file.writeFile.bind(file), file.sync.bind(file)];
      file.write = (async (...some: Parameters<typeof write>) => { may(); return write(...some); }) as typeof file.write;
      file.writeFile = async (...some) => { may(); await writeFileTo(...some); };
      file.sync = async () => { may(); await sync(); };
      return file;
    },
  };
}

describe.each([['fails once', false], ['ends the process', true]] as const)('every write in turn that %s', (_name, isEnd) => {
  test('loses nothing of the user’s, leaves no file in part, and the next run is right', async () => {
    for (let at = 0; ; at++) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      await write(filmOf('one'));
      writeFileSync(join(folder, 'notes.md'), 'mine');
      const system = failing(at, isEnd);
      const failure = await write(filmOf('two'), { system }).then(() => undefined, (error: unknown) => error);
      if (failure !== undefined) expect(failure, `call ${at}`).toMatchObject({ code: 'output-not-writable', message: expect.stringContaining('ENOSPC') });
      for (const [name, text] of Object.entries(filmOf('one'))) expect([text, filmOf('two')[name]], `${name} at call ${at}`).toContain(there()[name]);
      await write(filmOf('three'));
      const { 'notes.md': notes, ...made } = there();
      expect(notes).toBe('mine');
      // Parts of this very process are cleared away when it has ended.
      expect(Object.fromEntries(Object.entries(made).filter(([name]) => !/^\.kinora-\d+-\w+\.part$/.test(name))), `call ${at}`).toEqual(sorted(filmOf('three')));
      if (!isEnd) expect(Object.keys(made).filter((name) => name.endsWith('.part')).length).toBeLessThanOrEqual(1);
      if (failure === undefined && system.calls() <= at) break;
      expect(at).toBeLessThan(100);
    }
  });
});

test('a name too long for a file system is shortened, and stays the only one of its kind', () => {
  const long = '漢'.repeat(120);
  const bases = [outputBase(`${long}a.md`), outputBase(`${long}b.md`)];
  for (const base of bases) expect(Buffer.byteLength(`${base}.manifest.json`)).toBeLessThanOrEqual(240);
  expect(bases[0]).not.toBe(bases[1]);
  expect(outputBase('short.md')).toBe('short');
  expect(existsSync(folder)).toBe(true);
});
