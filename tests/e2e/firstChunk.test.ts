import { readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

/**
 * kB that the first screen may take, before compression: what it takes (471, of which 21 are the words of the screen, 9 the digest, 9 what lets tabs share
 * a cache and its writes survive, 5 what shows long blocks in parts) and room for a component. Whatever is not on it is fetched when it is needed.
 */
const budget = 476;

const dist = new URL('../../dist/', import.meta.url);
const page = readFileSync(new URL('index.html', dist), 'utf8');
/** The entry, and what it imports at once, which Vite names in the page. */
const scripts = [...page.matchAll(/<(?:script|link rel="modulepreload")[^>]*(?:src|href)="([^"]+\.js)"/gu)].map(([, address = '']) => new URL(address, dist));
const bytesOf = (file: URL): number => statSync(file).size;

describe('the first screen', () => {
  test('takes no more code than it needs', () => {
    const bytes = scripts.reduce((sum, file) => sum + bytesOf(file), 0);
    const packed = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
    console.info(`First screen: ${(bytes / 1000).toFixed(0)} kB in ${scripts.length} files, ${(packed / 1000).toFixed(0)} kB gzipped.`);
    expect(scripts.length).toBeGreaterThan(0);
    expect(bytes / 1000).toBeLessThan(budget);
  });

  test('needs neither the parsers of documents nor the stemmers', () => {
    const text = scripts.map((file) => readFileSync(file, 'utf8')).join('\n');
    for (const mark of ['blockQuotePrefix', 'unlikelyCandidates', 'snowball', 'MathJax.']) expect(text).not.toContain(mark);
  });
});
