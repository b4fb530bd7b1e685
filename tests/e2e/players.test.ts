import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/browser';
import { openFilmHost } from '../support/filmHost';
import { firefoxProgram, openFirefox } from '../support/firefox';
import type { FirefoxPage } from '../support/firefox';
import { decodingErrors, hasFfmpeg, loudness, probe } from '../support/nativeFfmpeg';
import { serveFolder } from '../support/server';
import type { FolderServer } from '../support/server';
import { openStudio, smallFilm } from '../support/studioPage';

const document =
  '# What a river does\n\nThe river shelters a chain of small lakes wherever the slope is gentle. A gravel bar divides the old harbour from the road to the coast. Nobody has measured the upper valley since 1974.\n';
const format = { width: 640, height: 360, fps: 30 } as const;

let browser: Browser;
let folder: string;
/** A plain static host with nothing but films. */
let server: FolderServer;
/** Seconds. */
let length: number;
let cues: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-players-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Films</title>');
  browser = await launchChromium();
  const studio = await openStudio(browser);
  // Two containers, two looks of the mark on the spoken word, and music under one of the two voices.
  for (const film of [{ container: 'mp4' }, { container: 'webm', theme: 'gazette', music: { source: { bed: 'pebbles' }, under: 18 } }] as const) {
    const [line] = await studio.render({ 'river.md': document }, { ...format, ...film, seconds: 14 });
    expect(line).not.toHaveProperty('error');
    length = line?.seconds ?? 0;
  }
  for (const name of ['river.mp4', 'river.webm', 'river.vtt']) writeFileSync(join(folder, name), studio.outputs.get(name) ?? '');
  cues = studio.outputs.get('river.vtt')?.toString() ?? '';
  await studio.close();
  server = await serveFolder(folder);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs in a page: goes to the last third of a film, back to its first, and plays it to its end from there; gives where each ended, s. */
const plays = (name: string): string => `(async () => {
  const video = document.createElement('video');
  video.muted = true;
  video.src = ${JSON.stringify(name)};
  document.body.append(video);
  const until = (event) => new Promise((resolve, reject) => {
    video.addEventListener(event, resolve, { once: true });
    video.addEventListener('error', () => reject(new Error(video.error.code + ' ' + video.error.message)), { once: true });
  });
  await until('loadeddata');
  const places = [];
  for (const share of [0.7, 0.2]) {
    video.currentTime = video.duration * share;
    await until('seeked');
    places.push(video.currentTime / video.duration);
  }
  video.playbackRate = 8;
  const ended = until('ended');
  await video.play();
  await ended;
  return { places, end: video.currentTime, width: video.videoWidth, height: video.videoHeight };
})()`;

/** Runs in the studio: makes a film as the command line does, and gives what would be printed. */
const renders = (options: object): string => `(async () => {
  const lines = [];
  globalThis.kinoraLine = async ({ result }) => void lines.push(result);
  globalThis.kinoraProgress = async () => undefined;
  while (globalThis.kinora === undefined) await new Promise((resolve) => setTimeout(resolve, 50));
  await kinora.run('render', [{ name: 'river.md', output: 'river' }], ${JSON.stringify(options)});
  return lines;
})()`;

describe('a finished film on a plain host with ranges', () => {
  const whole = { width: format.width, height: format.height, places: [expect.closeTo(0.7, 2), expect.closeTo(0.2, 2)] };

  test.each(['river.mp4', 'river.webm'])('%s is sought and played to its end by Chromium', async (name) => {
    const page = await browser.newPage();
    await page.goto(server.url);
    expect(await page.evaluate(plays(name))).toMatchObject({ ...whole, end: expect.closeTo(length, 0) });
    await page.close();
  });

  test('answers a range with that part alone', async () => {
    const answer = await fetch(`${server.url}river.mp4`, { headers: { range: 'bytes=4-7' } });
    expect([answer.status, await answer.text()]).toEqual([206, 'ftyp']);
  });

  describe.skipIf(firefoxProgram === undefined)('in Firefox', () => {
    let firefox: FirefoxPage;
    beforeAll(async () => {
      // Only run where there is one.
      firefox = await openFirefox(firefoxProgram as string);
      await firefox.goto(server.url);
    });
    afterAll(() => firefox?.close());

    test.each(['river.mp4', 'river.webm'])('%s is sought and played to its end', async (name) => {
      expect(await firefox.evaluate(plays(name))).toMatchObject({ ...whole, end: expect.closeTo(length, 0) });
    });

    test('the studio itself makes the same film, with its own encoder', { timeout: 120_000 }, async () => {
      const host = await openFilmHost(document);
      try {
        await firefox.goto(`${host.url}?automated`);
        expect(
          await firefox.evaluate(renders({ ...smallFilm, ...format, seconds: 14 }), 100_000),
        ).toMatchObject([{ output: 'river.mp4', path: 'webcodecs', seconds: length }]);
      } finally {
        await host.close();
      }
      writeFileSync(join(folder, 'firefox.mp4'), host.films.at(-1) ?? '');
      if (hasFfmpeg) expect(decodingErrors(join(folder, 'firefox.mp4'))).toBe('');
    });
  });
});

describe.skipIf(!hasFfmpeg)('a finished film, decoded by native ffmpeg', () => {
  const file = (name: string): string => join(folder, name);

  test.each(['river.mp4', 'river.webm'])('%s decodes without an error, its tracks as long as the film', (name) => {
    expect(decodingErrors(file(name))).toBe('');
    const { streams, duration } = probe(file(name));
    expect(Math.abs(duration - length)).toBeLessThan(1 / format.fps);
    for (const stream of streams) if (stream.codec_type !== 'subtitle' && stream.duration !== undefined) expect(
      Math.abs(Number(stream.duration) - length),
    ).toBeLessThan(1 / format.fps);
  });

  // The voice stands at -16; music before, behind and between the words is counted as well, and is softer.
  test.each([['river.mp4', 0.5], ['river.webm', 1]] as const)('%s is heard at -16 LUFS within %s, its true peak at most -1 dBTP', (name, tolerance) => {
    const { integrated, truePeak } = loudness(file(name));
    expect(Math.abs(integrated + 16)).toBeLessThanOrEqual(tolerance);
    expect(truePeak).toBeLessThanOrEqual(-1);
  });

  test.each(['river.mp4', 'river.webm'])('%s marks every word within 40 ms of when the voice says it', (name) => {
    const marks = wordTimes(cues);
    expect(marks.length).toBeGreaterThan(20);
    const changes = captionChanges(file(name));
    const late = marks.filter((time) => !changes.some((change) => Math.abs(change - time) <= 0.04));
    expect(late).toEqual([]);
  });

  test('is heard from within 40 ms of the time of each first word', () => {
    const starts = [...cues.matchAll(/^(\S+) --> /gm)].map(([, time]) => seconds(time ?? ''));
    const heard = onsets(file('river.mp4'));
    expect(heard).toHaveLength(starts.length);
    heard.forEach((onset, index) => expect(Math.abs(onset - (starts[index] ?? 0))).toBeLessThanOrEqual(0.04));
  });
});

/** `00:00:01.491` in seconds. */
function seconds(stamp: string): number {
  const [hours = 0, minutes = 0, rest = 0] = stamp.split(':').map(Number);
  return hours * 3600 + minutes * 60 + rest;
}

/** When words within captions begin, s. */
function wordTimes(vtt: string): readonly number[] {
  return [...vtt.matchAll(/<(\d\d:\d\d:\d\d\.\d{3})>/g)].map(([, time]) => seconds(time ?? ''));
}

/** When the band of the captions shows something else than in the frame before, s; every frame of the film is decoded. */
function captionChanges(path: string): readonly number[] {
  const [width, height] = [format.width, 60];
  const { stdout } = spawnSync(
    'ffmpeg',
    ['-v', 'error', '-i', path, '-vf', `fps=${format.fps},crop=${width}:${height}:0:${format.height - height - 6}`, '-f', 'rawvideo', '-pix_fmt', 'gray', '-'],
    { maxBuffer: 1e9 },
  );
  const size = width * height;
  const changes: number[] = [];
  for (let frame = 1; frame < stdout.length / size; frame++) {
    let changed = 0;
    for (let at = 0; at < size; at++) if (Math.abs((stdout[frame * size + at] ?? 0) - (stdout[(frame - 1) * size + at] ?? 0)) > 24) changed++;
    // A short word changes more pixels than that; what the encoder adds to a picture that stays changes none so much.
    if (changed > 8) changes.push(frame / format.fps);
  }
  return changes;
}

/** When sound begins after at least a third of a second of quiet, s. */
function onsets(path: string): readonly number[] {
  const rate = 48_000;
  const { stdout } = spawnSync('ffmpeg', ['-v', 'error', '-i', path, '-vn', '-ac', '1', '-ar', String(rate), '-f', 'f32le', '-'], { maxBuffer: 1e9 });
  const samples = new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength));
  const found: number[] = [];
  let quiet = rate;
  samples.forEach((sample, index) => {
    if (Math.abs(sample) < 0.01) quiet++;
    else {
      if (quiet > rate / 3) found.push(index / rate);
      quiet = 0;
    }
  });
  return found;
}
