import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { words } from '../../src/app/words/words';
import { root } from '../../src/cli/install.mjs';
import { pageGlobal } from '../../src/cli/browser/pageGlobal';
import type { OptimizersPage } from '../bench/optimizersPage';
import { launchChromium } from '../support/browser';
import { buildPage } from '../support/buildPage';
import type { BuiltPage } from '../support/buildPage';
import { serveFolder } from '../support/server';
import type { FolderServer } from '../support/server';

declare const optimizersPage: OptimizersPage;

let browser: Browser;
beforeAll(async () => { browser = await launchChromium(); });
afterAll(async () => { await browser?.close(); });

describe('the cache of several tabs', () => {
  let built: BuiltPage;
  let server: FolderServer;
  beforeAll(async () => {
    built = await buildPage('tests/bench/optimizersPage.ts');
    server = await serveFolder(built.folder);
  });
  afterAll(async () => {
    await server?.close();
    await built?.remove();
  });

  const named = (prefix: string, count: number): readonly string[] => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

  test('holds all that two of them write in one burst, and agrees on what both wrote', async () => {
    const context = await browser.newContext();
    const open = async (): Promise<Page> => {
      const page = await context.newPage();
      await page.goto(server.url);
      await pageGlobal(page, 'optimizersPage');
      await page.evaluate(() => optimizersPage.openTab());
      return page;
    };
    const burst = (page: Page, keys: readonly string[], word: string): Promise<void> =>
      page.evaluate(([these, said]) => optimizersPage.tabBurst(these, said), [keys, word] as const);
    const finds = (page: Page, keys: readonly string[]): Promise<readonly unknown[]> => page.evaluate((these) => optimizersPage.tabFinds(these), keys);
    const [first, second] = [await open(), await open()];
    await Promise.all([burst(first, named('first', 300), 'one'), burst(second, named('second', 300), 'two')]);
    const all = [...named('first', 300), ...named('second', 300)];
    const third = await open();
    expect(await finds(third, all)).toEqual([...named('first', 300).map((key) => `${key} one`), ...named('second', 300).map((key) => `${key} two`)]);
    expect(await third.evaluate(() => optimizersPage.tabCounts())).toMatchObject({ entries: 600, rotten: 0 });
    for (const tab of [first, second]) await expect.poll(async () => (await finds(tab, all)).filter((value) => value === undefined)).toEqual([]);

    const both = named('both', 20);
    await Promise.all([burst(first, both, 'said by the first'), burst(second, both, 'by the second')]);
    const fourth = await open();
    const truth = await finds(fourth, both);
    expect(truth).not.toContain(undefined);
    for (const tab of [first, second, third]) await expect.poll(() => finds(tab, both)).toEqual(truth);
    await context.close();
  });
});

describe('"Saved"', () => {
  let server: FolderServer;
  beforeAll(async () => { server = await serveFolder(join(root, 'dist')); });
  afterAll(async () => { await server?.close(); });

  const state = (page: Page): Promise<string> => page.evaluate(() => document.body.innerText);

  test('is said only of what a reload brings back, though all databases are deleted while the document is open', async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(server.url);
    await page.getByTestId('scene-card').first().waitFor();
    await page.getByTestId('file-picker').setInputFiles(markdown('bends.md', '# Bends\n\nAt the bend the current slows. The bank grows. The river moves.\n'));
    await page.getByText('bends.md').first().waitFor();
    await expect.poll(() => state(page)).toContain(words.page.autosave.saved);
    for (let turn = 0; turn < 2; turn++) {
      const outcomes = await page.evaluate(deleteDatabases);
      expect(outcomes.length).toBeGreaterThan(0);
      expect(new Set(outcomes)).toEqual(new Set(['deleted']));
      await expect.poll(() => page.evaluate(keptFilm)).toBe('bends.md');
      await expect.poll(() => state(page)).toContain(words.page.autosave.saved);
    }
    await page.reload();
    await page.getByTestId('scene-card').first().waitFor();
    expect(await state(page)).toContain('bends.md');
    // What was brought back and not edited since is kept, too.
    expect(new Set(await page.evaluate(deleteDatabases))).toEqual(new Set(['deleted']));
    await expect.poll(() => page.evaluate(keptFilm)).toBe('bends.md');
    await page.reload();
    await page.getByTestId('scene-card').first().waitFor();
    expect(await state(page)).toContain('bends.md');
    await context.close();
  });

  test('no open tab stands in the way of another that upgrades the databases', async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const [old, young] = [await context.newPage(), await context.newPage()];
    await old.goto(server.url);
    await old.getByTestId('scene-card').first().waitFor();
    await expect.poll(() => state(old)).toContain(words.page.autosave.saved);
    await young.goto(`${server.url}licenses/`).catch(() => undefined);
    expect(await young.evaluate(upgradeProjects)).toBe('upgraded');
    await old.getByTestId('file-picker').setInputFiles(markdown('later.md', '# Later\n\nThe river moves on. It bends.\n'));
    await expect.poll(() => old.evaluate(keptFilm)).toBe('later.md');
    await context.close();
  });
});

function markdown(name: string, text: string): { readonly name: string; readonly mimeType: string; readonly buffer: Buffer } {
  return { name, mimeType: 'text/markdown', buffer: Buffer.from(text) };
}

/** Runs in the page: what became of deleting each database, told once it is blocked or done. */
async function deleteDatabases(): Promise<readonly string[]> {
  const names = (await indexedDB.databases()).map(({ name = '' }) => name);
  return Promise.all(names.map((name) => new Promise<string>((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => { resolve('deleted'); };
    request.onblocked = () => { resolve(`${name} is blocked`); };
    request.onerror = () => { resolve(`${name} fails`); };
  })));
}

/** Runs in the page: the name of the document that stands in the store. */
async function keptFilm(): Promise<string | undefined> {
  if (!(await indexedDB.databases()).some(({ name }) => name === 'kinora-projects')) return undefined;
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('kinora-projects');
    opening.onerror = () => { reject(new Error('It does not open.')); };
    opening.onsuccess = () => {
      const database = opening.result;
      const asking = database.transaction('projects').objectStore('projects').get('film');
      asking.onsuccess = () => {
        database.close();
        resolve((asking.result as { readonly facts?: { readonly name: string } } | undefined)?.facts?.name);
      };
    };
  });
}

/** Runs in the page: as a later build would. */
async function upgradeProjects(): Promise<string> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('kinora-projects', 7);
    opening.onblocked = () => { resolve('blocked'); };
    opening.onsuccess = () => {
      opening.result.close();
      resolve('upgraded');
    };
  });
}
