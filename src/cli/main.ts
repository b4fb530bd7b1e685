import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { AutomationLine } from '../app/automationCall';
import { browserPage } from './browserPage';
import { type Command, outputName, parseCommand } from './parseCommand';
import { type Profile, takeProfile } from './profile';
import { ProgressBar } from './progressBar';
import { UsageError } from './usage';
import { verify } from './verify';
import { given } from '../domain/given';

/**
 * Runs the command line.
 *
 * @param words without the program's name
 * @returns the exit code: 0 all good, 1 some files failed or are not as they were made, 2 wrong usage
 */
export async function main(words: readonly string[]): Promise<number> {
  // Whoever reads the results has seen enough (`| head`): the rest is not wanted.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  try {
    const command = parseCommand(words);
    if ('help' in command) {
      process.stdout.write(command.help);
      return 0;
    }
    return command.name === 'verify' ? await verify(command) : await runCommand(command);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 1;
  }
}

async function runCommand(command: Command): Promise<number> {
  if (command.out) await mkdir(command.out, { recursive: true });
  const bar = new ProgressBar(process.stderr, command.files.length);
  let failed = 0;
  // Lines come as files finish, and are printed in the order of the files.
  const waiting = new Map<number, string>();
  let next = 0;
  const print = (line: AutomationLine): void => {
    if ('error' in line.result) failed += 1;
    // The page knows a file by its name only; the caller knows it by the path they gave.
    const given = command.files[line.index] ?? '';
    const output = 'output' in line.result ? { output: join(command.out, String(line.result['output'])) } : {};
    waiting.set(line.index, JSON.stringify({ ...line.result, source: given, ...output }));
    bar.finish(line.index);
    for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
      bar.clear();
      process.stdout.write(`${ready}\n`);
      next += 1;
    }
  };
  const profile = await profileOf(command);
  try {
    const page = await browserPage({
      files: command.files,
      without: command.without,
      megabytes: command.cacheMegabytes,
      ...given({ profile }),
      save: (name, bytes) => writeWhole(join(command.out, basename(name)), bytes),
      onLine: print,
      onProgress: (index, progress) => bar.update(index, basename(command.files[index] ?? ''), progress),
    });
    try {
      await page.run(command.name, command.files.map((file) => ({ name: basename(file), output: outputName(file) })), command.options);
      if (command.metrics !== undefined) await save(command.metrics, await page.read('metrics'));
      if (command.trace !== undefined) await save(command.trace, await page.read('trace'));
    } finally {
      bar.clear();
      await page.close();
    }
  } finally {
    await profile?.release();
  }
  return failed > 0 ? 1 : 0;
}

/** What is kept from call to call; a cache that cannot be had costs time, never the work. */
async function profileOf({ cache, cacheMegabytes }: Command): Promise<Profile | undefined> {
  if (cache === undefined) return undefined;
  try {
    const profile = await takeProfile(cache, cacheMegabytes);
    if (profile === undefined) process.stderr.write(`Another kinora uses the cache in ${cache}: this one goes without.\n`);
    return profile;
  } catch (error) {
    process.stderr.write(`The cache in ${cache} cannot be used: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

/** Writes a file so that it is never there in part: an old one of its name stays until the new one is whole. */
async function writeWhole(file: string, bytes: Readable): Promise<void> {
  const part = `${file}.part`;
  try {
    await writeFile(part, bytes);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function save(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
