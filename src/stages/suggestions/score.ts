import type { Content, Sentence } from '../../domain/content';
import type { Scores } from '../../domain/suggestion';
import type { Step } from '../../engine/step';
import { featureNames, measure } from './features';

export interface ScoreInput {
  readonly content: Content;
  readonly sentences: readonly Sentence[];
}

/** A type, not an interface: only types are open to `Parameters`' index. */
export type ScoreParameters = {
  /** Of TextRank: probability of following a link. */
  readonly damping: number;
  /** Exponents: how sharply a feature divides; 0 leaves it out. */
  readonly centrality: number;
  readonly frequency: number;
  /** Weights: how much a full feature adds to 1. */
  readonly opening: number;
  readonly ending: number;
  readonly lead: number;
  readonly heading: number;
  readonly detail: number;
};

/**
 * Says how much each sentence matters: how central it is and how usual its words are, raised by its place, headings and details.
 *
 * rank = substance × centrality^c × frequency^f × (1 + Σ weight × feature), made to sum to 1. If all are 0, all matter alike.
 */
export const score: Step<ScoreInput, ScoreParameters, Scores> = {
  name: 'score',
  stage: 'suggestions',
  version: 1,
  // Mean ROUGE over papers, judgments, reviews and meetings is flat around these: they were rounded, not fitted.
  defaults: { damping: 0.85, centrality: 0.7, frequency: 0.25, opening: 0.8, ending: 0.4, lead: 0.2, heading: 0.2, detail: 0 },
  ranges: {
    damping: { kind: 'number', low: 0.5, high: 0.99 },
    centrality: { kind: 'number', low: 0, high: 2 },
    frequency: { kind: 'number', low: 0, high: 2 },
    opening: { kind: 'number', low: 0, high: 3 },
    ending: { kind: 'number', low: 0, high: 3 },
    lead: { kind: 'number', low: 0, high: 3 },
    heading: { kind: 'number', low: 0, high: 3 },
    detail: { kind: 'number', low: 0, high: 3 },
  },
  traits: { pooled: true, cacheable: true },
  async run({ content, sentences }, parameters, context) {
    const n = sentences.length;
    const d = featureNames.length;
    const features = new Float32Array(n * d);
    const rank = new Float64Array(n);
    if (n === 0) return { features, featureNames, rank };
    const columns = await measure(content, sentences, parameters.damping, context.kernels);
    context.signal.throwIfAborted();
    let sum = 0;
    for (let row = 0; row < n; row++) {
      const at = (name: (typeof featureNames)[number]): number => columns[name][row] ?? 0;
      for (const [column, name] of featureNames.entries()) features[row * d + column] = at(name);
      const raised =
        1 + parameters.opening * at('opening') + parameters.ending * at('ending') + parameters.lead * at('lead') + parameters.heading * at('heading')
          + parameters.detail * at('detail');
      const value = at('substance') * at('centrality') ** parameters.centrality * at('frequency') ** parameters.frequency * raised;
      rank[row] = value;
      sum += value;
    }
    return { features, featureNames, rank: rank.map((value) => (sum > 0 ? value / sum : 1 / n)) };
  },
};
