import { oneLine } from './chapters';

/**
 * Cuts a sentence into consecutive pieces that are short enough to be read at once, at the clause ends nearest to even lengths.
 *
 * @param longest characters of a piece; signs of scripts without spaces count double
 * @returns the sentence in one line, whole if it is short enough; joined by spaces (or nothing, in scripts without) the pieces give it back
 */
export function readablePieces(sentence: string, longest: number): readonly string[] {
  const text = oneLine(sentence);
  const length = readingLength(text);
  if (length <= longest) return [text];
  const parts = Math.ceil(length / (longest * 0.92));
  const cut = bestCut(text, text.length / parts, (longest * text.length) / length);
  if (cut <= 0 || cut >= text.length) return [text];
  return [text.slice(0, cut).trimEnd(), ...readablePieces(text.slice(cut), longest)];
}

/** The beginning of a name or heading that a screen has room for, in one line: nearly always all of it. */
export function shortened(text: string, longest = 140): string {
  return readablePieces(text.slice(0, 8 * longest), longest)[0] ?? '';
}

/** Characters of a text as its reader counts them: signs of scripts without spaces are worth two letters. */
export function readingLength(text: string): number {
  return text.length + (text.match(dense)?.length ?? 0);
}

/** The place before which the text is cut: as near to `aim` as the quality of the joint allows, never beyond `limit`. */
function bestCut(text: string, aim: number, limit: number): number {
  let best = 0;
  let bestCost = Infinity;
  for (const match of text.slice(0, Math.floor(limit) + 1).matchAll(joints)) {
    const at = match.index + match[0].length;
    if (at < 12 || text.length - at < 12) continue;
    const cost = Math.abs(at - aim) / aim + jointCost(text, at);
    if (cost < bestCost) {
      best = at;
      bestCost = cost;
    }
  }
  if (best > 0) return best;
  // No joint at all: by length, but never through a surrogate pair.
  const hard = Math.floor(limit);
  return /[\ud800-\udbff]/.test(text.charAt(hard - 1)) ? hard - 1 : hard;
}

/** What breaking here costs, in parts of the length aimed at: little after a clause, much inside a phrase or bracket. */
function jointCost(text: string, at: number): number {
  const before = text.slice(0, at).trimEnd();
  const after = text.slice(at);
  const open = before.lastIndexOf('(');
  const inside = open >= 0 && before.indexOf(')', open) < 0 ? 0.5 : 0;
  if (/[;:。；：]["'”’»]?$/.test(before)) return inside;
  if (/\s[·|–—-]$/.test(before)) return inside + 0.05;
  if (/[,，、—–]["'”’»)]?$/.test(before)) return inside + (connector.test(after) ? 0.02 : 0.1);
  if (/\)$/.test(before)) return inside + 0.15;
  // A piece must not end on the word that ties the next one to it.
  const tie = connector.test(`${before.slice(before.lastIndexOf(' ') + 1)} `) ? 0.6 : 0;
  return inside + tie + (connector.test(after) ? 0.2 : 0.7);
}

const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
/** Spaces, and the stops of scripts that set none after them. */
const joints = /\s+|[、，。；：](?!\s)|(?<=—)/gu;
const connector =
  /^(?:and|or|but|because|while|which|who|that|when|where|if|so|than|as|although|though|unless|until|after|before|since|with|without|for|from|to|by|in|on|und|oder|aber|weil|dass|wenn|während|obwohl|sondern|et|ou|mais|parce|que|qui|quand|lorsque|y|o|pero|porque|cuando|aunque|e|ma|perché|quando|и|или|но|что|который|которая|которые|когда|если)\s/iu;
