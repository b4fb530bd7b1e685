import { readingLength } from '../clauses';
import { countWords } from '../words';
import { table } from '../../../domain/table';

/**
 * Breaks a short sentence around its one striking figure: a share, a temperature, money, a multiple, millions.
 *
 * All three parts are verbatim; together, but for marks beside the figure and the spaces, they are the sentence.
 *
 * @returns `undefined` if the sentence is long, has none or several figures, or stands in brackets there
 */
export function figureIn(sentence: string): { readonly before: string; readonly figure: string; readonly after: string } | undefined {
  if (readingLength(sentence) > 120) return undefined;
  const found = [...sentence.matchAll(striking)];
  const [match] = found;
  if (found.length !== 1 || match === undefined) return undefined;
  const figure = match[0].trim();
  const head = sentence.slice(0, match.index);
  const tail = sentence.slice(match.index + match[0].length);
  if (/\p{N}/u.test(`${head} ${tail}`.replace(year, ' ')) || /[([{“"„«–—\p{Sc}-]\s*$/u.test(head) || /^[)\]}”"»–—-]/u.test(tail)) return undefined;
  if (isTorn(sentence)) return undefined;
  const before = head.trim().replace(/[,;:]$/u, '');
  const after = tail.trim().replace(/^[,;:]\s*|^[.!]$/gu, '');
  if (readingLength(before) > 64 || readingLength(after) > 88 || countWords(`${before} ${after}`) < 3) return undefined;
  return { before, figure, after };
}

/** Whether a bracket or a quotation was opened and not closed, or the other way round. */
function isTorn(text: string): boolean {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return count(/[([{]/g) !== count(/[)\]}]/g) || count(/["“”„«»]/g) % 2 === 1;
}

const scale = 'thousand|million|billion|trillion|Tausend|Millionen|Milliarden|mille|millions?|milliards?|mil|millones|milioni|miliardi';
const digits = '\\p{N}[\\p{N}.,]*(?<![.,])';
/** Years, the day of a date and the number of a century say nothing striking. */
const year = /(?<![\p{L}\p{N}.,])(?:1[5-9]|20)\d\d(?![\p{L}\p{N}%])/gu;
const striking = new RegExp(
  `(?<![\\p{L}\\p{N}.,/±–-])(?:[$€£¥]\\s?${digits}(?:\\s(?:${scale})(?![\\p{L}]))?`
  + `|${digits}\\s?(?:%|‰|°(?:\\s?[CFK](?![\\p{L}]))?|[€£]|×|(?:percent|per cent|Prozent|pour cent|por ciento|per cento|times|${scale})`
  + `(?![\\p{L}\\p{N}-])))(?![\\p{L}\\p{N}/–-])`,
  'gu',
);

/**
 * Takes a sentence that says what something is (`An aquifer is rock that...`) apart into the term and what it is.
 *
 * Only where the second part is told by a clause of its own; a term that opens with an article of one thing (`the`), a pronoun or any
 * other word of grammar defines nothing.
 *
 * @param isPlain whether a word carries no subject
 * @returns verbatim but for the capitals both parts begin with; `undefined` for any other sentence
 */
export function definitionIn(sentence: string, language: string, isPlain: (word: string) => boolean): { readonly term: string; readonly text: string }
  | undefined {
  const grammar = grammars[language.toLowerCase().split('-', 1)[0] ?? ''];
  const parts = grammar?.form.exec(sentence)?.groups;
  const [term, text] = [parts?.['term'] ?? '', parts?.['text'] ?? ''];
  if (grammar === undefined || term === '' || readingLength(sentence) > 150) return undefined;
  const words = countWords(text);
  if (words < 6 || words > 26 || !grammar.clause.test(text) || grammar.judges.test(text)) return undefined;
  if (readingLength(term) > 32 || term.split(/\s+/u).some((word) => word.length < 2 || isPlain(word.toLowerCase())) || /^(?:Mrs?|Ms|Dr|Prof)\b/u.test(term)
    || isTorn(sentence)) return undefined;
  return { term: capital(term), text: capital(text) };
}

function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

const term = "(?<term>\\p{L}[\\p{L}\\p{N}'’-]*(?:\\s[\\p{L}\\p{N}'’-]+){0,2})";

interface Grammar {
  readonly form: RegExp;
  /** What tells a meaning from a remark. */
  readonly clause: RegExp;
  /** Nouns and adjectives of opinion. */
  readonly judges: RegExp;
}

const grammars: Readonly<Record<string, Grammar>> = table({
  en: {
    form: new RegExp(
      `^(?:An?\\s)?${term}\\s(?:is|are)\\s(?<text>(?:an?|any|the (?:process|study|science|practice|art|part|name|amount|sum|rate|ability|act))\\s.+)$`, 'u',
    ),
    clause:
      /\b(?:that|which|who|whose|where|whereby|used (?:to|for|in|by)|made (?:of|from|by)|formed|consisting|composed|designed|capable of|between|for \p{L}+ing)\b/u,
    judges:
      /^an? (?:lot|bit|little|few|great|good|better|best|bad|big|major|common|key|simple|very|much|more|matter|question|problem|reason|result|case|sign|example|shame|pity|risk|chance|must)\b/iu,
  },
  de: {
    form: new RegExp(`^(?:Eine?\\s)?${term}\\s(?:ist|sind)\\s(?<text>(?:eine?|das|der|die)\\s.+)$`, 'u'),
    clause: /,\s(?:der|die|das|dem|den|dessen|deren|in|mit|aus)\s/u,
    judges: /^eine? (?:gute|große|wichtige|schlechte|Frage|Problem|Beispiel|Grund)\p{L}*\b/iu,
  },
  fr: {
    form: new RegExp(`^(?:Une?\\s)?${term}\\s(?:est|sont)\\s(?<text>(?:une?|des)\\s.+)$`, 'u'),
    clause: /\b(?:qui|que|dont|où|permettant|utilisée?|formée?|composée?)\b/u,
    judges: /^une? (?:bonne?|grande?|problème|question|exemple)\b/iu,
  },
  es: {
    form: new RegExp(`^(?:Una?\\s)?${term}\\s(?:es|son)\\s(?<text>(?:una?|unos|unas)\\s.+)$`, 'u'),
    clause: /\b(?:que|donde|cuy[oa]s?|formad[oa]|utilizad[oa]|compuest[oa])\b/u,
    judges: /^una? (?:buen[oa]?|gran|problema|cuestión|ejemplo)\b/iu,
  },
  it: {
    form: new RegExp(`^(?:Una?\\s|Un['’])?${term}\\s(?:è|sono)\\s(?<text>(?:una?|uno|un['’])\\s?.+)$`, 'u'),
    clause: /\b(?:che|cui|dove|format[oa]|utilizzat[oa]|compost[oa])\b/u,
    judges: /^una? (?:buon[oa]?|grande|problema|questione|esempio)\b/iu,
  },
});
