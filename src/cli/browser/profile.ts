import { chmod, lstat, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { homedir, hostname, uptime } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../makeFolder';

/** Raised when what an earlier version kept cannot be used: its profile is thrown away. */
const version = 1;
/** Times its budget that a profile may take on disk: the browser removes what is evicted a little later. */
const slack = 2;

/** Bytes of the app's own files, and of what was compiled of them, that a browser keeps; of one file at most an eighth. */
export const appBytes = 200_000_000;

/** A browser profile that outlives a call of the command line, held by this process alone. */
export interface Profile {
  readonly folder: string;
  /** Throws away all that is kept, but goes on holding it. */
  clear(): Promise<void>;
  /** Lets others have it. */
  release(): Promise<void>;
}

/** Gives the folder where programs of this user keep what they can make again, with a folder of ours in it. */
export function userCacheFolder(platform: NodeJS.Platform = process.platform, environment: NodeJS.ProcessEnv = process.env, home: string = homedir()): string {
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'kinora', 'cache');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'kinora');
  return join(environment['XDG_CACHE_HOME'] || join(home, '.cache'), 'kinora');
}

/**
 * Takes the profile in a folder, made if it is missing.
 *
 * @param megabytes that it may keep beside the app; one that has grown far beyond is thrown away
 * @returns undefined if another process holds it
 * @throws what the file system throws where the folder cannot be written
 */
export async function takeProfile(cache: string, megabytes: number): Promise<Profile | undefined> {
  // What is kept are words of documents, and programs: nobody else's business.
  await makeFolder(cache, 0o700);
  // A folder that is also used otherwise, as by `--cache .`, is left as it is.
  if ((await readdir(cache)).every((name) => /^(?:lock|profile-\d+)$/.test(name))) await chmod(cache, 0o700).catch(() => undefined);
  const release = await takeLock(join(cache, 'lock'));
  if (release === undefined) return undefined;
  const folder = join(cache, `profile-${version}`);
  const clear = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    await mkdir(folder, { mode: 0o700 });
  };
  try {
    for (const name of await readdir(cache)) {
      if (/^profile-\d+$/.test(name) && name !== `profile-${version}`) await rm(join(cache, name), { recursive: true, force: true });
    }
    if ((await bytesIn(folder)) > slack * megabytes * 1024 * 1024 + appBytes) await clear();
    // A browser that was killed leaves these; as we hold the lock, no other one runs.
    for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) await rm(join(folder, name), { force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700).catch(() => undefined);
    return { folder, clear, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** @returns lets it go; undefined if a living process has it */
async function takeLock(file: string): Promise<(() => Promise<void>) | undefined> {
  const own = `${hostname()} ${process.pid}`;
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await writeFile(file, own, { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (await isHeld(file)) return undefined;
    await rm(file, { force: true });
  }
  return undefined;
}

/** Hours after which the lock of a machine that cannot be asked is taken for forgotten. */
const forgottenAfter = 24;

async function isHeld(file: string): Promise<boolean> {
  try {
    const [owner, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    const age = Date.now() - mtimeMs;
    const [machine, id] = owner.split(' ');
    // Just made, and not yet written.
    if (id === undefined) return age < 10_000;
    if (machine !== hostname()) return age < forgottenAfter * 3600 * 1000;
    // After a restart of the machine the number belongs to some other process.
    if (age > uptime() * 1000) return false;
    return isAlive(Number(id));
  } catch {
    // Let go in the meantime.
    return false;
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function bytesIn(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])) {
    if (entry.isFile()) sum += (await lstat(join(entry.parentPath, entry.name)).catch(() => undefined))?.size ?? 0;
  }
  return sum;
}
