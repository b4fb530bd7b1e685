import type { Pronunciation } from '../../../domain/storyboard';
import { anyOf, type Rule } from './rules';

/**
 * Marks phonemes in a spoken text, as `[[` and `]]` do for espeak-ng; a written text never holds them (`spoken` takes them out), so nobody
 * can slip phonemes in by accident. Each takes two UTF-16 units, like what it stands for.
 */
export const phonemesOpen = '\ue000\ue000';
export const phonemesClose = '\ue001\ue001';

/** Gives the rules of a project's own pronunciations: whole words in any case, the longest first, then the earlier entry. */
export function dictionaryRules(pronunciations: readonly Pronunciation[], normalised: (said: string) => string): readonly Rule[] {
  const entries = pronunciations.filter(({ written }) => written.trim() !== '').toSorted((one, other) => other.written.length - one.written.length);
  return entries.map(({ written, said }): Rule => [patternOf(written.trim()), ({ match, before, after }) => {
    // A part of an address is no word: `kinora` in `kinora.org`.
    if (/\/\/|www\.|@/u.test(/(?<!\S)\S+$/u.exec(before)?.[0] ?? '') || /^(?:@[\w-]+\.|\.(?:com|org|net|io|dev)\b)/u.test(after)) return undefined;
    return match === '' ? undefined : saidAloud(said, normalised);
  }]);
}

/** Phonemes go to the voice as they are, all else is put into words. */
function saidAloud(said: string, normalised: (said: string) => string): string {
  return said.trim().split(/(\[\[[^[\]]*\]\])/u)
    .map((part) => (part.startsWith('[[') ? `${phonemesOpen}${part.slice(2, -2)}${phonemesClose}` : normalised(part)))
    .join('');
}

function patternOf(written: string): RegExp {
  const forms = anyOf(new Set([written, written.normalize('NFC'), written.normalize('NFD')])).replace(/\s+/gu, '\\s+');
  // A sign at the edge (`.NET`, `C++`) is its own boundary, and scripts without spaces have none.
  const isBounded = (character: string): boolean => /[\p{L}\p{N}]/u.test(character)
    && !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(character);
  const characters = Array.from(written);
  const open = isBounded(characters[0] ?? '') ? '(?<![\\p{L}\\p{N}\\p{M}_])' : '';
  const close = isBounded((characters.at(-1) ?? '').normalize('NFD').charAt(0)) ? '(?![\\p{L}\\p{N}\\p{M}_])' : '';
  return new RegExp(`${open}(?:${forms})${close}`, 'giu');
}
