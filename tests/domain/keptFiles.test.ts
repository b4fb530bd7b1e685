import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manifestJson, parseManifest } from '../../src/domain/film/manifest';
import type { Storyboard } from '../../src/domain/storyboard';
import { parseStoryboard, storyboardJson } from '../../src/domain/storyboardFile';
import { keptFiles, keptFolder } from '../support/keptFiles';

/*
 * What earlier builds wrote, and people wrote by hand, is read for ever. New fields of a storyboard are optional and keep its version; anything
 * else is a numbered migration with a test of its own. Names of assets may be anything, not only digests. These files never change: a build that
 * writes something new adds its own (`npm run keep`).
 */

const textOf = (name: string): string => readFileSync(join(keptFolder, name), 'utf8');

/** What a storyboard means to a person, whatever its version. */
function meaning({ title, theme, scenes, pronunciations, assets = {} }: Storyboard): unknown {
  return {
    title, theme, pronunciations, assets,
    scenes: scenes.map(({ id, layout, speech, frames, recording }) => ({ id, layout, speech, frames, recording })),
    pictures: scenes.flatMap((scene) => (scene.layout === 'picture' ? [scene.picture] : [])),
  };
}

describe.each(keptFiles('storyboard'))('%s', (name) => {
  const text = textOf(name);
  const written = JSON.parse(text) as Storyboard;

  test('is read with its scenes, words and assets as they were written', () => {
    expect(meaning(parseStoryboard(text))).toEqual(meaning(written));
  });

  test('loses nothing, unless a migration gives it another version', () => {
    const read = parseStoryboard(text);
    if (read.version === written.version) expect(read).toEqual(written);
    else expect(read.version).toBeGreaterThan(written.version);
  });

  test('is read again equal after it was written again', () => {
    const read = parseStoryboard(text);
    expect(parseStoryboard(storyboardJson(read))).toEqual(read);
  });
});

describe.each(keptFiles('manifest'))('%s', (name) => {
  test('is accepted, and written again as it was', () => {
    const text = textOf(name);
    expect(JSON.parse(manifestJson(parseManifest(text)))).toEqual(JSON.parse(text));
  });
});

test('assets that were named by hand keep their names', () => {
  const { assets = {}, scenes } = parseStoryboard(textOf('storyboard-by-hand.json'));
  expect(Object.keys(assets)).toEqual(['picture-1', 'voice-1']);
  expect(scenes.flatMap((scene) => (scene.layout === 'picture' ? [scene.picture] : []))).toEqual(['picture-1', 'picture-1']);
  expect(scenes.flatMap(({ recording }) => recording?.asset ?? [])).toEqual(['voice-1']);
});

test.each(['storyboard', 'manifest', 'profile'])('a %s is kept', (kind) => {
  expect(keptFiles(kind)).not.toEqual([]);
});
