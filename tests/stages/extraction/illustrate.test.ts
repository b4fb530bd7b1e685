import { describe, expect, it } from 'vitest';
import type { Content, Picture } from '../../../src/domain/content';
import { dataUrl } from '../../../src/domain/dataUrl';
import { bytesDigest } from '../../../src/domain/digest';
import { Failure } from '../../../src/domain/failure';
import type { Darkroom } from '../../../src/engine/ports';
import { referenceKernels } from '../../../src/kernels/reference';
import { illustrateWith, type Illustrated, type IllustrateParameters } from '../../../src/stages/extraction/illustrate';

/** The start of a PNG of a size, told apart by a last byte. */
function png(width: number, height: number, last = 0): Uint8Array {
  const bytes = new Uint8Array(30);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  bytes[29] = last;
  return bytes;
}

const asked: { width: number; side: number }[] = [];
/** Takes every picture as it is, except those that end on 9. */
const darkroom: Darkroom = {
  async develop(picture, { side }) {
    asked.push({ width: picture.width, side });
    if (picture.bytes.at(-1) === 9) throw new Failure('damaged-file', 'A picture must be sound.');
    return picture;
  },
  measure: async () => ({}),
};

async function illustrate(
  addresses: readonly string[], companions: Parameters<ReturnType<typeof illustrateWith>['run']>[0]['companions'] = [],
  changes: Partial<IllustrateParameters> = {}, port: Darkroom | undefined = darkroom,
): Promise<Illustrated & { readonly images: readonly Picture[] }> {
  const content: Content = {
    title: 'T', authors: [], language: 'en',
    blocks: [
      { id: 0, type: 'paragraph', text: 'Words.', place: { offset: 0 } },
      ...addresses.map((address, index): Picture => ({ id: index + 1, type: 'image', address, text: 'A', place: { offset: 0 } })),
    ],
  };
  const step = illustrateWith(port);
  const result = await step.run(
    { content, companions }, { ...step.defaults, ...changes }, { kernels: referenceKernels, signal: new AbortController().signal, report: () => undefined },
  );
  return { ...result, images: result.content.blocks.filter((block): block is Picture => block.type === 'image') };
}

describe('illustrate', () => {
  it('takes pictures out of data: addresses, each once, and leaves the rest as it is', async () => {
    const url = dataUrl('image/png', png(640, 480));
    const { content, pictures, images } = await illustrate([url, url]);
    const asset = bytesDigest(png(640, 480));
    expect(pictures).toEqual({ [asset]: url });
    expect(images).toHaveLength(2);
    for (const image of images) expect(image).toMatchObject({ address: 'data:image/png', picture: { asset, mediaType: 'image/png', width: 640, height: 480 } });
    expect(content.blocks[0]).toEqual({ id: 0, type: 'paragraph', text: 'Words.', place: { offset: 0 } });
  });

  it('tells pictures apart that differ in the highest bits of two words alone', async () => {
    const one = Uint8Array.from([...png(640, 480), ...Array<number>(64).fill(7)]);
    const other = one.map((byte, index) => (index === 47 || index === 59 ? byte ^ 0x80 : byte));
    const { pictures, images } = await illustrate([dataUrl('image/png', one), dataUrl('image/png', other)]);
    expect(Object.keys(pictures)).toHaveLength(2);
    expect(new Set(images.map((image) => image.picture?.asset)).size).toBe(2);
  });

  it('finds the files that lie beside the document, by path, else by name', async () => {
    const { images } = await illustrate(
      ['./img/a.png', 'img/B.PNG', 'c.png'],
      [{ path: 'img/a.png', bytes: png(1, 2) }, { path: 'b.png', bytes: png(3, 4) }, { path: 'one/c.png', bytes: png(5, 5) }, {
        path: 'two/c.png', bytes: png(6, 6),
      }],
    );
    expect(images.map((image) => image.picture?.width)).toEqual([1, 3, undefined]);
    expect(images[2]?.trouble).toContain('drop it together with the document');
  });

  it.each([
    ['https://example.org/a.png', 'nothing is loaded from elsewhere'],
    ['', 'no address'],
    ['data:image/png;base64,%%%', 'broken'],
    [dataUrl('image/png', new TextEncoder().encode('no picture')), 'damaged'],
    [dataUrl('image/png', png(0, 9)), 'damaged'],
    [dataUrl('image/png', png(9, 9, 9)), 'damaged'],
    [dataUrl('image/png', png(100_000, 100_000)), 'may have 64 megapixels, this one has 10000.'],
  ])('leaves %s out and says why', async (address, trouble) => {
    const { images, pictures } = await illustrate([address]);
    expect(images[0]?.trouble).toContain(trouble);
    expect(images[0]?.picture).toBeUndefined();
    expect(pictures).toEqual({});
  });

  it('never decodes what is too large', async () => {
    asked.length = 0;
    await illustrate([dataUrl('image/png', png(100_000, 100_000))]);
    expect(asked).toEqual([]);
  });

  it('stops when all pictures together take too much', async () => {
    const { images } = await illustrate([dataUrl('image/png', png(4, 4, 1)), dataUrl('image/png', png(4, 4, 2))], [], { allMegabytes: 70e-6 });
    expect(images.map((image) => image.picture !== undefined)).toEqual([true, false]);
    expect(images[1]?.trouble).toContain('together');
  });

  it('says so where pictures cannot be drawn at all', async () => {
    const step = illustrateWith(undefined);
    const content: Content = {
      title: '', authors: [], language: 'en', blocks: [{ id: 0, type: 'image', address: dataUrl('image/png', png(4, 4)), text: '', place: { offset: 0 } }],
    };
    const result = await step.run(
      { content, companions: [] }, step.defaults, { kernels: referenceKernels, signal: new AbortController().signal, report: () => undefined },
    );
    expect(result.content.blocks[0]).toMatchObject({ trouble: 'This browser cannot draw pictures off the page.' });
  });
});
