import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStills } from '../../src/cli/stills/openStills.mjs';

/** Paper and its ink, as px. */
const paper = [0xfa, 0xf6, 0xee];
const accent = [0xb4, 0x43, 0x2b];

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
    const [corner, hairline, beyond, rule] = await pixels('paper-light-usual-1-title-16x9', { width: 1920, height: 1080 }, [[4, 4], [20, 1077], [1900, 1077], [180, 190]]);
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

  it('keeps the ink of every still inside the margins, with the widths of the real faces', async () => {
    const names = await stills.page.evaluate(() => globalThis.stills?.names ?? []);
    const outside: string[] = [];
    for (const name of names) {
      const ink = await stills.page.evaluate((one) => globalThis.stills?.ink(one), name);
      // Swashes and the feet of italics may hang over by half a hundredth of the short side.
      const margin = Math.min(ink?.width ?? 0, ink?.height ?? 0) * 0.065;
      if (ink && (ink.left < margin || ink.right > ink.width - margin || ink.top < margin || ink.bottom > ink.height - margin)) outside.push(`${name}: ${JSON.stringify(ink)}`);
    }
    expect(names.length).toBeGreaterThan(200);
    expect(outside).toEqual([]);
  });

  it('draws few distinct pictures, each in a fraction of a millisecond (printed, not judged)', async () => {
    const figures = await stills.page.evaluate(() => {
      if (!globalThis.stills) throw new Error('The page of stills is not ready.');
      return globalThis.stills.measure();
    });
    console.log(`drawFrame: ${figures.meanMs.toFixed(3)} ms a frame, ${figures.distinct} pictures among ${figures.frames} frames, laid out in ${figures.layOutMs.toFixed(1)} ms`);
    expect(figures.distinct).toBeLessThan(figures.frames / 3);
  });
});
