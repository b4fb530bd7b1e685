import { describe, expect, test } from 'vitest';
import { Companions } from '../../../src/app/document/companions';
import { pickedFiles, type GivenFile } from '../../../src/app/document/givenFiles';

const given = (
  path: string, content = path,
): GivenFile => ({ file: new File([content], path.slice(path.lastIndexOf('/') + 1), { type: path.endsWith('.md') ? 'text/markdown' : '' }), path });
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

describe('a document and its pictures', () => {
  test('a file keeps its name, its type and its bytes', async () => {
    const companions = new Companions();
    const [file] = await companions.take([given('a.md', '# A')]);
    const source = await companions.source(file!);
    expect(source).toMatchObject({ name: 'a.md', mediaType: 'text/markdown' });
    expect(text(source.bytes)).toBe('# A');
    expect('companions' in source).toBe(false);
  });

  test('dropped together they belong together: only the document is opened, with the pictures it names', async () => {
    const companions = new Companions();
    const files = await companions.take([given('b.png'), given('a.md', '![B](img/b.png) ![C](c.jpg)'), given('other.png')]);
    expect(files.map(({ name }) => name)).toEqual(['a.md']);
    const source = await companions.source(files[0]!);
    expect(source.companions?.map(({ path }) => path)).toEqual(['img/b.png']);
    expect(text(source.companions?.[0]?.bytes)).toBe('b.png');
  });

  test('of two pictures of one name the one at the right path is taken', async () => {
    const companions = new Companions();
    const files = await companions.take([given('notes/one/a.md', '![B](../two/b.png)'), given('notes/one/b.png'), given('notes/two/b.png')]);
    expect(text((await companions.source(files[0]!)).companions?.[0]?.bytes)).toBe('notes/two/b.png');
  });

  test('pictures that come later open the document again that names them', async () => {
    const companions = new Companions();
    const [file] = await companions.take([given('a.md', '![B](b.png)')]);
    await companions.source(file!);
    expect((await companions.take([given('b.png')])).map(({ name }) => name)).toEqual(['a.md']);
    expect((await companions.source(file!)).companions).toHaveLength(1);
  });

  test('kept over a reload they still belong together', async () => {
    const companions = new Companions();
    const [file] = await companions.take([given('notes/a.md', '![B](img/b.png)'), given('notes/img/b.png'), given('notes/img/c.png')]);
    const kept = await companions.kept(file!);
    expect(kept.pictures.map(({ path }) => path)).toEqual(['img/b.png']);
    const later = new Companions();
    expect(text((await later.source(later.adopt(kept))).companions?.[0]?.bytes)).toBe('notes/img/b.png');
    expect((await later.kept(kept.file)).pictures).toHaveLength(1);
  });

  test('pictures that nobody names are given back', async () => {
    const companions = new Companions();
    expect((await companions.take([given('b.png')])).map(({ name }) => name)).toEqual(['b.png']);
  });
});

test('picked files have their names as paths', () => {
  expect(pickedFiles([new File(['a'], 'a.png')]).map(({ path }) => path)).toEqual(['a.png']);
});
