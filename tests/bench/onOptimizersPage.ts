import { pageGlobal } from '../../src/cli/browser/pageGlobal';
import { launchChromium } from '../support/browser';
import { buildPage } from '../support/buildPage';
import { serveFolder } from '../support/server';
import type { Page } from 'playwright';

/** Builds the page of the optimizers, opens it in Chromium, and gives what `work` makes of it. */
export async function onOptimizersPage<Result>(work: (page: Page) => Promise<Result>): Promise<Result> {
  const built = await buildPage('tests/bench/optimizersPage.ts');
  const server = await serveFolder(built.folder);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await pageGlobal(page, 'optimizersPage');
    return await work(page);
  } finally {
    await browser.close();
    await server.close();
    await built.remove();
  }
}
