import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../src/cli/install.mjs';

const dist = join(root, 'dist');
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:js|html|css|wasm|svg)$/.test(name));

/** Addresses that no code asks: names of namespaces, places where something is explained, and parts of addresses to look for in texts. */
const allowed = [
  /^http:\/\/www\.w3\.org\/(?:1998|1999|2000|XML)\//, /^https:\/\/svelte\.dev\/e\/\w+$/, /^https:\/\/www\.w3\.org\/TR\/[\w-]+\/?\.?$/,
  /^https:\/\/www\.(?:apache\.org\/licenses|webmproject\.org\/vp9\/mp4)\//, /^https:\/\/aomediacodec\.github\.io\//, /^https:\/\/emscripten\.org\/docs\//,
  /^http:\/\/www\.ibm\.com\/data\/dtd\/v11\/ibmxhtml1-transitional\.dtd$/, /^(?:https?|wss?):\/\/$/,
];

describe('the built site', () => {
  test('names no address that code could fetch', () => {
    const named = files.flatMap((name) => {
      const found = readFileSync(join(dist, name), 'latin1').match(/\b(?:https?|wss?):\/\/[^\s"'`<>()\\${}]*/g) ?? [];
      return found.map((address) => [name, address] as const);
    });
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(([, address]) => !allowed.some((pattern) => pattern.test(address)))).toEqual([]);
  });

  test('carries the licence of every package in its code', () => {
    const list = readFileSync(join(dist, 'licenses/packages.txt'), 'utf8');
    const sections = list.split(/^={78}\n(?=.+\n={78}$)/m).slice(1);
    const names = sections.map((section) => section.split('\n', 1)[0] ?? '');
    // Named by nobody here, but bundled with what is.
    for (const name of ['micromark', '@kurkle/color', 'entities', 'parse5', 'svelte', 'comlink', '@noble/hashes', 'mdast-util-gfm-table']) {
      expect(names.some((one) => one.startsWith(`${name} `)), name).toBe(true);
    }
    expect(names.length).toBeGreaterThan(40);
    for (const section of sections) expect(section.length, section.slice(0, 60)).toBeGreaterThan(section.includes('no text of its own') ? 150 : 400);
  });
});
