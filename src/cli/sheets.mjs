/**
 * Draws stills of every layout, theme and format into `sheets/`, with the code that films are made with, in a real browser.
 *
 *     npm run sheets -- [part of a name...]
 *
 * e.g. `npm run sheets -- ink-dark usual 9x16`: only names that contain every part.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openStills } from './stills/openStills.mjs';

const parts = process.argv.slice(2);
const folder = fileURLToPath(new URL('../../sheets/', import.meta.url));
await mkdir(folder, { recursive: true });

const { page, close } = await openStills();
try {
  const names = await page.evaluate(() => globalThis.stills.names);
  const wanted = names.filter((name) => parts.every((part) => name.includes(part)));
  for (const name of wanted) {
    const png = await page.evaluate((one) => globalThis.stills.still(one), name);
    await writeFile(`${folder}${name}.png`, Buffer.from(png, 'base64'));
  }
  // One page to look at them all side by side.
  const figures = wanted.map((name) => `<figure><img src="${name}.png" alt="" loading="lazy"><figcaption>${name}</figcaption></figure>`);
  await writeFile(`${folder}index.html`, `<!doctype html><meta charset="utf-8"><title>Stills</title>
<style>body{margin:24px;background:#777;font:13px system-ui;display:flex;flex-wrap:wrap;gap:16px}figure{margin:0}img{height:300px;display:block}figcaption{color:#fff;padding-top:4px}</style>
${figures.join('\n')}\n`);
  console.log(`${wanted.length} stills in sheets/, all of them on sheets/index.html`);
  console.log(await page.evaluate(() => globalThis.stills.measure()));
} finally {
  await close();
}
