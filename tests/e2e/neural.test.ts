import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../src/cli/install.mjs';
import { serve } from '../../src/cli/serve.mjs';
import { launchChromium } from '../support/browser';
import { words } from '../../src/app/words/words';
import { fileSize } from '../../src/app/page/wording';

let browser: Browser;
let server: { readonly url: string; readonly close: () => Promise<void> };
const asked: string[] = [];

const manifest = JSON.stringify({ name: 'Test voice', bytes: 86_000_000, module: './voice.js', voices: [{ name: 'af', label: 'Ann', language: 'en' }] });
/** A hum, as long as the text. */
const module = `export const KokoroTTS = { from_pretrained: async (_, { progress_callback }) => {
  progress_callback({ progress: 60 });
  return { generate: async (text, { voice }) => { globalThis.neuralSaid = [...(globalThis.neuralSaid ?? []), voice + ': ' + text]; return { audio: Float32Array.from({ length: text.length * 1500 }, (_, i) => 0.2 * Math.sin(i / 30)), sampling_rate: 24000 }; } };
} };`;

beforeAll(async () => {
  browser = await launchChromium();
  server = await serve(join(root, 'dist'), { handle: (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (!path.startsWith('/neural/')) return false;
    asked.push(path);
    const [type, body] = path.endsWith('manifest.json') ? ['application/json', manifest] : ['text/javascript', module];
    response.writeHead(200, { 'content-type': type }).end(body);
    return true;
  } });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function studio(address: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(`${server.url}?voice.neural=${address}`);
  await page.getByTestId('scene-card').first().waitFor();
  return page;
}

test('a neural voice is asked for, its size is told before it is loaded, and then it speaks', async () => {
  const page = await studio('./neural/');
  expect(asked).toEqual([]);
  await page.getByTestId('voice').selectOption('neural');
  await page.getByText(words.film.loadedOnce('Test voice', fileSize(86_000_000))).waitFor();
  expect(asked).toEqual(['/neural/manifest.json']);
  await page.getByTestId('alert-action').click();
  await page.getByText(words.film.speaksNow('Test voice')).waitFor();
  expect(asked).toEqual(['/neural/manifest.json', '/neural/voice.js']);
  await expect.poll(() => page.getByTestId('voice').inputValue()).toBe('neural');
  await page.getByTestId('scene-pick').nth(1).click();
  await page.getByTestId('scene-listen').click();
  await expect
    .poll(() => page.evaluate(() => (globalThis as { neuralSaid?: readonly string[] }).neuralSaid?.length ?? 0), { timeout: 60_000 })
    .toBeGreaterThan(0);
});

test('one that is not there leaves the voice as it was, and says so', async () => {
  const page = await studio('./nowhere/');
  await page.getByTestId('voice').selectOption('neural');
  await page.getByText(words.failures['library-not-available'].title).first().waitFor();
  expect(await page.getByTestId('voice').inputValue()).toBe('auto');
});
