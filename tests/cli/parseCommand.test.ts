import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { outputBase } from '../../src/cli/outputFiles';
import { parseCommand } from '../../src/cli/parseCommand';
import { help, UsageError } from '../../src/cli/usage';
import { containers } from '../../src/domain/film/video';
import { themeNames } from '../../src/domain/storyboard';

const parsed = (line: string) => {
  const command = parseCommand(line.split(' '));
  if ('help' in command || command.name === 'verify') throw new Error('a command that makes something was expected');
  return command;
};

describe('the command line', () => {
  test('understands a render with all its options', () => {
    const command = parsed('render a.md b.html --out films --format webm --size 720x1280 --fps 25 --seconds 45 --theme ink --voice none --captions file');
    expect(command).toMatchObject({ name: 'render', files: ['a.md', 'b.html'], out: 'films' });
    expect(command.options).toEqual({
      sentences: 0, seconds: 45, width: 720, height: 1280, fps: 25, theme: 'ink', asked: ['theme', 'size', 'fps'], container: 'webm', exact: true, captions: 'file',
      voice: 'none',
    });
  });

  test('takes 1080p, 30 frames, Paper, MP4, burned captions and the language\'s voice by default', () => {
    expect(
      parsed('render a.md --out x').options,
    ).toEqual({ sentences: 0, seconds: 0, width: 1920, height: 1080, fps: 30, theme: 'paper', container: 'mp4', captions: 'burn', voice: 'auto' });
  });

  test('names every theme and every form of file in its help, the first one as the default', () => {
    for (const name of [...themeNames, ...containers]) expect(help.render).toMatch(new RegExp(`\\b${name}\\b`));
    expect(help.render).toContain(`--theme NAME      ${themeNames[0]} (default), `);
    expect(help.render).toContain('--codec NAME      mp4: h264 (default), hevc, av1, vp9; webm: vp9 (default), av1; ');
  });

  test('keeps results in the user’s cache folder, in another one, or nowhere', () => {
    expect(parsed('render a.md --out x').cache).toMatch(/kinora/);
    expect(parsed('render a.md --out x --cache kept --cache-size 100')).toMatchObject({ cache: 'kept', cacheMegabytes: 100 });
    expect(parsed('render a.md --out x --no-cache')).toMatchObject({ cache: undefined, cacheMegabytes: 2048 });
  });

  test('takes a tone, and leaves it out where none is given', () => {
    expect(parsed('render a.md --out x --tone dark').options.tone).toBe('dark');
    expect('tone' in parsed('render a.md --out x').options).toBe(false);
  });

  test('takes what is inside the file, and leaves it out where it is not given', () => {
    expect(
      parsed('render a.md --out x --codec av1 --constant-rate --fragmented --caption-track').options,
    ).toMatchObject({ codec: 'av1', frames: 'constant', fragmented: true, captionTrack: true });
    expect(Object.keys(parsed('render a.md --out x').options).filter((name) => ['codec', 'frames', 'fragmented', 'captionTrack'].includes(name))).toEqual([]);
  });

  test.each([
    ['', 'The command must be one of extract, suggest, render, verify, got "".'],
    ['dance a.md', 'The command must be one of extract, suggest, render, verify, got "dance".'],
    ['extract', 'extract needs at least one file.'],
    ['render a.md', 'render needs --out DIR.'],
    ['verify', 'verify needs one file, got 0.'],
    ['verify a.mp4 b.mp4', 'verify needs one file, got 2.'],
    ['render a.md --out x --size 1921x1080', '--size must be WxH with even numbers from 64 to 4096, got "1921x1080".'],
    ['render a.md --out x --fps 12.5', '--fps must be a whole number from 1 to 60, got "12.5".'],
    ['render a.md --out x --format avi', `--format must be one of ${containers.join(', ')}, got "avi".`],
    ['render a.md --out x --tone grey', '--tone must be one of light, dark, got "grey".'],
    ['render a.md --out x --format webm --codec h264', '--codec for webm must be one of vp9, av1, got "h264".'],
    ['suggest a.md --sentences none', '--sentences must be a whole number from 1 to 1000, got "none".'],
    ['extract a.md --without gpu', '--without takes wasm, workers, storage, webcodecs, ffmpeg, voice, got "gpu".'],
    ['extract a.md --cache kept --no-cache', '--cache DIR and --no-cache exclude each other, got both.'],
    ['extract a.md --cache-size 1', '--cache-size must be a whole number from 16 to 16384, got "1".'],
    [
      'render a/x.md b/x.manifest.md --out y',
      'Files to render must differ in name, got "a/x.md" and "b/x.manifest.md", which would both become "x.manifest.json".',
    ],
    ['render a/x.md b/x.md --out y', 'Files to render must differ in name, got "a/x.md" and "b/x.md", which would both become "x".'],
  ])('refuses "%s"', (line, message) => {
    expect(() => parsed(line)).toThrow(new UsageError(message));
  });

  test('takes the pace of the voice and how words are said, from words and from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'kinora-say-')), 'words.txt');
    writeFileSync(file, '# ours\nKinora = kin ora\n\nC++=see plus plus\n');
    const { options } = parsed(`render a.md --out x --rate 190 --say SQL=sequel --say @${file}`);
    expect(options.rate).toBe(190);
    expect(options.say).toEqual([{ written: 'SQL', said: 'sequel' }, { written: 'Kinora', said: 'kin ora' }, { written: 'C++', said: 'see plus plus' }]);
    expect(() => parsed('render a.md --out x --rate 500')).toThrow('--rate must be a number from 80 to 300, got "500".');
    expect(() => parsed('render a.md --out x --say sequel')).toThrow('--say takes WORD=HOW IT IS SAID or @FILE, got "sequel".');
    expect(() => parsed('render a.md --out x --say @/nowhere/words')).toThrow(/^--say @FILE must be readable/);
  });

  test('takes music by name, or from a file that it reads', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'kinora-music-')), 'song.mp3');
    writeFileSync(file, 'abc');
    expect(parsed('render a.md --out x').options).not.toHaveProperty('music');
    expect(parsed('render a.md --out x --music none').options.music).toBe('none');
    expect(parsed('render a.md --out x --music drift --music-under 24').options.music).toEqual({ source: { bed: 'drift' }, under: 24 });
    expect(parsed(`render a.md --out x --music ${file}`).options.music).toMatchObject({ under: 18, file: 'data:audio/mpeg;base64,YWJj' });
    expect(() => parsed('render a.md --out x --music jazz')).toThrow(/^--music must be none, drift, pebbles, lamplight or a sound file, got "jazz"/);
    expect(() => parsed('render a.md --out x --music drift --music-under 3')).toThrow(/from 6 to 40/);
  });

  test('refuses an option of another command', () => {
    expect(() => parsed('extract a.md --seconds 20')).toThrow(UsageError);
  });

  test('looks for manifest and storyboard beside the video it verifies', () => {
    expect(parseCommand(['verify', 'films/two.dots.mp4', '--decode'])).toEqual({
      name: 'verify', file:
        'films/two.dots.mp4', manifest: 'films/two.dots.manifest.json', storyboard: 'films/two.dots.json', isStoryboardNamed: false, decode: true, without: '',
    });
    expect(
      parseCommand(['verify', 'a.mp4', '--manifest', 'm', '--storyboard', 's']),
    ).toMatchObject({ manifest: 'm', storyboard: 's', isStoryboardNamed: true });
  });

  test('gives the help of a command', () => {
    expect(parseCommand(['render', '--help'])).toMatchObject({ help: expect.stringContaining('--captions MODE') });
  });

  test('names outputs after the file without folder and extension', () => {
    expect(['b.md', '.hidden', 'two.dots.html', 'none'].map(outputBase)).toEqual(['b', '.hidden', 'two.dots', 'none']);
  });
});
