/**
 * Splits the cases of a folder's `sentences.json` and writes predictions for its scorer.
 *
 *     npx tsx tests/bench/sentences.ts DATA OUT.jsonl
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentenceCutter } from '../../src/stages/suggestions/split';

const [folder, out] = process.argv.slice(2);
if (folder === undefined || out === undefined) throw new Error('usage: sentences.ts DATA OUT.jsonl');
const cases = JSON.parse(readFileSync(join(folder, 'sentences.json'), 'utf8')) as { lang: string; text: string; sents: string[] }[];
const rows = cases.map(({ lang, text }, id) => ({ id, sentences: sentenceCutter(lang)(text).map((span) => span.text) }));
writeFileSync(out, rows.map((row) => JSON.stringify(row)).join('\n'));
const tidy = (parts: readonly string[]): string => parts.map((part) => part.split(/\s+/).join(' ')).join(' | ');
if (process.env['SHOW'] !== undefined) {
  for (const [id, { lang, sents }] of cases.entries()) {
    const got = tidy(rows[id]?.sentences ?? []);
    if (got !== tidy(sents.map((s) => s.trim()))) console.log(`${id} ${lang}\n  want ${tidy(sents)}\n  got  ${got}`);
  }
}
