/**
 * Gives the text as one line: single spaces, none at the ends, without soft hyphens and invisible marks.
 *
 * Non-breaking spaces inside stay, for they carry meaning (`10 km`); joiners stay, for scripts need them.
 */
export function tidy(text: string): string {
  return text.replace(invisible, '').replace(breakable, ' ').trim();
}

/** Soft hyphen, zero-width space, word joiner, byte order mark, and control characters other than white space. */
const invisible = /[\u00ad\u200b\u2060\ufeff\u0000-\u0008\u000e-\u001f\u007f]/g;

/** White space where a line may break: all of Unicode's but the non-breaking ones (U+00A0, U+202F, U+2007). */
const breakable = /[ \t\n\v\f\r\u0085\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+/g;

/** Gives the number of words, by white space; scripts without spaces count a word every two characters. */
export function countSpacedWords(text: string): number {
  const spaced = text.match(/\S+/g)?.length ?? 0;
  const unspaced = text.match(/[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]/g)?.length ?? 0;
  return Math.max(spaced, Math.floor(unspaced / 2));
}
