import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inspection } from '../../src/app/automationCall';
import { root } from '../../src/cli/install.mjs';
import { launchChromium } from '../support/browser';
import { decodingErrors, hasFfmpeg } from '../support/nativeFfmpeg';
import { changes, openStudio, tracksOf, type RenderLine } from '../support/studioPage';

const parts = ['wasm', 'workers', 'storage', 'webcodecs', 'ffmpeg', 'voice'] as const;
type Part = (typeof parts)[number];

const document = { 'bends.md': '# Bends\n\nAt the bend the current slows on the inner side and drops its sand. The bank grows and the river moves.\n' };

interface Made {
  readonly line: RenderLine;
  readonly inspection: Inspection;
}

let browser: Browser;
let folder = '';
/** With everything on, and without a voice: silent films have other times, so other pictures. */
let whole: Made;
let silent: Made;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-without-'));
  browser = await launchChromium();
  whole = await made([]);
  silent = await made(['voice']);
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Makes the document's film without some parts, and sees that it plays to its end. */
async function made(without: readonly Part[]): Promise<Made> {
  const studio = await openStudio(browser, { without: without.join() });
  try {
    await studio.suggest(document);
    const [line] = await studio.render(document);
    if (line === undefined) throw new Error('A document must give a line.');
    const inspection = await studio.inspect();
    if (line.error !== undefined) return { line, inspection };
    expect(await studio.play(line.output)).toBeCloseTo(line.seconds, 0);
    const bytes = studio.outputs.get(line.output) ?? Buffer.alloc(0);
    expect(Math.abs((await tracksOf(bytes)).seconds - line.seconds)).toBeLessThan(0.1);
    if (hasFfmpeg) {
      const file = join(folder, line.output);
      writeFileSync(file, bytes);
      expect(decodingErrors(file)).toBe('');
    }
    return { line, inspection };
  } finally {
    await studio.close();
  }
}

/** State and stand-in of a part, as the status panel shows it. */
function standing({ parts: all }: Inspection, name: string): readonly [string, string] | undefined {
  const found = all.find((part) => part.name === name);
  return found && [found.state, found.standsIn];
}

/** The same pictures and the same suggestions as with everything on, whatever made them. */
function expectSame({ inspection }: Made, hasVoice: boolean): void {
  const standard = (hasVoice ? whole : silent).inspection;
  expect(inspection.suggested).toEqual(standard.suggested);
  expect(changes(inspection.films[0]?.keys ?? [])).toEqual(changes(standard.films[0]?.keys ?? []));
}

describe('with everything on', () => {
  test('the film is H.264 with AAC by WebCodecs, and every part is ready', () => {
    const { line, inspection } = whole;
    expect(line).toMatchObject({ path: 'webcodecs', output: 'bends.mp4', codecs: [expect.stringMatching(/^avc1/), 'mp4a.40.2'] });
    expect(inspection.parts.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'metrics ready', 'numeric ready', 'cache ready', 'pool ready', 'video ready', 'sound ready', 'voice ready',
    ]);
    expect(inspection.films[0]?.keys.length).toBeGreaterThan(10);
    expect(inspection.suggested[0]?.suggestions.length).toBeGreaterThan(2);
  });
});

describe('without one part', () => {
  test('wasm: the TypeScript reference computes the same suggestions', async () => {
    const film = await made(['wasm']);
    expect(film.line).toMatchObject({ path: 'webcodecs', codecs: whole.line.codecs });
    expect(standing(film.inspection, 'numeric')).toEqual(['unavailable', 'TypeScript reference']);
    expectSame(film, true);
  });

  test("workers: steps, drawing and encoding run on the page's own thread; the GPL programs keep theirs", async () => {
    const film = await made(['workers']);
    expect(film.line).toMatchObject({ path: 'webcodecs', codecs: whole.line.codecs });
    expect(standing(film.inspection, 'pool')).toEqual(['unavailable', "the page's own thread"]);
    expect(standing(film.inspection, 'video')).toEqual(['degraded', "WebCodecs, the page's own thread"]);
    expect(film.line.loudness).toBeCloseTo(whole.line.loudness ?? 0, 6);
    expectSame(film, true);
  });

  test('storage: results are kept in memory', async () => {
    const film = await made(['storage']);
    expect(film.line).toMatchObject({ path: 'webcodecs', codecs: whole.line.codecs });
    expect(standing(film.inspection, 'cache')).toEqual(['degraded', 'memory only']);
    expectSame(film, true);
  });

  test('webcodecs: ffmpeg encodes H.264', async () => {
    const film = await made(['webcodecs']);
    expect(film.line).toMatchObject({ path: 'ffmpeg', output: 'bends.mp4', codecs: [expect.stringMatching(/^avc1/), 'mp4a.40.2'] });
    expect(standing(film.inspection, 'video')?.[0]).toBe('degraded');
    expect(standing(film.inspection, 'video')?.[1]).toMatch(/^ffmpeg/);
    expectSame(film, true);
  });

  test('ffmpeg: this browser has no AAC of its own, so it becomes WebM with Opus', async () => {
    const film = await made(['ffmpeg']);
    expect(film.line).toMatchObject({ path: 'webcodecs', output: 'bends.webm', codecs: [expect.stringMatching(/^vp/), 'opus'] });
    expect(standing(film.inspection, 'sound')).toEqual(['degraded', "the browser's own encoders (AAC, or WebM with Opus)"]);
    expectSame(film, true);
  });

  test('voice: the film is silent and timed by reading', () => {
    expect(silent.line).toMatchObject({ path: 'webcodecs', output: 'bends.mp4', codecs: [expect.stringMatching(/^avc1/)], loudness: null });
    expect(silent.line.codecs).toHaveLength(1);
    expect(standing(silent.inspection, 'voice')).toEqual(['degraded', 'silent films, timed by reading']);
    expect(silent.inspection.suggested).toEqual(whole.inspection.suggested);
  });
});

/** Every two, all that can be spared at once, and all. */
const together: readonly (readonly Part[])[] = [
  ...parts.flatMap((one, index) => parts.slice(index + 1).map((other) => [one, other])),
  parts.filter((part) => part !== 'webcodecs'),
  parts.filter((part) => part !== 'ffmpeg'),
  parts,
];

describe('without several parts', () => {
  test.each(
    together.filter((without) => !isRefused(without)).map((without) => [without.join(' and '), without] as const),
  )('%s: the same pictures in a film that plays', async (_, without) => {
    const film = await made(without);
    expect(film.line).not.toHaveProperty('error');
    const has = (part: Part): boolean => !without.includes(part);
    expect(film.line.path).toBe(has('webcodecs') ? 'webcodecs' : 'ffmpeg');
    // Silence needs no sound encoder, so it stays an MP4.
    expect(film.line.output).toBe(has('ffmpeg') || !has('voice') ? 'bends.mp4' : 'bends.webm');
    expect(film.line.codecs).toHaveLength(has('voice') ? 2 : 1);
    const partOf = { wasm: 'numeric', workers: 'pool', storage: 'cache', webcodecs: 'video', ffmpeg: 'sound', voice: 'voice' } as const;
    for (const part of without) expect(standing(film.inspection, partOf[part])?.[0]).toMatch(/degraded|unavailable/);
    expectSame(film, has('voice'));
  });

  test.each(
    together.filter(isRefused).map((without) => [without.join(' and '), without] as const),
  )('%s: nothing is left that encodes, which is said with advice', async (_, without) => {
    const { line, inspection } = await made(without);
    expect(line.error).toMatchObject({ code: 'no-encoder', advice: expect.stringMatching(/\w/) });
    expect(standing(inspection, 'video')).toEqual(['unavailable', 'no encoder: no films are made']);
  });
});

function isRefused(without: readonly Part[]): boolean {
  return without.includes('webcodecs') && without.includes('ffmpeg');
}

describe('a build without the programs under the GPL', () => {
  test('holds none of them and makes a silent film with captions', { timeout: 300_000 }, async () => {
    const dist = join(folder, 'permissive');
    const built = spawnSync('npx', ['--no-install', 'vite', 'build', '--outDir', dist, '--logLevel', 'error'], {
      cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production', VITE_WITHOUT_GPL: '1' },
    });
    expect(built.stderr).not.toMatch(/error/i);
    expect(built.status).toBe(0);
    const requests: string[] = [];
    const studio = await openStudio(browser, {}, dist);
    studio.page.on('request', (request) => requests.push(request.url()));
    try {
      const [line] = await studio.render(document);
      expect(line).toMatchObject({ path: 'webcodecs', output: 'bends.mp4', loudness: null });
      expect(await studio.play('bends.mp4')).toBeCloseTo(line?.seconds ?? 0, 0);
      expect(studio.outputs.get('bends.vtt')?.toString()).toContain('-->');
      expect(studio.outputs.get('bends.srt')?.toString()).toContain('current slows');
      const { parts: all } = await studio.inspect();
      expect(all.find(({ name }) => name === 'voice')?.reason).toContain('GPL');
      expect(all.find(({ name }) => name === 'sound')?.reason).toContain('GPL');
      expect(requests.filter((url) => url.includes('/gpl/'))).toEqual([]);
    } finally {
      await studio.close();
    }
  });
});
