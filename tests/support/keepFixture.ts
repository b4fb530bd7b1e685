// `npm run keep`: writes what people have of the present build as the next fixture of tests/fixtures/kept; those that are there stay as they are.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { ensureBuilt, root } from '../../src/cli/install.mjs';
import { wav } from '../../src/stages/video/files/wav';
import { launchChromium } from './browser';
import { kinora } from './commandLine';
import { byHand, keptFolder, type KeptProfile } from './keptFiles';
import { keptSights, savedStoryboard } from './keptSights';
import { dumpStorage, type KeptStore, plainPage } from './keptStorage';
import { png } from './png';
import { serveFolder } from './server';
import { thinnedCache } from './thinnedCache';

const markdown = `# How a bend grows

At the bend the current slows on the inner side and drops its sand. The outer bank loses 40 % of its soil in ten years.

![Sand at the bend](sand.png)

## What moves

- Sand settles
- The bank grows
- The river moves

| Year | Metres |
|------|--------|
| 2001 | 3      |
| 2002 | 5      |

\`\`\`ts
const bank = 3;
\`\`\`
`;

const folder = mkdtempSync(join(tmpdir(), 'kinora-keep-'));
const inFolder = (name: string): string => join(folder, name);
const number = 1 + Math.max(0, ...readdirSync(keptFolder).map((name) => Number(/^profile-(\d+)\.json$/.exec(name)?.[1] ?? 0)));

ensureBuilt();
writeFileSync(inFolder('bend.md'), markdown);
writeFileSync(inFolder('later.md'), '# Later\n\nThis one waits, with ![its picture](sand.png).\n');
writeFileSync(inFolder('by-hand.json'), readFileSync(byHand));
writeFileSync(inFolder('sand.png'), png(288, 120, (_, y) => (y < 48 ? [208, 226, 236] : [214, 192, 140])));
// 25 ms: a take is kept as it is, and this fixture is small.
writeFileSync(inFolder('take.wav'), wav(Int16Array.from({ length: 600 }, (_, at) => Math.round(9000 * Math.sin(at / 20))), 24_000));
try {
  const { profile, storyboard } = await keepProfile();
  writeFileSync(join(keptFolder, `profile-${number}.json`), profileJson(profile));
  writeFileSync(join(keptFolder, `storyboard-${number}.json`), storyboard);
  await kinora('render', inFolder('by-hand.json'), '--out', inFolder('out'));
  writeFileSync(join(keptFolder, `manifest-${number}.json`), readFileSync(join(folder, 'out', 'by-hand.manifest.json')));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Works in the studio as a person does, and closes the page in the midst of an export. */
async function keepProfile(): Promise<{ readonly profile: KeptProfile; readonly storyboard: string }> {
  const server = await serveFolder(join(root, 'dist'));
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
    // The program that runs this file marks every function with its name by this.
    await context.addInitScript('globalThis.__name = (named) => named');
    const page = await context.newPage();
    await page.goto(plainPage(server.url));
    // People write the first by hand; the second is what the system view writes.
    await page.evaluate(() => {
      localStorage.setItem('kinora-settings', JSON.stringify({ 'cache.days': 20, 'log.level': 'info' }));
      localStorage.setItem('kinora-appearance', 'dark');
    });
    await page.goto(server.url);
    await page.getByTestId('scene-card').first().waitFor();

    await openFiles(page, 'bend.md', ['sand.png', 'by-hand.json']);
    // One video is made to its end, from which the device is known.
    await page.locator('.queue .head button').click();
    await page.getByTestId('export-work').waitFor();
    await page.getByTestId('export-work').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByTestId('scene-card').first().waitFor();

    await openFiles(page, 'bend.md', ['sand.png', 'by-hand.json']);
    await page.getByTestId('export-more').click();
    await choose(page, '720', '360');
    await page.getByTestId('export-what').filter({ hasText: '360p' }).waitFor();
    await page.locator('header .loud').click();
    await page.getByTestId('export-work').getByRole('button').first().click();
    await page.locator('.queue .head button').click();
    await openFiles(page, 'bend.md', ['sand.png', 'later.md']);
    await edit(page);

    await choose(page, 'mp4', 'mp3');
    await page.getByTestId('make-next').click();
    await page.getByTestId('order').nth(2).waitFor();
    await choose(page, 'mp4', 'webm');
    await choose(page, 'av1', 'av1');
    const storyboard = await savedStoryboard(page);
    const sights = await keptSights(page);
    // On it goes, so that there is something to be interrupted.
    await page.getByTestId('orders-resume').click();
    await exportUnderWay(page);
    await page.locator('[data-testid=autosave][data-state=saved]').waitFor();
    await page.close();

    const plain = await context.newPage();
    await plain.goto(plainPage(server.url));
    return { profile: { sights, ...thinnedCache(await dumpStorage(plain)) }, storyboard };
  } finally {
    await browser.close();
    await server.close();
  }
}

async function openFiles(page: Page, first: string, others: readonly string[]): Promise<void> {
  await page.locator('header input[type="file"]').setInputFiles([first, ...others].map(inFolder));
  await page.locator('.alert.note', { hasText: first }).waitFor();
  await page.locator('.queue li').first().waitFor();
}

async function edit(page: Page): Promise<void> {
  const field = page.getByTestId('field-text');
  await page.getByTestId('scene-pick').filter({ hasText: 'the current slows' }).click();
  await page.getByTestId('scene-edit').click();
  await field.fill('At the bend the river drops its sand, said a person.');
  await field.press('Enter');
  await page.getByTestId('scene-gist').filter({ hasText: 'said a person' }).waitFor();
  await page.getByTestId('scene-pick').filter({ hasText: 'The outer bank' }).click();
  await page.getByTestId('scene-record').click();
  await page.getByTestId('recorder-file').setInputFiles(inFolder('take.wav'));
  await page.getByTestId('recorder-keep').click();
  await page.getByTestId('recorder').waitFor({ state: 'detached' });
  await page.locator('main input[type="radio"][value="gazette"]').check({ force: true });
  await page.locator('main input[type="radio"][value="dark"]').check({ force: true });
  await choose(page, 'pebbles', 'pebbles');
  await choose(page, 'burn', 'file');
  await choose(page, 'own', '140');
  await page.locator('.say > button').click();
  await page.locator('.say form input').first().fill('bend');
  await page.locator('.say form input').nth(1).fill('bent');
  await page.locator('.say form button[type="submit"]').click();
  await page.locator('.say li').waitFor();
}

/** Chooses from the list that has a choice by the name of `known`. */
async function choose(page: Page, known: string, wanted: string): Promise<void> {
  await page.locator(`select:has(option[value="${known}"])`).selectOption(wanted);
}

/** Resolves when an export runs of which the journal knows something. */
async function exportUnderWay(page: Page): Promise<void> {
  for (let events = 0; events < 4; ) {
    await page.waitForTimeout(20);
    events = await page.evaluate(async () => {
      if (!(await indexedDB.databases()).some(({ name }) => name === 'kinora-journal')) return 0;
      return new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('kinora-journal');
        opening.onerror = () => { reject(new Error('The journal could not be opened.')); };
        opening.onsuccess = () => {
          const asked = opening.result.transaction('keyval').objectStore('keyval').count();
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result);
          };
        };
      });
    });
  }
}

/** A line an entry: small, and still to be read. */
function profileJson({ databases, ...rest }: KeptProfile): string {
  const lines = databases.map(({ stores, ...database }) => {
    const entriesOf = ({ entries }: KeptStore): string => entries.map((entry) => JSON.stringify(entry)).join(',\n');
    const written = stores.map((store) => `{"name":${JSON.stringify(store.name)},"entries":[\n${entriesOf(store)}\n]}`);
    return `${JSON.stringify(database).slice(0, -1)},"stores":[${written.join(',\n')}]}`;
  });
  return `${JSON.stringify(rest).slice(0, -1)},"databases":[\n${lines.join(',\n')}\n]}\n`;
}
