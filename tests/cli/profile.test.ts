import { mkdtempSync, existsSync, mkdirSync, readdirSync, rmSync, utimesSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appBytes, takeProfile, userCacheFolder } from '../../src/cli/browser/profile';

let cache = '';
beforeEach(() => { cache = mkdtempSync(join(tmpdir(), 'kinora-profile-')); });
afterEach(() => { rmSync(cache, { recursive: true, force: true }); });

/** Larger than a process id can be. */
const nobody = 2 ** 30;

describe('the profile of the command line', () => {
  test('lies where this user’s caches lie on each system', () => {
    expect(userCacheFolder('linux', {}, '/home/ada')).toBe('/home/ada/.cache/kinora');
    expect(userCacheFolder('linux', { XDG_CACHE_HOME: '/caches' }, '/home/ada')).toBe('/caches/kinora');
    expect(userCacheFolder('darwin', {}, '/Users/ada')).toBe('/Users/ada/Library/Caches/kinora');
    expect(userCacheFolder('win32', { LOCALAPPDATA: '/local' }, '/ada')).toBe('/local/kinora/cache');
  });

  test('is one process’s at a time', async () => {
    const first = await takeProfile(cache, 16);
    expect(await takeProfile(cache, 16)).toBeUndefined();
    await first?.release();
    expect((await takeProfile(cache, 16))?.folder).toBe(first?.folder);
  });

  test('is taken from a process that is no more, and from one of before the machine was restarted', async () => {
    writeFileSync(join(cache, 'lock'), `${hostname()} ${nobody}`);
    await (await takeProfile(cache, 16))?.release();
    writeFileSync(join(cache, 'lock'), `${hostname()} ${process.pid}`);
    utimesSync(join(cache, 'lock'), 1, 1);
    expect(await takeProfile(cache, 16)).toBeDefined();
  });

  test('is left to a process of another machine', async () => {
    writeFileSync(join(cache, 'lock'), `another-${hostname()} ${nobody}`);
    expect(await takeProfile(cache, 16)).toBeUndefined();
  });

  test('loses the marks of a killed browser and the profiles of other versions, and keeps the rest', async () => {
    mkdirSync(join(cache, 'profile-0'));
    mkdirSync(join(cache, 'profile-1'));
    for (const name of ['SingletonLock', 'Local State']) writeFileSync(join(cache, 'profile-1', name), '');
    await takeProfile(cache, 16);
    expect(readdirSync(cache).sort()).toEqual(['lock', 'profile-1']);
    expect(readdirSync(join(cache, 'profile-1'))).toEqual(['Local State']);
  });

  test('begins anew once it has grown far beyond its budget', async () => {
    mkdirSync(join(cache, 'profile-1'));
    const large = join(cache, 'profile-1', 'large');
    writeFileSync(large, '');
    // The app's own files count extra.
    truncateSync(large, appBytes + 1024 * 1024);
    await (await takeProfile(cache, 1))?.release();
    expect(existsSync(large)).toBe(true);
    truncateSync(large, appBytes + 3 * 1024 * 1024);
    const profile = await takeProfile(cache, 1);
    expect(existsSync(large)).toBe(false);
    expect(existsSync(profile?.folder ?? '')).toBe(true);
  });
});
