import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chance } from '../../src/domain/chance';
import { launchChromium } from '../support/browser';
import { sampleScenes } from '../support/sampleScenes';
import { openStudio, type StudioPage } from '../support/studioPage';

/** Milliseconds that the page may be stuck at a time, on a quiet machine; a busy one gets five times as much. */
const stuck = 200 * 5;

let browser: Browser;
let canary: { readonly url: string; calls(): number; close(): void };
beforeAll(async () => {
  browser = await launchChromium();
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  canary = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls: () => calls, close: () => server.close() };
});
afterAll(async () => {
  await browser?.close();
  canary?.close();
});

const prose = '<p>The mill takes what water it needs, and the weir holds the rest of the river back.</p>';

/** Ways in which scripts got past cleaners, each trying to call `pwned`. */
const scripts: readonly string[] = [
  '<script>pwned()</script>', '<img src=x onerror=pwned()>', '<svg onload=pwned()>', '<body onload=pwned()>', '<a href="javascript:pwned()">a</a>',
  '<iframe src="javascript:pwned()"></iframe>', '<iframe srcdoc="<script>parent.pwned()</script>"></iframe>', '<details open ontoggle=pwned()>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=pwned()&gt;">', '<svg></p><style><a id="</style><img src=1 onerror=pwned()>">',
  '<noscript><p title="</noscript><img src=x onerror=pwned()>">', '<form><math><mtext></form><form><mglyph><style></math><img src onerror=pwned()>',
  '<math><annotation-xml encoding="text/html"><script>pwned()</script></annotation-xml></math>', '<template><script>pwned()</script></template>',
  '<div><template shadowrootmode=open><script>pwned()</script></template></div>', '<svg><foreignObject><script>pwned()</script></foreignObject></svg>',
  '<svg><animate onbegin=pwned() attributeName=x>', '<input autofocus onfocus=pwned()>', '<video><source onerror=pwned()>', '<object data="data:text/html,<script>pwned()</script>"></object>',
  '<embed src="data:text/html,<script>pwned()</script>">', '<base href="javascript:/"><a href="/pwned()">a</a>', '<form name=body><input name=firstChild></form>',
  '<img name=querySelectorAll><img id=getElementsByTagName>', '<a id=documentElement><a id=documentElement name=title>', '<title><style></title><img src=x onerror=pwned()></style></title>',
  '<textarea></textarea><img src=x onerror=pwned()>', '<!--><img src=x onerror=pwned()>-->', '<!--!><script>pwned()</script>', '<![CDATA[<script>pwned()</script>]]>',
  '<x-y><script>pwned()</script></x-y>', '<scr<script>ipt>pwned()</scr</script>ipt>', '<a href="java&#115;cript:pwned()">a</a>', '<meta http-equiv=refresh content="0;url=javascript:pwned()">',
  '<link rel=import href="data:text/html,<script>pwned()</script>">', '<style>@import "javascript:pwned()";</style>', '<isindex action=javascript:pwned() type=submit>',
];

/** Ways to ask another machine for something. */
const requests = (url: string): readonly string[] => [
  `<img src="${url}/a.png">`, `<img srcset="${url}/a.png 2x">`, `<picture><source srcset="${url}/a.png"><img></picture>`, `<link rel=stylesheet href="${url}/a.css">`,
  `<link rel=preload as=image href="${url}/a">`, `<link rel=prefetch href="${url}/a">`, `<link rel=preconnect href="${url}">`, `<link rel=dns-prefetch href="${url}">`,
  `<link rel=modulepreload href="${url}/a.js">`, `<link rel=icon href="${url}/a.ico">`, `<script src="${url}/a.js"></script>`, `<iframe src="${url}/a"></iframe>`,
  `<object data="${url}/a"></object>`, `<embed src="${url}/a">`, `<video src="${url}/a" poster="${url}/p"></video>`, `<audio src="${url}/a"></audio>`, `<track src="${url}/a">`,
  `<style>@import "${url}/a.css"; @font-face { font-family: x; src: url(${url}/f) } p { background: url(${url}/b); font-family: x }</style>`,
  `<p style="background: url(${url}/a)">a</p>`, `<meta http-equiv=refresh content="0;url=${url}/a">`, `<form action="${url}/a"><button autofocus></form>`, `<base href="${url}/"><img src="a.png">`,
  `<svg><image href="${url}/a.png"/><use href="${url}/a.svg#x"/></svg>`, `<body background="${url}/a">`, `<table background="${url}/a">`, `<input type=image src="${url}/a">`,
  `<html manifest="${url}/a">`, `<a ping="${url}/a" href="#">a</a>`, `![a](${url}/a.png)`, `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='${url}/a.png'/></svg>">`,
];

const repeated = (text: string, count: number): string => text.repeat(count);

/** Documents that would hold a reader, or the page that shows them, for ever. */
const bombs: Readonly<Record<string, string>> = {
  'nested.html': `${repeated('<div>', 100_000)}${prose}`, 'closed.html': repeated('<div></x>', 100_000) + prose, 'spans.html': repeated('<span></x>', 100_000) + prose,
  'comment-end.html': `<!-- --!>${repeated('<div>', 100_000)}${prose}`, 'attributes.html': `<p ${Array.from({ length: 200_000 }, (_, index) => `a${index}=1`).join(' ')}>Words of a paragraph.</p>`,
  'rows.html': `<table>${repeated('<tr><td>a b<td>c', 100_000)}</table>${prose}`, 'divs.html': repeated('<div>Some words.</div>', 100_000), 'long.html': `<p>${repeated('Some words of text. ', 250_000)}`,
  'headings.html': repeated('<h2>A heading</h2>', 50_000) + prose, 'bold.html': repeated('<p><b>', 20_000) + prose, 'fonts.html': Array.from({ length: 20_000 }, (_, index) => `<p><font a${index}>`).join(''),
  'tables.html': repeated('<table><tr><td>', 20_000) + prose, 'selects.html': repeated('<select>', 50_000) + prose, 'svg.html': repeated('<svg><g>', 50_000) + prose,
  'sniff.txt': `${repeated('<!---->', 45)}x`, 'alt.html': `<img src="data:image/png;base64,AA" alt="${repeated('a-', 4000)}">${prose}`,
  'svg-header.html': `<img src="data:image/svg+xml,${repeated('<!---->', 34)}">${prose}`,
  'uses.html': `<img src="data:image/svg+xml;base64,${Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><g id="g0"><rect width="1" height="1"/></g>${
    Array.from({ length: 6 }, (_, index) => `<g id="g${index + 1}">${repeated(`<use href="#g${index}"/>`, 10)}</g>`).join('')}<use href="#g6"/></svg>`).toString('base64')}" alt="a flow of water">${prose}`,
  'filters.html': `<img src="data:image/svg+xml;base64,${Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="800"><filter id="f"><feTurbulence numOctaves="9"/><feGaussianBlur stdDeviation="50"/></filter>${
    repeated('<rect width="1000" height="800" filter="url(#f)"/>', 30)}</svg>`).toString('base64')}" alt="a flow of water">${prose}`,
  'json-ld.html': `<script type="application/ld+json">${repeated('/*', 75_000)}</script>${prose}`, 'tex.html': repeated('<script type="math/tex">x</script>', 20_000) + prose,
  'numbers.md': repeated('1. ', 66_000), 'quotes.md': repeated('"', 200_000), 'dashes.md': repeated('a-', 100_000), 'capitals.md': repeated('A. ', 66_000), 'word.txt': repeated('é', 200_000),
  'brackets.md': repeated('[', 50_000), 'links.md': repeated('[a](', 50_000), 'emphasis.md': repeated('*a **b ', 28_000), 'front.md': `---\n${repeated('a: b # "\n', 20_000)}---\nWords of it.`,
  'quoted.md': `${repeated('> ', 10_000)}Words.`, 'ticks.md': Array.from({ length: 600 }, (_, length) => '`'.repeat(length + 1)).join(' '), 'tags.md': `${repeated('<', 50_000)} words`,
  'nul.txt': `Words with ${'\0'.repeat(1000)} in them, and some more behind.`, 'bidi.txt': `Words \u202e turned ${'\u2066'.repeat(10_000)} and back.`, 'marks.md': `A${'\u0301'.repeat(100_000)} word.`,
  'proto.html': `<html lang="constructor"><meta name="__proto__" content="x"><title>&constructor; &toString;</title>${prose}`, 'fence.md': `${'`'.repeat(60_000)}\nwords`,
};

/** Storyboards that name what is not theirs, or are too much. */
const boards: Readonly<Record<string, unknown>> = (() => {
  const base = {
    version: 1, title: 'T', language: 'en', source: { name: 'a', link: '' }, format: { width: 320, height: 180, fps: 10 }, theme: 'paper', seed: 1, seconds: 0,
    scenes: [sampleScenes.title],
  };
  const named = (picture: string, assets?: object): unknown => ({
    ...base, ...(assets === undefined ? {} : { assets }), scenes: [{ ...sampleScenes.picture, picture }],
  });
  return {
    ...Object.fromEntries(['constructor', 'toString', '__proto__', 'valueOf'].flatMap((name) => [[`${name}.json`, named(name, {})], [`bare-${name}.json`, named(name)]])),
    'html.json': named('a', { a: 'data:text/html,<script>pwned()</script>' }), 'garbage.json': named('a', { a: 'data:image/png;base64,AAAA' }),
    'svg-script.json': named('a', { a: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="pwned()"><script>pwned()</script></svg>' }),
    'speech.json': { ...base, scenes: [{ ...sampleScenes.title, speech: ['word '.repeat(20_000)] }] }, 'title.json': { ...base, title: 'x'.repeat(1_000_000) },
    'accents.json': { ...base, scenes: [{ ...sampleScenes.title, title: `A${'\u0301'.repeat(20_000)}` }] }, 'scenes.json': { ...base, scenes: Array(100_000).fill(sampleScenes.title) },
    'sayings.json': { ...base, pronunciations: Array(50_000).fill({ written: 'a', said: 'b' }) }, 'link.json': { ...base, source: { name: 'a', link: 'javascript:pwned()' } },
    'seed.json': JSON.stringify(base).replace('"seed":1', '"seed":1e999'), 'deep.json': `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'mark.json': `\ufeff${JSON.stringify(base)}`,
    'wide.json': { ...base, format: { width: 1e9, height: 2, fps: 1 } }, 'frames.json': { ...base, scenes: [{ ...sampleScenes.title, frames: 1e15 }] },
  };
})();

/** Expected trouble; anything else is a bug of ours. */
const explained = new Set([
  'empty-source', 'unsupported-file', 'damaged-file', 'too-large', 'too-complicated', 'nothing-to-say', 'invalid-storyboard', 'invalid-parameter', undefined,
]);

async function watched(
  work: (studio: StudioPage) => Promise<void>,
): Promise<{ readonly longest: number; readonly isPwned: boolean; readonly dialogs: number }> {
  const studio = await openStudio(browser, {
    init: 'globalThis.pwned = () => { globalThis.isPwned = true; }; globalThis.longest = 0;'
      + 'new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration); }).observe({ type: "longtask" });',
  });
  let dialogs = 0;
  studio.page.on('dialog', (dialog) => { dialogs += 1; void dialog.dismiss(); });
  try {
    // What opening the page takes is not the document's.
    await studio.page.evaluate(() => { Object.assign(globalThis, { longest: 0 }); });
    await work(studio);
    const seen = await studio.page.evaluate(() => ({
      longest: (globalThis as unknown as { longest: number }).longest, isPwned: (globalThis as { isPwned?: boolean }).isPwned === true,
    }));
    return { ...seen, dialogs };
  } finally {
    await studio.close();
  }
}

const code = (line: { readonly error?: { readonly code?: string } }): string | undefined => line.error?.code;

describe('a hostile document', () => {
  test('runs no script and asks nobody for anything', { timeout: 300_000 }, async () => {
    const before = canary.calls();
    const markup = [...scripts, ...requests(canary.url)];
    const documents = Object.fromEntries(markup.flatMap((text, index) => [
      [`m${index}.html`, `<!doctype html><html><head><title>Mills</title></head><body><article>${prose}${text}${prose}</article></body></html>`],
      [`m${index}.md`, `# Mills\n\nThe mill takes what it needs.\n\n${text}\n\nThe weir holds the rest back.\n`],
    ]));
    expect(Object.keys(documents).length).toBeGreaterThan(130);
    const { isPwned, dialogs } = await watched(async (studio) => {
      const lines = await studio.read(documents);
      expect(lines).toHaveLength(Object.keys(documents).length);
      expect(lines.filter((line) => !explained.has(code(line)))).toEqual([]);
    });
    expect([isPwned, dialogs, canary.calls() - before]).toEqual([false, 0, 0]);
  });

  test.for(Object.entries(bombs))('costs seconds and never holds the page: %s', { timeout: 60_000 }, async ([name, text]) => {
    const { longest, isPwned } = await watched(async (studio) => {
      const began = performance.now();
      const [line] = await studio.read({ [name]: text });
      expect(explained.has(code(line ?? {})), JSON.stringify(line?.error)).toBe(true);
      // Reading ends within 20 s; what comes after it, and starting, are allowed for.
      expect(performance.now() - began).toBeLessThan(45_000);
    });
    console.info(`${name}: the page was stuck for ${Math.round(longest)} ms at most`);
    expect(longest).toBeLessThan(stuck);
    expect(isPwned).toBe(false);
  });

  test.for(Object.entries(boards))('that is a storyboard is made or refused with its place and rule: %s', { timeout: 60_000 }, async ([name, board]) => {
    const { isPwned } = await watched(async (studio) => {
      const [line] = await studio.render({ [name]: typeof board === 'string' ? board : JSON.stringify(board) }, { voice: 'none' });
      expect(explained.has(code(line ?? {})), JSON.stringify(line?.error)).toBe(true);
    });
    expect(isPwned).toBe(false);
  });
});

test('five hundred mutations crash nothing and hang nothing', { timeout: 600_000 }, async () => {
  const seeds = [...scripts, ...requests(canary.url), '| a | b |\n|---|---|\n| 1 | 2 |\n', '```js\nlet x = 1;\n```\n', '$$x^2$$\n', '[a]: b "c"\n', '---\ntitle: x\n---\n'];
  const mutated = (seed: number): string => {
    const next = chance(seed);
    const at = (size: number): number => Math.floor(next() * size);
    let text = `<article>${prose}${seeds[at(seeds.length)]}${prose}${seeds[at(seeds.length)]}</article>`;
    for (let change = 1 + at(10); change > 0; change--) {
      const from = at(text.length);
      const to = Math.min(text.length, from + at(60));
      const kind = at(4);
      if (kind === 0) text = text.slice(0, from) + text.slice(to);
      if (kind === 1) text = text.slice(0, to) + text.slice(from);
      if (kind === 2) text = text.slice(0, from) + (seeds[at(seeds.length)] ?? '') + text.slice(from);
      if (kind === 3) text = text.slice(0, from) + String.fromCharCode(at(0x3000)) + text.slice(from + 1);
    }
    return text;
  };
  const endings = ['html', 'md', 'txt'];
  const documents = Object.fromEntries(Array.from({ length: 500 }, (_, seed) => [`x${seed}.${endings[seed % 3]}`, mutated(seed)]));
  const before = canary.calls();
  const { isPwned } = await watched(async (studio) => {
    const lines = await studio.read(documents);
    expect(lines).toHaveLength(500);
    expect(lines.filter((line) => !explained.has(code(line)))).toEqual([]);
  });
  expect([isPwned, canary.calls() - before]).toEqual([false, 0]);
});
