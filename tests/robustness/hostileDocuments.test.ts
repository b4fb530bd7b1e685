import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../src/cli/install.mjs';
import { chance } from '../../src/domain/chance';
import { kinora } from '../support/commandLine';

/** A document costs seconds at most, whatever is in it: so many, with a browser's start and a busy machine allowed for. */
const mostSeconds = 30;

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'kinora-hostile-')); });
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

const page = `<!doctype html><html lang="en"><head><title>Mills</title><style>p { color: red }</style></head><body><nav><a href="/">Home</a></nav>
<article><h1>Mills &amp; weirs</h1><p>A weir holds the river back, and the mill takes what it needs.</p><ul><li>Stone</li><li>Wood<ol><li>Oak</li></ol></li></ul>
<table><tr><th>Mill</th><th>Wheels</th></tr><tr><td>Upper</td><td>3</td></tr></table><pre><code>const wheels = 3;</code></pre>
<figure><img src="data:image/png;base64,iVBORw0KGgo=" alt="A mill"><figcaption>The upper mill</figcaption></figure>
<p>Later the weir was <del>closed</del><ins>opened</ins>, and \\(x^2\\) fish came back.</p></article></body></html>`;

/** What breaks readers: bytes turned over, ends cut off, pieces doubled, and signs of markup where none belong. */
function mutated(bytes: Buffer, seed: number): Buffer {
  const next = chance(seed);
  const at = (size: number): number => Math.floor(next() * size);
  let made = Buffer.from(bytes);
  const signs = [
    '<', '>', '&', '"', '`', '```', '[', '](', '![', '|', '$', '\\', '\0', '<!--', ']]>', '<script>', '<svg>', '&#0;', '\u202e', '---\n', '<table>',
  ];
  for (let change = 0, changes = 1 + at(12); change < changes; change += 1) {
    const from = at(made.length);
    const to = Math.min(made.length, from + 1 + at(200));
    const kind = at(5);
    if (kind === 0 && made.length > 0) made[from] = at(256);
    if (kind === 1) made = Buffer.concat([made.subarray(0, from), made.subarray(to)]);
    if (kind === 2) made = Buffer.concat([made.subarray(0, to), made.subarray(from)]);
    if (kind === 3) made = Buffer.concat([made.subarray(0, from), Buffer.from((signs[at(signs.length)] ?? '').repeat(1 + at(40))), made.subarray(from)]);
    if (kind === 4 && next() < 0.2) made = made.subarray(0, from);
  }
  return made;
}

test('a mutated document becomes a storyboard or a failure that is named', async () => {
  const sample = await readFile(join(root, 'public/samples/how-rivers-shape-valleys.md'));
  const sources = [['md', sample], ['html', Buffer.from(page)], ['txt', Buffer.from(sample.toString('utf8').replace(/[#*>|`]/g, ''))]] as const;
  const files = sources.flatMap(([ending, bytes]) => Array.from({ length: 60 }, (_, seed) => [`${ending}-${seed}.${ending}`, mutated(bytes, seed)] as const));
  await Promise.all(files.map(async ([name, bytes]) => writeFile(join(folder, name), bytes)));
  const { lines } = await kinora('suggest', ...files.map(([name]) => join(folder, name)), '--seconds', '30');
  // Each once, whichever is done first.
  expect(lines.map(({ source }) => source).sort()).toEqual(files.map(([name]) => join(folder, name)).sort());
  const bugs = lines.filter(({ error }) => (error as { readonly code?: string } | undefined)?.code === 'bug');
  expect(bugs).toEqual([]);
  // Most are still documents: a reader that refuses them all would pass the rest.
  expect(lines.filter(({ storyboard }) => storyboard !== undefined).length).toBeGreaterThan(files.length / 2);
}, 300_000);

const repeated = (text: string, times: number): string => text.repeat(times);

test.for([
  ['nested-divs.html', `${repeated('<div>', 20_000)}Words of a page that goes deep.${repeated('</div>', 20_000)}`],
  ['nested-lists.html', `${repeated('<ul><li>', 5000)}Words.`],
  ['open-comments.html', `<p>Words before.</p>${repeated('<!--', 50_000)}`],
  ['less-than.html', `<p>Words</p>${repeated('<', 200_000)}`],
  ['attributes.html', `<p ${Array.from({ length: 20_000 }, (_, index) => `a${index}="${index}"`).join(' ')}>Words of one paragraph.</p>`],
  ['wide-table.html', `<table><tr>${repeated('<td colspan=1000 rowspan=1000>1</td>', 500)}</tr></table><p>Words beside it.</p>`],
  ['nested-quotes.md', `${repeated('> ', 10_000)}Words.\n`],
  ['nested-lists.md', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth * 2)}- entry ${depth}`).join('\n')],
  ['brackets.md', `Words. ${repeated('[', 50_000)}`],
  ['links.md', `Words. ${repeated('[a](', 20_000)}`],
  ['emphasis.md', `Words. ${repeated('*a **b ', 20_000)}`],
  ['backticks.md', Array.from({ length: 600 }, (_, length) => '`'.repeat(length + 1)).join(' ')],
  ['pipes.md', `| a | b |\n|---|---|\n${repeated('| x ', 50_000)}\n`],
  ['dollars.md', `Words. ${repeated('$x ', 30_000)}`],
  ['one-line.txt', repeated('word ', 200_000)],
  ['no-spaces.txt', repeated('w', 1_000_000)],
  ['stops.txt', repeated('. ', 200_000)],
] as const)('%s ends within its time', { timeout: mostSeconds * 1000 }, async ([name, text]) => {
  await writeFile(join(folder, name), text);
  const { code, lines } = await kinora('suggest', join(folder, name), '--seconds', '30');
  expect(code).toBeGreaterThanOrEqual(0);
  expect(lines).toHaveLength(1);
  expect((lines[0]?.['error'] as { readonly code?: string } | undefined)?.code).not.toBe('bug');
});
