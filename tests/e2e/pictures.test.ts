import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sceneStarts } from '../../src/domain/storyboard';
import type { Storyboard } from '../../src/domain/storyboard';
import { parseStoryboard } from '../../src/domain/storyboardFile';
import { launchChromium } from '../support/browser';
import { kinora } from '../support/commandLine';
import { png } from '../support/png';
import { serveFolder } from '../support/server';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-pictures-'));
  const quarters = png(800, 500, (x, y) => (y < 250 ? (x < 400 ? [220, 30, 30] : [30, 160, 60]) : x < 400 ? [30, 60, 200] : [230, 200, 40]));
  writeFileSync(join(folder, 'page.html'), page(quarters.toString('base64')));
  writeFileSync(join(folder, 'broken.json'), JSON.stringify(broken));
  mkdirSync(join(folder, 'notes/img'), { recursive: true });
  writeFileSync(join(folder, 'secret.png'), quarters);
  writeFileSync(join(folder, 'notes/img/a.png'), quarters);
  writeFileSync(join(folder, 'notes/a.md'), '# Notes\n\nThe first basin holds the gravel back.\n\n![The basins](img/a.png)\n\n![Secret](../secret.png)\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string): string => join(folder, name);

/** RGB of every pixel of a film at a time, as Chromium decodes it. */
async function frameOf(
  name: string, seconds: number,
): Promise<{ readonly width: number; readonly height: number; readonly at: (x: number, y: number) => readonly [number, number, number] }> {
  const server = await serveFolder(folder, '/');
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}nothing`);
    const { width, height, base64 } = await page.evaluate(async ([address, time]) => {
      const video = document.createElement('video');
      video.muted = true;
      video.src = address;
      await new Promise((resolve, reject) => { video.onloadeddata = resolve; video.onerror = () => { reject(new Error('The film cannot be played.')); }; });
      await new Promise((resolve) => { video.onseeked = resolve; video.currentTime = time; });
      const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
      const context = canvas.getContext('2d');
      context?.drawImage(video, 0, 0);
      const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: new Uint8ClampedArray() };
      let binary = '';
      for (let at = 0; at < data.length; at += 0x6000) binary += String.fromCharCode(...data.subarray(at, at + 0x6000));
      return { width: canvas.width, height: canvas.height, base64: btoa(binary) };
    }, [`${server.url}${name}`, seconds] as const);
    const pixels = Buffer.from(base64, 'base64');
    const channel = (x: number, y: number, index: number): number => pixels[4 * (y * width + x) + index] ?? 0;
    return { width, height, at: (x, y) => [channel(x, y, 0), channel(x, y, 1), channel(x, y, 2)] };
  } finally {
    await browser.close();
    await server.close();
  }
}

describe('the pictures of a document', () => {
  test('are in its film: in their colours, their shape and their place', async () => {
    const { code, lines } = await kinora('render', file('page.html'), '--out', file('films'), '--size', '960x540', '--fps', '10', '--voice', 'none');
    expect(lines[0]).not.toHaveProperty('error');
    expect(code).toBe(0);
    const storyboard = await parseStoryboard(readFileSync(file('films/page.json'), 'utf8'));
    const at = storyboard.scenes.findIndex(({ layout }) => layout === 'picture');
    expect(
      storyboard.scenes[at],
    ).toMatchObject({ layout: 'picture', placement: 'beside', width: 800, height: 500, caption: 'The four basins', alt: 'Four fields' });
    const starts = sceneStarts(storyboard);
    const frame = await frameOf('films/page.mp4', ((starts[at] ?? 0) + 0.7 * ((starts[at + 1] ?? 0) - (starts[at] ?? 0))) / storyboard.format.fps);
    const isRed = ([red, green, blue]: readonly number[]): boolean => (red ?? 0) > 190 && (green ?? 255) < 70 && (blue ?? 255) < 70;
    const isYellow = ([red, green, blue]: readonly number[]): boolean => (red ?? 0) > 200 && (green ?? 0) > 170 && (blue ?? 255) < 90;
    const spots = (is: (colour: readonly number[]) => boolean): readonly (readonly [number, number])[] => {
      const found: (readonly [number, number])[] = [];
      for (let y = 0; y < frame.height; y += 2) for (let x = 0; x < frame.width; x += 2) if (is(frame.at(x, y))) found.push([x, y]);
      return found;
    };
    const [red, yellow] = [spots(isRed), spots(isYellow)];
    // The first quarter begins at its upper left corner, the last one ends at its lower right one.
    const [left, top] = [Math.min(...red.map(([x]) => x)), Math.min(...red.map(([, y]) => y))];
    const [right, bottom] = [Math.max(...yellow.map(([x]) => x)), Math.max(...yellow.map(([, y]) => y))];
    expect((right - left) / (bottom - top)).toBeCloseTo(1.6, 1);
    expect(right - left).toBeGreaterThan(960 * 0.3);
    expect(left).toBeGreaterThan(960 * 0.3);
    expect(bottom).toBeLessThan(540 * 0.82);
    const [x, y] = [Math.round(left + (right - left) * 0.75), Math.round(top + (bottom - top) * 0.25)];
    const [r, g, b] = frame.at(x, y);
    expect([Math.abs(r - 30) < 25, Math.abs(g - 160) < 25, Math.abs(b - 60) < 25]).toEqual([true, true, true]);
  });

  test('that cannot be decoded leave their words, and the film is made', async () => {
    const { code, lines } = await kinora(
      'render', file('broken.json'), '--out', file('films'), '--size', '320x180', '--fps', '10', '--voice', 'none', '--metrics', file('metrics.txt'),
    );
    expect(lines[0]).not.toHaveProperty('error');
    expect(code).toBe(0);
    expect(readFileSync(file('metrics.txt'), 'utf8')).toContain('kinora_workarounds_total{part="video",kind="picture"} 1.0');
  });

  test('are found beside it, and nowhere else', async () => {
    const { lines } = await kinora('extract', file('notes/a.md'));
    const blocks = lines[0]?.['blocks'] as readonly { readonly type: string; readonly picture?: unknown; readonly trouble?: string }[];
    const [near, far] = blocks.filter(({ type }) => type === 'image');
    expect(near?.picture).toMatchObject({ mediaType: 'image/png', width: 800, height: 500 });
    expect(far?.picture).toBeUndefined();
    expect(far?.trouble).toContain('was not given');
  });
});

const base = { anchors: [], frames: 30, chapter: '' };
const broken: Storyboard = {
  version: 1, title: 'Broken', language: 'en', source: {
    name: 'a.md', link: '',
  }, format: { width: 320, height: 180, fps: 10 }, theme: 'paper', seed: 1, seconds: 0,
  assets: { p: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAQ=' },
  scenes: [
    { ...base, id: 'a', layout: 'title', kicker: '', title: 'Broken', byline: '', speech: ['Broken.'] },
    {
      ...base, id: 'b', layout: 'picture', placement: 'full', picture: 'p', width: 1600, height: 900, alt: 'A bridge', caption: 'The old bridge',
      text: 'The bridge fell in one night.', drifts: true, speech: ['The bridge fell in one night.'],
    },
  ],
};

const page = (base64: string): string => `<!doctype html><html lang="en"><head><title>Three basins</title></head><body><article><h1>Three basins</h1>
<p>Water goes through four basins before it is led back to the river.</p>
<figure><img src="data:image/png;base64,${base64}" alt="Four fields"><figcaption>The four basins</figcaption></figure>
<p>The gravel is dug out once a year, and the roads of the whole valley are made of it.</p></article></body></html>`;
