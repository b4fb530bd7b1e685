import type { Content, Sentence } from '../../domain/content';
import { countWords, subjectWords } from './words';
import { bagsOf, weightedRows } from './vectors';
import type { Kernels } from '../../kernels/kernels';

/** What is known of a sentence, in the order of the columns of `Scores.features`. */
export const featureNames = ['centrality', 'frequency', 'substance', 'opening', 'ending', 'lead', 'heading', 'detail'] as const;
export type FeatureName = (typeof featureNames)[number];

/**
 * Measures every sentence; each feature is in [0, 1].
 *
 * - centrality: TextRank over the cosine of TF-IDF rows, against the most central sentence
 * - frequency: how usual the sentence's words are in the document, mean logarithm of their counts
 * - substance: enough subject words to stand alone (four), and not so many that nobody follows
 * - opening, ending: nearness to the first and the last sentence, falling by e every ten sentences
 * - lead: first (1) or second (0.5) of its paragraph
 * - heading: share of the words of the title and of the heading above that the sentence holds
 * - detail: numbers and names, six make 1
 *
 * @param damping of TextRank, in [0, 1)
 * @returns columns in the order of `featureNames`
 */
export async function measure(
  content: Content, sentences: readonly Sentence[], damping: number, kernels: Kernels,
): Promise<Readonly<Record<FeatureName, Float64Array>>> {
  const wordsOf = await subjectWords(content.language);
  const words = sentences.map((sentence) => wordsOf(sentence.text));
  const bags = bagsOf(words);
  const rows = kernels.normalizeRows(weightedRows(bags));
  const headings = headingWords(content, wordsOf);
  const places = placesInBlocks(sentences);
  const last = sentences.length - 1;
  const column = (value: (sentence: Sentence, index: number) => number): Float64Array => Float64Array.from(sentences, value);
  return {
    centrality: scaled(kernels.textRank(rows, { damping, tolerance: 1e-6, maxIterations: 100 })),
    frequency: scaled(column((_, index) => meanLogarithm(bags.texts[index] ?? new Int32Array(0), bags.counts))),
    substance: column((sentence, index) => Math.min(1, ((words[index]?.length ?? 0) / 4) ** 2) * ease(countWords(sentence.text))),
    opening: column((_, index) => Math.exp(-index / 10)),
    ending: column((_, index) => Math.exp((index - last) / 10)),
    lead: column((_, index) => 1 / 2 ** (places[index] ?? 0) * ((places[index] ?? 0) < 2 ? 1 : 0)),
    heading: column((sentence, index) => overlap(words[index] ?? [], headings[sentence.block] ?? noWords)),
    detail: column((sentence) => Math.min(1, countDetails(sentence.text) / 6)),
  };
}

/** Divides by the greatest value; all 0 stays all 0. */
function scaled(values: Float64Array): Float64Array {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  return most === 0 ? values.slice() : values.map((value) => value / most);
}

function meanLogarithm(words: Int32Array, counts: Int32Array): number {
  const distinct = new Set(words);
  let sum = 0;
  for (const word of distinct) sum += Math.log(counts[word] ?? 1);
  return distinct.size === 0 ? 0 : sum / distinct.size;
}

/** 1 up to 45 words, then down to a tenth at 90. */
function ease(words: number): number {
  return words <= 45 ? 1 : Math.max(0.1, 1 - (words - 45) / 50);
}

/** For each block the words of the title and of the heading it stands under. */
function headingWords(content: Content, wordsOf: (text: string) => readonly string[]): readonly ReadonlySet<string>[] {
  const title = wordsOf(content.title);
  let current: ReadonlySet<string> = new Set(title);
  return content.blocks.map((block) => {
    if (block.type === 'heading') current = new Set([...title, ...wordsOf(block.text)]);
    return current;
  });
}

function placesInBlocks(sentences: readonly Sentence[]): readonly number[] {
  let place = 0;
  return sentences.map((sentence, index) => (place = sentences[index - 1]?.block === sentence.block ? place + 1 : 0));
}

function overlap(words: readonly string[], wanted: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0;
  let found = 0;
  for (const word of new Set(words)) if (wanted.has(word)) found++;
  return found / wanted.size;
}

function countDetails(text: string): number {
  return (text.match(/\p{N}+(?:[.,]\p{N}+)*/gu)?.length ?? 0) + (text.match(/(?<=[\p{L}\p{N},]\s)\p{Lu}\p{L}+/gu)?.length ?? 0);
}

const noWords: ReadonlySet<string> = new Set();
