import { describe, expect, test } from 'vitest';
import { droppedFiles } from '../../../src/app/document/givenFiles';
import { documentFormats } from '../../../src/stages/extraction/documentFormats';

/** What a drop hands over, as far as it is asked: a folder of files by their names. */
function droppedFolder(folder: string, names: readonly string[]): DataTransfer {
  const files = names.map((name) => ({
    name, fullPath: `/${folder}/${name}`, isFile: true, isDirectory: false, file: (give: (file: File) => void) => { give(new File(['a'], name)); },
  }));
  const left = [files, []];
  const entry = {
    name: folder, fullPath: `/${folder}`, isFile: false, isDirectory: true,
    createReader: () => ({ readEntries: (give: (some: unknown) => void) => { give(left.shift()); } }),
  };
  return { items: [{ webkitGetAsEntry: () => entry }], files: [] } as unknown as DataTransfer;
}

describe('a dropped folder', () => {
  test('gives every file with an ending that can be read', async () => {
    const names = documentFormats.flatMap(({ extensions }) => extensions.map((extension) => `a.${extension}`));
    expect(names).toEqual(expect.arrayContaining(['a.xht', 'a.shtml', 'a.log', 'a.asc']));
    const given = await droppedFiles(droppedFolder('notes', names));
    expect(given.map(({ path }) => path).toSorted()).toEqual(names.map((name) => `notes/${name}`).toSorted());
  });

  test('gives pictures, too, and nothing else', async () => {
    const given = await droppedFiles(droppedFolder('notes', ['b.png', 'c.bin', '.hidden.md', 'index.html', 'a.md']));
    expect(given.map(({ path }) => path)).toEqual(['notes/index.html', 'notes/a.md', 'notes/b.png']);
  });
});
