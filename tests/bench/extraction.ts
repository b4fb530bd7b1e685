/**
 * Measures content extraction in a real browser: `npx tsx tests/bench/extraction.ts [folder]`.
 *
 * Without a folder: the F1 of body text over the benchmark's pages (4-word shingles, as its scorer counts), with the worst
 * pages. With one: what comes out of each of its files.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { chromiumFlags, ensureChromium } from '../../src/cli/chromium.mjs';
import type { Content } from '../../src/domain/content';
import { extractionBundle } from './extractionBundle';

const shared = resolve(import.meta.dirname, '../../../shared/data/extraction');

/** Body text as the benchmark counts it: words of blocks, one block a line. */
function bodyOf(content: Content | undefined, withPictures: boolean): string {
  return (content?.blocks ?? []).filter((block) => withPictures || block.type !== 'image').map((block) => block.text).join('\n');
}

function shingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let index = 0; index < Math.max(words.length > 0 ? 1 : 0, words.length - 3); index++) {
    const shingle = words.slice(index, index + 4).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

function compare(want: string, got: string): { hit: number; extra: number; lost: number } {
  const wanted = shingles(want);
  const given = shingles(got);
  let hit = 0;
  let total = 0;
  for (const [shingle, count] of given) {
    hit += Math.min(count, wanted.get(shingle) ?? 0);
    total += count;
  }
  return { hit, extra: total - hit, lost: [...wanted.values()].reduce((sum, count) => sum + count, 0) - hit };
}

const folder = process.argv[2];
if (folder === undefined && !existsSync(shared)) {
  console.log('The benchmark is not on this machine: give a folder of documents.');
  process.exit(0);
}
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumFlags });
const page = await browser.newPage();
const requests: string[] = [];
page.on('request', (request) => requests.push(request.url()));
await page.addScriptTag({ content: await extractionBundle() });
const extract = async (name: string, bytes: Uint8Array) =>
  page.evaluate(([file, base64]) => window.extract(file ?? '', base64 ?? ''), [name, Buffer.from(bytes).toString('base64')]);

if (folder !== undefined) {
  const files = statSync(folder).isDirectory() ? readdirSync(folder).map((name) => join(folder, name)) : [folder];
  for (const file of files) {
    const { content, failure, milliseconds } = await extract(file.split('/').at(-1) ?? file, readFileSync(file));
    const counts = new Map<string, number>();
    for (const { type } of content?.blocks ?? []) counts.set(type, (counts.get(type) ?? 0) + 1);
    const kinds = [...counts].map(([type, count]) => `${count} ${type}`);
    console.log(`${file.split('/').at(-1)}: ${failure ?? `“${content?.title}” [${content?.language}] ${content?.authors.join(', ')} ${content?.link
      ?? ''}; ${kinds.join(', ')}; ${bodyOf(content, false).length} characters`} (${Math.round(milliseconds)} ms)`);
    if (files.length === 1) for (const block of content?.blocks ?? []) console.log(`  ${block.type}: ${block.text}`);
  }
} else {
  const truth = JSON.parse(readFileSync(join(shared, 'truth.json'), 'utf8')) as Record<string, { articleBody: string }>;
  for (const withPictures of [true, false]) {
    const precision: number[] = [];
    const recall: number[] = [];
    const pages: { id: string; f1: number; extra: number; lost: number }[] = [];
    let slowest = 0;
    const lines: string[] = [];
    for (const [id, { articleBody }] of Object.entries(truth)) {
      const { content, milliseconds } = await extract(`${id}.html`, gunzipSync(readFileSync(join(shared, 'pages', `${id}.html.gz`))));
      slowest = Math.max(slowest, milliseconds);
      const body = bodyOf(content, withPictures);
      lines.push(JSON.stringify({ id, text: body, title: content?.title, blocks: content?.blocks.map((block) => `${block.type}: ${block.text}`) }));
      const { hit, extra, lost } = compare(articleBody, body);
      if (hit + extra > 0) precision.push(hit / (hit + extra));
      if (hit + lost > 0) recall.push(hit / (hit + lost));
      pages.push({ id, f1: (2 * hit) / Math.max(1, 2 * hit + extra + lost), extra, lost });
    }
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [p, r] = [mean(precision), mean(recall)];
    console.log(
      `${withPictures ? 'with' : 'without'} words of pictures: F1 ${((2 * p * r) / (p + r)).toFixed(
        4,
      )} precision ${p.toFixed(4)} recall ${r.toFixed(4)}, slowest page ${Math.round(slowest)} ms`,
    );
    if (process.env['KINORA_BENCH_OUT'] !== undefined) writeFileSync(process.env['KINORA_BENCH_OUT'], `${lines.join('\n')}\n`);
    for (const worst of pages.toSorted((a, b) => a.f1 - b.f1).slice(0, withPictures ? 0 : 16)) console.log(
      `  ${worst.id.slice(0, 10)} F1 ${worst.f1.toFixed(2)} extra ${worst.extra} lost ${worst.lost}`,
    );
  }
}
console.log(`requests made by documents: ${requests.length}`);
await browser.close();
