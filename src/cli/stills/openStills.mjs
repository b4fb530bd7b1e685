import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { chromiumFlags, ensureChromium } from '../chromium.mjs';

/**
 * Opens the page of stills in a headless Chromium, from source: the same modules as the app, on a free port of this machine.
 *
 * @param count how many pages of it, each with a process of its own
 * @returns the pages, the first of them by name, with `stills` (see `stillsPage.ts`) on their global scope, and what ends both browser and server
 */
export async function openStills(count = 1) {
  const cacheDir = await mkdtemp(join(tmpdir(), 'kinora-stills-'));
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('../../../', import.meta.url)),
    base: './',
    cacheDir,
    logLevel: 'error',
    appType: 'mpa',
    optimizeDeps: { noDiscovery: true, include: [] },
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
  });
  await server.listen();
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: [...chromiumFlags, '--disable-gpu'] });
  const close = async () => {
    await browser.close();
    await server.close();
    await rm(cacheDir, { recursive: true, force: true });
  };
  try {
    const address = server.httpServer?.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const open = async () => {
      // Pages of one context would share a process.
      const page = await (await browser.newContext()).newPage();
      page.on('pageerror', (error) => console.error(error));
      await page.goto(`http://127.0.0.1:${port}/src/cli/stills/stills.html`);
      await page.waitForFunction(() => globalThis.stills !== undefined);
      return page;
    };
    const page = await open();
    const pages = [page, ...(await Promise.all(Array.from({ length: count - 1 }, open)))];
    return { page, pages, close };
  } catch (error) {
    await close();
    throw error;
  }
}
