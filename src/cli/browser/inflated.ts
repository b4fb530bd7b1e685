import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/**
 * Gives a file that is not gzipped any more: a browser would inflate it anew each time.
 *
 * The build says what it must be, beside it in `<name>.sha256`: a copy that was damaged, or changed by somebody else, is made anew.
 *
 * @param file   its name ends in `.gz`
 * @param folder holds the inflated one from call to call
 * @returns its path
 */
export async function inflated(file: string, folder: string): Promise<string> {
  const copy = join(folder, basename(file, '.gz'));
  const wanted = (await readFile(file.replace(/\.gz$/, '.sha256'), 'utf8')).trim();
  if ((await digestOf(copy)) === wanted) return copy;
  // Nobody can know its name and put a link there.
  const unfinished = `${copy}.${randomBytes(8).toString('hex')}.part`;
  try {
    await pipeline(createReadStream(file), createGunzip(), createWriteStream(unfinished, { flags: 'wx' }));
    if ((await digestOf(unfinished)) !== wanted) throw new Error(`${file} must be as it was built, got other bytes: build the studio anew.`);
    await rename(unfinished, copy);
    return copy;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function digestOf(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
    return hash.digest('hex');
  } catch {
    return undefined;
  }
}
