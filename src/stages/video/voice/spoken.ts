import type { Pronunciation } from '../../../domain/storyboard';
import { dictionaryRules } from '../speech/dictionary';
import { english } from '../speech/english';
import { codeRules, everyLanguage, type SignNames } from '../speech/everyLanguage';
import { rulesOf, signNamesOf } from '../speech/otherLanguages';
import { changesOf, type Change, type Rule } from '../speech/rules';

/** A text as it is said aloud, and the way back to the text as it is written. */
export interface SpokenText {
  readonly text: string;
  /**
   * Gives the place in the written text that a place in the spoken one stands for: itself in what was left alone, the first letter
   * or digit of what was put into other words.
   */
  origin(offset: number): number;
}

/**
 * Puts what a synthesizer would misread into words: numbers, dates, sums, units, signs, addresses, identifiers, short forms.
 *
 * English gets all of it; six other languages get signs, units, addresses and short forms, as their voices count well by themselves; the
 * rest only lose what would be read as noise.
 *
 * @param language       BCP 47; `und` counts as English
 * @param pronunciations the project's own, which go before everything else
 */
export function spoken(text: string, language: string, pronunciations: readonly Pronunciation[] = []): SpokenText {
  const code = language.split('-', 1)[0]?.toLowerCase() ?? '';
  const rules = generalRules(code);
  const own = dictionaryRules(pronunciations, (said) => spoken(said, language).text);
  // Places of the marks of phonemes stand for nothing a person wrote.
  const plain = text.replace(/[\ue000\ue001]/g, ' ');
  return applied(plain, stretchesOf(plain).flatMap(
    ({ from, stretch }) => changesOf(stretch, [...own, ...rules]).map((change) => ({ ...change, from: from + change.from, to: from + change.to })),
  ));
}

/** No sentence is longer; a text that is must not make the rules, some of which look far, slow. */
const longestStretch = 2000;

/** Cuts a text where it is too long, at white space where there is any. */
function stretchesOf(text: string): readonly { readonly from: number; readonly stretch: string }[] {
  const stretches: { from: number; stretch: string }[] = [];
  let from = 0;
  while (text.length - from > longestStretch) {
    const space = text.lastIndexOf(' ', from + longestStretch);
    const end = space > from ? space + 1 : from + longestStretch;
    stretches.push({ from, stretch: text.slice(from, end) });
    from = end;
  }
  stretches.push({ from, stretch: text.slice(from) });
  return stretches;
}

function generalRules(code: string): readonly Rule[] {
  const isEnglish = code === 'en' || code === 'und' || code === '';
  const rules = ready.get(isEnglish ? 'en' : code);
  if (rules !== undefined) return rules;
  const signs: SignNames = isEnglish ? { dot: 'dot', slash: 'slash', at: 'at' } : signNamesOf(code);
  const made = [...everyLanguage(signs), ...codeRules(signs), ...(isEnglish ? english : rulesOf(code))];
  ready.set(isEnglish ? 'en' : code, made);
  return made;
}

// Derived from constants only: it never changes an answer.
const ready = new Map<string, readonly Rule[]>();

function applied(text: string, changes: readonly Change[]): SpokenText {
  const pieces: Piece[] = [];
  let said = '';
  let at = 0;
  for (const change of changes) {
    if (change.from > at) pieces.push({ said: said.length, written: at, isVerbatim: true });
    said += text.slice(at, change.from);
    pieces.push({ said: said.length, written: firstSound(text, change), isVerbatim: false });
    said += change.words;
    at = change.to;
  }
  pieces.push({ said: said.length, written: at, isVerbatim: true });
  said += text.slice(at);
  return {
    text: said,
    origin: (offset) => {
      const piece = pieces.findLast((candidate) => candidate.said <= offset);
      if (piece === undefined) return 0;
      return piece.isVerbatim ? piece.written + offset - piece.said : piece.written;
    },
  };
}

interface Piece {
  /** Offset in the spoken text. */
  readonly said: number;
  /** Offset in the written text. */
  readonly written: number;
  readonly isVerbatim: boolean;
}

function firstSound(text: string, { from, to }: Change): number {
  const sound = text.slice(from, to).search(/[\p{L}\p{N}]/u);
  return sound < 0 ? from : from + sound;
}
