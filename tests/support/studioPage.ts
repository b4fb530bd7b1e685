import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import type { Browser, Page } from 'playwright';
import type { Automation } from '../../src/app/automation';
import type { AutomationLine, AutomationOptions, Inspection } from '../../src/app/automationCall';
import { root } from '../../src/cli/install.mjs';
import { pageGlobal } from '../../src/cli/browser/pageGlobal';
import { serve } from '../../src/cli/serve.mjs';
import type { Progress } from '../../src/engine/progress';

declare const kinora: Automation;

/** What is broken before the page opens. */
export interface Sabotage {
  /** Parts forced away by the address, e.g. `wasm,voice`. */
  readonly without?: string;
  /** Paths that the site does not have. */
  readonly missing?: RegExp;
  /** Code put before the files whose path matches, workers' too. */
  readonly prelude?: { readonly path: RegExp; readonly script: string };
  /** Words of the front page, and others in their place. */
  readonly replace?: readonly [string, string];
  /** Code run in the page before its own, at every load. */
  readonly init?: string;
}

/** A line of the automation, as far as tests look at it. */
export interface RenderLine {
  readonly source: string;
  readonly output: string;
  readonly seconds: number;
  readonly path: string;
  readonly codecs: readonly string[];
  readonly loudness: number | null;
  readonly cache: { readonly hits: number; readonly misses: number };
  readonly bytes: number;
  /** Milliseconds from the order to the last file handed over, at `endedAt` of this process. */
  readonly wallMs: number;
  readonly endedAt: number;
  /** What was predicted when the storyboard was there, and what that took, s. */
  readonly predicted: { readonly seconds: number; readonly bytes: number };
  readonly took: number;
  readonly error?: { readonly code: string; readonly message: string; readonly advice: string };
}

/** What the page told of a film's making, and when. */
export interface Report {
  /** Place of the document among those that were given. */
  readonly index: number;
  readonly progress: Progress;
  /** Milliseconds of this process. */
  readonly at: number;
}

/** The built app in a browser, driven as the command line drives it, with whatever sabotage. */
export interface StudioPage {
  readonly page: Page;
  /** Everything that was written, by name; the last version of each. */
  readonly outputs: ReadonlyMap<string, Buffer>;
  /** Workflows that wrote a file, one each time, by its name. */
  readonly writers: ReadonlyMap<string, readonly string[]>;
  /** All that was told since `render` was last called. */
  readonly reports: readonly Report[];
  /** Makes a film of each document (words by file name), one after the other. */
  render(documents: Readonly<Record<string, string>>, options?: Partial<AutomationOptions>): Promise<readonly RenderLine[]>;
  /** Has key sentences and a storyboard suggested for each document; `inspect` shows what. */
  suggest(documents: Readonly<Record<string, string>>): Promise<void>;
  /** The same; gives the line of each, in their order. */
  read(documents: Readonly<Record<string, string>>): Promise<readonly { readonly error?: { readonly code: string; readonly message: string } }[]>;
  /** Goes on with what earlier loads of the page left behind, and begins those documents of which nothing is known yet; resolves when all are written. */
  goOn(documents: Readonly<Record<string, string>>, options?: Partial<AutomationOptions>): Promise<void>;
  /** Names of documents whose films are begun and not ended. */
  left(): Promise<readonly string[]>;
  inspect(): Promise<Inspection>;
  metrics(): Promise<string>;
  /** Loads the page anew. */
  reload(): Promise<void>;
  /** Plays a film that was written to its end in the browser, fast; gives the time where it ended, s. */
  play(name: string): Promise<number>;
  close(): Promise<void>;
}

/** Small and quick: what is tested does not depend on size. */
export const smallFilm: AutomationOptions = {
  sentences: 0, seconds: 0, width: 320, height: 180, fps: 10, theme: 'paper', container: 'mp4', captions: 'burn', voice: 'auto',
};

/**
 * Opens the built app in a context of its own (nothing is stored yet), at an address of its own.
 *
 * @param folder where the built app lies; `dist` by default
 */
export async function openStudio(browser: Browser, sabotage: Sabotage = {}, folder = process.env['KINORA_DIST'] ?? join(root, 'dist')): Promise<StudioPage> {
  let sources: readonly string[] = [];
  let lines: (AutomationLine & { readonly endedAt: number })[] = [];
  const reports: Report[] = [];
  const outputs = new Map<string, Buffer>();
  const writers = new Map<string, string[]>();
  const server = await serve(folder, {
    handle: async (request, response) => (await exchange(request, response, () => sources, outputs, writers)) || spoil(request, response, sabotage, folder),
  });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.exposeFunction('kinoraLine', (line: AutomationLine) => { lines.push({ ...line, endedAt: performance.now() }); });
  await page.exposeFunction('kinoraProgress', (index: number, progress: Progress) => { reports.push({ index, progress, at: performance.now() }); });
  if (sabotage.init !== undefined) await page.addInitScript(sabotage.init);
  await page.goto(`${server.url}?automated${sabotage.without === undefined ? '' : `&without=${sabotage.without}`}`);
  const ready = (): Promise<void> => pageGlobal(page, 'kinora');
  await ready();
  const run = async (command: 'suggest' | 'render', documents: Readonly<Record<string, string>>, options: Partial<AutomationOptions>): Promise<void> => {
    sources = Object.values(documents);
    lines = [];
    reports.length = 0;
    await page.evaluate(
      ([verb, list, settings]) => kinora.run(verb, list, settings), [command, Object.keys(documents).map(fileOf), { ...smallFilm, ...options }] as const,
    );
  };
  return {
    page,
    outputs,
    writers,
    reports,
    suggest: (documents) => run('suggest', documents, {}),
    async read(documents) {
      await run('suggest', documents, {});
      return lines.toSorted((a, b) => a.index - b.index).map(({ result }) => result);
    },
    async render(documents, options = {}) {
      await run('render', documents, options);
      // The automation gives these fields for `render`, or `error`.
      return lines.toSorted((a, b) => a.index - b.index).map(({ result, endedAt }) => ({ ...result, endedAt }) as unknown as RenderLine);
    },
    async goOn(documents, options = {}) {
      const left = await page.evaluate(() => kinora.left());
      const fresh = Object.entries(documents).filter(([name]) => !left.includes(name) && !outputs.has(`${fileOf(name).output}.mp4`));
      sources = fresh.map(([, text]) => text);
      const files = fresh.map(([name]) => fileOf(name));
      await page.evaluate(
        async ([list, settings]) => { await Promise.all([kinora.goOn(), kinora.make(list, settings)]); }, [files, { ...smallFilm, ...options }] as const,
      );
    },
    left: () => page.evaluate(() => kinora.left()),
    inspect: () => page.evaluate(() => kinora.inspect()),
    metrics: () => page.evaluate(() => kinora.metrics()),
    async reload() {
      await page.reload();
      await ready();
    },
    play: (name) => page.evaluate(playToEnd, name),
    async close() {
      await context.close();
      await server.close();
    },
  };
}

/** Gives codecs and length of a film's tracks. */
export async function tracksOf(bytes: Uint8Array): Promise<{ readonly codecs: readonly string[]; readonly seconds: number }> {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const tracks = await input.getTracks();
  const codecs = await Promise.all(tracks.map(async (track) => String(await track.getCodec())));
  return { codecs, seconds: await input.computeDuration() };
}

/** Pictures that differ from the one before: WebM shows its last one twice. */
export function changes(keys: readonly string[]): readonly string[] {
  return keys.filter((key, index) => key !== keys[index - 1]);
}

/** The value of a metric's sample, 0 if there is none. */
export function sample(metrics: string, name: string): number {
  const line = metrics.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length + 1).split(' ')[0]);
}

function fileOf(name: string): { readonly name: string; readonly output: string } {
  return { name, output: name.replace(/\.\w+$/, '') };
}

async function exchange(
  request: IncomingMessage, response: ServerResponse, sources: () => readonly string[], outputs: Map<string, Buffer>, writers: Map<string, string[]>,
): Promise<boolean> {
  const path = pathOf(request);
  const source = /^\/kinora-source\/(\d+)$/.exec(path);
  const output = /^\/kinora-output\/([^/]+)$/.exec(path);
  if (source) {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(sources()[Number(source[1])] ?? '');
    return true;
  }
  if (!output) return false;
  const name = decodeURIComponent(output[1] ?? '');
  const there = outputs.get(name);
  if (request.method === 'HEAD') response
    .writeHead(there === undefined ? 404 : 200, there === undefined ? {} : { etag: `"${createHash('sha256').update(there).digest('hex')}"` })
    .end();
  else if (request.method === 'GET') response.writeHead(200, { 'content-type': name.endsWith('webm') ? 'video/webm' : 'video/mp4' }).end(outputs.get(name));
  else {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    outputs.set(name, Buffer.concat(chunks));
    writers.set(name, [...(writers.get(name) ?? []), String(request.headers['x-kinora-workflow'])]);
    response.writeHead(204).end();
  }
  return true;
}

async function spoil(request: IncomingMessage, response: ServerResponse, { missing, prelude, replace }: Sabotage, folder: string): Promise<boolean> {
  const path = pathOf(request);
  if (missing?.test(path) === true) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
    return true;
  }
  if (prelude?.path.test(path) === true) {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(`${prelude.script};\n${await readFile(join(folder, path), 'utf8')}`);
    return true;
  }
  if (replace !== undefined && path === '/') {
    response.writeHead(200, { 'content-type': 'text/html' }).end((await readFile(join(folder, 'index.html'), 'utf8')).replace(...replace));
    return true;
  }
  return false;
}

function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://localhost').pathname;
}

/** Runs in the page. */
async function playToEnd(name: string): Promise<number> {
  const bytes = await (await fetch(`kinora-output/${encodeURIComponent(name)}`)).blob();
  const video = document.createElement('video');
  video.src = URL.createObjectURL(bytes);
  video.muted = true;
  video.playbackRate = 16;
  document.body.append(video);
  try {
    await new Promise((resolve, reject) => {
      video.onended = resolve;
      video.onerror = () => reject(new Error(video.error?.message));
      video.play().catch(reject);
    });
    return video.currentTime;
  } finally {
    video.remove();
  }
}
