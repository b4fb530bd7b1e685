import { addressesIn } from '../../domain/language/addresses';
import type { Block } from '../../domain/content';
import { countWords } from './words';

/**
 * How fit a sentence is to stand alone on a screen and in a voice, in [0, 1]: 0 for fragments, navigation, references and bare links.
 *
 * It looks at the form only; what the sentence is worth is its rank.
 */
export function suitability(text: string, block: Block | undefined): number {
  // Also keeps the patterns below off texts of any length.
  if (text.length > 1200) return 0;
  const words = countWords(text);
  if (words < 3 || words > 60) return 0;
  const letters = text.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  const visible = text.match(/\S/g)?.length ?? 1;
  if (letters / visible < 0.5) return 0;
  if (linkShare(text) > 0.4 || furniture.test(text)) return 0;
  let fit = 1;
  if (words > 45 || words < 5) fit *= 0.3;
  // A colon announces something that will not be on the screen.
  if (/[:,;–—-]$/.test(text)) fit *= 0.3;
  if (!/[\p{P}\p{S}]$/u.test(text)) fit *= block?.type === 'list' ? 0.8 : 0.6;
  if (/[?？]["'”’»)]*$/.test(text)) fit *= 0.7;
  if (/^[\p{Ll}]/u.test(text)) fit *= 0.8;
  if (pointsElsewhere.test(text)) fit *= 0.5;
  if (bracketsDisagree(text)) fit *= 0.6;
  return fit;
}

function linkShare(text: string): number {
  return addressesIn(text).join('').length / text.length;
}

function bracketsDisagree(text: string): boolean {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return count(/\(/g) !== count(/(?<!^\S{0,3})\)/g) || count(/[“„]/g) > count(/[”“]/g);
}

/** Labels and the furniture of pages. */
const furniture =
  /^(?:(?:figure|fig|table|listing|equation|appendix|abbildung|abb|tabelle|figura|tabla|tableau)\.?\s*\p{N}+[.:]?\s*$|(?:skip to|back to|jump to|read more|learn more|click here|sign up|log ?in|subscribe|share this|all rights reserved|copyright|©|cookies?\b|table of contents|download (?:as|the) pdf))/iu;

/** The sentence leans on something the viewer cannot see. */
const pointsElsewhere =
  /\b(?:(?:see|cf\.?|siehe|vgl\.?|voir|véase) (?:also |the )?(?:fig|figure|table|section|appendix|chapter|page|below|above|abb|tabelle|abschnitt)|as (?:shown|described|mentioned|discussed) (?:above|below|in)|the following|(?:shown|listed|described) (?:below|above)|(?:in|from) (?:fig|figure|table|eq|equation)\.? ?\p{N})/iu;

/** Whether a sentence opens with a word that stands for something in the sentence before. */
export function leansBack(text: string): boolean {
  return backwards.test(text);
}

const backwards =
  /^(?:(?:it|this|that|these|those|they|he|she|such|however|but|and|so|also|thus|therefore|hence|moreover|furthermore|instead|otherwise|then|er|sie|es|dies|diese[rsmn]?|jedoch|aber|dazu|damit|daher|deshalb|il|elle|ils|elles|cela|ceci|mais|ainsi|esto|eso|él|ella|ellos|pero|además|questo|ciò|ma|inoltre)\b|(?:on the other hand|as a result|in addition|for example|for instance|zum beispiel|par exemple|por ejemplo|per esempio)\b)/iu;
