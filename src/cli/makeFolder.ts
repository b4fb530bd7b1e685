import * as disk from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those around it that are missing; one that is there is good.
 *
 * Not by Node's own recursive way, which tries for ever where a folder is there and takes no others, as `/proc`.
 *
 * @param mode of those that are made
 * @throws what the system says
 */
export async function makeFolder(path: string, mode = 0o777, system: Pick<typeof disk, 'mkdir' | 'stat'> = disk): Promise<void> {
  try {
    await system.mkdir(path, { mode });
  } catch (error) {
    if (await isFolder(path, system)) return;
    const around = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || around === path || await isFolder(around, system)) throw error;
    await makeFolder(around, mode, system);
    await makeFolder(path, mode, system);
  }
}

async function isFolder(path: string, system: Pick<typeof disk, 'stat'>): Promise<boolean> {
  return (await system.stat(path).catch(() => undefined))?.isDirectory() === true;
}
