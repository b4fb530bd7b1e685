import { withoutAddresses } from '../../domain/language/addresses';
import type { Draft } from './reading';

/**
 * Gives the language of some blocks as BCP 47: the declared one if it is well formed, else a guess from their words, else `und`.
 *
 * Scripts that one language owns tell it at once. For the others a detector of some 900 kB is loaded, only then; where that fails the answer is `und`.
 */
export async function languageOf(declared: string, blocks: readonly Draft[]): Promise<string> {
  return wellFormed(declared) ?? (await detect(sampleOf(blocks)));
}

function wellFormed(declared: string): string | undefined {
  const tag = declared.trim().replace(/_/g, '-').split(/[.@,;\s]/, 1)[0] ?? '';
  // A lone letter or a long word is not a language; `x-default`, `zxx` and the like say nothing.
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag) || /^(?:und|zxx|mul|mis)\b/i.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** What the detector reads at most. */
const sampleLength = 1000;

/** Prose from the middle outwards is the surest: titles, names and addresses stand at the ends. */
function sampleOf(blocks: readonly Draft[]): string {
  const isProse = (draft: Draft): boolean => draft.type === 'paragraph' || draft.type === 'list' || draft.type === 'quote';
  const prose = blocks.filter((draft) => isProse(draft) && draft.text.length > 40);
  const readable = prose.length > 0 ? prose : blocks.filter((draft) => draft.type !== 'code' && draft.type !== 'formula');
  let sample = '';
  for (let index = Math.floor(readable.length / 3); index < readable.length
    && sample.length < sampleLength; index++) sample += `${readable[index]?.text.slice(0, sampleLength) ?? ''} `;
  for (let index = 0; index < readable.length / 3 && sample.length < sampleLength; index++) sample += `${readable[index]?.text.slice(0, sampleLength) ?? ''} `;
  return withoutAddresses(sample).replace(/\d+/g, ' ').slice(0, sampleLength);
}

async function detect(sample: string): Promise<string> {
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 10) return 'und';
  for (const [script, language] of ownScripts) {
    if ((sample.match(script)?.length ?? 0) > letters * 0.2) return language;
  }
  try {
    const { eld } = await import('eld/extrasmall');
    const result = eld.detect(sample);
    return result.language === '' || letters < 20 || (letters < 60 && !result.isReliable()) ? 'und' : result.language;
  } catch {
    // The file of the detector cannot be loaded: a document in an unknown language is still a document.
    return 'und';
  }
}

/** Japanese first: it is written with Chinese characters too. */
const ownScripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Armenian}/gu, 'hy'],
];
