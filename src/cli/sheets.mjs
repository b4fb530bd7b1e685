/**
 * Draws every layout, theme, tone, format and script into `sheets/`, with the code that films are made with, in a real browser.
 *
 *     npm run sheets -- [part of a name...] [--every N] [--stills] [--height PX] [--lint] [--pages N]
 *
 * A still is called `<theme>-<tone>-<set>-<number>-<layout>-<format>`; only names that contain every part are drawn, e.g.
 * `npm run sheets -- ink-dark usual 16x9`. They come as contact sheets, one a theme, tone and set;
 * `--every N` takes one in N of them, `--stills` also writes each at its full size, `--lint` draws nothing, `--pages N` works in N pages
 * (2 by default). What is wrong with a still is said, and then it ends with 1. All of them are looked at by `npm run sheets -- --lint`, in
 * about five minutes on two cores; a part of a name, such as a theme, looks at a slice.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openStills } from './stills/openStills.mjs';

const { values, positionals: parts } = parseArgs({
  options: { stills: { type: 'boolean' }, lint: { type: 'boolean' }, every: { type: 'string' }, height: { type: 'string' }, pages: { type: 'string' } },
  allowPositionals: true,
});
const folder = fileURLToPath(new URL('../../sheets/', import.meta.url));
await mkdir(folder, { recursive: true });

const started = performance.now();
const { page: first, pages, close } = await openStills(Number(values.pages ?? 2));
try {
  const names = await first.evaluate(() => globalThis.stills.names);
  const wanted = names.filter((name) => parts.every((part) => name.includes(part))).filter((_, index) => index % Number(values.every ?? 1) === 0);
  /** @type {Map<string, readonly string[]>} */
  const sheets = new Map();
  for (const name of wanted) {
    const sheet = name.split('-').slice(0, 3).join('-');
    sheets.set(sheet, [...(sheets.get(sheet) ?? []), name]);
  }
  let complaints = 0;

  /** @type {(page: import('playwright').Page, sheet: string, some: readonly string[]) => Promise<void>} */
  const draw = async (page, sheet, some) => {
    for (const name of some) {
      for (const complaint of await page.evaluate((one) => globalThis.stills.lint(one), name)) {
        complaints++;
        console.log(`${name}: ${complaint}`);
      }
    }
    if (!values.lint) {
      const png = await page.evaluate(({ all, height }) => globalThis.stills.contact(all, height, 1900), { all: some, height: Number(values.height ?? 260) });
      await writeFile(`${folder}${sheet}.png`, Buffer.from(png, 'base64'));
    }
    if (!values.stills) return;
    for (const name of some) await writeFile(`${folder}${name}.png`, Buffer.from(await page.evaluate((one) => globalThis.stills.still(one), name), 'base64'));
  };
  // A sheet is one page's: its films are set once.
  const waiting = sheets.entries();
  await Promise.all(pages.map(async (page) => {
    for (const [sheet, some] of waiting) await draw(page, sheet, some);
  }));

  // One page to look at them all.
  const figures = [...sheets.keys()].map((sheet) => `<figure><img src="${sheet}.png" alt="" loading="lazy"><figcaption>${sheet}</figcaption></figure>`);
  if (!values.lint) await writeFile(`${folder}index.html`, `<!doctype html><meta charset="utf-8"><title>Stills</title>
<style>body{margin:24px;background:#777;font:13px system-ui}figure{margin:0 0 24px}img{max-width:100%;display:block}
figcaption{color:#fff;padding-top:4px}</style>
${figures.join('\n')}\n`);
  console.log(`${complaints} complaints about ${wanted.length} stills, in ${Math.round((performance.now() - started) / 1000)} s.`);
  if (!values.lint) console.log(`${sheets.size} contact sheets in sheets/, all of them on sheets/index.html`);
  process.exitCode = complaints > 0 ? 1 : 0;
} finally {
  await close();
}
