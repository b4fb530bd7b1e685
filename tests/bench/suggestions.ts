/**
 * Ranks the documents of a folder's summary corpora and prints how near the key sentences come to the summaries people wrote.
 *
 *     npx tsx tests/bench/suggestions.ts DATA
 *
 * DATA holds `summaries/<corpus>.jsonl`, `score/score.py` and `anchors.json`; the last column is the mean over the corpora.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Block, Content } from '../../src/domain/content';
import { referenceKernels } from '../../src/kernels/reference';
import { score } from '../../src/stages/suggestions/score';
import { select } from '../../src/stages/suggestions/select';
import { split } from '../../src/stages/suggestions/split';

const corpora = ['science_scisumm', 'legal_austlii', 'reviews_opinosis', 'meetings_qmsum'];
const data = process.argv[2];
if (data === undefined) throw new Error('usage: suggestions.ts DATA');
const folder = mkdtempSync(join(tmpdir(), 'kinora-bench-'));
const anchors = (JSON.parse(readFileSync(join(data, 'anchors.json'), 'utf8')) as { summaries: Record<string, Record<string, number>> }).summaries;
const context = { kernels: referenceKernels, signal: new AbortController().signal, report: () => undefined };

const results: Record<string, number[]> = { ours: [] };
const started = performance.now();
for (const corpus of corpora) {
  const lines = readFileSync(join(data, 'summaries', `${corpus}.jsonl`), 'utf8').trim().split('\n');
  const predictions = await Promise.all(lines.map(async (line) => {
    const { id, title, text } = JSON.parse(line) as { id: string; title: string; text: string };
    const content = contentOf(title, text);
    const sentences = await split.run(content, split.defaults, context);
    const scores = await score.run({ content, sentences }, score.defaults, context);
    const { chosen } = await select.run({ content, sentences, scores }, { ...select.defaults, count: 30 }, context);
    return JSON.stringify({ id, sentences: chosen.map((index) => sentences[index]?.text.replace(/\s+/g, ' ')), order: chosen });
  }));
  const file = join(folder, `${corpus}.jsonl`);
  writeFileSync(file, predictions.join('\n'));
  const report = JSON.parse(execFileSync('python3', [join(data, 'score/score.py'), 'summaries', corpus, file], { encoding: 'utf8' })) as Record<string, number>;
  results['ours']?.push(report['mean of R1 and R2 x100'] ?? 0);
  for (const [method, value] of Object.entries(anchors[corpus] ?? {})) (results[method] ??= []).push(value);
}
console.log(['method'.padEnd(12), ...corpora.map((corpus) => corpus.padStart(16)), '            mean'].join(''));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
for (const [method, values] of Object.entries(results).sort(([, a], [, b]) => mean(b) - mean(a))) {
  console.log([method.padEnd(12), ...[...values, mean(values)].map((value) => value.toFixed(1).padStart(16))].join(''));
}
console.error(`${((performance.now() - started) / 1000).toFixed(1)} s with scoring`);

/** Paragraphs between empty lines; short ones without a final stop are headings. */
function contentOf(title: string, text: string): Content {
  const blocks = text.split(/\n\s*\n/).filter((part) => part.trim() !== '').map((part, id): Block => {
    const isHeading = !part.includes('\n') && part.split(/\s+/).length <= 12 && !/[.!?:;"”’)]\s*$/.test(part);
    return isHeading ? { type: 'heading', level: 2, id, place: { offset: 0 }, text: part } : { type: 'paragraph', id, place: { offset: 0 }, text: part };
  });
  return { title, authors: [], language: 'en', blocks };
}
