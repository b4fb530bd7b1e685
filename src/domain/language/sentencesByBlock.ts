import type { Sentence } from '../content';

/** Gives the sentences of each block that has some. */
export function sentencesByBlock(sentences: readonly Sentence[]): ReadonlyMap<number, readonly Sentence[]> {
  const blocks = new Map<number, Sentence[]>();
  for (const sentence of sentences) {
    const list = blocks.get(sentence.block);
    if (list === undefined) blocks.set(sentence.block, [sentence]);
    else list.push(sentence);
  }
  return blocks;
}
