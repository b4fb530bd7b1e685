// `npm run pictures`: makes the pictures of the README from the built app itself.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './install.mjs';
import { serve } from './serve.mjs';

ensureInstalled();
ensureBuilt();
const { chromium } = await import('playwright');
const { chromiumFlags, ensureChromium } = await import('./chromium.mjs');

const pictures = join(root, 'public', 'pictures');
const server = await serve(join(root, 'dist'));
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumFlags });
try {
  await studio();
  await frame(poster());
} finally {
  await browser.close();
  await server.close();
}

/** The studio with the sample open and a scene selected. */
async function studio() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
  await page.goto(server.url);
  const cards = page.getByTestId('storyboard').getByRole('listitem');
  await cards.nth(2).getByRole('button').first().click();
  // Thumbnails are drawn as their turn comes.
  await page.waitForTimeout(2000);
  await page.screenshot({ path: join(pictures, 'studio.jpg'), type: 'jpeg', quality: 50 });
}

/** A still of the sample's film, as PNG bytes: the command line's poster. */
function poster() {
  const folder = mkdtempSync(join(tmpdir(), 'kinora-pictures-'));
  try {
    const sample = join(root, 'public', 'samples', 'how-rivers-shape-valleys.md');
    const options = ['--size', '1280x720', '--theme', 'ink', '--voice', 'none', '--seconds', '20'];
    const command = [join(root, 'src/cli/kinora.mjs'), 'render', sample, '--out', folder, ...options];
    const { status } = spawnSync(process.execPath, command, { stdio: ['ignore', 'ignore', 2] });
    if (status !== 0) throw new Error('The sample could not be rendered.');
    return readFileSync(join(folder, 'how-rivers-shape-valleys.png'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Saves PNG bytes as a JPEG, by the browser we have anyway.
 *
 * @param {Buffer} png
 */
async function frame(png) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.setContent(`<body style="margin:0"><img src="data:image/png;base64,${png.toString('base64')}">`);
  await page.screenshot({ path: join(pictures, 'frame.jpg'), type: 'jpeg', quality: 80 });
}
