/**
 * Picks the part of a statement that is set in the accent colour: a number with its unit, else the word the document uses most.
 *
 * @param weight how much a word (as written) matters in the document; 0 for words without subject
 * @returns a whole-word part of the text whose first occurrence is the one meant; empty if nothing stands out
 */
export function emphasisOf(text: string, weight: (word: string) => number): string {
  for (const match of text.matchAll(amount)) {
    const found = match[0].trim();
    if (found.length <= 24 && isFirst(text, found, match.index)) return found;
  }
  let best = '';
  let most = 0;
  for (const match of text.matchAll(/[\p{L}][\p{L}\p{M}\p{N}'’-]{4,}/gu)) {
    const value = weight(match[0]);
    if (value > most && match[0].length <= 24 && isFirst(text, match[0], match.index)) {
      best = match[0];
      most = value;
    }
  }
  return best;
}

/** A drawer looks for the first occurrence: it must not be inside another word. */
function isFirst(text: string, part: string, index: number): boolean {
  return text.indexOf(part) === index;
}

/** Sums, shares and measures; years, versions and bare small numbers do not stand out. */
const amount =
  /(?<![\p{L}\p{N}.,])(?:[$€£¥]\s?\p{N}[\p{N}.,]*(?:\s(?:million|billion|trillion|thousand|Millionen|Milliarden|millions|milliards|millones))?|\p{N}[\p{N}.,]*(?:\s?(?:%|‰|°[CF]?|€|£|percent|per cent|Prozent|pour cent|por ciento|per cento|million|billion|trillion|thousand|Millionen|Milliarden|millions|milliards|millones|times|km|kg|MB|GB|ms)(?![\p{L}\p{N}])))/gu;
