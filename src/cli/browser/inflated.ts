import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
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
  const unfinished = `${copy}.part`;
  await pipeline(createReadStream(file), createGunzip(), createWriteStream(unfinished));
  await rename(unfinished, copy);
  return copy;
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
