import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageGlobal } from '../../src/cli/browser/pageGlobal';
import { foreignScenes, hardScenes, sampleFilm as sampleScenes, usualScenes } from '../../src/cli/stills/samples';
import { themeNames } from '../../src/domain/storyboard';
import type { FilmScript } from '../../src/engine/ports';
import { launchChromium } from '../support/browser';
import { buildPage } from '../support/buildPage';
import type { BuiltPage } from '../support/buildPage';
import type { EncodingPage, PageOptions, PageResult } from '../support/encodingPage';
import { decodingErrors, hasFfmpeg } from '../support/nativeFfmpeg';
import { sampleFilm } from '../support/sampleFilm';
import { serveFolder } from '../support/server';
import type { FolderServer } from '../support/server';

declare const encodingPage: EncodingPage;

let built: BuiltPage;
let server: FolderServer;
let browser: Browser;
let page: Page;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-encoding-'));
  built = await buildPage('tests/support/encodingPage.ts');
  server = await serveFolder(built.folder);
  browser = await launchChromium();
  page = await browser.newPage();
  await page.goto(server.url);
  await pageGlobal(page, 'encodingPage');
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await built?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const format = { width: 1280, height: 720, fps: 30 };
/** Three scenes of two seconds. */
const film = sampleFilm(format, 6);
/** Three scenes of one second. */
const small = sampleFilm({ width: 640, height: 360, fps: 30 }, 3);

async function encode(script: FilmScript, options: PageOptions = {}): Promise<PageResult> {
  const result = await page.evaluate(([one, how]) => encodingPage.encode(one, how), [script, options] as const);
  if ('failure' in result) throw new Error(`The film failed with ${result.failure}.`);
  return result;
}

/** Writes a file that came as base 64. */
function saved(name: string, file: string): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.from(file, 'base64'));
  return path;
}

async function picturesIn(file: string) {
  const input = new Input({ source: new BufferSource(Buffer.from(file, 'base64')), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  const packets: { frame: number; isKey: boolean }[] = [];
  for await (const { timestamp, type } of new EncodedPacketSink(track!).packets()) packets.push({
    frame: Math.round(timestamp * format.fps), isKey: type === 'key',
  });
  return { packets, duration: await input.computeDuration(), colour: await track!.getColorSpace() };
}

/** The pixels of a frame, 3 bytes each; a picture that stays counts as many frames. */
function pixelsOf(path: string, frame = 0): Buffer {
  const filter = `fps=${format.fps},select=eq(n\\,${frame}),scale=flags=accurate_rnd+full_chroma_int`;
  return spawnSync(
    'ffmpeg', ['-v', 'error', '-i', path, '-frames:v', '1', '-vf', filter, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'], { maxBuffer: 1e8 },
  ).stdout;
}

const bt709 = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false };

describe('a film of three scenes', () => {
  let made: PageResult;
  beforeAll(async () => {
    made = await encode(film);
  });

  test('becomes H.264 by the browser itself', () => {
    expect(made.path).toBe('webcodecs');
    expect(made.codecs[0]).toMatch(/^avc1\.64/);
  });

  test('is exactly as long as its storyboard, flagged BT.709', async () => {
    const { duration, colour } = await picturesIn(made.file);
    expect(duration).toBe(6);
    expect(colour).toEqual(bt709);
  });

  test('has a key frame at the start of each scene, and where movement comes to rest', async () => {
    const { packets } = await picturesIn(made.file);
    const lengths = packets.map(({ frame }, index) => (packets[index + 1]?.frame ?? 180) - frame);
    // At 30 frames a second pictures of up to three frames are in motion.
    const comesToRest = (index: number): boolean => (lengths[index - 1] ?? 0) <= 3 && (lengths[index] ?? 0) > 3;
    const due = packets.filter(({ frame }, index) => frame % 60 === 0 || comesToRest(index)).map(({ frame }) => frame);
    expect(packets.filter(({ isKey }) => isKey).map(({ frame }) => frame)).toEqual(due);
    expect(due).toEqual(expect.arrayContaining([0, 60, 120]));
  });

  test('holds each different picture once', async () => {
    const { packets } = await picturesIn(made.file);
    expect(packets).toHaveLength(made.distinctFrames);
    expect(made.keys).toHaveLength(made.distinctFrames);
    expect(made.distinctFrames).toBeLessThan(180);
    // Neighbours differ within a scene.
    expect(packets.filter(({ isKey }, index) => !isKey && made.keys[index] === made.keys[index - 1])).toEqual([]);
  });

  test('has the same pictures when it is made again, whoever makes them', async () => {
    expect((await encode(film, { workers: 1 })).keys).toEqual(made.keys);
  });

  test('plays to its end in the browser', async () => {
    expect(await page.evaluate((file) => encodingPage.play(file, 'video/mp4'), made.file)).toBeCloseTo(6, 1);
  });

  test.skipIf(!hasFfmpeg)('decodes without an error, and is BT.709 in limited range to ffmpeg', () => {
    const path = saved('film.mp4', made.file);
    expect(decodingErrors(path)).toBe('');
    const { stdout } = spawnSync(
      'ffprobe',
      ['-v', 'error', '-select_streams', 'v', '-show_entries', 'stream=pix_fmt,color_range,color_space,color_transfer,color_primaries', '-of', 'csv=p=0', path],
      { encoding: 'utf8' },
    );
    expect(stdout.trim().split(',').sort()).toEqual(['bt709', 'bt709', 'bt709', 'tv', 'yuv420p']);
  });

  test.skipIf(!hasFfmpeg)('shows what a still of the same frame shows', async () => {
    const drawn = pixelsOf(saved('still.png', await page.evaluate((one) => encodingPage.still(one, 105), film)));
    const shown = pixelsOf(saved('film.mp4', made.file), 105);
    expect(shown.length).toBe(format.width * format.height * 3);
    // Edges of letters lose to 4:2:0 and quantisation; plain ground and the inside of letters do not.
    const close = shown.filter((value, index) => Math.abs(value - drawn[index]!) <= 3).length / shown.length;
    expect(close).toBeGreaterThan(0.95);
  });
});

describe('a picture painted over the one before it, only where it may differ', () => {
  const small = { width: 480, height: 270, fps: 10 };
  const films = [
    ...themeNames.map((theme) => [`${theme}, every layout`, sampleScenes(usualScenes, theme, small)] as const),
    ['crowded scenes, upright', sampleScenes(hardScenes, 'ink', { width: 270, height: 480, fps: 10 })] as const,
    ['Arabic', sampleScenes(foreignScenes.ar, 'bloom', small, 'ar')] as const,
    ['Japanese', sampleScenes(foreignScenes.ja, 'signal', small, 'ja')] as const,
  ];
  test.each(films)('is the same to the last bit of its planes: %s', async (_, script) => {
    const { pictures, otherwise } = await page.evaluate((one) => encodingPage.byParts(one), script);
    expect(pictures).toBeGreaterThan(30);
    expect(otherwise).toEqual([]);
  });
});

describe.skipIf(!hasFfmpeg)('colours', () => {
  const colours = ['#808080', '#ff0000', '#00ff00', '#0000ff', '#ffffff', '#000000', '#c8452f', '#f6f1e7'];

  // A step of Cb is worth 2.1 levels of blue, and an encoder may lose two of them; a wrong matrix or range is off by 20 and more.
  test.each([
    ['mp4', undefined], ['mp4', 'av1'], ['mp4', 'vp9'], ['webm', undefined], ['webm', 'av1'],
  ] as const)('come out of %s (%s) within 5 levels of what was drawn', async (container, codec) => {
    const pixels = pixelsOf(
      saved(
        `bars.${container}`,
        await page.evaluate(([names, size, kind, name]) => encodingPage.bars(names, size, kind, name), [colours, format, container, codec] as const),
      ),
    );
    colours.forEach((colour, bar) => {
      const middle = (format.width * 360 + (bar + 0.5) * (format.width / colours.length)) * 3;
      const shown = [...pixels.subarray(middle, middle + 3)];
      const drawn = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
      expect(shown.map((level, channel) => Math.abs(level - drawn[channel]!) <= 5), `${colour} came out as ${shown.join()}`).toEqual([true, true, true]);
    });
  });
});

describe('an export', () => {
  test('that is cancelled half-way fails as cancelled, and the next one works', async () => {
    const cancelled = await page.evaluate((one) => encodingPage.encode(one, { abortAt: 0.5 }), film);
    expect(cancelled).toMatchObject({ failure: 'cancelled' });
    expect((await picturesIn((await encode(film)).file)).duration).toBe(6);
  });

  test('to WebM holds VP9 or VP8, as long as the film', async () => {
    const { file, codecs } = await encode(film, { container: 'webm' });
    expect(codecs[0]).toMatch(/^vp/);
    const { duration, packets, colour } = await picturesIn(file);
    // WebM keeps no length of the last picture, which is one frame.
    expect(Math.abs(duration - 6)).toBeLessThan(0.05);
    expect(colour).toMatchObject({ matrix: 'bt709', fullRange: false });
    // Coded at one quantizer throughout, it needs none where movement comes to rest.
    expect(packets.filter(({ isKey }) => isKey).map(({ frame }) => frame)).toEqual([0, 60, 120]);
    if (hasFfmpeg) expect(decodingErrors(saved('film.webm', file))).toBe('');
    expect(await page.evaluate((one) => encodingPage.play(one, 'video/webm'), file)).toBeCloseTo(6, 1);
  });

  test.each([
    ['mp4', 'av1', /^av01/], ['mp4', 'vp9', /^vp09/], ['webm', 'av1', /^av01/],
  ] as const)('to %s as %s is joined of scenes that any decoder takes', async (
    container, codec, name,
  ) => {
    const { file, codecs, keys } = await encode(small, { container, codec });
    expect(codecs[0]).toMatch(name);
    expect(new Set(keys)).toEqual(new Set((await encode(small)).keys));
    const { duration, packets, colour } = await picturesIn(file);
    expect(Math.abs(duration - 3)).toBeLessThan(0.05);
    expect(colour).toMatchObject({ matrix: 'bt709', fullRange: false });
    expect(packets.filter(({ isKey }) => isKey).map(({ frame }) => frame)).toEqual([0, 30, 60]);
    if (hasFfmpeg) expect(decodingErrors(saved(`${codec}.${container}`, file))).toBe('');
  });

  test('at a constant rate codes every frame, in few more bytes', async () => {
    const [constant, variable] = [await encode(small, { frames: 'constant' }), await encode(small)];
    const { duration, packets } = await picturesIn(constant.file);
    expect(duration).toBe(3);
    expect(packets.map(({ frame }) => frame)).toEqual(Array.from({ length: 90 }, (_, frame) => frame));
    expect(constant.distinctFrames).toBe(variable.distinctFrames);
    expect(constant.file.length).toBeLessThan(1.5 * variable.file.length);
    if (hasFfmpeg) expect(decodingErrors(saved('constant.mp4', constant.file))).toBe('');
  });

  test('in fragments plays to its end, and decodes without an error', async () => {
    const { file } = await encode(small, { fragmented: true });
    expect((await picturesIn(file)).duration).toBe(3);
    expect(await page.evaluate((one) => encodingPage.play(one, 'video/mp4'), file)).toBeCloseTo(3, 1);
    if (hasFfmpeg) expect(decodingErrors(saved('pieces.mp4', file))).toBe('');
  });

  test('as a codec that nobody here can make fails as no-encoder', async () => {
    expect(await page.evaluate((one) => encodingPage.encode(one, { codec: 'av1', without: ['webcodecs'] }), small)).toMatchObject({ failure: 'no-encoder' });
  });

  test.each([
    { fps: 24, width: 640, height: 640 },
    { fps: 60, width: 360, height: 640 },
    { fps: 25, width: 1922, height: 1082 },
  ])('of $width x $height at $fps is exactly as long as the film', async (other) => {
    const { file } = await encode(sampleFilm(other, 3));
    const { duration } = await picturesIn(file);
    expect(duration).toBe(3);
    if (hasFfmpeg) expect(decodingErrors(saved('other.mp4', file))).toBe('');
  });
});

describe('put together by way of files', () => {
  test.each([['mp4', false], ['mp4', true], ['webm', false]] as const)('a %s is the same to the byte, in pieces: %s', async (container, fragmented) => {
    const {
      isSame, inFiles, left,
    } = await page.evaluate(([one, kind, pieces]) => encodingPage.stowed(one, kind, pieces), [small, container, fragmented] as const);
    expect([isSame, inFiles]).toEqual([true, small.storyboard.scenes.length]);
    // Those of the film itself, which somebody may still read.
    expect(left).toBeGreaterThan(0);
  });
});

describe("on the page's own thread", () => {
  test('the same film is made', async () => {
    const { keys, codecs, path } = await encode(film, { without: ['workers'] });
    expect([keys, codecs, path]).toEqual([(await encode(film)).keys, (await encode(film)).codecs, 'webcodecs']);
  });

  test('an export is cancelled at once, and the next one works', async () => {
    const cancelled = await page.evaluate((one) => encodingPage.encode(one, { without: ['workers'], abortAt: 0.5 }), film);
    expect(cancelled).toMatchObject({ failure: 'cancelled' });
    expect((await picturesIn((await encode(film, { without: ['workers'] })).file)).duration).toBe(6);
  });
});

describe('without the encoders of the browser', () => {
  test('ffmpeg makes the same film', async () => {
    const { file, path, keys } = await encode(small, { without: ['webcodecs'] });
    expect(path).toBe('ffmpeg');
    expect(keys).toEqual((await encode(small)).keys);
    const { duration, packets, colour } = await picturesIn(file);
    expect(duration).toBe(3);
    expect(colour).toEqual(bt709);
    expect(packets).toHaveLength(keys.length);
    if (hasFfmpeg) expect(decodingErrors(saved('fallback.mp4', file))).toBe('');
  });

  test('and without ffmpeg there is no encoder', async () => {
    const result = await page.evaluate((one) => encodingPage.encode(one, { without: ['webcodecs', 'ffmpeg'] }), small);
    expect(result).toMatchObject({ failure: 'no-encoder' });
  });

  test('an animated GIF is as long as the film', async () => {
    const { file, distinctFrames } = await page.evaluate((one) => encodingPage.animate(one, 'gif'), small);
    const bytes = Buffer.from(file, 'base64');
    expect(bytes.subarray(0, 6).toString('latin1')).toBe('GIF89a');
    expect(distinctFrames).toBeGreaterThan(3);
    // Each picture has a graphic control extension: 21 F9 04, flags, its delay in hundredths.
    const delays = [...bytes.toString('latin1').matchAll(/\x21\xf9\x04.(..)./gs)].map(([, delay]) => Buffer.from(delay!, 'latin1').readUInt16LE());
    expect(delays).toHaveLength(distinctFrames);
    expect(delays.reduce((sum, delay) => sum + delay)).toBe(300);
  });

  test('an animated WebP of changed boxes plays as long as the film and ends in the very picture that was drawn', async () => {
    const { pictures, distinctFrames, seconds, off } = await page.evaluate((one) => encodingPage.playWebp(one), small);
    expect(pictures).toBe(distinctFrames);
    expect(seconds).toBeCloseTo(3, 3);
    expect(off).toBeLessThan(1);
  });
});
