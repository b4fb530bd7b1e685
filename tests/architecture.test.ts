import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'src');

/** Rooms by rank; imports go from a higher rank to a lower one, never sideways. */
const ranks: Readonly<Record<string, number>> = {
  domain: 0, kernels: 1, engine: 2, stages: 3, platform: 3, optimizers: 4, workers: 5, workflow: 6, app: 7, cli: 7,
};

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const files: readonly SourceFile[] = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|svelte|mjs)$/.test(entry.name))
  .map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return { path: relative(source, path), text: readFileSync(path, 'utf8') };
  });

describe('the rooms', () => {
  test('imports point down', () => {
    expect(files.flatMap(upwardImports)).toEqual([]);
  });

  test('an import that points up or sideways is caught', () => {
    expect(upwardImports({ path: 'domain/a.ts', text: "import { x } from '../engine/step';" })).toEqual(['domain/a.ts imports engine']);
    expect(
      upwardImports({ path: 'stages/video/a.ts', text: "const y = await import('../../platform/fonts');" }),
    ).toEqual(['stages/video/a.ts imports platform']);
    expect(upwardImports({ path: 'engine/a.ts', text: "import { x } from '../domain/failure';" })).toEqual([]);
  });

  test('no files import each other in a circle, not even for types', () => {
    expect(circles(new Map(files.map((file) => [file.path, importedFiles(file)])))).toEqual([]);
  });

  test('a circle is caught, however long', () => {
    expect(circles(new Map([['a', ['b']], ['b', ['c']], ['c', ['a']], ['d', ['a']]]))).toEqual([['a', 'b', 'c']]);
    expect(circles(new Map([['a', ['b', 'c']], ['b', ['c']], ['c', []]]))).toEqual([]);
  });

  test('no folder lies flat with more than 25 files', () => {
    const folders = [...new Set(files.map(({ path }) => dirname(path)))];
    expect(folders.filter((name) => files.filter(({ path }) => dirname(path) === name).length > 25)).toEqual([]);
  });

  test('a file above 300 lines says why in its first', () => {
    const long = files.filter(({ text }) => text.split('\n').length > 301);
    expect(long.filter(({ text }) => !/^(?:<!-- |\/\/ )Long: /.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('half of all files have 80 lines or fewer', () => {
    const lines = files.map(({ text }) => text.split('\n').length - 1).sort((one, other) => one - other);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(80);
  });

  test('stages do not import each other', () => {
    const sideways = files
      .filter(({ path }) => path.startsWith('stages/'))
      .flatMap(
        (file) => imports(file)
          .filter((target) => target.startsWith('stages/') && folder(target) !== folder(file.path))
          .map((target) => `${file.path} imports ${target}`),
      );
    expect(sideways.filter((line) => !line.endsWith('stages/stepNames'))).toEqual([]);
  });

  test('optimizers do not import each other', () => {
    const sideways = files
      .filter(({ path }) => path.startsWith('optimizers/'))
      .flatMap((file) => imports(file).filter((target) => target.startsWith('optimizers/') && folder(target) !== folder(file.path)).map(
        (target) => `${file.path} imports ${target}`,
      ));
    expect(sideways).toEqual([]);
  });

  test('only the app knows Svelte', () => {
    const knowing = files.filter(
      ({ path, text }) => !path.startsWith('app/') && (/from 'svelte/.test(text) || path.endsWith('.svelte') || path.endsWith('.svelte.ts')),
    );
    expect(knowing.map(({ path }) => path)).toEqual([]);
  });

  test('pure rooms touch no clock, chance, storage, network or page', () => {
    const impure =
      /\b(Date\.now|new Date\(\)|performance\.now|Math\.random|crypto\.|fetch\(|XMLHttpRequest|indexedDB|localStorage|document\.|window\.|navigator\.|setTimeout|setInterval)/;
    const touching = files
      .filter(({ path }) => /^(domain|kernels|engine|stages)\//.test(path))
      .flatMap(({ path, text }) => withoutComments(text).split('\n').filter((line) => impure.test(line)).map((line) => `${path}: ${line.trim()}`))
      // `document` is also the tree that a page was read into.
      .filter((line) => !line.startsWith('stages/extraction/') || !/\bdocument\./.test(line));
    expect(touching).toEqual([]);
  });

  test('nothing is kept in drawers', () => {
    const drawers = files.map(({ path }) => path).filter((path) => /(^|\/)(utils?|helpers?|common|misc|types|constants|index)(\/|\.)/.test(path));
    expect(drawers).toEqual([]);
  });

  test('no file has a default export but what a tool asks for', () => {
    expect(files.filter(({ text }) => /^export default /m.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('the top level holds nothing but what the house names', () => {
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .filter((name) => !['node_modules', 'dist', 'coverage', 'sheets', 'bench-results', 'test-results'].includes(name));
    expect(folders.sort()).toEqual(['public', 'src', 'tests', 'wasm']);
  });
});

function upwardImports(file: SourceFile): readonly string[] {
  const room = file.path.split('/', 1)[0] ?? '';
  return imports(file)
    .map((target) => target.split('/', 1)[0] ?? '')
    .filter((target) => target in ranks && target !== room && (ranks[target] ?? 0) >= (ranks[room] ?? 0) && !isContract(file.path, target))
    .map((target) => `${file.path} imports ${target}`);
}

/** The command line drives the app, so it may know the types of the app's automation surface. */
function isContract(path: string, target: string): boolean {
  return path.startsWith('cli/') && target === 'app';
}

/** Paths below `src` of the project's own files that a file imports. */
function imports({ path, text }: SourceFile): readonly string[] {
  return [
    ...withoutComments(text).matchAll(/(?:from|import|import\()\s*['"](\.[^'"]+)['"]/g), ...withoutComments(text).matchAll(/new URL\(\s*['"](\.[^'"]+)['"]/g),
  ]
    .map(([, target]) => join(dirname(path), target ?? ''))
    .filter((target) => !target.startsWith('..'));
}

/** The project's own files that a file imports, with their endings. */
function importedFiles(file: SourceFile): readonly string[] {
  const paths = new Set(files.map(({ path }) => path));
  return imports(file).flatMap(
    (target) => ['', '.ts', '.svelte', '.svelte.ts', '.mjs'].map((ending) => target.replace(/\?.*$/, '') + ending).filter((path) => paths.has(path)),
  );
}

/** Files that reach each other: the strongly connected parts of more than one file, each in order of their names (Tarjan, SIAM J. Comput. 1972). */
function circles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): number => {
    const number = order.size;
    order.set(file, number);
    lowest.set(file, number);
    open.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!order.has(next)) lowest.set(file, Math.min(lowest.get(file) ?? number, visit(next)));
      else if (open.includes(next)) lowest.set(file, Math.min(lowest.get(file) ?? number, order.get(next) ?? number));
    }
    const least = lowest.get(file) ?? number;
    if (least === number) found.push(open.splice(open.indexOf(file)));
    return least;
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return found.filter((part) => part.length > 1).map((part) => part.sort());
}

function folder(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
