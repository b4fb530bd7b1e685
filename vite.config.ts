import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { gplPrograms } from './vite.gpl.ts';
import { licenceList, notePackages } from './vite.licences.ts';
import { devPolicy, neuralPolicy, policyHeaders } from './vite.policy.ts';

const inBrowser = { environment: 'node', testTimeout: 180_000, hookTimeout: 120_000 } as const;
const parts = ['drawing', 'encoding', 'extraction', 'firstChunk', 'neural', 'optimizers', 'pictures', 'sound', 'system', 'without'].map(
  (name) => `tests/e2e/${name}.test.ts`,
);

export default defineConfig({
  // Relative addresses: the site works from any sub-path of a static host.
  base: './',
  plugins: [svelte({ configFile: false }), gplPrograms(), ffmpegWithoutDefaults(), neuralPolicy(), devPolicy(), policyHeaders(), licenceList()],
  resolve: {
    alias: {
      // MathJax's own default face, which the one we set formulas in replaces.
      '#default-font': '@mathjax/mathjax-stix2-font/js',
      // Its browser version decodes by innerHTML; Markdown is also read in workers, which have no DOM.
      'decode-named-character-reference': fileURLToPath(new URL('./node_modules/decode-named-character-reference/index.js', import.meta.url)),
    },
  },
  define: { 'import.meta.env.VITE_VERSION': JSON.stringify(process.env['npm_package_version'] ?? 'development') },
  worker: { format: 'es', plugins: () => [ffmpegWithoutDefaults(), notePackages()] },
  build: {
    target: 'es2023',
    // A strict CSP refuses data: URLs for code and WASM.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    // By default one core is left alone, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test:
          { name: 'unit', environment:
            'node', testTimeout:
              30_000, pool: 'threads', isolate: false, include: ['tests/**/*.test.ts'], exclude: ['tests/e2e/**', 'tests/app/**', 'tests/robustness/**'] },
      },
      {
        extends: true,
        resolve: { conditions: ['browser'] },
        test: { name: 'app', environment: 'happy-dom', testTimeout: 30_000, pool: 'threads', isolate: false, include: ['tests/app/**/*.test.ts'] },
      },
      // Mostly waiting, and each about one part: two files at a time. Drills and journeys follow one by one, with the machine to themselves.
      { extends: true, test: { ...inBrowser, name: 'e2e-parts', include: parts, sequence: { groupOrder: 1 } } },
      { extends: true, test: { ...inBrowser, name: 'e2e', include: ['tests/e2e/**/*.test.ts'], exclude: parts, fileParallelism: false, sequence: {
        groupOrder: 2,
      } } },
      // Minutes long, and so beside `npm test`: hostile and mutated documents, drills.
      {
        extends: true,
        test: { ...inBrowser, name: 'robustness', include: ['tests/robustness/**/*.test.ts'], fileParallelism: false },
      },
    ],
  },
});

/** Takes out of @ffmpeg/ffmpeg what is never used here: the address of somebody else's host, and a worker that it would start by itself. */
function ffmpegWithoutDefaults(): Plugin {
  return {
    name: 'ffmpeg-without-defaults',
    transform(code, id) {
      if (!id.includes('@ffmpeg/ffmpeg/dist/esm/')) return undefined;
      return code.replace(/`https:[^`]*`/gu, "''").replace(/new Worker\(new URL\("\.\/worker\.js", import\.meta\.url\), \{\s*type: "module",\s*\}\)/u, 'undefined');
    },
  };
}
