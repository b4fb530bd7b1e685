import { stopWordsOf } from '../../domain/language/stopWords';
import { table } from '../../domain/table';

/**
 * Gives a function that lists the subject words of a text: stemmed, lower case, in order, without stop words.
 *
 * Words of scripts without spaces are cut by `Intl.Segmenter`; languages without a stemmer keep their words whole. Numbers count as words.
 *
 * @param language BCP 47
 */
export async function subjectWords(language: string): Promise<(text: string) => readonly string[]> {
  const code = language.split('-', 1)[0]?.toLowerCase() ?? '';
  const stops = stopWordsOf(language);
  const algorithm = algorithms[code];
  // More code than all else a page needs at first: fetched with the first document, as a rule by a worker.
  const stemmer = algorithm === undefined ? undefined : (await import('snowball-stemmers')).newStemmer(algorithm);
  const segmenter = unspacedLanguages.has(code) ? new Intl.Segmenter(code, { granularity: 'word' }) : undefined;
  // A text repeats its words: most are stemmed once. `null` marks a word that is left out.
  const stems = new Map<string, string | null>();
  const stemOf = (word: string): string | null => {
    const lower = word.toLowerCase().replaceAll('’', "'");
    if (stops.has(lower) || (lower.length < 2 && !unspaced.test(lower) && !/\p{N}/u.test(lower))) return null;
    return stemmer === undefined || lower.length > longestStemmed ? lower : stemmer.stem(lower.replace(/'s?$/, ''));
  };
  return (text) => {
    const found: string[] = [];
    for (const word of rawWords(text, segmenter)) {
      let stem = stems.get(word);
      if (stem === undefined) {
        stem = stemOf(word);
        stems.set(word, stem);
      }
      if (stem !== null) found.push(stem);
    }
    return found;
  };
}

/** Characters beyond which nothing is a word of any language: the stemmer takes time that grows with the square of it. */
const longestStemmed = 100;

/** Number of words of a text as people count them; a sign of a script without spaces counts as half a word. */
export function countWords(text: string): number {
  const dense = text.match(unspacedSigns)?.length ?? 0;
  const spaced = text.replace(unspacedSigns, ' ').match(/\S+/g) ?? [];
  return spaced.filter((word) => /[\p{L}\p{N}]/u.test(word)).length + Math.ceil(dense / 2);
}

function rawWords(text: string, segmenter: Intl.Segmenter | undefined): readonly string[] {
  if (segmenter === undefined || !unspaced.test(text)) return text.match(spacedWord) ?? [];
  const words: string[] = [];
  // The segmenter takes time quadratic in its input: a sentence of any sane length passes at once.
  for (let from = 0; from < text.length; from += 2000) {
    for (const part of segmenter.segment(text.slice(from, from + 2000))) if (part.isWordLike) words.push(part.segment);
  }
  return words;
}

const spacedWord = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu;
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const unspacedSigns = new RegExp(unspaced.source, 'gu');
const unspacedLanguages: ReadonlySet<string> = new Set(['zh', 'ja', 'th', 'lo', 'km', 'my', 'yue']);

/** Snowball's algorithm of each language. */
const algorithms: Readonly<Record<string, string>> = table({
  ar: 'arabic', hy: 'armenian', eu: 'basque', ca: 'catalan', cs: 'czech', da: 'danish', nl: 'dutch', en: 'english', fi: 'finnish', fr: 'french',
  de: 'german', hu: 'hungarian', it: 'italian', ga: 'irish', no: 'norwegian', nb: 'norwegian', nn: 'norwegian', pt: 'portuguese', ro: 'romanian',
  ru: 'russian', es: 'spanish', sl: 'slovene', sv: 'swedish', ta: 'tamil', tr: 'turkish',
});
