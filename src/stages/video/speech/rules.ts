/** A place in a text that a rule found. */
export interface Found {
  readonly match: string;
  /** What its groups took, from 1 on; empty where one took no part. */
  readonly groups: readonly string[];
  /** All that stands before and after it. */
  readonly before: string;
  readonly after: string;
}

/** What to look for (global, Unicode) and what is said instead; `undefined` leaves the place to later rules. */
export type Rule = readonly [pattern: RegExp, say: (found: Found) => string | undefined];

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

/** Gives the changes of all rules in order of place; where two meet, the earlier rule wins. */
export function changesOf(text: string, rules: readonly Rule[]): readonly Change[] {
  const changes: Change[] = [];
  const isTaken = new Uint8Array(text.length);
  for (const [pattern, say] of rules) {
    for (const match of text.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (from === to || isTaken.subarray(from, to).includes(1)) continue;
      const words = say({
        match: match[0],
        groups: match.slice(1).map((group: string | undefined) => group ?? ''),
        before: text.slice(0, from),
        after: text.slice(to),
      });
      if (words === undefined) continue;
      changes.push({ from, to, words });
      isTaken.fill(1, from, to);
    }
  }
  return changes.sort((one, other) => one.from - other.from);
}

/** A pattern for any of some words, the longest first. */
export function anyOf(words: Iterable<string>): string {
  return [...words].sort((one, other) => other.length - one.length).map((word) => word.replace(/[$^*+?.()|[\]{}\\/]/g, '\\$&')).join('|');
}

/** Whether a sentence ends after a place: then the stop of an abbreviation there is its full stop, too. */
export function endsSentence(after: string): boolean {
  return /^["”’)\]]*(?:\s*$|\s+["“‘(]*\p{Lu})/u.test(after);
}
