import type { Page } from 'playwright';

/**
 * Waits until a page has put a name on its global object.
 *
 * Playwright's `waitForFunction` evaluates text in the page from its second look on, which the page's own policy forbids.
 *
 * @param patience milliseconds
 * @throws Error if the name is not there in time
 */
export async function pageGlobal(page: Page, name: string, patience = 60_000): Promise<void> {
  const end = performance.now() + patience;
  while (!(await page.evaluate((one) => one in globalThis, name))) {
    if (performance.now() > end) throw new Error(`The page did not start within ${patience / 1000} s: it has no ${name}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
