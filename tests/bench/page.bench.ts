import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { root } from '../../src/cli/install.mjs';
import { launchChromium } from '../support/browser';
import { serveFolder } from '../support/server';
import type { Figure } from './figure';
import { longText } from './longText';

/** A task of the page's own thread, as `PerformanceObserver` tells of those of 50 ms and more. */
interface LongTask {
  /** Milliseconds. */
  readonly start: number;
  readonly duration: number;
}

/** Below so many ms a task keeps nobody waiting; above, browsers count it as long. */
const bearable = 50;

/** What holds the page's own thread, in the studio as people use it: a short document and one of five million characters, from the drop to the film. */
export async function bench(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kinora-page-'));
  const browser = await launchChromium();
  const server = await serveFolder(join(root, 'dist'));
  try {
    writeFileSync(join(folder, 'short.md'), longText(400));
    writeFileSync(join(folder, 'long.md'), longText(810_000));
    const figures: Figure[] = [];
    for (const name of ['short', 'long']) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      await page.addInitScript(watch);
      await page.goto(server.url);
      await page.getByTestId('storyboard').getByRole('listitem').first().waitFor();
      for (const [step, tasks] of await tasksOf(page, join(folder, `${name}.md`))) figures.push(...figuresOf(`${name} document: ${step}`, tasks));
      await context.close();
    }
    return figures;
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Goes all the way with one document, and gives the long tasks of each part of it. */
async function tasksOf(page: Page, file: string): Promise<readonly (readonly [string, readonly LongTask[]])[]> {
  const parts: (readonly [string, readonly LongTask[]])[] = [];
  const end = async (step: string): Promise<void> => {
    // What is written behind comes a little later.
    await page.waitForTimeout(1000);
    parts.push([step, await page.evaluate(() => globalThis.longTasks.splice(0))]);
  };
  await end('first screen');
  await page.getByTestId('file-picker').setInputFiles(file);
  await page.getByTestId('content-view').getByText('What the river does').first().waitFor({ timeout: 120_000 });
  await page.getByTestId('storyboard').getByText('What the river does').first().waitFor({ timeout: 120_000 });
  await end('to the storyboard');
  await page.getByTestId('scene-pick').nth(2).click();
  await page.getByTestId('scene-remove').click();
  await end('an edit');
  await page.getByTestId('make-video').click();
  await page.locator('video').waitFor({ timeout: 300_000 });
  await end('to the film');
  return parts;
}

function figuresOf(name: string, tasks: readonly LongTask[]): readonly Figure[] {
  return [
    { name: `${name}, longest task`, value: Math.max(0, ...tasks.map(({ duration }) => duration)), unit: 'ms', anchor: `0: none of ${bearable} ms or more` },
    { name: `${name}, long tasks`, value: tasks.length, unit: 'tasks' },
  ];
}

declare global {
  var longTasks: LongTask[];
}

/** Runs in the page, before its own code. */
function watch(): void {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) globalThis.longTasks.push({ start: startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
}
