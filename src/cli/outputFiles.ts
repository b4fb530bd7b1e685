import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import * as disk from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Failure } from '../domain/failure';
import { manifestJson, parseManifest } from '../domain/film/manifest';
import { type Container, containers, fileForms } from '../domain/film/video';
import { makeFolder } from './makeFolder';

/** What of the file system is used, so that a test can let every write fail. */
export type Disk = Pick<typeof disk, 'mkdir' | 'open' | 'readdir' | 'readFile' | 'rename' | 'rm' | 'stat'>;

/** A file on its way: written whole, and waiting for the others of its film. */
interface Arrived {
  readonly name: string;
  readonly part: string;
  readonly sha256: string;
}

/** What is made beside a film, and what the manifest calls it. */
const besides = { '.srt': 'srt', '.vtt': 'vtt', '.poster.png': 'poster', '.json': 'storyboard' } as const;
const manifestEnding = '.manifest.json';
const filmEndings: readonly string[] = containers.map((container) => `.${fileForms[container].ending}`);
const partName = /^\.kinora-(\d+)-[\da-f]{16}\.part$/;

/** Bytes a file's name may have, less the longest ending, its mark and what the file system adds. */
const longestBase = 200;

/** Gives the name that what is made of a file begins with: without folder and last extension, and no longer than a file system takes. */
export function outputBase(name: string): string {
  const base = name.replace(/(?<=.)\.[^.]*$/, '');
  if (Buffer.byteLength(base) <= longestBase) return base;
  let cut = base;
  while (Buffer.byteLength(cut) > longestBase - 9) cut = cut.slice(0, -1).replace(/[\ud800-\udbff]$/, '');
  return `${cut}~${createHash('sha256').update(base).digest('hex').slice(0, 8)}`;
}

/**
 * Writes what is made into a folder, never over anybody else's files and never in part.
 *
 * A file is written under a name of its own and takes its place when all of its film are there, the manifest last. Which files are ours the manifest
 * says by their digests; a mark that lies there while they take their places says it of those that have.
 */
export class OutputFiles {
  readonly #folder: string;
  readonly #inputs: Set<string>;
  readonly #isForced: boolean;
  readonly #disk: Disk;
  readonly #arrived = new Map<string, Arrived[]>();

  /**
   * @param inputs   files that are read, which are never ours
   * @param isForced whether files of others may be replaced
   */
  constructor(folder: string, inputs: readonly string[], isForced: boolean, system: Disk = disk) {
    this.#folder = folder;
    this.#inputs = new Set(inputs);
    this.#isForced = isForced;
    this.#disk = system;
  }

  /** Makes the folder, and clears away what runs that were ended left in it. @throws Failure `output-not-writable` */
  async open(): Promise<void> {
    await this.#named(this.#folder, async () => {
      await makeFolder(this.#folder, 0o777, this.#disk);
      for (const name of await this.#disk.readdir(this.#folder)) {
        const owner = partName.exec(name)?.[1];
        if (owner !== undefined && Number(owner) !== process.pid && !isAlive(Number(owner))) await this.#disk.rm(join(this.#folder, name), { force: true });
      }
    });
  }

  /** Adds a file that is read: its place is never taken, by force neither. */
  keep(input: string): void {
    this.#inputs.add(input);
  }

  /** Names of all that may be made under a base. */
  namesOf(base: string): readonly string[] {
    return [...filmEndings, ...Object.keys(besides), manifestEnding].map((ending) => base + ending);
  }

  /**
   * Refuses to begin what would end on somebody else's files.
   *
   * @param ending of the film, `.mp4`
   * @throws Failure `output-not-ours`, which names them
   */
  async check(base: string, ending: string): Promise<void> {
    const all = [ending, ...Object.keys(besides), manifestEnding];
    for (const each of all) {
      const facts = await this.#disk.stat(join(this.#folder, base + each)).catch(() => undefined);
      if (facts !== undefined && await this.#isInput(facts)) throw new Failure(
        'output-not-ours', `${base + each} is read by this command, and is not written over, by --force neither.`,
        { folder: this.#folder, files: [base + each] },
      );
    }
    if (this.#isForced) return;
    const strangers: string[] = [];
    for (const each of all) if (!(await this.#isOurs(base, each))) strangers.push(base + each);
    if (strangers.length > 0) throw new Failure(
      'output-not-ours', `Only what kinora made is replaced without --force, but ${strangers.join(', ')} ${
        strangers.length === 1 ? 'was' : 'were'} made or changed by somebody else.`,
      { folder: this.#folder, files: strangers },
    );
  }

  /** Takes a file as it comes: films may be larger than the memory. @throws Failure `output-not-writable` */
  async take(base: string, name: string, bytes: Readable): Promise<void> {
    const part = this.#newPart();
    const hash = createHash('sha256');
    await this.#named(join(this.#folder, name), async () => {
      try {
        // A new file: neither one that is there is written into, nor one that a link of that name leads to.
        const file = await this.#disk.open(part, 'wx');
        try {
          for await (const chunk of bytes as AsyncIterable<Buffer>) {
            hash.update(chunk);
            // All of it: "write" alone may take a part where the disk is nearly full.
            await file.writeFile(chunk);
          }
          await file.sync();
        } finally {
          await file.close();
        }
      } catch (error) {
        await this.#disk.rm(part, { force: true }).catch(() => undefined);
        throw error;
      }
    });
    this.#arrived.set(base, [...(this.#arrived.get(base) ?? []), { name, part, sha256: hash.digest('hex') }]);
  }

  /** Puts all files of a film in their places. @throws Failure `output-not-writable`, with what was there before still there or the new in its place */
  async commit(base: string): Promise<void> {
    const arrived = this.#arrived.get(base) ?? [];
    const ending = arrived.map(({ name }) => name.slice(base.length)).find((each) => filmEndings.includes(each));
    if (ending === undefined) return;
    try {
      // Made in the meantime, by somebody else.
      await this.check(base, ending);
      await this.#named(join(this.#folder, base), async () => {
        await this.#rememberOthers(base, ending, arrived);
        await this.#mark(base, arrived.map(({ sha256 }) => sha256));
        const isManifest = ({ name }: Arrived): number => Number(name.endsWith(manifestEnding));
        for (const { name, part } of arrived.toSorted((one, other) => isManifest(one) - isManifest(other))) {
          await this.#disk.rename(part, join(this.#folder, name));
        }
        await this.#disk.rm(this.#markOf(base), { force: true });
      });
      this.#arrived.delete(base);
    } finally {
      await this.discard(base);
    }
  }

  async discardAll(): Promise<void> {
    await Promise.all([...this.#arrived.keys()].map(async (base) => this.discard(base)));
  }

  /** Forgets what came of a film that was not made whole. */
  async discard(base: string): Promise<void> {
    for (const { part } of this.#arrived.get(base) ?? []) await this.#disk.rm(part, { force: true }).catch(() => undefined);
    this.#arrived.delete(base);
  }

  /** Says of files that they are ours, beside those of which a run that was ended here said so. */
  async #mark(base: string, digests: readonly string[]): Promise<void> {
    const before: unknown = await this.#json(this.#markOf(base));
    const part = this.#newPart();
    try {
      const mark = await this.#disk.open(part, 'wx');
      try {
        await mark.writeFile(JSON.stringify([...(Array.isArray(before) ? before : []), ...digests]));
        await mark.sync();
      } finally {
        await mark.close();
      }
      // By its name, which can be guessed, nothing is written: a link that lies there is replaced.
      await this.#disk.rename(part, this.#markOf(base));
    } catch (error) {
      await this.#disk.rm(part, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** Nobody can know its name and put a link there. */
  #newPart(): string {
    return join(this.#folder, `.kinora-${process.pid}-${randomBytes(8).toString('hex')}.part`);
  }

  #markOf(base: string): string {
    return join(this.#folder, `.${base}.kinora`);
  }

  async #isOurs(base: string, ending: string): Promise<boolean> {
    const file = join(this.#folder, base + ending);
    const facts = await this.#disk.stat(file).catch(() => undefined);
    if (facts === undefined) return true;
    if (!facts.isFile()) return false;
    const manifest = await this.#manifestOf(base);
    if (ending === manifestEnding && manifest !== undefined) return true;
    const sha256 = await digestOf(file);
    const marked: unknown = await this.#json(this.#markOf(base));
    if (Array.isArray(marked) && marked.includes(sha256)) return true;
    if (manifest === undefined) return false;
    const kind = (besides as Readonly<Record<string, keyof NonNullable<typeof manifest.besides>>>)[ending];
    const { others = {} } = manifest;
    if (kind === undefined) return manifest.file.sha256 === sha256 || (Object.hasOwn(others, ending) && others[ending] === sha256);
    // Earlier versions did not say what they made beside a film.
    return manifest.besides === undefined ? ending !== '.json' || isOurStoryboard(await this.#json(file)) : manifest.besides[kind] === sha256;
  }

  /** The manifest tells of one film; what was made in other formats stays ours as well. */
  async #rememberOthers(base: string, ending: string, arrived: readonly Arrived[]): Promise<void> {
    const before = await this.#manifestOf(base);
    const part = arrived.find(({ name }) => name.endsWith(manifestEnding))?.part;
    if (before === undefined || part === undefined) return;
    const ended = filmEndings.find((each) => each === `.${fileForms[before.file.container as Container]?.ending}`) ?? '';
    const { [ending]: _, ...others } = { ...before.others, [ended]: before.file.sha256 };
    if (Object.keys(others).length === 0) return;
    const manifest = parseManifest(await this.#disk.readFile(part, 'utf8'));
    const file = await this.#disk.open(part, 'w');
    try {
      await file.writeFile(manifestJson({ ...manifest, others }));
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async #isInput({ dev, ino }: Awaited<ReturnType<Disk['stat']>>): Promise<boolean> {
    const inputs = await Promise.all(Array.from(this.#inputs, async (input) => this.#disk.stat(input).catch(() => undefined)));
    return inputs.some((input) => input?.dev === dev && input.ino === ino);
  }

  async #manifestOf(base: string): Promise<ReturnType<typeof parseManifest> | undefined> {
    try {
      return parseManifest(await this.#disk.readFile(join(this.#folder, base + manifestEnding), 'utf8'));
    } catch {
      return undefined;
    }
  }

  async #json(file: string): Promise<unknown> {
    try {
      return JSON.parse(await this.#disk.readFile(file, 'utf8'));
    } catch {
      return undefined;
    }
  }

  /** What the file system refuses is said by its own words. */
  async #named<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof Failure) throw cause;
      throw new Failure('output-not-writable', `${path} must be writable, got: ${cause instanceof Error ? cause.message : String(cause)}`, { path }, { cause });
    }
  }
}

function isOurStoryboard(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'scenes' in value && 'version' in value;
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
