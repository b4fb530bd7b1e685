import type { SparseRows } from '../../kernels/kernels';

/** Texts as bags of numbered words. */
export interface Bags {
  /** Words of each text in order, as indices into the vocabulary. */
  readonly texts: readonly Int32Array[];
  /** How many texts hold each word of the vocabulary. */
  readonly holders: Int32Array;
  /** How often each word occurs in all. */
  readonly counts: Int32Array;
}

/** Numbers the words of texts, in order of first appearance. */
export function bagsOf(texts: readonly (readonly string[])[]): Bags {
  const numbers = new Map<string, number>();
  const numbered = texts.map((words) =>
    Int32Array.from(words, (word) => {
      let number = numbers.get(word);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(word, number);
      }
      return number;
    }),
  );
  const holders = new Int32Array(numbers.size);
  const counts = new Int32Array(numbers.size);
  for (const words of numbered) {
    for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
    for (const word of new Set(words)) holders[word] = (holders[word] ?? 0) + 1;
  }
  return { texts: numbered, holders, counts };
}

/**
 * Weighs the words of each text: a row a text, tf × idf with idf = ln(1 + n / holders), so that a word held by all still counts a little.
 *
 * Source: Salton & Buckley, Information Processing & Management 24(5), 1988.
 */
export function weightedRows({ texts, holders }: Bags): SparseRows {
  const offsets = new Int32Array(texts.length + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (const [row, words] of texts.entries()) {
    const sorted = words.slice().sort();
    for (let at = 0; at < sorted.length; ) {
      const word = sorted[at] ?? 0;
      let end = at + 1;
      while (sorted[end] === word) end++;
      indices.push(word);
      values.push((end - at) * Math.log(1 + texts.length / (holders[word] ?? 1)));
      at = end;
    }
    offsets[row + 1] = indices.length;
  }
  return { rows: texts.length, columns: holders.length, offsets, indices: Int32Array.from(indices), values: Float32Array.from(values) };
}
