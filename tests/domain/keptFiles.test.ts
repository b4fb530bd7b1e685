import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inlineFile } from '../../src/domain/dataUrl';
import { bytesDigest } from '../../src/domain/digest';
import { manifestJson, parseManifest } from '../../src/domain/film/manifest';
import type { Storyboard } from '../../src/domain/storyboard';
import { parseStoryboard, storyboardJson } from '../../src/domain/storyboardFile';
import { keptFiles, keptFolder } from '../support/keptFiles';

/*
 * What earlier builds wrote, and people wrote by hand, is read for ever. New fields of a storyboard are optional and keep its version; anything
 * else is a numbered migration with a test of its own. Assets may have any names. These files never change: a build that
 * writes something new adds its own (`npm run keep`).
 */

const textOf = (name: string): string => readFileSync(join(keptFolder, name), 'utf8');

/** The storyboard with its files named by their bytes, wherever they are named: as they all are once they were read. */
function named(text: string): string {
  const { assets = {} } = JSON.parse(text) as Storyboard;
  return Object.entries(assets).reduce(
    (before, [id, url]) => before.replaceAll(JSON.stringify(id), JSON.stringify(bytesDigest(inlineFile(url)?.bytes ?? new Uint8Array()))), text,
  );
}

describe.each(keptFiles('storyboard'))('%s', (name) => {
  const text = textOf(name);
  const written = JSON.parse(named(text)) as Storyboard;

  test('loses nothing but the names of its files, unless a migration gives it another version', async () => {
    const read = await parseStoryboard(text);
    expect(read.version).toBeGreaterThanOrEqual(written.version);
    if (read.version === written.version) expect(read).toEqual(written);
  });

  test('is read again equal after it was written again', async () => {
    const read = await parseStoryboard(text);
    expect(await parseStoryboard(storyboardJson(read))).toEqual(read);
  });
});

describe.each(keptFiles('manifest'))('%s', (name) => {
  test('is accepted, and written again as it was', () => {
    const text = textOf(name);
    expect(JSON.parse(manifestJson(parseManifest(text)))).toEqual(JSON.parse(text));
  });
});

test('assets that were named by hand are there, each under the digest of its bytes', async () => {
  const { assets = {}, scenes } = await parseStoryboard(textOf('storyboard-by-hand.json'));
  const ids = Object.keys(assets);
  expect(ids).toEqual([expect.stringMatching(/^[\da-f]{64}$/), expect.stringMatching(/^[\da-f]{64}$/)]);
  expect(scenes.flatMap((scene) => (scene.layout === 'picture' ? [scene.picture] : []))).toEqual([ids[0], ids[0]]);
  expect(scenes.flatMap(({ recording }) => recording?.asset ?? [])).toEqual([ids[1]]);
});

test.each(['storyboard', 'manifest', 'profile'])('a %s is kept', (kind) => {
  expect(keptFiles(kind)).not.toEqual([]);
});
