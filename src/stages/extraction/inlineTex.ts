/** TeX between its marks in running text. */
export interface FoundTex {
  readonly start: number;
  /** One past its closing mark. */
  readonly end: number;
  readonly tex: string;
  /** Whether its marks set it on lines of its own. */
  readonly isDisplay: boolean;
}

/**
 * Finds TeX in text: between `$$`, `\[ \]` and `\( \)`, in an environment for equations, and between single dollars where what they hold is no sum of money.
 *
 * A dollar opens only before a sign and closes only after one, and not before a digit (as Pandoc has it); between them must be something that
 * prose does not have: a command, an exponent, an index, a relation, or a lone letter.
 *
 * @param dollars whether single dollars count: not in pages, where programs and shells have them as well
 */
export function texIn(text: string, dollars = true): readonly FoundTex[] {
  if (!/[$\\]/u.test(text)) return [];
  const found: FoundTex[] = [];
  for (const match of text.matchAll(marks)) {
    const { display, bracket, environment, inside, round, dollar } = match.groups ?? {};
    // What an equation holds is a formula by itself; alignments need their environment.
    const whole = environment === undefined ? undefined : /^(?:equation|displaymath|math)$/u.test(environment) ? inside : match[0];
    const tex = display ?? bracket ?? whole ?? round ?? dollar;
    if (tex === undefined || tex.trim() === '' || (dollar !== undefined && !(dollars && looksLikeTex(dollar)))) continue;
    found.push({ start: match.index, end: match.index + match[0].length, tex: tex.trim(), isDisplay: (display ?? bracket ?? whole) !== undefined });
  }
  return found;
}

/** Code comes first: what looks like TeX in it is code. Nothing reaches over a blank line, a heading or a fence: those end whatever was open. */
const marks =
  /(?<ticks>`+)(?!`)[^]{0,4000}?[^`]\k<ticks>(?!`)|\\\\(?!\[|\()|\\\$|\$\$(?<display>(?:(?!\n[ \t]*\n|\n#{1,6}[ \t]|\n[ \t]*(?:```|~~~))[^$]){1,4000}?)\$\$|\\\[(?<bracket>(?:(?!\n[ \t]*\n|\n#{1,6}[ \t]|\n[ \t]*(?:```|~~~))[^]){1,4000}?)\\\]|\\begin\{(?<environment>equation|displaymath|math|align|aligned|alignat|gather|multline|eqnarray)\*?\}(?<inside>(?:(?!\n[ \t]*\n|\n#{1,6}[ \t]|\n[ \t]*(?:```|~~~))[^]){1,4000}?)\\end\{\k<environment>\*?\}|\\\((?<round>[^\n]{1,1000}?)\\\)|\$(?![\s$])(?<dollar>(?:[^$`\n\\]|\\[^\n]|\n(?!\s*\n|#{1,6}[ \t]|[ \t]*(?:[>|+*-]|\d+[.)]|```|~~~))){1,400}?)(?<!\s)\$(?![\d$])/gu;

function looksLikeTex(text: string): boolean {
  return /\\[a-zA-Z{]|[_^]|[=<>≤≥≈∈]/u.test(text) || /^\p{L}['′]?$|^\p{L}\(\p{L}\)$|^[\d\p{L}]+\s*[+*/−-]\s*[\d\p{L}]+$/u.test(text)
    || /^[-−]?\d+(?:[.,]\d+)?$/u.test(text);
}
