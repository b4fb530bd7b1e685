/** Signs that move a terminal's cursor, colour it or turn the direction of what follows: names of files and words of documents may hold them. */
const unsafe = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Gives words of somebody else as a terminal may be given them, on one line. */
export function shown(words: string): string {
  return words.replace(unsafe, '\ufffd');
}

/** Gives a value as a line of JSON that means the same and does nothing to a terminal. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value).replace(unsafe, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
