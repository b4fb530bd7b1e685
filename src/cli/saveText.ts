import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../domain/failure';
import { makeFolder } from './makeFolder';

/**
 * Writes a text so that it is never there in part: whoever collects metrics reads whenever it likes.
 *
 * @param inputs files that are read, which are never written over
 * @throws Failure `output-not-writable` in the system's words, `output-not-ours` for an input
 */
export async function saveText(file: string, text: string, inputs: readonly string[]): Promise<void> {
  let part: string | undefined;
  try {
    await makeFolder(dirname(file));
    const there = await stat(file).catch(() => undefined);
    // A pipe, a terminal: they take what is written, and nothing may take their place.
    if (there !== undefined && !there.isFile() && !there.isDirectory()) {
      await writeFile(file, text);
      return;
    }
    for (const input of inputs) {
      const facts = await stat(input).catch(() => undefined);
      if (there === undefined || facts?.dev !== there.dev || facts.ino !== there.ino) continue;
      throw new Failure('output-not-ours', `${file} is read by this command, and is not written over.`, { file });
    }
    // Where a link leads to, as when it is written in plainly.
    const target = there === undefined ? file : await realpath(file);
    part = join(dirname(target), `.kinora-${process.pid}-${randomBytes(8).toString('hex')}.part`);
    const handle = await open(part, 'wx');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, target);
  } catch (error) {
    if (part !== undefined) await rm(part, { force: true }).catch(() => undefined);
    if (error instanceof Failure) throw error;
    throw new Failure(
      'output-not-writable', `${file} must be writable, got: ${error instanceof Error ? error.message : String(error)}`, { file }, { cause: error },
    );
  }
}
