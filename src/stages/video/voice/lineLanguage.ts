import { stopWordsOf } from '../../../domain/language/stopWords';

/** Raised whenever a line may be taken for another language. */
export const lineLanguageVersion = 1;

/** Words and letters below which a line stays with its document: names and titles look foreign anywhere. */
const leastWords = 5;
const leastLetters = 18;
/** Share of a line's words that are small words of another language, and by how much more they are of that than of the document's. */
const foreign = 0.22;
const more = 0.15;
/** By how much the detector must prefer the other language. */
const clearly = 0.12;
/** Share of the letters in a foreign script that make the whole line foreign. */
const mostLetters = 0.6;

/**
 * Gives the language a line is spoken in: that of its document, unless everything says that it is another one.
 *
 * A script that the document's language does not use tells at once. Within a script, the small words must be more another language's than the
 * document's, and the detector (some 900 kB, loaded only then) must agree.
 *
 * @param language of the document, BCP 47
 */
export async function lineLanguage(text: string, language: string): Promise<string> {
  const own = language.split('-', 1)[0]?.toLowerCase() ?? '';
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, spoken, users, mark] of scripts) {
    if (mark?.test(text) === false) continue;
    if ((text.match(script)?.length ?? 0) < mostLetters * letters || letters < 4) continue;
    return users.includes(own) || own === 'und' || own === '' ? language : spoken;
  }
  const words = text.toLowerCase().match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? [];
  if (words.length < leastWords || letters < leastLetters || !latin.includes(own)) return language;
  const shareOf = (candidate: string): number => {
    const small = stopWordsOf(candidate);
    return words.filter((word) => small.has(word)).length / words.length;
  };
  const [best] = latin.filter((candidate) => candidate !== own).map((candidate) => ({ candidate, share: shareOf(candidate) })).sort(
    (one, other) => other.share - one.share,
  );
  if (best === undefined || best.share < foreign || best.share - shareOf(own) < more) return language;
  return (await isDetected(text, best.candidate, own)) ? best.candidate : language;
}

/** Languages whose small words are known, in one script. */
const latin = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'da', 'sv', 'no', 'pl', 'cs', 'tr', 'hu', 'fi'];

/** Japanese first: it is written with Chinese characters, too, but never with them alone; `mark` tells it. */
const scripts: readonly (readonly [script: RegExp, spoken: string, users: readonly string[], mark?: RegExp])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\u30fc]/gu, 'ja', ['ja'], /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  [/\p{Script=Hangul}/gu, 'ko', ['ko']],
  [/\p{Script=Han}/gu, 'zh', ['zh', 'yue', 'cmn', 'ja', 'ko']],
  [/\p{Script=Cyrillic}/gu, 'ru', ['ru', 'uk', 'bg', 'sr', 'mk', 'be', 'kk', 'ky', 'tt', 'ba', 'cv', 'mn', 'tg']],
  [/\p{Script=Greek}/gu, 'el', ['el', 'grc']],
  [/\p{Script=Arabic}/gu, 'ar', ['ar', 'fa', 'ur', 'ug', 'sd', 'ps', 'ku']],
  [/\p{Script=Hebrew}/gu, 'he', ['he', 'yi']],
  [/\p{Script=Devanagari}/gu, 'hi', ['hi', 'mr', 'ne', 'kok', 'sa']],
  [/\p{Script=Thai}/gu, 'th', ['th']],
  [/\p{Script=Georgian}/gu, 'ka', ['ka']],
  [/\p{Script=Armenian}/gu, 'hy', ['hy', 'hyw']],
];

async function isDetected(text: string, candidate: string, own: string): Promise<boolean> {
  try {
    const { eld } = await import('eld/extrasmall');
    const result = eld.detect(text);
    const scores = result.getScores();
    return result.language === candidate && result.isReliable() && (scores[candidate] ?? 0) - (scores[own] ?? 0) >= clearly;
  } catch {
    // Without the detector nothing is sure enough.
    return false;
  }
}
