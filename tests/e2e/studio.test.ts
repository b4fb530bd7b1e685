import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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
  await page.getByRole('region', { name: 'Storyboard' }).getByRole('listitem').first().waitFor();
  return () => context.close();
});

async function open(name: string): Promise<void> {
  await page.getByLabel('Open files').setInputFiles(join(folder, name));
}

/** Small and quick; what is tested here does not depend on size. */
async function makeVideo(): Promise<void> {
  await page.getByRole('button', { name: 'Make video' }).last().click();
  await page.locator('video').waitFor({ timeout: 120_000 });
}

async function saved(label: RegExp): Promise<Buffer> {
  const [download] =
    await Promise.all([page.waitForEvent('download'), page.getByRole('region', { name: 'Video' }).getByRole('link', { name: label }).first().click()]);
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
    const storyboard = parseStoryboard((await saved(/Storyboard/)).toString('utf8'));
    const seconds = storyboard.scenes.reduce((sum, scene) => sum + scene.frames, 0) / storyboard.format.fps;
    const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(new Uint8Array(await saved(/MP4/))) });
    const [picture, sound] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
    expect(await picture?.getCodec()).toBe('avc');
    expect(await sound?.getCodec()).toBe('aac');
    expect(Math.abs((await picture?.computeDuration() ?? 0) - seconds)).toBeLessThan(0.05);
    expect(Math.abs((await sound?.computeDuration() ?? 0) - seconds)).toBeLessThan(0.05);
    expect((await saved(/SRT/)).toString('utf8')).toContain('-->');
    expect((await saved(/VTT/)).toString('utf8')).toMatch(/^WEBVTT/);
    expect((await saved(/Poster/)).subarray(1, 4).toString()).toBe('PNG');
  });

  test('can be cancelled half-way and then makes a second video', async () => {
    await page.getByRole('button', { name: 'Make video' }).last().click();
    const bar = page.getByRole('region', { name: 'Video' }).getByRole('progressbar');
    await expect.poll(async () => Number(await bar.getAttribute('value')), { timeout: 60_000 }).toBeGreaterThan(40);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await bar.waitFor({ state: 'detached' });
    expect(await page.locator('video').count()).toBe(0);
    await makeVideo();
    expect(trouble).toEqual([]);
  });

  test('predicts by measuring, queues two exports, pauses, and finishes both after a reload', async () => {
    await open('bends.md');
    const panel = page.getByRole('region', { name: 'Video' });
    await panel.getByText('measured on this device').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Make video' }).last().click();
    await page.getByRole('button', { name: 'All sizes and files' }).click();
    await page.getByLabel('File', { exact: true }).selectOption('mp3');
    await page.getByRole('button', { name: 'Make this one next' }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await panel.getByText('Paused, 2 videos to make').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Continue' }).click();
    await panel.getByText('All videos are ready').waitFor({ timeout: 120_000 });
    await panel.getByText(/predicted .* took/).waitFor();
    expect(await panel.getByRole('link', { name: /^Save bends.*\.(mp4|mp3)$/ }).count()).toBe(2);
    // The settings outlive the page, too: the tests that follow want videos.
    await page.getByRole('button', { name: 'Put away' }).click();
    await page.getByRole('button', { name: 'All sizes and files' }).click();
    await page.getByLabel('File', { exact: true }).selectOption('mp4');
    expect(trouble).toEqual([]);
  });

  test('edits, drops and moves scenes, and takes each back', async () => {
    await open('bends.md');
    await page.getByText('bends.md').first().waitFor();
    const cards = page.getByRole('region', { name: 'Storyboard' }).getByRole('listitem');
    await expect.poll(() => cards.count()).toBeGreaterThan(2);
    const before = await cards.count();
    await cards.nth(1).getByRole('button').first().click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await expect.poll(() => cards.count()).toBe(before - 1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => cards.count()).toBe(before);
    const second = await cards.nth(1).locator('.text').textContent();
    await cards.nth(1).getByRole('button').first().click();
    await page.getByRole('button', { name: 'Move down' }).click();
    await expect.poll(() => cards.nth(2).locator('.text').textContent()).toBe(second);
  });

  test('puts a picture and a sentence of the document into the film, and a picture beside its words', async () => {
    writeFileSync(
      join(folder, 'leaks.md'), '# Leaks\n\n![](valley.png)\n\nWater leaks from old pipes every day. Repairs help for many years.\n\n- One\n- Two\n',
    );
    copyFileSync(join(root, 'public/samples/river-valley.png'), join(folder, 'valley.png'));
    await page.getByLabel('Open files').setInputFiles([join(folder, 'leaks.md'), join(folder, 'valley.png')]);
    await page.getByText('leaks.md is open.').waitFor();
    const content = page.getByRole('region', { name: 'Content' });
    const cards = page.getByRole('region', { name: 'Storyboard' }).getByRole('listitem');
    // Whatever the plan left out.
    const unused = content.getByRole('button', { name: /Water leaks|Repairs help|Add this picture/ });
    for (let left = await unused.count(); left > 0; left = await unused.count()) {
      const before = await cards.count();
      await unused.first().click();
      await expect.poll(() => cards.count()).toBe(before + 1);
    }
    await content.getByRole('link', { name: 'Repairs help for many years.' }).last().click();
    const card = page.locator('.card.selected');
    await card.getByRole('button', { name: 'Edit text' }).click();
    await page.getByLabel('Picture of this scene').setInputFiles(join(folder, 'valley.png'));
    for (const name of ['Run to the edges', 'Move slowly', 'Stand beside the words', 'Take picture off', 'Add a picture']) await card
      .getByRole('button', { name })
      .click();
    expect(trouble).toEqual([]);
  });

  test.each([
    ['empty.md', '', /empty/i],
    ['garbage.md', Buffer.from(Array.from({ length: 2000 }, (_, index) => (index * 197) % 256)), /./],
  ])('says what is wrong with %s and keeps what is open', async (name, bytes, words) => {
    writeFileSync(join(folder, name), bytes);
    const cards = page.getByRole('region', { name: 'Storyboard' }).getByRole('listitem');
    const before = await cards.count();
    await open(name);
    await expect.poll(() => page.getByRole('alert').first().textContent()).toMatch(words);
    expect(await cards.count()).toBe(before);
  });

  test('keeps the project over a reload', async () => {
    await open('bends.md');
    await page.getByText('bends.md').first().waitFor();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    await expect.poll(() => page.getByText('bends.md').count()).toBeGreaterThan(0);
  });

  test('shows one column at a time on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('navigation').getByRole('button', { name: 'Video' }).click();
    await page.getByRole('region', { name: 'Video' }).waitFor();
    expect(await page.getByRole('region', { name: 'Content' }).isVisible()).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
