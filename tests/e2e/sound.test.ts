import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageGlobal } from '../../src/cli/browser/pageGlobal';
import type { Storyboard } from '../../src/domain/storyboard';
import { airBefore } from '../../src/domain/timing';
import { wav } from '../../src/stages/video/files/wav';
import { launchChromium } from '../support/browser';
import { buildPage, type BuiltPage } from '../support/buildPage';
import { hasFfmpeg, loudness, probe } from '../support/nativeFfmpeg';
import { serveFolder, type FolderServer } from '../support/server';
import type { SoundPage } from '../support/soundPage';

declare const soundPage: SoundPage;

/** As the app's own page has it. */
const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; connect-src 'self' blob:";

let built: BuiltPage;
let server: FolderServer;
let browser: Browser;
let page: Page;
let folder: string;
const requests: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-sound-'));
  built = await buildPage('tests/support/soundPage.ts');
  const index = join(built.folder, 'index.html');
  writeFileSync(index, readFileSync(index, 'utf8').replace('<title>', `<meta http-equiv="Content-Security-Policy" content="${policy}"><title>`));
  server = await serveFolder(built.folder, '/some/where/');
  browser = await launchChromium();
  page = await browser.newPage();
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(server.url);
  await pageGlobal(page, 'soundPage');
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await built?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const sentences = [
  'Paving a tenth of a valley can double the height of its floods, because water that once soaked in now runs off at once.',
  'In 2024, engineers measured 3.5 million litres an hour.',
  'Most of the damage came in the first ninety minutes, long before any warning had been issued.',
];

/** Half a minute in four scenes. */
const board: Storyboard = {
  version: 1, title: 'Floods', language: 'en', source: {
    name: 'floods.md', link: '',
  }, format: { width: 64, height: 64, fps: 30 }, theme: 'paper', seed: 1, seconds: 0,
  scenes: [0, 1, 2, 3].map(
    (index) => ({ id: `s${index}`, layout: 'statement', text: 'x', emphasis: '', anchors: [], frames: 30, speech: sentences.slice(index % 2), chapter: '' }),
  ),
};

describe('sound in the browser', () => {
  test('nothing of the voice or of ffmpeg is loaded before it is needed', () => {
    expect(requests.filter((url) => url.includes('/gpl/'))).toEqual([]);
  });

  test('a text has the same samples, whatever was spoken before', async () => {
    const forwards = await page.evaluate((texts) => soundPage.speak(texts), sentences);
    const backwards = await page.evaluate((texts) => soundPage.speak(texts), sentences.toReversed());
    expect(backwards.toReversed()).toEqual(forwards);
    expect(forwards[1]).toMatch(/^[1-9]\d+ samples, 9 words,/);
  });

  test.each(['aac', 'opus'] as const)('a narrated film in %s is whole, in place and at -16 LUFS, its joins silent', async (codec) => {
    const film = await page.evaluate(([storyboard, kind]) => soundPage.film(storyboard, kind), [board, codec] as const);
    expect(film.lines[0]?.start).toBe(airBefore);
    // Half a packet at most from where its picture starts.
    for (const [scene, start] of film.starts.entries()) expect(Math.abs(start - film.exact[scene]!)).toBeLessThanOrEqual(512);
    // An edit leaves the packets of all other scenes as they are, wherever they are now.
    const edited = await page.evaluate(
      ([storyboard, kind]) => soundPage.film(storyboard, kind),
      [{ ...board, scenes: board.scenes.map((scene, at) => (at === 1 ? { ...scene, speech: ['Short.'] } : scene)) }, codec] as const,
    );
    expect(edited.starts[2]).not.toBe(film.starts[2]);
    expect(edited.pieces.map((piece, scene) => piece === film.pieces[scene])).toEqual([true, false, true, true]);
    if (!hasFfmpeg) return;
    const { noise, level } = heardOf(film, codec);
    const worst = Math.max(...film.starts.map((start) => noise(start - 3000, start + 3000)));
    console.log(`${codec}: signal to noise ${(level - noise(0, film.seconds * 48_000)).toFixed(1)} dB, noise at joins at most ${worst.toFixed(0)} dB`);
    // Nothing is heard at the joins: no louder than the last of 16 bits.
    expect(worst).toBeLessThan(-90);
  });

  test.each(['aac', 'opus'] as const)('music goes on under a film in %s across its joins, 18 dB under the voice', async (codec) => {
    const music = { ...board, music: { source: { bed: 'lamplight' }, under: 18 } };
    const film = await page.evaluate(([storyboard, kind]) => soundPage.film(storyboard, kind), [music, codec] as const);
    if (!hasFfmpeg) return;
    const { noise, level, decoded } = heardOf(film, codec);
    const joins = film.starts.slice(1).map((start) => noise(start - 2048, start + 2048));
    const elsewhere = film.starts.slice(1).map((start) => noise(start - 9600, start - 4800));
    console.log(`${codec} with music: signal to noise ${(level - noise(0, film.seconds * 48_000)).toFixed(1)} dB; noise at joins ${joins
      .map((one) => one.toFixed(0))
      .join(' ')}, before them ${elsewhere.map((one) => one.toFixed(0)).join(' ')} dB`);
    // A join is no noisier than the coding of the music around it.
    expect(Math.max(...joins)).toBeLessThan(Math.max(...elsewhere) + 4);
    // It comes softly and is gone at the end.
    expect(powerOf(decoded.slice(0, 480))).toBeLessThan(-70);
    expect(powerOf(decoded.slice(Math.round(film.seconds * 48_000) - 480, Math.round(film.seconds * 48_000)))).toBeLessThan(-60);
  });

  test('music alone has a loudness of its own, and so has somebody\'s own file', async () => {
    const seconds = 6;
    const tones = Float32Array.from(
      { length: seconds * 22_050 }, (_, index) => 0.4 * Math.sin((2 * Math.PI * 220 * index) / 22_050) * (0.6 + 0.4 * Math.sin(index / 9000)),
    );
    const file = `data:audio/wav;base64,${Buffer.from(wav(Int16Array.from(tones, (sample) => 32_767 * sample), 22_050)).toString('base64')}`;
    for (const music of [{ source: { bed: 'drift' }, under: 18 }, { source: { asset: 'own' }, under: 18 }]) {
      const film = await page.evaluate(([storyboard]) => soundPage.film(storyboard, 'aac', 'none'), [{ ...board, music, assets: { own: file } }] as const);
      expect(Math.abs(film.loudness + 20)).toBeLessThan(1.5);
    }
  });

  test('an abort ends a busy ffmpeg at once, and the next job works', async () => {
    const { reason, ms, next } = await page.evaluate(() => soundPage.abort());
    expect(reason).toBe('enough');
    expect(ms).toBeLessThan(500);
    expect(next).toBeGreaterThan(1000);
  });

  test('the page keeps its policy, and asks nobody else', () => {
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(server.url) && !url.startsWith('blob:') && !url.startsWith('data:'))).toEqual([]);
  });

  test('the GPL programs are files of their own, none above 25 MiB', () => {
    const files = readdirSync(join(built.folder, 'gpl')).sort();
    expect(files).toEqual(['espeak-ng', 'espeak-ng.js', 'ffmpeg-core.js', 'ffmpeg-core.wasm.gz', 'ffmpeg-core.wasm.sha256']);
    for (const file of files) expect(statSync(join(built.folder, 'gpl', file)).size).toBeLessThan(25 * 2 ** 20);
    for (const chunk of readdirSync(join(built.folder, 'assets')).filter((name) => name.endsWith('.js'))) {
      expect(readFileSync(join(built.folder, 'assets', chunk), 'utf8'), chunk).not.toMatch(/espeak_EVENT|FS_createPath|isWasm2js/);
    }
  });
});

/** Decodes a film's sound by native ffmpeg, and holds it to its mix: in place, at its loudness, under its peak. */
function heardOf(film: Awaited<ReturnType<SoundPage['film']>>, codec: 'aac' | 'opus') {
  console.log(`${codec}: ${film.seconds.toFixed(1)} s; ${Object.entries(film.ms).map(([step, ms]) => `${step} ${ms.toFixed(0)} ms`).join(', ')}`);
  const file = join(folder, `film.${codec === 'aac' ? 'mp4' : 'webm'}`);
  writeFileSync(file, Buffer.from(film.file, 'base64'));
  const stream = probe(file).streams.find(({ codec_type }) => codec_type === 'audio');
  expect(stream).toMatchObject(codec === 'aac' ? { codec_name: 'aac', profile: 'LC' } : { codec_name: 'opus' });
  const { stderr, stdout } = spawnSync('ffmpeg', ['-v', 'error', '-xerror', '-i', file, '-map', '0:a', '-f', 'f32le', '-ar', '48000', '-'], { maxBuffer: 1e9 });
  // The picture in this file is none, which ffmpeg remarks upon.
  expect(stderr.toString().split('\n').filter((line) => line !== '' && !line.includes('vp9'))).toEqual([]);
  const decoded = new Float32Array(new Uint8Array(stdout).buffer);
  expect(Math.abs(decoded.length / 48_000 - film.seconds)).toBeLessThan(0.05);
  const mixed = Float32Array.from(new Int16Array(new Uint8Array(Buffer.from(film.mix, 'base64')).buffer), (sample) => sample / 32_768);
  expect(Math.abs(lateness(mixed, decoded))).toBeLessThanOrEqual(1);
  const wavFile = join(folder, `${codec}.wav`);
  spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', file, '-map', '0:a', wavFile]);
  const heard = loudness(wavFile);
  console.log(`${codec}: ${heard.integrated} LUFS, ${heard.truePeak} dBTP`);
  expect(Math.abs(heard.integrated + 16)).toBeLessThanOrEqual(0.5);
  expect(heard.truePeak).toBeLessThanOrEqual(-1);
  expect(Math.abs(heard.integrated - film.loudness)).toBeLessThan(0.2);
  return { decoded, level: powerOf(mixed), noise: noiseBetween(mixed, decoded) };
}

/** Gives the level of what was added between two samples, dB; -200 for nothing. */
function noiseBetween(mix: Float32Array, decoded: Float32Array): (from: number, to: number) => number {
  return (from, to) => powerOf(mix.slice(Math.max(0, from), to).map((sample, index) => sample - (decoded[Math.max(0, from) + index] ?? 0)));
}

function powerOf(samples: Float32Array): number {
  return 10 * Math.log10(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length + 1e-20);
}

/** Samples by which a decoded sound is late: the shift at which a second of it is most like the mix. */
function lateness(mix: Float32Array, decoded: Float32Array): number {
  let best = { shift: 0, likeness: -1 };
  for (let shift = -1500; shift <= 1500; shift++) {
    let likeness = 0;
    for (let index = 48_000; index < 72_000; index += 3) likeness += mix[index]! * (decoded[index + shift] ?? 0);
    if (likeness > best.likeness) best = { shift, likeness };
  }
  return best.shift;
}
