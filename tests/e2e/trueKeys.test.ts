import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataUrl } from '../../src/domain/dataUrl';
import type { Storyboard } from '../../src/domain/storyboard';
import { launchChromium } from '../support/browser';
import { png } from '../support/png';
import { sampleScenes } from '../support/sampleScenes';
import { openStudio, type StudioPage } from '../support/studioPage';

let browser: Browser;
beforeAll(async () => { browser = await launchChromium(); });
afterAll(() => browser?.close());

/** A picture of stripes in two colours of a palette, its pixels written as they are: two GIFs of other colours differ in nothing but those. */
function gif(width: number, height: number, palette: readonly number[]): Uint8Array {
  const table = [...palette, ...Array<number>(128 * 3 - palette.length).fill(0)];
  // Codes of eight bits: the table of codes is cleared before it would need nine.
  const codes = Array.from({ length: width * height }, (_, index) => (index % 120 === 0 ? [128, Math.floor(index / width / 40) % 2 * 2] : [
    Math.floor(index / width / 40) % 2 * 2,
  ])).flat();
  const data = [...codes, 129];
  const blocks = Array.from({ length: Math.ceil(data.length / 255) }, (_, index) => data.slice(index * 255, index * 255 + 255));
  const size = (value: number): readonly number[] => [value & 255, value >> 8];
  return Uint8Array.from([
    ...new TextEncoder().encode('GIF89a'), ...size(width), ...size(height), 0xf6, 0, 0, ...table,
    0x2c, 0, 0, 0, 0, ...size(width), ...size(height), 0, 7, ...blocks.flatMap((block) => [block.length, ...block]), 0, 0x3b,
  ]);
}

const green = gif(640, 400, [250, 250, 90, 0, 0, 0, 20, 200, 60]);
/** The sign bits of two words are others: bytes 15 and 19. */
const blue = green.map((byte, index) => (index === 15 || index === 19 ? byte ^ 0x80 : byte));

const page = (bytes: Uint8Array): string => `<!doctype html><title>Flags</title><h1>Flags of two towns</h1>
<p>The harbour flies the flag of the town on every day of the year.</p>
<figure><img src="${dataUrl('image/gif', bytes)}" alt="The flag of the town"></figure>
<p>Another flag is flown when the market opens in the spring.</p>`;

/** What people write by hand, with a friendly name for the picture. */
const board = (colour: readonly [number, number, number]): string => JSON.stringify({
  version: 1, title: 'Pay', language: 'en', source: { name: 'pay.md', link: '' }, format: { width: 320, height: 180, fps: 10 }, theme: 'paper', seed: 1, seconds: 0,
  assets: { 'picture-1': dataUrl('image/png', png(400, 220, (x, y) => (x > 100 && x < 300 && y > 60 && y < 160 ? colour : [255, 255, 255]))) },
  scenes: [{ ...sampleScenes.picture, picture: 'picture-1', width: 400, height: 220 }],
} satisfies Storyboard);

async function keysOf(studio: StudioPage, documents: Readonly<Record<string, string>>): Promise<readonly (readonly string[])[]> {
  const lines = await studio.render(documents, { voice: 'none' });
  for (const line of lines) expect(line).not.toHaveProperty('error');
  return (await studio.inspect()).films.map(({ keys }) => keys);
}

describe('with one cache for all', () => {
  test.each([
    ['storyboards whose pictures have one name', 'pay.json', board([200, 30, 30]), board([30, 200, 30])],
    ['documents whose pictures differ in sign bits', 'flag.html', page(green), page(blue)],
  ])('two %s become two films, each as it is without a cache', async (_name, name, one, other) => {
    const studio = await openStudio(browser);
    const alone = await openStudio(browser);
    try {
      await keysOf(studio, { [name]: one });
      const first = studio.outputs.get(name.replace(/\.\w+$/, '.mp4'));
      const [ofOne, ofOther] = await keysOf(studio, { [name]: other });
      const [byItself] = await keysOf(alone, { [name]: other });
      expect(ofOther).toEqual(byItself);
      expect(ofOther).not.toEqual(ofOne);
      expect(studio.outputs.get(name.replace(/\.\w+$/, '.mp4'))?.equals(first ?? Buffer.alloc(0))).toBe(false);
    } finally {
      await studio.close();
      await alone.close();
    }
  });
});
