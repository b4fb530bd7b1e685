import type { Content, Sentence } from '../../domain/content';
import type { Scores, Suggestion } from '../../domain/suggestion';
import type { Step } from '../../engine/step';
import type { Kernels } from '../../kernels/kernels';
import { chaptersOf, oneLine } from './chapters';
import { pictureSuggestions } from './units/pictures';
import { reasonFor } from './reasons';
import { suitability } from './suitability';
import { bagsOf, weightedRows } from './vectors';
import { subjectWords } from './words';

export interface SelectInput {
  readonly content: Content;
  readonly sentences: readonly Sentence[];
  readonly scores: Scores;
}

export type SelectParameters = {
  /** Key sentences wanted; 0: by the length of the document, 3 to 48. */
  readonly count: number;
  /** Relevance against novelty; 1 ignores what was chosen before. */
  readonly balance: number;
};

export interface Selection {
  /** Ids of the key sentences, in order of choice. */
  readonly chosen: readonly number[];
  /** Title, key sentences in order of choice, pictures and chapters in order of the document. */
  readonly suggestions: readonly Suggestion[];
}

/**
 * Chooses the key sentences: important, fit to stand alone, and unlike each other.
 *
 * Exactly `count` are chosen if the document has as many; unfit ones only when nothing else is left.
 */
export const select: Step<SelectInput, SelectParameters, Selection> = {
  name: 'select',
  stage: 'suggestions',
  version: 3,
  defaults: { count: 0, balance: 0.5 },
  ranges: {
    count: { kind: 'number', low: 0, high: 10_000, integer: true },
    balance: { kind: 'number', low: 0, high: 1 },
  },
  traits: { pooled: true, cacheable: true },
  async run({ content, sentences, scores }, { count, balance }, context) {
    const wanted = Math.min(sentences.length, count === 0 ? usualCount(sentences.length) : count);
    const fitness = sentences.map((sentence) => suitability(sentence.text, content.blocks[sentence.block]));
    const relevance = scores.rank.map((rank, index) => rank * (fitness[index] ?? 0));
    const order = ranked(relevance, scores.rank);
    // Asked for a number, a half fit sentence is better than none.
    const fit = order.filter((id) => (relevance[id] ?? 0) > 0 && (count > 0 || (fitness[id] ?? 0) >= 0.5));
    const pool = fit.slice(0, Math.min(maxPool, Math.max(usualPool, wanted)));
    const chosen = await mostMarginal(pool, sentences, relevance, content.language, wanted, balance, context.kernels);
    // Beyond the pool, and among the unfit, rank alone decides.
    const taken = new Set(chosen.ids);
    const rest = [...fit, ...order].filter((id) => !taken.has(id) && taken.add(id)).slice(0, wanted - chosen.ids.length);
    const ids = count === 0 && chosen.ids.length > 0 ? chosen.ids : [...chosen.ids, ...rest];
    const most = Math.max(...ids.map((id) => scores.rank[id] ?? 0), Number.MIN_VALUE);
    const keys = ids.map((id): Suggestion => {
      const sentence = sentences[id];
      return {
        kind: 'key-sentence',
        value: sentence?.text ?? '',
        anchors: [{ block: sentence?.block ?? 0, sentence: id }],
        score: Math.min(1, (scores.rank[id] ?? 0) / most),
        reason: reasonFor(scores, id, chosen.neighbours.get(id) ?? 0),
      };
    });
    return { chosen: ids, suggestions: [...titleSuggestions(content), ...keys, ...pictureSuggestions(content), ...chapterSuggestions(content)] };
  },
};

/** Rows for which all pairs are compared: 300 × 300 floats are 360 kB, 2,000 × 2,000 16 MB. */
const usualPool = 300;
const maxPool = 2000;

function usualCount(sentences: number): number {
  return Math.max(3, Math.min(48, Math.round(2.5 * Math.sqrt(sentences))));
}

/** Ids from the most to the least relevant; ties go to the higher rank, then to the earlier. */
function ranked(relevance: Float64Array, rank: Float64Array): readonly number[] {
  const at = (values: Float64Array, id: number): number => values[id] ?? 0;
  return Array.from(relevance.keys()).sort((a, b) => at(relevance, b) - at(relevance, a) || at(rank, b) - at(rank, a) || a - b);
}

async function mostMarginal(
  pool: readonly number[],
  sentences: readonly Sentence[],
  relevance: Float64Array,
  language: string,
  count: number,
  balance: number,
  kernels: Kernels,
): Promise<{ readonly ids: readonly number[]; readonly neighbours: ReadonlyMap<number, number> }> {
  if (pool.length === 0 || count === 0) return { ids: [], neighbours: new Map() };
  const wordsOf = await subjectWords(language);
  const texts = pool.map((id) => sentences[id]?.text ?? '');
  const similarity = kernels.similarity(kernels.normalizeRows(weightedRows(bagsOf(texts.map(wordsOf)))));
  const most = relevance[pool[0] ?? 0] ?? 1;
  const scaled = Float64Array.from(pool, (id) => (relevance[id] ?? 0) / most);
  const rows = Array.from(kernels.marginalRelevance(scaled, similarity, Math.min(count, pool.length), balance));
  const neighbours = new Map(rows.map((row) => [pool[row] ?? 0, countNeighbours(similarity, row, pool.length)]));
  return { ids: rows.map((row) => pool[row] ?? 0), neighbours };
}

/** Other rows that share enough words to speak of the same thing. */
function countNeighbours(similarity: Float32Array, row: number, n: number): number {
  let count = 0;
  for (let other = 0; other < n; other++) if (other !== row && (similarity[row * n + other] ?? 0) >= 0.1) count++;
  return count;
}

function titleSuggestions(content: Content): readonly Suggestion[] {
  const heading = content.blocks.find((block) => block.type === 'heading' && block.apparatus === undefined && block.text.trim() !== '');
  const own = oneLine(content.title);
  const first = heading === undefined ? '' : oneLine(heading.text);
  const titles: Suggestion[] = [];
  if (own !== '') {
    titles.push({
      kind: 'title', value: own, anchors: heading !== undefined && first === own ? [{ block: heading.id }] : [], score: 1,
      reason: 'The title the document gives itself.',
    });
  }
  if (heading !== undefined && first !== own) {
    titles.push({ kind: 'title', value: first, anchors: [{ block: heading.id }], score: own === '' ? 1 : 0.7, reason: 'The first heading.' });
  }
  return titles;
}

/** More chapters than any book has; what is one heading after the other need not be carried about twice. */
const mostChapters = 1000;

function chapterSuggestions(content: Content): readonly Suggestion[] {
  return chaptersOf(content).slice(0, mostChapters).map((chapter) => ({
    kind: 'chapter',
    value: chapter.title,
    anchors: [{ block: chapter.heading }],
    score: (chapter.end - chapter.heading) / content.blocks.length,
    reason: `A heading over ${chapter.end - chapter.heading - 1} of the document's ${content.blocks.length} blocks.`,
  }));
}
