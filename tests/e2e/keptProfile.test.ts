import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../src/cli/install.mjs';
import { parseStoryboard } from '../../src/domain/storyboardFile';
import { launchChromium } from '../support/browser';
import { keptFiles, keptFolder, type KeptProfile } from '../support/keptFiles';
import { keptSights, savedStoryboard } from '../support/keptSights';
import { plainPage, restoreStorage } from '../support/keptStorage';
import { serveFolder, type FolderServer } from '../support/server';

/*
 * What an earlier build left in a browser is there in this one: see tests/domain/keptFiles.test.ts for the rule.
 */

let browser: Browser;
let server: FolderServer;
beforeAll(async () => {
  browser = await launchChromium();
  server = await serveFolder(join(root, 'dist'));
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const textOf = (name: string): string => readFileSync(join(keptFolder, name), 'utf8');

/** Opens the studio where an earlier build was used. */
async function studioOf(profile: KeptProfile, trouble: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  const page = await context.newPage();
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('console', (message) => {
    const { url } = message.location();
    // A browser asks for a picture of the plain page, which has none; the studio names its own.
    if (message.type() === 'error' && !url.endsWith('/favicon.ico')) trouble.push(`${message.text()} ${url}`);
  });
  // Before the app opens its databases.
  await page.goto(plainPage(server.url));
  await restoreStorage(page, profile);
  await page.goto(server.url);
  await page.getByTestId('scene-card').first().waitFor();
  return page;
}

describe.each(keptFiles('profile'))('%s', (name) => {
  // These files are written by `npm run keep` alone.
  const profile = JSON.parse(textOf(name)) as KeptProfile;

  test('opens as it was left, asks only what becomes of its unfinished videos, and makes them', async () => {
    const trouble: string[] = [];
    const page = await studioOf(profile, trouble);
    await expect.poll(() => page.getByTestId('order').count()).toBe(profile.sights.orders.length);
    await expect.poll(() => page.locator('.queue li').count()).toBe(profile.sights.waiting.length);
    expect(await keptSights(page)).toEqual(profile.sights);
    expect(await parseStoryboard(await savedStoryboard(page))).toEqual(await parseStoryboard(textOf(name.replace('profile', 'storyboard'))));
    expect(await page.locator('.alert').count()).toBe(1);

    await page.locator('.alert.question button').first().click();
    await expect.poll(() => page.getByTestId('order-save').count(), { timeout: 120_000 }).toBe(profile.sights.orders.length);
    // What waits to be opened is read with the picture that was kept beside it.
    await page.locator('.queue li button').first().click();
    await expect.poll(() => page.locator('header .file').textContent()).toBe(profile.sights.waiting[0]);
    await page.locator('article img').first().waitFor();
    expect(await page.locator('[role="alert"]').count()).toBe(0);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  test('has an unfinished video that only the journal knows, as of a second tab, which is offered and made', async () => {
    const trouble: string[] = [];
    const databases = profile.databases.map((database) => ({
      ...database,
      stores: database.stores.map((store) => ({ ...store, entries: store.entries.filter(([key]) => !/^order/.test(String(key))) })),
    }));
    const page = await studioOf({ ...profile, databases }, trouble);
    await page.locator('.alert.question button').first().click();
    await page.locator('video').waitFor({ timeout: 120_000 });
    expect(await page.locator('.alert').count()).toBe(0);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  test('is still there after a reload, and can be edited and taken back', async () => {
    const trouble: string[] = [];
    const page = await studioOf(profile, trouble);
    const cards = page.getByTestId('scene-card');
    await cards.nth(1).getByTestId('scene-pick').click();
    await cards.nth(1).getByTestId('scene-pick').press('Delete');
    await expect.poll(() => cards.count()).toBe(profile.sights.words.length - 1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => cards.getByTestId('scene-gist').allTextContents()).toEqual(profile.sights.words);
    await expect.poll(() => page.locator('header .keeping').textContent()).toBe('Saved');
    await page.reload();
    await expect.poll(() => cards.getByTestId('scene-gist').allTextContents()).toEqual(profile.sights.words);
    await expect.poll(() => page.getByTestId('order').count()).toBe(profile.sights.orders.length);
    expect(trouble).toEqual([]);
    await page.context().close();
  });
});
