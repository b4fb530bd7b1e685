import { createReadStream, createWriteStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/**
 * Gives a file that is not gzipped any more: a browser would inflate it anew each time.
 *
 * @param file   its name ends in `.gz`
 * @param folder holds the inflated one from call to call
 * @returns its path
 */
export async function inflated(file: string, folder: string): Promise<string> {
  const copy = join(folder, basename(file, '.gz'));
  const [source, there] = await Promise.all([stat(file), stat(copy).catch(() => undefined)]);
  if (there !== undefined && there.mtimeMs >= source.mtimeMs) return copy;
  const unfinished = `${copy}.part`;
  await pipeline(createReadStream(file), createGunzip(), createWriteStream(unfinished));
  await rename(unfinished, copy);
  return copy;
}
