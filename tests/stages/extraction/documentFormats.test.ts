import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../src/domain/content';
import { bytesDigest } from '../../../src/domain/digest';
import { largestSource, type Companion } from '../../../src/domain/source';
import type { Darkroom } from '../../../src/engine/ports';
import type { StepContext } from '../../../src/engine/step';
import { documentFormats, isReadable, readableNames, textFormat, type DocumentFormat } from '../../../src/stages/extraction/documentFormats';
import { illustrateWith, type Illustrated } from '../../../src/stages/extraction/illustrate';
import { readWith } from '../../../src/stages/extraction/read';
import { paragraphDraft, pictureDraft, type ReadDocument } from '../../../src/stages/extraction/reading';
import { startsWith } from '../../../src/stages/extraction/startsWith';
import { png } from '../../support/png';

const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
// Reading and illustrating need no kernels.
const context = { signal: new AbortController().signal, report: () => undefined } as unknown as StepContext;
const prose = 'Rivers carry water from high ground to the sea.';
const river = png(4, 3, () => [51, 102, 153]);

/** Documents of four bytes `CASE` and a sentence behind them; each carries the same pictures. */
const caseFormat: DocumentFormat = {
  name: 'CASE',
  extensions: ['case'],
  mediaTypes: ['application/x-case'],
  recognise: (start) => startsWith(start, 'CASE'),
  read: async ({ bytes }) => ({
    title: 'A case',
    blocks: [
      paragraphDraft(new TextDecoder().decode(bytes.subarray(4))),
      ...['inside/river.png', 'inside/drawing.emf', 'elsewhere.png'].map((address) => pictureDraft(address, 'A river')),
    ],
    pictures: [
      { address: 'inside/river.png', mediaType: 'image/png', bytes: river },
      { address: 'inside/drawing.emf', mediaType: 'image/x-emf', bytes: latin('EMF') },
      { address: 'inside/nobody names it.png', mediaType: 'image/png', bytes: river },
    ],
  }),
};
const withCases = [caseFormat, ...documentFormats];

function read(name: string, bytes: Uint8Array, formats: readonly DocumentFormat[] = withCases, mediaType = ''): Promise<ReadDocument> {
  return Promise.resolve(readWith(formats).run({ name, mediaType, bytes }, {}, context));
}

function illustrate(content: ReadDocument, companions: readonly Companion[] = []): Promise<Illustrated> {
  const takesAll: Darkroom = { develop: (picture) => Promise.resolve(picture), measure: () => Promise.resolve({}) };
  const step = illustrateWith(takesAll);
  return Promise.resolve(step.run({ content, companions }, step.defaults, context));
}

describe('a format that is not text', () => {
  it('is told by its bytes, whatever the file is called', async () => {
    for (const [name, mediaType] of [['a.case', ''], ['a.md', 'text/markdown'], ['a', 'text/plain'], ['a.pdf', 'application/pdf']] as const) {
      expect(await read(name, latin(`CASE${prose}`), withCases, mediaType)).toMatchObject({ title: 'A case', blocks: [{ text: prose }, {}, {}, {}] });
    }
  });

  it('is told before a kind of file that is known to be unreadable', async () => {
    const pdf: DocumentFormat = { ...caseFormat, name: 'PDF', extensions: ['pdf'], recognise: (start) => startsWith(start, '%PDF-') };
    expect((await read('a.pdf', latin('%PDF-1.7'), [pdf, ...documentFormats])).title).toBe('A case');
  });

  it('is not told by its name: a text that is called so is read as the text it is', async () => {
    expect((await read('a.case', latin(`# Title\n\n${prose}`))).blocks.map(({ type }) => type)).toEqual(['heading', 'paragraph']);
    expect((await read('a.case', latin(prose))).blocks.map(({ text }) => text)).toEqual([prose]);
  });

  it('sees the start of a file as bytes, and as text only where it is text', async () => {
    const seen: (string | undefined)[] = [];
    const curious: DocumentFormat = {
      ...caseFormat,
      recognise: (start, text) => {
        expect(start.length).toBeLessThanOrEqual(65_536);
        return seen.push(text()) < 0;
      },
    };
    await read('a.txt', new TextEncoder().encode(`\ufeffOne\r\ntwo ${'é'.repeat(100_000)}`), [curious, ...documentFormats]);
    await read('a.pdf', latin('%PDF-1.7'), [curious, ...documentFormats]).catch(() => undefined);
    expect(seen).toEqual([`One\ntwo ${'é'.repeat(4096 - 8)}`, undefined]);
  });

  it('carries the pictures that its blocks name, and they are illustrated', async () => {
    const document = await read('a.case', latin(`CASE${prose}`));
    expect(document.pictures?.map(({ address }) => address)).toEqual(['inside/river.png', 'inside/drawing.emf']);
    const { content, pictures } = await illustrate(document);
    const [found, unshown, missing] = content.blocks.filter((block): block is Picture => block.type === 'image');
    expect(found).toMatchObject({ address: 'inside/river.png', picture: { asset: bytesDigest(river), mediaType: 'image/png', width: 4, height: 3 } });
    expect(unshown?.trouble).toContain('of a kind that cannot be shown (image/x-emf)');
    expect(missing?.trouble).toContain('“elsewhere.png” was not given');
    expect(Object.keys(pictures)).toEqual([bytesDigest(river)]);
    // No later step needs their bytes, and keys of what is kept must not hold them.
    expect('pictures' in content).toBe(false);
  });

  it('shows its own picture before a file beside it of the same name', async () => {
    const beside = png(9, 9, () => [255, 0, 0]);
    const { pictures } = await illustrate(await read('a.case', latin(`CASE${prose}`)), [{ path: 'inside/river.png', bytes: beside }]);
    expect(Object.keys(pictures)).toEqual([bytesDigest(river)]);
  });

  it('is refused where it is empty, too large, or without a word, like any other', async () => {
    await expect(read('a.case', latin(''))).rejects.toMatchObject({ code: 'empty-source' });
    await expect(read('a.case', new Uint8Array(largestSource + 1))).rejects.toMatchObject({
      code: 'too-large', message: expect.stringMatching(/must not exceed 32 MiB, got 32.0 MiB/),
    });
    const silent: DocumentFormat = { ...caseFormat, read: () => Promise.resolve({ blocks: [] }) };
    await expect(read('a.case', latin('CASE'), [silent, ...documentFormats])).rejects.toMatchObject({ code: 'nothing-to-say' });
  });
});

describe('a document of text', () => {
  it('carries no pictures, so that what is kept of it stays as it is', async () => {
    expect(Object.keys(await read('a.md', latin(`${prose}\n\n![A](a.png)`)))).toEqual(['title', 'authors', 'language', 'blocks']);
  });

  it('goes by its name, its media type, its first lines, in this order, and a page is a page where it is called plain text', async () => {
    const shout = textFormat({
      name: 'shouting', extensions: ['loud'], mediaTypes: ['text/x-loud'], looksLike: (start) => start.startsWith('HEY'),
      read: async (text) => ({ title: 'Loud', blocks: [paragraphDraft(text)] }),
    });
    const titleOf = async (
      name: string, text: string, mediaType = '',
    ): Promise<string> => (await read(name, latin(text), [shout, ...documentFormats], mediaType)).title;
    expect(await titleOf('a.loud', prose, 'text/markdown')).toBe('Loud');
    expect(await titleOf('a', prose, 'text/x-loud; charset=utf-8')).toBe('Loud');
    expect(await titleOf('a', `HEY ${prose}`)).toBe('Loud');
    expect(await titleOf('a.txt', `HEY ${prose}`)).not.toBe('Loud');
    expect((await read('a.txt', latin(`<!doctype html><h1>Page</h1><p>${prose}`))).blocks.map(({ text }) => text)).toEqual([prose]);
  });
});

describe('a file that no format takes', () => {
  it('is named, with all that can be read and with advice', async () => {
    await expect(read('a.case', latin('GIF89a'))).rejects.toMatchObject({
      code: 'unsupported-file', message: `A document must be ${readableNames(withCases, 'or')}, but "a.case" is a GIF picture.`,
      details: { kind: 'a GIF picture', advice: expect.stringMatching(/drop the document it belongs to/) },
    });
    await expect(read('a.txt', latin(prose), [caseFormat])).rejects.toMatchObject({
      code: 'unsupported-file', message: expect.stringMatching(/must be CASE, but "a.txt" is none/),
    });
  });
});

describe('the table of formats', () => {
  it('is what sentences list', () => {
    const named = (...names: string[]): DocumentFormat[] => names.map((name) => ({ ...caseFormat, name }));
    expect(readableNames(named('Markdown', 'HTML', 'plain text'))).toBe('Markdown, HTML and plain text');
    expect(readableNames(named('Markdown', 'plain text'), 'or')).toBe('Markdown or plain text');
    expect(readableNames(named('CASE'))).toBe('CASE');
    expect(readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')).toContain(`**Reads** ${readableNames(documentFormats)}`);
  });

  it('knows a document by every ending that is read, in any case', () => {
    for (const ending of documentFormats.flatMap(({ extensions }) => extensions)) expect(isReadable(`notes/A.${ending.toUpperCase()}`)).toBe(true);
    for (const name of ['a.case', 'a.png', 'a.md.zip', 'md', 'README', '.md/a']) expect(isReadable(name)).toBe(false);
    expect(isReadable('a.case', withCases)).toBe(true);
  });

  it('gives each ending and each media type to one format, and ends with the one that takes every text', () => {
    const endings = documentFormats.flatMap(({ extensions, mediaTypes }) => [...extensions, ...mediaTypes]);
    expect(endings).toEqual([...new Set(endings)].map((ending) => ending.toLowerCase()));
    expect(documentFormats.at(-1)?.recognise(latin(''), () => 'anything')).toBe(true);
  });
});
