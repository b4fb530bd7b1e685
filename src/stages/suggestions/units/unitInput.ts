import type { Content, Sentence } from '../../../domain/content';
import type { Format, ThemeName } from '../../../domain/storyboard';
import type { Anchor, Scores, Suggestion } from '../../../domain/suggestion';
import { oneLine, sameWords } from '../chapters';
import { shortened } from '../clauses';
import { roomOf } from './excerpts';
import { stopWordsOf } from '../../../domain/language/stopWords';
import type { UnitInput } from './unit';
import { subjectWords } from '../words';

/** Everything that is known of a document when its film is planned. */
export interface PlanInput {
  readonly content: Content;
  readonly sentences: readonly Sentence[];
  readonly scores: Scores;
  /** Ids of the key sentences, in order of choice. */
  readonly chosen: readonly number[];
  readonly suggestions: readonly Suggestion[];
  readonly format: Format;
  readonly theme: ThemeName;
  /** Name of the source file. */
  readonly source: string;
}

/**
 * Gives what scenes are proposed from.
 *
 * @param title of the film: its words say nothing new of a sentence
 * @param count most key sentences; 0: all
 * @param seconds wished length; above 0, sentences that were not chosen may fill the film
 */
export async function unitInputOf(
  { content, sentences, scores, chosen, format }: PlanInput, title: string, { count, seconds }: { readonly count: number; readonly seconds: number },
): Promise<UnitInput> {
  const wordsOf = await subjectWords(content.language);
  return {
    content, sentences, scores,
    chosen: count > 0 ? chosen.slice(0, count) : chosen,
    room: roomOf(format),
    format,
    fill: seconds > 0,
    openers: stopWordsOf(content.language),
    wordsOf,
    weight: wordWeights(content, sentences, title, wordsOf),
  };
}

export interface Title {
  readonly text: string;
  readonly anchors: readonly Anchor[];
}

/** The document's title, its first heading, or the name of its file. */
export function titleOf({ content, source, suggestions }: PlanInput): Title {
  const suggested = suggestions.find((suggestion) => suggestion.kind === 'title');
  const stem = source.replace(/\.[^.]+$/, '').replace(/[_-]+/g, ' ').trim();
  const given = oneLine(suggested?.value ?? content.title);
  const text = (generic.test(given) ? '' : given) || oneLine(stem) || oneLine(source);
  const own = content.blocks.find((block) => block.type === 'heading' && sameWords(block.text, text));
  const first = content.blocks.find((block) => block.text.trim() !== '');
  const anchors = text === given && suggested !== undefined
    && suggested.anchors.length > 0 ? suggested.anchors : [own ?? first].flatMap((block) => (block === undefined ? [] : [{ block: block.id }]));
  return { text: shortened(text), anchors };
}

/** Headings that name a part of any document, not this one. */
const generic =
  /^(?:[\dIVX.]+\s+)?(?:introduction|abstract|overview|summary|preface|(?:table of )?contents|background|einleitung|einführung|inhalt(?:sverzeichnis)?|zusammenfassung|vorwort|sommaire|résumé|introducción|resumen|índice|introduzione|introdução|введение|содержание)\.?$/iu;

/**
 * What a word says of a sentence: used more than once in the document, but not everywhere (tf-idf).
 * Words of the title, used once, or of manner say nothing; nor do several at once.
 */
function wordWeights(content: Content, sentences: readonly Sentence[], title: string, wordsOf: (text: string) => readonly string[]): (word: string) => number {
  const inTitle = new Set(wordsOf(title));
  const holders = new Map<string, number>();
  for (const sentence of sentences) for (const word of new Set(wordsOf(sentence.text))) holders.set(word, (holders.get(word) ?? 0) + 1);
  return (word) => {
    const [stem, ...more] = wordsOf(word);
    if (stem === undefined || more.length > 0 || inTitle.has(stem) || (/ly$/.test(word) && /^en/.test(content.language))) return 0;
    const held = holders.get(stem) ?? 0;
    return held < 2 ? 0 : Math.log(1 + held) * Math.log((sentences.length + 1) / held);
  };
}
