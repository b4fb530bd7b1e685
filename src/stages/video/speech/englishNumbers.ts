import { table } from '../../../domain/table';

const small = [
  'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen',
  'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen',
];
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const scales = ['', ' thousand', ' million', ' billion', ' trillion'];
const irregular: Readonly<Record<string, string>> = table({
  one: 'first', two: 'second', three: 'third', five: 'fifth', eight: 'eighth', nine: 'ninth', twelve: 'twelfth',
});

/** Says a whole number: `three thousand four hundred`. @param value 0 or more, below 10^15 */
export function cardinal(value: number): string {
  if (value < 20) return small[value] ?? String(value);
  if (value < 100) return `${tens[Math.floor(value / 10)] ?? ''}${value % 10 === 0 ? '' : `-${small[value % 10] ?? ''}`}`;
  if (value < 1000) return `${small[Math.floor(value / 100)] ?? ''} hundred${value % 100 === 0 ? '' : ` ${cardinal(value % 100)}`}`;
  const groups: string[] = [];
  for (let rest = value, scale = 0; rest > 0; rest = Math.floor(rest / 1000), scale++) {
    if (rest % 1000 > 0) groups.unshift(`${cardinal(rest % 1000)}${scales[scale] ?? ''}`);
  }
  return groups.join(' ');
}

/** Says a place in an order: `twenty-first`. */
export function ordinal(value: number): string {
  const words = cardinal(value);
  const at = words.search(/(?<![a-z])[a-z]+$/);
  const last = words.slice(at);
  const said = irregular[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return words.slice(0, at) + said;
}

/** Says a year: `nineteen oh five`, `two thousand nine`, `twenty twenty-four`. @param value 1000 to 2999 */
export function yearWords(value: number): string {
  const century = Math.floor(value / 100);
  const rest = value % 100;
  if (century % 10 === 0 && rest < 10) return cardinal(value);
  if (rest === 0) return `${cardinal(century)} hundred`;
  return `${cardinal(century)} ${rest < 10 ? `oh ${cardinal(rest)}` : cardinal(rest)}`;
}

/** Says the years from one divisible by ten on: `nineties`, `nineteen twenties`, `two thousands`. */
export function decadeWords(value: number): string {
  const words = value < 100 ? cardinal(value) : yearWords(value);
  return words.endsWith('y') ? `${words.slice(0, -1)}ies` : `${words}s`;
}

/** Says digits one by one: `zero four two`. */
export function digitByDigit(digits: string): string {
  return Array.from(digits.matchAll(/\d/g), ([digit]) => small[Number(digit)] ?? digit).join(' ');
}

/** A number as English writes it: groups of three, a point, decimals. To be put into a pattern. */
export const writtenNumber = String.raw`\d{1,3}(?: \d{3}){2,}(?!\d)|\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?`;

/** Says a number as `writtenNumber` finds it; a whole number with a zero before it is said digit by digit, and so is one too long to have a name. */
export function numberWords(written: string): string {
  const [whole = '', decimals] = written.replace(/[,\s]/g, '').split('.');
  const said = (whole.length > 1 && whole.startsWith('0')) || whole.length > 15 ? digitByDigit(whole) : cardinal(Number(whole));
  return decimals === undefined ? said : `${said} point ${digitByDigit(decimals)}`;
}

/** Says a version, its parts as whole numbers: `one point twelve point zero`. */
export function versionWords(version: string): string {
  return version.split('.').map((part) => (/^\d{1,3}$/.test(part) ? cardinal(Number(part)) : digitByDigit(part))).join(' point ');
}

/** Says a fraction: `three quarters`, `two over twenty-five`. */
export function fractionWords(over: number, under: number): string {
  if (under === 2) return over === 1 ? 'one half' : `${cardinal(over)} halves`;
  if (under === 4) return `${cardinal(over)} ${over === 1 ? 'quarter' : 'quarters'}`;
  if (under > 20 && under !== 100 && under !== 1000) return `${cardinal(over)} over ${cardinal(under)}`;
  return `${cardinal(over)} ${ordinal(under)}${over === 1 ? '' : 's'}`;
}

/** Value of a Roman numeral in capitals, 1 to 3999; 0 if it is none. */
export function romanValue(numeral: string): number {
  if (!/^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(numeral)) return 0;
  const values: Readonly<Record<string, number>> = table({ I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 });
  let value = 0;
  for (const [index, letter] of [...numeral].entries()) {
    const worth = values[letter] ?? 0;
    value += worth < (values[numeral[index + 1] ?? ''] ?? 0) ? -worth : worth;
  }
  return value;
}
