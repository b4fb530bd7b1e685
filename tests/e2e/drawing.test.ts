import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DrawList } from '../../src/domain/film/drawing';
import { openStills } from '../../src/cli/stills/openStills.mjs';

/** Paper and its ink, as px. */
const paper = [0xfa, 0xf6, 0xee];
const accent = [0xb4, 0x43, 0x2b];

/** Mean colours of chosen stills; `UPDATE_PICTURES=1` writes them anew. */
const golden = fileURLToPath(new URL('./goldens/pictures.json', import.meta.url));
/** Steps of 255 by which other versions of a browser smooth letters otherwise. */
const tolerance = 5;

/** The largest difference of a channel, 0 to 255. */
function distance(one: string, other: string): number {
  return Math.max(...[0, 2, 4].map((at) => Math.abs(parseInt(one.slice(at, at + 2), 16) - (parseInt(other.slice(at, at + 2), 16) || 0))));
}

describe('drawing in a real browser', () => {
  let stills: Awaited<ReturnType<typeof openStills>>;

  beforeAll(async () => {
    stills = await openStills();
  });

  afterAll(async () => {
    await stills?.close();
  });

  const pixels = (name: string, canvas: { width: number; height: number }, points: readonly (readonly [number, number])[]) =>
    stills.page.evaluate(([one, size, where]) => {
      if (!globalThis.stills) throw new Error('The page of stills is not ready.');
      return globalThis.stills.pixels(one, size, where);
    }, [name, canvas, points] as const);

  it('paints the background, the hairline and the rule of a title', async () => {
    const [corner, hairline, beyond, rule] = await pixels(
      'paper-light-usual-1-title-16x9', { width: 1920, height: 1080 }, [[4, 4], [20, 1077], [1900, 1077], [180, 190]],
    );
    expect(corner).toEqual(paper);
    expect(hairline).toEqual(accent);
    expect(beyond).toEqual(paper);
    expect(rule).toEqual(accent);
  });

  it('paints the same picture on a canvas of another size', async () => {
    const [corner, hairline, rule] = await pixels('paper-light-usual-1-title-16x9', { width: 640, height: 360 }, [[2, 2], [6, 359], [60, 63]]);
    expect(corner).toEqual(paper);
    expect(hairline).toEqual(accent);
    expect(rule).toEqual(accent);
  });

  it('sets every line in the shipped faces, at the width it is painted', async () => {
    const report = await stills.page.evaluate(() => {
      if (!globalThis.stills) throw new Error('The page of stills is not ready.');
      return globalThis.stills.faces();
    });
    expect(report.loaded).toContain('Film Fraunces');
    expect(report.loaded).toContain('Film Newsreader');
    // An optical size is in use if a line set ten times as large is not ten times as wide.
    expect(report.opticalRatio).toBeLessThan(9.9);
  });

  it('has nothing to complain about in a sample of all stills: contrast, margins, overlaps, sizes', async () => {
    const names = await stills.page.evaluate(() => globalThis.stills?.names ?? []);
    expect(names.length).toBeGreaterThan(5000);
    // A prime, so that all themes, tones, sets and formats have their turn; `npm run sheets -- --lint` looks at all.
    const complaints = await stills.page.evaluate(async (some) => {
      const all: string[] = [];
      for (const name of some) all.push(...((await globalThis.stills?.lint(name)) ?? []).map((complaint) => `${name}: ${complaint}`));
      return all;
    }, names.filter((_, index) => index % 47 === 0));
    expect(complaints).toEqual([]);
  });

  it('sees what is wrong with a picture, by the px behind its letters', async () => {
    const font = { family: 'sans-serif', size: 40, weight: 400 };
    const line = { op: 'text', x: 200, font, colour: '#767676', alpha: 1, direction: 'ltr' } as const;
    const list: DrawList = {
      width: 1080, height: 1080, key: '',
      commands: [
        { op: 'fill', colour: '#FFFFFF' },
        { op: 'rectangle', x: 180, y: 500, width: 400, height: 100, radius: 0, colour: '#D0D0D0', alpha: 1 },
        { ...line, text: 'Well on white', y: 300 },
        { ...line, text: 'Pale on grey', y: 565 },
        { ...line, text: 'Off the page', x: 20, y: 800 },
        { ...line, text: 'One', y: 700 },
        { ...line, text: 'Another', x: 210, y: 705 },
        { op: 'rectangle', x: 0, y: 1074, width: 500, height: 6, radius: 0, colour: '#000000', alpha: 1 },
      ],
    };
    const complaints = await stills.page.evaluate((one) => globalThis.stills?.lintList(one, { captions: 0, formulas: [], headlines: [] }), list);
    expect(
      complaints?.map((complaint) => complaint.replace(/ at .*/u, '')),
    ).toEqual(['“Pale on grey” has a contrast of 2.9, not 4.5', '“Off the page” lies', '“One” lies over “Another”']);
  });

  it.each(['arabic', 'hebrew', 'hindi', 'thai', 'chinese', 'japanese', 'korean', 'mixed'])('draws %s in faces of its own', async (set) => {
    const loaded = await stills.page.evaluate(async (one) => {
      await globalThis.stills?.lint(`swiss-light-${one}-1-title-16x9`);
      return (await globalThis.stills?.faces())?.loaded ?? [];
    }, set);
    const face = {
      arabic: 'Sans Arabic', hebrew: 'Sans Hebrew', hindi: 'Sans Devanagari', thai: 'Sans Thai', chinese: 'Sans SC', japanese: 'Sans JP', korean: 'Sans KR',
      mixed: 'Emoji',
    }[set] ?? '';
    expect(loaded).toContain(`Film Noto ${face}`);
  });

  it('paints what it always painted, by the mean colours of 144 fields', async () => {
    const kept = JSON.parse(await readFile(golden, 'utf8')) as Record<string, readonly string[]>;
    const painted: Record<string, readonly string[]> = {};
    for (const name of Object.keys(kept)) painted[name] = await stills.page.evaluate(async (one) => (await globalThis.stills?.signature(one)) ?? [], name);
    if (process.env['UPDATE_PICTURES'] === '1') await writeFile(golden, `${JSON.stringify(painted)}\n`);
    const far = Object.entries(kept).flatMap(([name, fields]) => fields.flatMap(
      (
        field, at,
      ) => (distance(field, painted[name]?.[at] ?? '') > tolerance ? [`${name}, field ${at}: ${field}, now ${painted[name]?.[at] ?? 'nothing'}`] : []),
    ));
    expect(far).toEqual([]);
  });

  it('draws few distinct pictures, each in a fraction of a millisecond (printed, not judged)', async () => {
    const figures = await stills.page.evaluate(() => {
      if (!globalThis.stills) throw new Error('The page of stills is not ready.');
      return globalThis.stills.measure();
    });
    console.log(
      `drawFrame: ${figures.meanMs.toFixed(
        3,
      )} ms a frame, ${figures.distinct} pictures among ${figures.frames} frames, laid out in ${figures.layOutMs.toFixed(1)} ms`,
    );
    expect(figures.distinct).toBeLessThan(figures.frames / 3);
  });
});
