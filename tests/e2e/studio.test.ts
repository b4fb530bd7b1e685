import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DownloadPart } from '../../src/app/exports/downloadPart';
import { words } from '../../src/app/words/words';
import { root } from '../../src/cli/install.mjs';
import { parseStoryboard } from '../../src/domain/storyboardFile';
import { launchChromium } from '../support/browser';
import { serveFolder, type FolderServer } from '../support/server';

let browser: Browser;
let server: FolderServer;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-studio-'));
  writeFileSync(
    join(folder, 'bends.md'),
    '# Bends\n\nAt the bend the current slows on the inner side and drops its sand. The bank grows; the river moves.\n\n- Sand settles\n- The bank grows\n- The river moves\n',
  );
  browser = await launchChromium();
  // Not at the root: the site works from any sub-path.
  server = await serveFolder(join(root, 'dist'), '/some/where/');
});
afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

let page: Page;
let trouble: string[] = [];
let abroad: string[] = [];
beforeEach(async () => {
  trouble = [];
  abroad = [];
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  page = await context.newPage();
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error') trouble.push(message.text()); });
  page.on('request', (request) => { if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(server.url)) abroad.push(request.url()); });
  await page.goto(server.url);
  await page.getByTestId('scene-card').first().waitFor();
  return () => context.close();
});

async function open(name: string): Promise<void> {
  await page.getByTestId('file-picker').setInputFiles(join(folder, name));
}

/** Small and quick; what is tested here does not depend on size. */
async function makeVideo(): Promise<void> {
  await page.getByTestId('make-video').click();
  await page.locator('video').waitFor({ timeout: 120_000 });
}

async function saved(part: DownloadPart): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId(`download-${part}`).click()]);
  return readFileSync(await download.path());
}

describe('the studio', () => {
  test('opens with a sample, makes its video by one click, plays it to its end and seeks', async () => {
    await makeVideo();
    const video = page.locator('video');
    const length = await video.evaluate((element: HTMLVideoElement) => new Promise<number>((resolve) => {
      if (element.readyState > 0) resolve(element.duration);
      else element.addEventListener('loadedmetadata', () => { resolve(element.duration); }, { once: true });
    }));
    expect(length).toBeGreaterThan(20);
    const ended = await video.evaluate(async (element: HTMLVideoElement) => {
      element.muted = true;
      const sought = new Promise((resolve) => { element.addEventListener('seeked', resolve, { once: true }); });
      element.currentTime = element.duration / 2;
      await sought;
      const middle = element.currentTime;
      const end = new Promise((resolve) => { element.addEventListener('ended', resolve, { once: true }); });
      element.currentTime = element.duration - 1;
      await element.play();
      await end;
      return { middle, at: element.currentTime, length: element.duration };
    });
    expect(ended.middle).toBeCloseTo(length / 2, 1);
    expect(ended.at).toBeCloseTo(ended.length, 1);
    expect(trouble).toEqual([]);
    expect(abroad).toEqual([]);
  });

  test('makes a file whose tracks are as long as its storyboard', async () => {
    await open('bends.md');
    await page.getByText('bends.md').first().waitFor();
    await makeVideo();
    const storyboard = await parseStoryboard((await saved('storyboard')).toString('utf8'));
    const seconds = storyboard.scenes.reduce((sum, scene) => sum + scene.frames, 0) / storyboard.format.fps;
    const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(new Uint8Array(await saved('film'))) });
    const [picture, sound] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
    expect(await picture?.getCodec()).toBe('avc');
    expect(await sound?.getCodec()).toBe('aac');
    expect(Math.abs((await picture?.computeDuration() ?? 0) - seconds)).toBeLessThan(0.05);
    expect(Math.abs((await sound?.computeDuration() ?? 0) - seconds)).toBeLessThan(0.05);
    expect((await saved('srt')).toString('utf8')).toContain('-->');
    expect((await saved('vtt')).toString('utf8')).toMatch(/^WEBVTT/);
    expect((await saved('poster')).subarray(1, 4).toString()).toBe('PNG');
  });

  test('can be cancelled half-way and then makes a second video', async () => {
    await page.getByTestId('make-video').click();
    const bar = page.getByTestId('video-view').getByRole('progressbar');
    await expect.poll(async () => Number(await bar.getAttribute('value')), { timeout: 60_000 }).toBeGreaterThan(40);
    await page.getByTestId('work-cancel').click();
    await bar.waitFor({ state: 'detached' });
    expect(await page.locator('video').count()).toBe(0);
    await makeVideo();
    expect(trouble).toEqual([]);
  });

  test('predicts by measuring, queues two exports, pauses, and finishes both after a reload', async () => {
    await open('bends.md');
    await page.locator('[data-testid="export-expected"][data-measured="true"]').waitFor({ timeout: 60_000 });
    await page.getByTestId('make-video').click();
    await page.getByTestId('export-more').click();
    await page.getByTestId('export-file').selectOption('mp3');
    await page.getByTestId('make-next').click();
    await page.getByTestId('orders-pause').click();
    await page.getByText(words.exports.orders.paused(2)).waitFor();
    await page.reload();
    await page.getByTestId('alert-action').click();
    await page.getByText(words.exports.orders.allReady).waitFor({ timeout: 120_000 });
    // What was predicted beside what it took.
    expect(await page.getByTestId('downloads-facts').textContent()).toMatch(new RegExp(words.exports.comparison('.+', '.+', '.+')));
    expect(await page.getByTestId('order-save').evaluateAll((links) => links.map((link) => link.getAttribute('download')?.split('.').at(-1)).sort()))
      .toEqual(['mp3', 'mp4']);
    // The settings outlive the page, too: the tests that follow want videos.
    await page.getByTestId('orders-put-away').click();
    await page.getByTestId('export-more').click();
    await page.getByTestId('export-file').selectOption('mp4');
    expect(trouble).toEqual([]);
  });

  test('edits, drops and moves scenes, and takes each back', async () => {
    await open('bends.md');
    await page.getByText('bends.md').first().waitFor();
    const cards = page.getByTestId('scene-card');
    await expect.poll(() => cards.count()).toBeGreaterThan(2);
    const before = await cards.count();
    await cards.nth(1).getByTestId('scene-pick').click();
    await page.getByTestId('scene-remove').click();
    await expect.poll(() => cards.count()).toBe(before - 1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => cards.count()).toBe(before);
    const second = await cards.nth(1).getByTestId('scene-gist').textContent();
    await cards.nth(1).getByTestId('scene-pick').click();
    await page.getByTestId('scene-down').click();
    await expect.poll(() => cards.nth(2).getByTestId('scene-gist').textContent()).toBe(second);
  });

  test('puts a picture and a sentence of the document into the film, and a picture beside its words', async () => {
    writeFileSync(
      join(folder, 'leaks.md'), '# Leaks\n\n![](valley.png)\n\nWater leaks from old pipes every day. Repairs help for many years.\n\n- One\n- Two\n',
    );
    copyFileSync(join(root, 'public/samples/river-valley.png'), join(folder, 'valley.png'));
    await page.getByTestId('file-picker').setInputFiles([join(folder, 'leaks.md'), join(folder, 'valley.png')]);
    await page.getByText(words.page.isOpen('leaks.md')).waitFor();
    const content = page.getByTestId('content-view');
    const cards = page.getByTestId('scene-card');
    // Whatever the plan left out.
    const unused = content.getByRole('button', { name: new RegExp(`Water leaks|Repairs help|${words.document.addToFilm.picture}`) });
    for (let left = await unused.count(); left > 0; left = await unused.count()) {
      const before = await cards.count();
      await unused.first().click();
      await expect.poll(() => cards.count()).toBe(before + 1);
    }
    await content.getByRole('link', { name: 'Repairs help for many years.' }).last().click();
    await page.getByTestId('scene-edit').click();
    await page.getByTestId('picture-file').setInputFiles(join(folder, 'valley.png'));
    const { placeFull, drift, placeBeside, removePicture, addPicture } = words.storyboard;
    const steps = [
      ['picture-placement', placeFull], ['picture-drift', drift], ['picture-placement', placeBeside], ['picture-remove', removePicture],
      ['picture-pick', addPicture],
    ] as const;
    for (const [control, saying] of steps) await page.getByTestId(control).filter({ hasText: saying }).click();
    expect(trouble).toEqual([]);
  });

  test.each([
    ['empty.md', '', /empty/i],
    ['garbage.md', Buffer.from(Array.from({ length: 2000 }, (_, index) => (index * 197) % 256)), /./],
  ])('says what is wrong with %s and keeps what is open', async (name, bytes, said) => {
    writeFileSync(join(folder, name), bytes);
    const cards = page.getByTestId('scene-card');
    const before = await cards.count();
    await open(name);
    await expect.poll(() => page.getByRole('alert').first().textContent()).toMatch(said);
    expect(await cards.count()).toBe(before);
  });

  test('keeps the project over a reload', async () => {
    await open('bends.md');
    await page.getByText('bends.md').first().waitFor();
    await page.locator('[data-testid=autosave][data-state=saved]').waitFor();
    await page.reload();
    await expect.poll(() => page.getByText('bends.md').count()).toBeGreaterThan(0);
  });

  test('shows one column at a time on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByTestId('show-video').click();
    await page.getByTestId('video-view').waitFor();
    expect(await page.getByTestId('content-view').isVisible()).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
