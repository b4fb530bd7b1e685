/** Characters a second an unhurried reader takes in, and the seconds needed to find the text. */
export const readingSpeed = 17;
export const readingStart = 0.4;

/** Seconds a text takes to be found and read. */
export function readingOf(text: string): number {
  return readingStart + readingUnits(text.trim()) / readingSpeed;
}

/** Characters as a reader counts them: an ideograph or syllable sign takes as long as two letters. */
export function readingUnits(text: string): number {
  return text.length + (text.match(denseSigns)?.length ?? 0);
}

/** Signs that hold as much as two letters. */
export const denseSigns = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
