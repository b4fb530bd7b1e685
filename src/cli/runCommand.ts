import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { inWords } from '../app/page/explain';
import { Failure } from '../domain/failure';
import { fileForms } from '../domain/film/video';
import { given } from '../domain/given';
import { largestSource } from '../domain/source';
import { namedPictures } from '../stages/extraction/pictureAddresses';
import { type BrowserPage, browserPage } from './browser/browserPage';
import { companionPath } from './browser/companion';
import { OutputFiles, outputBase } from './outputFiles';
import type { Command } from './parseCommand';
import { type Profile, takeProfile } from './browser/profile';
import { ProgressBar } from './progressBar';
import { saveText } from './saveText';
import { jsonLine, shown } from './terminal';
import { UsageError } from './usage';

/** A file of the command line, by its place there. */
interface Job {
  readonly index: number;
  readonly path: string;
  readonly base: string;
}

/** Milliseconds after its time that a page has to end a file by itself, before its browser is ended. */
const grace = 10_000;

/**
 * Does what a command says with each of its files: a JSON line a file, as they finish, whatever becomes of the page or of this process.
 *
 * @returns the exit code
 */
export async function runCommand(command: Command): Promise<number> {
  const run = new Run(command);
  const ended = new Promise<number>((resolve) => {
    for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) process.once(signal, () => { resolve(code); });
  });
  return Promise.race([run.all(), ended.then((code) => run.stop(code))]);
}

class Run {
  readonly #command: Command;
  readonly #bar: ProgressBar;
  readonly #out: OutputFiles | undefined;
  /** Files of which no line was printed yet. */
  readonly #open: Map<number, Job>;
  /** Begun on a page that crashed over them or a neighbour: each has the next page to itself, so that the one to blame is found. */
  readonly #suspects = new Set<number>();
  /** When the page last told of a file that it began, by index. */
  readonly #signs = new Map<number, { readonly began: number; last: number }>();
  #failed = 0;
  #page: BrowserPage | undefined;
  #profile: Profile | undefined;
  #isStopped = false;
  #isMeasured = false;

  constructor(command: Command) {
    this.#command = command;
    this.#bar = new ProgressBar(process.stderr, command.files.length);
    this.#out = command.out === '' ? undefined : new OutputFiles(command.out, command.files, command.isForced);
    this.#open = new Map(command.files.map((path, index) => [index, { index, path, base: outputBase(basename(path)) }]));
  }

  async all(): Promise<number> {
    await this.#refuse();
    if (this.#open.size > 0) {
      this.#profile = await profileOf(this.#command);
      try {
        // Each page that is lost takes at least one file along, or leaves suspects, each of which is tried once.
        while (this.#open.size > 0 && !this.#isStopped) {
          const suspect = [...this.#open.values()].find(({ index }) => this.#suspects.has(index));
          await this.#onPage(suspect === undefined ? [...this.#open.values()] : [suspect]);
        }
      } finally {
        await this.#profile?.release();
      }
    }
    const { metrics, trace } = this.#command;
    if (!this.#isMeasured && !this.#isStopped && (metrics !== undefined || trace !== undefined)) this.#say('Nothing was measured, as no page came to its end.');
    // Whoever stopped it gives the code.
    return this.#isStopped ? new Promise(() => undefined) : this.#failed > 0 ? 1 : 0;
  }

  /** Ends what is under way and tells of every file that is left. */
  async stop(code: number): Promise<number> {
    this.#isStopped = true;
    for (const job of [...this.#open.values()]) this.#fail(job, new Failure('cancelled', 'The command was ended before this file was done.'));
    // Whatever hangs, this process ends.
    setTimeout(() => process.exit(code), 5000).unref();
    await this.#page?.kill().catch(() => undefined);
    await this.#out?.discardAll();
    await this.#profile?.release();
    return code;
  }

  /** Tells at once of files that cannot be read or made. */
  async #refuse(): Promise<void> {
    for (const input of this.#command.alsoRead) this.#out?.keep(input);
    const trouble = await this.#out?.open().then(() => undefined, (error: unknown) => error);
    for (const job of [...this.#open.values()]) {
      try {
        if (trouble !== undefined) throw trouble;
        await checkReadable(job.path);
        const out = this.#out;
        if (out === undefined) continue;
        for (const picture of await picturesBeside(job.path)) out.keep(picture);
        await out.check(job.base, `.${fileForms[this.#command.options.container].ending}`);
      } catch (error) {
        this.#fail(job, error);
      }
    }
  }

  async #onPage(jobs: readonly Job[]): Promise<void> {
    const { name, options, cacheMegabytes: megabytes, without, sandbox } = this.#command;
    const page = await this.#opened({
      files: jobs.map(({ path }) => path), names: new Map(jobs.flatMap(({ base }) => (this.#out?.namesOf(base) ?? []).map((each) => [each, base]))),
      without, megabytes, sandbox, ...given({ profile: this.#profile }),
      save: async (base, file, bytes) => this.#out?.take(base, file, bytes),
      onLine: async ({ index, result }) => {
        await this.#settle(jobs[index], result);
        this.#signUnderWay(jobs);
      },
      onProgress: (place, progress) => {
        const job = jobs[place];
        if (job === undefined) return;
        const now = Date.now();
        const sign = this.#signs.get(job.index) ?? { began: now, last: now };
        sign.last = now;
        this.#signs.set(job.index, sign);
        this.#bar.update(job.index, shown(basename(job.path)), progress);
      },
    });
    if (page === undefined) return;
    this.#page = page;
    let late: Job | undefined;
    const watch = setInterval(() => {
      late ??= [...this.#open.values()].find(({ index }) => this.#isLate(index, Date.now()));
      if (late !== undefined) void page.kill();
    }, 1000);
    this.#signUnderWay(jobs);
    try {
      await page.run(name, jobs.map(({ path, base }) => ({ name: basename(path), output: base })), options);
      // Lines are handed over as they come; what has none by now never gets one.
      for (const job of jobs) if (this.#open.has(job.index)) this.#fail(job, new Failure('worker-lost', 'The page ended without a word about this file.'));
      if (this.#open.size === 0) await this.#measured(page);
      await page.close();
    } catch (error) {
      await page.kill().catch(() => undefined);
      if (this.#isStopped) return;
      const accused = this.#underWay(jobs);
      // A neighbour may have got its line just before: whoever was alone from the start is to blame.
      const isSure = jobs.length === 1 || name === 'render';
      if (late === undefined && !isSure) for (const { index } of accused) this.#suspects.add(index);
      const blamed = late !== undefined ? [late] : isSure ? accused : [];
      const cause = firstLine(error);
      for (const job of blamed) this.#fail(job, late === undefined
        ? new Failure('worker-lost', `The page must stay alive until a file is done, but: ${cause}`)
        : new Failure('timed-out', `A file must ${options.timeout === undefined ? `go on within ${quiet}` : `be done within ${options.timeout}`} s.`));
      for (const { index } of jobs) this.#signs.delete(index);
    } finally {
      clearInterval(watch);
      this.#bar.clear();
    }
  }

  /** Those of a page's files that it works on: it begins them in order, films one by one, all else two at a time. */
  #underWay(jobs: readonly Job[]): readonly Job[] {
    return jobs.filter(({ index }) => this.#open.has(index)).slice(0, this.#command.name === 'render' ? 1 : 2);
  }

  /** Counts the time of files from when they are begun: one that hangs at once gives no sign itself. */
  #signUnderWay(jobs: readonly Job[]): void {
    const now = Date.now();
    for (const { index } of this.#underWay(jobs)) if (!this.#signs.has(index)) this.#signs.set(index, { began: now, last: now });
  }

  /** A page for files, which all fail if none can be had: then there is none for any other either. */
  async #opened(settings: Parameters<typeof browserPage>[0]): Promise<BrowserPage | undefined> {
    try {
      return await browserPage(settings);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      const failure = error instanceof Failure ? error : new Failure('worker-lost', `Chromium must start, got: ${firstLine(error)}`, {}, { cause: error });
      for (const job of [...this.#open.values()]) this.#fail(job, failure);
      return undefined;
    }
  }

  /** Writes what was measured; trouble with that is no file's. */
  async #measured(page: BrowserPage): Promise<void> {
    const { metrics, trace, files, alsoRead } = this.#command;
    for (const [file, what] of [[metrics, metrics?.endsWith('.prom') === true ? 'plainMetrics' : 'metrics'], [trace, 'trace']] as const) {
      if (file === undefined) continue;
      try {
        await saveText(file, await page.read(what), [...files, ...alsoRead]);
      } catch (error) {
        this.#failed += 1;
        this.#say(firstLine(error));
      }
    }
    this.#isMeasured = true;
  }

  #isLate(index: number, now: number): boolean {
    const sign = this.#signs.get(index);
    const { timeout } = this.#command.options;
    if (sign === undefined) return false;
    return timeout === undefined ? now - sign.last > quiet * 1000 : now - sign.began > timeout * 1000 + grace;
  }

  /** What the page made of a file: its files take their places before its line is printed. */
  async #settle(job: Job | undefined, result: Readonly<Record<string, unknown>>): Promise<void> {
    if (job === undefined || !this.#open.has(job.index) || this.#isStopped) return;
    try {
      if ('error' in result) await this.#out?.discard(job.base);
      else await this.#out?.commit(job.base);
    } catch (error) {
      this.#fail(job, error);
      return;
    }
    const { out } = this.#command;
    const wished = result['fellBack'];
    if (wished !== undefined) this.#say(`Warning: ${job.path}: ${whyNot(result)}`);
    // The page knows a file by its name only; the caller knows it by the path they gave.
    this.#print(job, { ...result, ...('output' in result ? { output: join(out, String(result['output'])) } : {}) });
  }

  #fail(job: Job, error: unknown): void {
    void this.#out?.discard(job.base);
    const { code, message, advice } = inWords(error);
    this.#print(job, { error: { code, message, advice } });
  }

  #print({ index, path }: Job, result: Readonly<Record<string, unknown>>): void {
    if (!this.#open.delete(index)) return;
    if ('error' in result) this.#failed += 1;
    this.#bar.finish(index);
    this.#bar.clear();
    const { source: _, ...rest } = result;
    process.stdout.write(jsonLine({ source: path, ...rest }));
  }

  #say(words: string): void {
    this.#bar.clear();
    process.stderr.write(`${shown(words)}\n`);
  }
}

/** Seconds without a sign of progress after which a file is given up, where no limit was given. */
const quiet = 300;

/** @throws Failure that says what stands in the way */
async function checkReadable(path: string): Promise<void> {
  try {
    if (!(await stat(path)).isDirectory()) return;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const isGone = code === 'ENOENT' || code === 'ENOTDIR';
    throw new Failure(isGone ? 'not-found' : 'not-readable', `A file must be there and readable, got: ${message}`, {}, { cause });
  }
  throw new Failure('is-a-folder', `A document must be a file, but ${path} is a folder.`, { path });
}

/** Paths of the pictures beside a document that it seems to name, links followed. */
async function picturesBeside(path: string): Promise<readonly string[]> {
  const facts = await stat(path);
  // What is no plain file can be read once only; larger ones are refused when they are read.
  if (!facts.isFile() || facts.size > largestSource) return [];
  const named = namedPictures(new TextDecoder().decode(await readFile(path)));
  const found = await Promise.all(named.map(async (picture) => companionPath(path, picture)));
  return found.filter((picture) => picture !== undefined);
}

/** Says what became of a film that could not be what was asked for. */
function whyNot({ fellBack, because, output, loudness }: Readonly<Record<string, unknown>>): string {
  return `${String(fellBack)} cannot be made here; it became ${String(output)}${loudness === null ? ', without a sound' : ''}. ${String(because)}`;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}

/** What is kept from call to call; a cache that cannot be had costs time, never the work. */
async function profileOf({ cache, cacheMegabytes }: Command): Promise<Profile | undefined> {
  if (cache === undefined) return undefined;
  try {
    const profile = await takeProfile(cache, cacheMegabytes);
    if (profile === undefined) process.stderr.write(`Another kinora uses the cache in ${shown(cache)}: this one goes without.\n`);
    return profile;
  } catch (error) {
    process.stderr.write(`The cache in ${shown(cache)} cannot be used: ${shown(error instanceof Error ? error.message : String(error))}\n`);
    return undefined;
  }
}
