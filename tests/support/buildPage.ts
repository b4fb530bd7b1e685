import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import config from '../../vite.config';
import { gplPrograms } from '../../vite.gpl';

const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** A built page, ready to be served. */
export interface BuiltPage {
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Builds a page around one script, with workers, fonts and programs as in the real build, in a folder of the system's temporary one.
 *
 * @param script path from the root of the repository
 */
export async function buildPage(script: string): Promise<BuiltPage> {
  const root = await mkdtemp(join(tmpdir(), 'kinora-page-'));
  const entry = join(repository, script);
  await writeFile(join(root, 'index.html'), `<!doctype html><title>Test</title><script type="module" src=${JSON.stringify(entry)}></script>`);
  await build({
    root,
    configFile: false,
    base: './',
    publicDir: false,
    logLevel: 'error',
    plugins: [gplPrograms()],
    // What replaces modules in the real build does so here.
    resolve: config.resolve ?? {},
    worker: { format: 'es' },
    build: { outDir: join(root, 'dist'), target: 'es2023', minify: false, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  return { folder: join(root, 'dist'), remove: () => rm(root, { recursive: true, force: true }) };
}
