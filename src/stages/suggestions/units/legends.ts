import { plainTex } from '../../../domain/language/plainTex';
import type { FormulaSymbol } from '../../../domain/scenes/formula';

/**
 * What a sentence beside a formula says its signs mean: `Here Q is the discharge and S the slope` gives Q and S.
 *
 * @param text of the sentence, TeX in it as people read it
 * @returns in the order of the sentence; empty if it explains none, or more than can be told apart
 */
export function legendIn(text: string, tex: string): readonly FormulaSymbol[] {
  const found = symbolsOf(tex).flatMap((symbol) => {
    const at = placeOf(symbol.text, text);
    return at < 0 ? [] : [{ ...symbol, at, end: at + symbol.text.length }];
  }).sort((a, b) => a.at - b.at || b.end - a.end);
  const apart = found.filter((one, index) => index === 0 || one.at >= (found[index - 1]?.end ?? 0));
  const explains = apart.some(({ end }) => verb.test(text.slice(end))) || (apart.length > 1 && opener.test(text));
  if (!explains || /\brespectively\b/iu.test(text)) return [];
  const entries = apart.map(({ tex: symbol, end }, index) => {
    const next = apart[index + 1];
    const words = text.slice(end, next?.at);
    return {
      symbol,
      meaning: meaningOf(next === undefined ? (/^.*?(?=[;:]\s|\.(?:\s|$)|,\s(?:so|which|because|then|und|also|donc)\b|$)/su.exec(words)?.[0] ?? words) : words),
    };
  });
  return entries.every(({ meaning }) => /\p{L}{2}/u.test(meaning) && meaning.length <= longestMeaning) ? entries : [];
}

const longestMeaning = 80;

const longestName = 41;

/** What a sentence calls the formula that follows: `Their product is called stream power.`; empty if it gives no name. */
export function nameIn(text: string): string {
  for (const { index, 0: { length } } of text.matchAll(/\b(?:is|are|was) (?:called|known as|named|termed) (?:the |an? )?/gu)) {
    const rest = text.slice(index + length, index + length + longestName + 10);
    const words = /^\p{L}[\p{L}\p{N} ’'-]*/u.exec(rest)?.[0] ?? '';
    const end = words.search(/ (?:which|that|and|or)\b/u);
    const name = (end < 0 ? words : words.slice(0, end)).trim();
    const isWhole = end >= 0 || /^(?:, (?:which|that|and|or)\b|[.:]?$)/u.test(rest.slice(words.length));
    if (isWhole && name.length >= 3 && name.length <= longestName && name.split(' ').length <= 5) return name.charAt(0).toUpperCase() + name.slice(1);
  }
  return '';
}

interface Symbol {
  readonly tex: string;
  readonly text: string;
}

/** The letters of a formula, with their indices and without. */
function symbolsOf(tex: string): readonly Symbol[] {
  const letters = tex.replace(/\\(?:text|mathrm|operatorname|mathit|mbox|begin|end)\*?\s*\{[^{}]*\}/gu, ' ');
  const symbols = new Map<string, string>();
  for (const [whole, letter = '', index = ''] of letters.matchAll(/(\\[a-zA-Z]+|\p{L})(\s*_\s*(?:\{[^{}]*\}|\\[a-zA-Z]+|[^\s{}\\]))?/gu)) {
    const plain = plainTex(letter);
    if (!/^\p{L}$/u.test(plain)) continue;
    if (index !== '' && !symbols.has(plainTex(whole))) symbols.set(plainTex(whole), whole);
    if (!symbols.has(plain)) symbols.set(plain, letter);
  }
  return [...symbols].map(([text, source]) => ({ text, tex: source }));
}

/** Where a sign stands alone in a sentence, -1 if nowhere. What is also a word counts only before a verb. */
function placeOf(symbol: string, text: string): number {
  for (const { index } of text.matchAll(
    new RegExp(`(?<![\\p{L}\\p{N}_^])${symbol.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}(?![\\p{L}\\p{N}_^’'₀-₉⁰-⁹])`, 'gu'),
  )) {
    if (!/^[aAIoOeyYàéè]$/u.test(symbol) || verb.test(text.slice(index + symbol.length))) return index;
  }
  return -1;
}

const verb =
  /^\s*(?:=|:|\((?=\p{L})|(?:,\s*)?(?:is|are|denotes?|stands? for|means|represents?|being|gives|ist|sind|bezeichnet|steht für|est|sont|désigne|es|son|denota|è|sono|indica|é|são)\s)/iu;
const opener = /^(?:(?:and|und) )?(?:where|here|with|wherein|wobei|dabei|hier|hierbei|mit|où|ici|avec|donde|aquí|con|dove|qui|onde|где|здесь)\b/iu;

function meaningOf(words: string): string {
  return words
    .replace(verb, '')
    .replace(/^[\s,;:(=]+/u, '')
    .replace(/(?<![\s,;:.)])[\s,;:.)]+$/u, '')
    .replace(/(?<![\s,;])[\s,;]+(?:and|with|while|or|und|sowie|et|y|e|и)$/iu, '')
    .replace(/\s(?:ist|sind)$/u, '')
    .replace(/(?<![\s,;:.)])[\s,;:.)]+$/u, '')
    .replace(/^(?:the|an?) /u, '')
    .trim();
}
