/**
 * Picks the part of a statement that is set in the accent colour: a number with its unit, else the word that says most.
 *
 * Verbs and adjectives look odd there: a word must read as a noun, by its capital inside the sentence, or by an article or preposition
 * shortly before it and nothing of its phrase after it.
 *
 * @param weight  how much a word (as written) says of the sentence; 0: nothing
 * @param isPlain whether a word carries no subject (articles, prepositions, pronouns)
 * @returns a whole-word part of the text whose first occurrence is the one meant; empty if nothing stands out
 */
export function emphasisOf(text: string, weight: (word: string) => number, isPlain: (word: string) => boolean): string {
  for (const match of text.matchAll(amount)) {
    const found = match[0].trim();
    if (found.length <= 24 && isFirst(text, found, match.index)) return found;
  }
  const words = Array.from(text.matchAll(/\p{L}[\p{L}\p{M}\p{N}'’-]*/gu), (match) => ({ text: match[0], at: match.index }));
  const follows = (index: number): string => text.slice((words[index]?.at ?? 0) + (words[index]?.text.length ?? 0), words[index + 1]?.at ?? text.length);
  const isNoun = (index: number): boolean => {
    const word = words[index]?.text ?? '';
    if (index > 0 && /^\p{Lu}/u.test(word) && follows(index - 1) === ' ') return true;
    const endsPhrase = index === words.length - 1 || follows(index).trim() !== '';
    const announces = (back: number): boolean => nounOpeners.has((words[index - back]?.text ?? '').toLowerCase());
    if (announces(1)) return endsPhrase || isPlain(words[index + 1]?.text ?? '');
    // With a word between, it may be the verb of a short subject: only the end of the phrase tells.
    return endsPhrase && announces(2) && follows(index - 2) + follows(index - 1) === '  ';
  };
  let best = '';
  let most = 0;
  for (const [index, word] of words.entries()) {
    if (word.text.length < 4 || word.text.length > 24 || !isNoun(index)) continue;
    const value = weight(word.text);
    if (value > most && isFirst(text, word.text, word.at)) {
      best = word.text;
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

/** Articles, determiners and prepositions that announce a noun. */
const nounOpeners: ReadonlySet<string> = new Set(
  `a an the this these those its their his her our your my no every each any some of in on at by for from with without into over under between through than
  der die das dem den des ein eine einem einen einer eines kein keine jeder jede jedes im am vom zum zur von mit ohne für durch
  le la les l un une des du au aux ce cette ces son sa ses leur leurs chaque de dans par pour sur sans
  el los las una unos unas del al este esta estos estas su sus cada con por para sobre sin
  il lo gli i dei delle della dello degli nel nella questo questa suo sua ogni di da con per su
  o os as um uma do da dos das no na nos nas seu sua de het een van op met`.split(/\s+/),
);
