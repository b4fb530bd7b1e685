import type { Scores } from '../../domain/suggestion';

/**
 * Says in one sentence for people why a sentence ranks where it does: by its strongest feature.
 *
 * @param neighbours other candidates it shares subject words with
 */
export function reasonFor(scores: Scores, sentence: number, neighbours: number): string {
  const value = (name: string): number => scores.features[sentence * scores.featureNames.length + scores.featureNames.indexOf(name)] ?? 0;
  if (value('centrality') >= 0.5 && neighbours > 1) return `Central: shares words with ${neighbours} other important sentences.`;
  if (value('opening') >= 0.6) return 'Stands at the opening.';
  if (value('heading') >= 0.5) return 'Takes up the words of its heading.';
  if (value('ending') >= 0.6) return 'Stands at the close.';
  if (value('frequency') >= 0.6) return "Says what it says in the document's most usual words.";
  if (value('detail') >= 0.5) return 'Names people, places or numbers.';
  if (value('lead') === 1) return 'Opens its paragraph.';
  return neighbours > 0
    ? `Adds something new; shares words with ${neighbours} other important ${neighbours === 1 ? 'sentence' : 'sentences'}.`
    : 'Adds something no other sentence says.';
}
