/**
 * Puts real marks for typewriter ones: curly quotes, apostrophes, dashes, an ellipsis, and a space that does not break between a number and its unit.
 *
 * White space is taken together; line breaks stay.
 *
 * @param language BCP 47, for the shape of quotes
 */
export function polish(text: string, language: string): string {
  const tidy = text
    .replace(/[ \t\r\f\v]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .trim()
    .replace(/\.\.\./gu, '…');
  return quoted(tidy, quoteMarks(language))
    .replace(/ -{1,3} /gu, '\u00a0– ')
    // A dash ends a line, it begins none.
    .replace(/(\S) ([–—]) /gu, '$1\u00a0$2 ')
    .replace(/(?<![\d-])(\d{1,4})-(?=\d{1,4}(?![\d-]))/gu, '$1–')
    .replace(/(\d) (?=(?:%|°|€|[kmµnM]?[mgsWVAJLl]|km|cm|mm|kg|ms|Hz|kHz|MHz|GHz|kB|MB|GB|TB|px|ha|years?|min|million|billion)(?![\p{L}\p{N}]))/gu, '$1\u00a0');
}

/**
 * Puts curly quotes and apostrophes for typewriter ones, and dashes for hyphens between numbers or alone: character by character, so that places in the text
 * stay.
 */
export function curled(text: string, language: string): string {
  const [open, close] = quoteMarks(language);
  return quoted(text, [open.trim(), close.trim()])
    .replace(/ - /gu, ' – ')
    .replace(/(?<![\d-])(\d{1,4})-(?=\d{1,4}(?![\d-]))/gu, '$1–');
}

function quoted(text: string, [open, close]: readonly [string, string]): string {
  return text
    .replace(/(^|[\s([{«“„—–])"/gu, `$1${open}`)
    .replace(/"/gu, close)
    .replace(/(^|[\s([{«“„—–])'(?=\p{L})/gu, '$1‘')
    .replace(/'/gu, '’');
}

/** Opening and closing quotation marks as a language prints them. */
export function quoteMarks(language: string): readonly [string, string] {
  if (/^(?:yue|zh-(?:.*-)?(?:hant|tw|hk|mo))/iu.test(language)) return ['「', '」'];
  switch (language.toLowerCase().split('-')[0]) {
    case 'de': case 'cs': case 'sk': case 'sl': case 'bg': case 'is': case 'lt': case 'et': case 'ka': return ['„', '“'];
    case 'pl': case 'hu': case 'ro': case 'hr': case 'sr': return ['„', '”'];
    case 'fr': return ['«\u00a0', '\u00a0»'];
    case 'es': case 'it': case 'pt': case 'ru': case 'uk': case 'el': case 'no': case 'nb': case 'nn': case 'ar': case 'fa': return ['«', '»'];
    case 'sv': case 'fi': return ['”', '”'];
    case 'ja': return ['「', '」'];
    default: return ['“', '”'];
  }
}

/** Takes off the quotation marks around a whole text. */
export function unquoted(text: string): string {
  const whole = text.trim();
  const isQuoted = whole.length > 2 && /^["'“„«”‘「『]/u.test(whole) && /["'”“»’」』]$/u.test(whole);
  const inner = isQuoted ? whole.slice(1, -1).trim() : '';
  // Marks inside mean that the outer ones belong to two different quotes.
  return inner !== '' && !/["“”„«»「」]/u.test(inner) ? inner : whole;
}

const rtlLanguages = new Set(['ar', 'he', 'iw', 'fa', 'ur', 'ps', 'sd', 'ug', 'yi', 'dv', 'ckb', 'arc', 'syr']);
export const rtlLetter = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Direction of a text by its first strong letter; `fallback` if it has none. */
export function directionOf(text: string, fallback: 'ltr' | 'rtl'): 'ltr' | 'rtl' {
  const letter = /\p{L}/u.exec(text)?.[0];
  if (letter === undefined) return fallback;
  return rtlLetter.test(letter) ? 'rtl' : 'ltr';
}

/** Direction of a film: by its language, or by most of its letters if the language is not known. */
export function filmDirection(language: string, texts: readonly string[]): 'ltr' | 'rtl' {
  const primary = language.toLowerCase().split('-')[0] ?? '';
  if (primary && primary !== 'und') return rtlLanguages.has(primary) ? 'rtl' : 'ltr';
  const letters = texts.join(' ').match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => rtlLetter.test(letter)).length * 2 > letters.length ? 'rtl' : 'ltr';
}
