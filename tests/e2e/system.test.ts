import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { words } from '../../src/app/words/words';
import { root } from '../../src/cli/install.mjs';
import { launchChromium } from '../support/browser';
import { serveFolder, type FolderServer } from '../support/server';

/** What the page notes of itself while a test runs. */
interface Noted {
  readonly violations: string[];
  shift: number;
}
declare const noted: Noted;

let browser: Browser;
let server: FolderServer;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-system-'));
  for (const name of ['bends', 'floods', 'deltas']) {
    writeFileSync(
      join(folder, `${name}.md`), `# About ${name}\n\nAt the bend the current slows on the inner side and drops its sand. The bank grows; the river moves.\n`,
    );
  }
  const parts = Array.from(
    { length: 3000 },
    (
      _, part,
    ) =>
      `## Part ${part}\n\nThe river carried ${part} tons of sand past the town in that year. The bank of reach ${part % 70} grew by a metre, and the field behind it shrank.\n\n`,
  );
  writeFileSync(join(folder, 'book.md'), `# A book\n\n${parts.join('')}`);
  browser = await launchChromium();
  server = await serveFolder(join(root, 'dist'), '/some/where/');
});
afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

let page: Page;
let trouble: string[] = [];
let requests: string[] = [];
beforeEach(async () => {
  trouble = [];
  requests = [];
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  page = await context.newPage();
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error') trouble.push(message.text()); });
  page.on('request', (request) => requests.push(request.url()));
  await page.addInitScript(() => {
    const notes: Noted = { violations: [], shift: 0 };
    Object.assign(globalThis, { noted: notes });
    addEventListener('securitypolicyviolation', (event) => { notes.violations.push(`${event.violatedDirective} ${event.blockedURI}`); });
    new PerformanceObserver((list) => {
      // Not in the DOM library: https://wicg.github.io/layout-instability/
      for (const entry of list.getEntries() as (PerformanceEntry & { readonly value: number })[]) notes.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: false });
  });
  await page.goto(server.url);
  await page.getByTestId('scene-card').first().waitFor();
  return () => context.close();
});

const dialog = () => page.getByTestId('system');

async function openSystem(): Promise<void> {
  await page.getByTestId('open-system').click();
  await dialog().waitFor();
}

async function saved(what: 'metrics' | 'open-metrics' | 'history' | 'trace'): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), dialog().getByTestId(`save-${what}`).click()]);
  return readFileSync(await download.path(), 'utf8');
}

describe('the system view', () => {
  test('draws its charts only when opened, without a violation of the policy and without shifting', async () => {
    expect(requests.filter((url) => url.includes('drawChart'))).toEqual([]);
    await page.locator('[data-testid=autosave][data-state=saved]').waitFor();
    await page.evaluate(() => { noted.shift = 0; });
    await openSystem();
    await expect.poll(() => requests.filter((url) => url.includes('drawChart')).length).toBe(1);
    // Drawn: some pixel of the first chart is not transparent.
    await expect.poll(() => dialog().locator('canvas').first().evaluate((canvas: HTMLCanvasElement) => {
      const context = canvas.getContext('2d');
      return context !== null && canvas.width > 0 && context.getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0);
    })).toBe(true);
    // One reading later, which draws again.
    await page.waitForTimeout(1200);
    expect(await page.evaluate(() => noted.violations)).toEqual([]);
    expect(await page.evaluate(() => noted.shift)).toBeLessThan(0.01);
    expect(trouble).toEqual([]);
  });

  test('has an address, closes by Escape and gives the focus back', async () => {
    await openSystem();
    expect(new URL(page.url()).hash).toBe('#system');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    // The browser tells the test of its address a moment later.
    await expect.poll(() => new URL(page.url()).hash).toBe('');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('open-system');
    await openSystem();
    await page.goBack();
    await dialog().waitFor({ state: 'detached' });
    await page.goto(`${server.url}#system`);
    await page.reload();
    await dialog().waitFor();
  });

  test('finds the kernels equal to their reference on the document that is open', async () => {
    await openSystem();
    await dialog().getByTestId('verify-kernels').click();
    await dialog().getByText(words.system.trial.allEqual).waitFor();
    const cells = dialog().getByTestId('kernel-trials').getByRole('row').nth(1).getByRole('cell');
    expect(await cells.first().textContent()).toBe(words.system.trial.equal);
    expect(await cells.last().textContent()).toMatch(/^\d+\.\d×$/);
  });

  test('switches an optimizer off and on', async () => {
    await openSystem();
    const cache = dialog().getByTestId('switch-cache');
    await cache.click();
    await dialog().getByText('Every step runs anew. Switched off.').waitFor();
    expect(await cache.getAttribute('aria-checked')).toBe('false');
    await cache.click();
    await expect.poll(() => cache.getAttribute('aria-checked')).toBe('true');
  });

  test('saves the metrics in both texts, the history and the trace', async () => {
    await openSystem();
    expect(await saved('metrics')).toContain('# TYPE kinora_step_seconds histogram');
    expect(await saved('open-metrics')).toMatch(/# EOF\n$/);
    expect(await saved('history')).toMatch(/kinora_step_seconds_count\{[^}]*\} \d+ \d{10}\.\d{3}\n/);
    const trace = JSON.parse(await saved('trace')) as { readonly traceEvents: readonly { readonly name: string }[] };
    expect(trace.traceEvents.map(({ name }) => name)).toContain('score');
  });

  test('clears the cache after asking', async () => {
    await openSystem();
    await dialog().getByTestId('clear-cache').click();
    await dialog().getByTestId('clear-yes').click();
    await dialog().getByTestId('storage').getByRole('status').waitFor();
  });
});

describe('many files', () => {
  test('become videos one after the other, each to be saved', async () => {
    await page.getByTestId('file-picker').setInputFiles(['bends', 'floods', 'deltas'].map((name) => join(folder, `${name}.md`)));
    await page.getByTestId('make-all').click();
    await page.getByText(words.exports.orders.allReady).waitFor({ timeout: 120_000 });
    const downloads: string[] = [];
    page.on('download', (download) => downloads.push(download.suggestedFilename()));
    await page.getByTestId('orders-save').click();
    await expect.poll(() => downloads.length).toBe(2);
    expect(downloads.sort()).toEqual(['deltas.mp4', 'floods.mp4']);
    expect(trouble).toEqual([]);
  });
});

describe('an export that a reload breaks off', () => {
  test('is offered by the next page and continued', async () => {
    page.on('dialog', (question) => void question.accept());
    await page.getByTestId('make-video').click();
    const bar = page.getByTestId('video-view').getByRole('progressbar');
    await expect.poll(async () => Number(await bar.getAttribute('value')), { timeout: 60_000 }).toBeGreaterThan(50);
    await page.reload();
    const goOn = page.getByTestId('alert-action');
    await goOn.click();
    await page.locator('video').waitFor({ timeout: 120_000 });
    await page.getByTestId('downloads-heading').getByText(new RegExp(words.exports.leftUnfinished('.+'))).waitFor();
    await page.reload();
    await page.getByTestId('scene-card').first().waitFor();
    expect(await goOn.count()).toBe(0);
  });
});

describe('a book', () => {
  test('is shown a stretch at a time, and from wherever a scene stands', async () => {
    await page.getByTestId('file-picker').setInputFiles(join(folder, 'book.md'));
    await page.locator('.file', { hasText: 'book.md' }).waitFor({ timeout: 60_000 });
    const blocks = page.locator('article > .block');
    await expect.poll(() => blocks.count(), { timeout: 20_000 }).toBe(600);
    await page.getByTestId('show-further').click();
    await expect.poll(() => blocks.count(), { timeout: 20_000 }).toBe(1200);
    const cards = page.getByTestId('scene-card');
    // The last but one: the last is the closing, which stands on nothing.
    await cards.nth((await cards.count()) - 2).getByTestId('scene-pick').click();
    await page.locator('article [data-lit]').first().waitFor();
    await expect.poll(() => blocks.count(), { timeout: 20_000 }).toBeLessThanOrEqual(1200);
    expect(trouble).toEqual([]);
  });
});
