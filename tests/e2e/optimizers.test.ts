import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageGlobal } from '../../src/cli/browser/pageGlobal';
import type { Block, Content } from '../../src/domain/content';
import type { OptimizersPage } from '../bench/optimizersPage';
import { launchChromium } from '../support/browser';
import { buildPage } from '../support/buildPage';
import type { BuiltPage } from '../support/buildPage';
import { serveFolder } from '../support/server';
import type { FolderServer } from '../support/server';

declare const optimizersPage: OptimizersPage;

let built: BuiltPage;
let server: FolderServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  built = await buildPage('tests/bench/optimizersPage.ts');
  server = await serveFolder(built.folder);
  browser = await launchChromium();
  page = await browser.newPage();
  await page.goto(server.url);
  await pageGlobal(page, 'optimizersPage');
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await built?.remove();
});

const content: Content = {
  title: 'Tides', authors: [], language: 'en',
  blocks: Array.from({ length: 40 }, (_, id) => ({
    id, type: 'paragraph', place: { offset: 0 },
    text:
      `The moon pulls on sea number ${id} of the planet. Harbour ${id % 7} prints tables for tide ${id % 5}. Sailors of harbour ${id % 3} read the tables before they leave.`,
  }) as Block),
};

describe('optimizers in a real browser', () => {
  test('a worker that closes, crashes or hangs is replaced, and others are spared', async () => {
    const { close, crash, hang, innocent } = await page.evaluate(() => optimizersPage.deaths());
    console.log(`back after close ${close.toFixed(0)} ms, crash ${crash.toFixed(0)} ms, hang ${hang.toFixed(0)} ms`);
    expect(innocent).toBe('alive');
  });

  test('an abort rejects at once though the worker is busy, and the pool goes on', async () => {
    expect(await page.evaluate(() => optimizersPage.abort())).toMatchObject({ reason: 'enough', next: 'next' });
  });

  test('the cache keeps values in IndexedDB exactly', async () => {
    expect(await page.evaluate(() => optimizersPage.persists())).toBe(true);
  });

  test('two tabs agree on the cache', async () => {
    const context = await browser.newContext();
    const tabs = [await context.newPage(), await context.newPage()] as const;
    for (const each of tabs) {
      await each.goto(server.url);
      await pageGlobal(each, 'optimizersPage');
      await each.evaluate(() => optimizersPage.openTab());
    }
    const [first, second] = tabs;
    const inSecond = (): Promise<unknown> => second.evaluate(() => optimizersPage.tabGet('a'));
    await first.evaluate(() => optimizersPage.tabSet('a', 'from the first'));
    await expect.poll(inSecond).toBe('from the first');
    await first.evaluate(() => optimizersPage.tabSet('a', 'newer'));
    await expect.poll(inSecond).toBe('newer');
    await first.evaluate(() => optimizersPage.tabSet('a', undefined));
    await expect.poll(inSecond).toBe(undefined);
    await second.evaluate(() => optimizersPage.tabSet('b', 'from the second'));
    await first.close();
    const third = await context.newPage();
    await third.goto(server.url);
    await pageGlobal(third, 'optimizersPage');
    await third.evaluate(() => optimizersPage.openTab());
    expect(await third.evaluate(() => optimizersPage.tabGet('b'))).toBe('from the second');
    await context.close();
  });

  test('all together give the same suggestions as none, and compute them once', async () => {
    const report = await page.evaluate((document) => optimizersPage.suggestions(document), content);
    expect(new Set(report.digests).size).toBe(1);
    expect(report.status).toEqual([
      ['metrics', 'ready', 'everything is recorded'], ['numeric', 'ready', 'WASM SIMD'], ['cache', 'ready', 'memory and IndexedDB'],
      ['pool', 'ready', '2 workers at most'],
    ]);
    expect(report.tasks).toBe(4);
    expect(report.stats['cache']).toMatchObject({ hits: 4, misses: 4 });
    expect(report.stats['pool']).toMatchObject({ onPage: 0, failed: 0 });
    expect(report.metrics).toContain('kinora_cache_requests_total{stage="suggestions",step="score",result="hit"} 1.0');
  });
});
