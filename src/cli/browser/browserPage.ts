import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { chromium, type BrowserContext, type Page } from 'playwright';
import type { Automation } from '../../app/automation';
import type { AutomationFile, AutomationLine, AutomationOptions } from '../../app/automationCall';
import { Failure } from '../../domain/failure';
import type { ExportSettings } from '../../domain/film/video';
import type { Progress } from '../../engine/progress';
import type { FilmOutline } from '../../stages/video/files/filmRecord';
import { ensureChromium, quietFlags } from '../chromium.mjs';
import { companion } from './companion';
import { inflated } from './inflated';
import { root } from '../install.mjs';
import { pageGlobal } from './pageGlobal';
import type { CommandName } from '../parseCommand';
import { appBytes, type Profile } from './profile';
import { type Box, boxOf, type SandboxChoice, tellUnboxed } from './sandbox';
import { serve } from '../serve.mjs';

/** What the built app, open in a headless browser, can be told to do. */
export interface BrowserPage {
  run(command: CommandName, files: readonly AutomationFile[], options: AutomationOptions): Promise<void>;
  /** What the film of the storyboard among the files would show. */
  outline(index: number, settings: ExportSettings): Promise<FilmOutline>;
  /** Decodes every picture of a film among the files, and counts them. */
  decode(index: number): Promise<number>;
  read(what: 'metrics' | 'plainMetrics' | 'trace'): Promise<string>;
  /** Ends the app, then the browser: what is kept is on disk when it resolves. */
  close(): Promise<void>;
  /** Ends the browser at once, whatever hangs; calls still open reject. */
  kill(): Promise<void>;
}

interface Callbacks {
  /** Paths that the page may read, by index. */
  readonly files: readonly string[];
  /** Names of files that the page may hand over, each with that of the film it belongs to. */
  readonly names: ReadonlyMap<string, string>;
  readonly sandbox: SandboxChoice;
  readonly without: string;
  /** What the browser keeps from call to call; absent: nothing. */
  readonly profile?: Profile;
  /** MiB that the app may keep. */
  readonly megabytes: number;
  /** Takes a file as it comes: films may be larger than the memory. */
  save(film: string, name: string, bytes: Readable): Promise<void>;
  onLine(line: AutomationLine): Promise<void>;
  onProgress(index: number, progress: Progress): void;
}

/** Name under which the app's server is found where results are kept: what a browser keeps belongs to an address, and free ports differ. */
const keptHost = 'kinora.localhost';

/**
 * Opens the built app in headless Chromium, from a server on the loopback that also hands over the files
 * and takes the results: they cross as plain requests of the page to its own origin.
 */
export async function browserPage(callbacks: Callbacks): Promise<BrowserPage> {
  const { without, profile, megabytes, sandbox } = callbacks;
  const box = boxOf(sandbox);
  // Nobody else on this machine can tell it, so nobody else can ask for the files or hand any over. It is not in the page's address, which stands
  // among the words that the browser is started with.
  const secret = randomBytes(16).toString('hex');
  const dist = join(root, 'dist');
  // A browser that is kept keeps what it compiled as long as the address is the same: each build has its own.
  const prefix = profile === undefined ? '/' : `/${Math.round((await stat(join(dist, 'index.html'))).mtimeMs).toString(36)}/`;
  const server = await serve(dist, {
    prefix, isFinal: profile !== undefined, hosts: [keptHost], handle: (request, response) => exchange(request, response, prefix, secret, callbacks),
  });
  const query = `?automated&cache.megabytes=${megabytes}${without ? `&without=${encodeURIComponent(without)}` : ''}`;
  let context: BrowserContext | undefined;
  try {
    const page = profile === undefined
      ? await freshPage(new URL(server.url).host, `http://${keptHost}${prefix}${query}`, box)
      : await keptPage(profile, new URL(server.url).host, `http://${keptHost}${prefix}${query}`, box);
    const opened = page.context();
    context = opened;
    const trouble = new Promise<never>((_, reject) => {
      page.on('crash', () => reject(new Error('The browser page crashed; it may have run out of memory.')));
      opened.on('close', () => reject(new Error('The browser ended unexpectedly.')));
    });
    // Unhandled only if nobody waits: a crash while nothing runs is noticed by the next call.
    trouble.catch(() => undefined);
    await Promise.all([page.exposeFunction('kinoraLine', callbacks.onLine), page.exposeFunction('kinoraProgress', callbacks.onProgress)]);
    await Promise.race([pageGlobal(page, 'kinora'), trouble]);
    await page.evaluate((path) => kinora.meet(path), `${secret}/`);
    const automation = <Result>(call: Promise<Result>): Promise<Result> => {
      // It rejects once more when the browser is ended.
      call.catch(() => undefined);
      return Promise.race([call, trouble]);
    };
    return {
      run: (command, files, options) =>
        automation(page.evaluate(([name, list, settings]) => kinora.run(name, list, settings), [command, files, options] as const)),
      outline: (index, settings) => automation(page.evaluate(([place, how]) => kinora.outline(place, how), [index, settings] as const)),
      decode: (index) => automation(page.evaluate((place) => kinora.decode(place), index)),
      read: (what) => automation(page.evaluate((name) => kinora[name](), what)),
      kill: async () => {
        // What hangs in it may keep it from ending for long.
        await within(lastWords, ended(opened));
        await server.close();
      },
      close: async () => {
        // A page that crashed cannot be asked; what it kept is good.
        const cacheTrouble = await within(lastWords, automation(page.evaluate(() => kinora.stop()))) ?? '';
        await within(lastWords, ended(opened));
        // What cannot be read today cannot be read tomorrow.
        if (cacheTrouble !== '' && !without.includes('storage')) await profile?.clear();
        await server.close();
      },
    };
  } catch (error) {
    if (context !== undefined) await within(lastWords, ended(context));
    await server.close();
    throw error;
  }
}

/** Milliseconds that a page has to write down what it keeps, and a browser to end. */
const lastWords = 10_000;

async function ended(context: BrowserContext): Promise<void> {
  await context.close();
  await context.browser()?.close();
}

/** What a call gives; undefined if it fails, or gives nothing in time. @param patience milliseconds */
async function within<Result>(patience: number, call: Promise<Result>): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => { timer = setTimeout(() => resolve(undefined), patience); });
  try {
    return await Promise.race([call, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** The app in a browser that forgets all when it is closed. Until then it has a folder: a private window would keep in memory what the app puts on disk. */
async function freshPage(host: string, url: string, box: Box): Promise<Page> {
  // Without a name it is Playwright's own, which is removed when the browser ends.
  return appIn(await openApp('', url, [onlyHost(host), '--disk-cache-size=1'], box));
}

/** No other host is found, whatever asks for it. */
function onlyHost(host: string): string {
  return `--host-resolver-rules=MAP ${keptHost} ${host},MAP * ~NOTFOUND`;
}

/** The app in a browser with what it kept; a profile that it does not start with is thrown away. */
async function keptPage(profile: Profile, host: string, url: string, box: Box): Promise<Page> {
  const open = (): Promise<BrowserContext> => openApp(profile.folder, url, [onlyHost(host), `--disk-cache-size=${appBytes}`], box);
  return appIn(await open().catch(async () => {
    await profile.clear();
    return open();
  }));
}

/** As an app the page is loaded while the browser starts, and has no address bar: that one is a page with a process of its own, too. */
async function openApp(folder: string, url: string, flags: readonly string[], box: Box): Promise<BrowserContext> {
  const launch = async (chromiumSandbox: boolean): Promise<BrowserContext> => chromium.launchPersistentContext(folder, {
    executablePath: await ensureChromium(), args: [...quietFlags, ...flags, `--app=${url}`], ignoreDefaultArgs: ['about:blank'], timeout: 60_000,
    chromiumSandbox,
    // The command tells of every file before it ends.
    handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false,
  });
  try {
    return await launch(box.isOn);
  } catch (error) {
    // In some containers nobody may make one.
    if (!box.isOn || box.isRequired || !/sandbox/i.test(String(error))) throw error;
    tellUnboxed('it cannot be had here');
    return launch(false);
  }
}

async function appIn(context: BrowserContext): Promise<Page> {
  return context.pages()[0] ?? context.waitForEvent('page');
}

/** Where the page looks for the sound coder, 31 MB when inflated. */
const coderPath = '/gpl/ffmpeg-core.wasm.gz';

/** Only its name is used here: calls run inside the page, which defines it. */
declare const kinora: Automation;

/**
 * Answers, below a path that only the page knows, `GET kinora-source/<index>` with a file of the command line, `GET kinora-source/<index>/beside?path=`
 * with a picture of its folder (nothing, if it is not there), and takes `PUT kinora-output/<name>` for the names that are expected. A page that is kept
 * gets the sound coder inflated, as it would do that each time.
 */
async function exchange(
  request: IncomingMessage, response: ServerResponse, prefix: string, secret: string, { files, names, save, profile }: Callbacks,
): Promise<boolean> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const own = `${prefix}${secret}/`;
  const path = pathname.startsWith(own) ? pathname.slice(own.length - 1) : '';
  const beside = /^\/kinora-source\/(\d+)\/beside$/.exec(path);
  const source = /^\/kinora-source\/(\d+)$/.exec(path);
  const output = /^\/kinora-output\/([^/]+)$/.exec(path);
  if (source && request.method === 'GET') {
    try {
      const bytes = await readFile(files[Number(source[1])] ?? '');
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes);
    } catch (error) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end(error instanceof Error ? error.message : String(error));
    }
    return true;
  }
  if (beside && request.method === 'GET') {
    const bytes = await companion(files[Number(beside[1])] ?? '', searchParams.get('path') ?? '');
    if (bytes === undefined) response.writeHead(204).end();
    else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes);
    return true;
  }
  if (pathname === prefix.slice(0, -1) + coderPath && profile !== undefined) {
    const file = await inflated(join(root, 'dist', coderPath), profile.folder);
    // By the type the page knows that there is nothing left to inflate.
    response.writeHead(200, { 'content-type': 'application/wasm', 'content-length': (await stat(file)).size });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(file), response).catch(() => undefined);
    return true;
  }
  if (output && request.method === 'PUT') {
    const name = decodeURIComponent(output[1] ?? '');
    const film = names.get(name);
    if (film === undefined) {
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end(`${name} is no file that this command writes.`);
      return true;
    }
    try {
      await save(film, name, request);
      response.writeHead(204).end();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // What still comes is not read: the page hears why.
      request.resume();
      response.writeHead(507, { 'content-type': 'text/plain; charset=utf-8' }).end(error.message);
    }
    return true;
  }
  return false;
}
