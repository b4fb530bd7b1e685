import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { gplPrograms } from './vite.gpl.ts';

const inBrowser = { environment: 'node', testTimeout: 180_000, hookTimeout: 120_000 } as const;
const parts = ['drawing', 'encoding', 'extraction', 'firstChunk', 'neural', 'optimizers', 'pictures', 'sound', 'system', 'without'].map(
  (name) => `tests/e2e/${name}.test.ts`,
);

export default defineConfig({
  // Relative addresses: the site works from any sub-path of a static host.
  base: './',
  plugins: [svelte({ configFile: false }), gplPrograms(), neuralPolicy(), devPolicy()],
  resolve: {
    alias: {
      // MathJax's own default face, which the one we set formulas in replaces.
      '#default-font': '@mathjax/mathjax-stix2-font/js',
      // Its browser version decodes by innerHTML; Markdown is also read in workers, which have no DOM.
      'decode-named-character-reference': fileURLToPath(new URL('./node_modules/decode-named-character-reference/index.js', import.meta.url)),
    },
  },
  define: { 'import.meta.env.VITE_VERSION': JSON.stringify(process.env['npm_package_version'] ?? 'development') },
  worker: { format: 'es' },
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

/** Lets the page load a neural voice from one more place, if whoever builds it says so (`VITE_NEURAL_ORIGIN=https://voices.example.org`). */
function neuralPolicy(): Plugin {
  return {
    name: 'neural-policy',
    transformIndexHtml(html) {
      const origin = process.env['VITE_NEURAL_ORIGIN'];
      if (origin === undefined || origin === '') return html;
      if (!/^https:\/\/[a-z\d.-]+(?::\d+)?$/i.test(origin)) throw new Error(`VITE_NEURAL_ORIGIN must be an https origin, got ${origin}.`);
      return html.replace(/(script-src|connect-src) 'self'/gu, `$1 'self' ${origin}`);
    },
  };
}

/** The development server puts styles into the page as elements, which the page's own policy refuses; the built page keeps it. */
function devPolicy(): Plugin {
  return {
    name: 'dev-policy',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/u, ''),
  };
}
