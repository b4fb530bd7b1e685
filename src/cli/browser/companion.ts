import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { isPictureName } from '../../stages/extraction/pictureAddresses';

/** Bytes: the page refuses smaller ones already; this keeps a mistake from filling the memory. */
const largest = 128 * 1024 * 1024;

/**
 * Reads a picture that lies in a document's folder or below it.
 *
 * @param document path of the document
 * @param path     from its folder, as the document names it
 * @returns undefined for what is not there, is no picture by its name, is far too large, or lies outside that folder, links followed
 */
export async function companion(document: string, path: string): Promise<Buffer | undefined> {
  const found = await companionPath(document, path);
  return found === undefined ? undefined : readFile(found).catch(() => undefined);
}

/** Path of that picture, links followed; undefined as there. */
export async function companionPath(document: string, path: string): Promise<string | undefined> {
  if (!isPictureName(path)) return undefined;
  try {
    const folder = await realpath(dirname(document));
    const file = await realpath(join(folder, path));
    if (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return undefined;
    const facts = await stat(file);
    return facts.isFile() && facts.size <= largest ? file : undefined;
  } catch {
    return undefined;
  }
}
