import type { Block, List, Sentence } from '../../domain/content';
import { entryNumber } from '../../domain/scenes/list';
import { runsWithin, type Passage, type Run } from './passages';

/** What is drawn of a block at once: nearly always all of it. */
export interface Part {
  /** Of this part among all. */
  readonly key: string;
  readonly passage: Passage;
  /** Offsets in the block's text; of a table, its rows. */
  readonly from: number;
  readonly to: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Those that it has some of. */
  readonly sentences: readonly Sentence[];
}

/** Characters of a block that is drawn whole: more than paragraphs of books have. */
const longestWhole = 4000;
/** Browsers take time that grows with the square of a paragraph's length, if it has no place to break: 200,000 quotation marks took 20 s. */
const longest = 1000;
/** Sentences of a block that is drawn whole, and of a part: each is a link of its own. */
const [mostWhole, mostSentences] = [100, 30];
const mostRows = 40;

/** Cuts long blocks where a sentence, a line or a word ends: what is drawn at once then costs little, however long a block is. */
export function partsOf(passages: readonly Passage[], sentences: ReadonlyMap<number, readonly Sentence[]>): readonly Part[] {
  const parts: Part[] = [];
  for (const passage of passages) {
    const { block } = passage;
    const own = sentences.get(block.id) ?? none;
    const cuts = cutsOf(block, own);
    let next = 0;
    for (let index = 1; index < cuts.length; index += 1) {
      const [from = 0, to = 0] = [cuts[index - 1], cuts[index]];
      const before = own[next - 1];
      const first = before !== undefined && before.start + before.text.length > from ? next - 1 : next;
      while (next < own.length && (own[next]?.start ?? to) < to) next += 1;
      const isLast = index === cuts.length - 1;
      const isWhole = index === 1 && isLast;
      parts.push({
        key: `${block.id}-${from}`, passage, from, to, isFirst: index === 1, isLast,
        sentences: isWhole || block.type === 'table' ? own : own.slice(first, next),
      });
    }
  }
  return parts;
}

/** Index of the first part that a scene stands on; -1 if it stands on none. */
export function partOfScene(parts: readonly Part[], scene: string): number {
  const first = parts.findIndex(({ passage }) => passage.scenes.includes(scene));
  const part = parts[first];
  const run = part?.passage.runs.find(({ scenes }) => scenes.includes(scene));
  if (part === undefined || run === undefined || part.passage.block.type === 'table') return first;
  const within = parts.findIndex((other, index) => index >= first && other.passage === part.passage && run.start < other.to);
  return within < 0 ? first : within;
}

/** The runs of a part's text. */
export function runsOf({ passage, from, to, isFirst, isLast }: Part): readonly Run[] {
  return isFirst && isLast ? passage.runs : runsWithin(passage.runs, from, to);
}

/** An entry of a list as far as it is in a part. */
export interface PartEntry {
  /** From 0. */
  readonly index: number;
  /** Whether it goes on from the part before. */
  readonly isContinued: boolean;
  /** Absent: it has a bullet. */
  readonly number: number | undefined;
  /** How deep it is nested, from 0. */
  readonly level: number;
  readonly runs: readonly Run[];
}

/** The entries of a list that a part has; they stand in the block's text one a line. */
export function entriesOf(part: Part, list: List): readonly PartEntry[] {
  const starts = startsOf(list);
  const runs = runsOf(part);
  const found: PartEntry[] = [];
  for (let index = entryAt(starts, part.from); index < list.entries.length; index += 1) {
    const [start = 0, length = 0] = [starts[index], list.entries[index]?.length];
    if (start >= part.to && !part.isLast) break;
    // Of an entry that a part ends with, nothing is left.
    if (start + length === part.from && length > 0) continue;
    found.push({
      index, isContinued: start < part.from, number: entryNumber(list, index), level: list.levels?.[index] ?? 0, runs: runsWithin(runs, start, start + length),
    });
  }
  return found;
}

const none: readonly Sentence[] = [];
/** A document's blocks are cut once, not at every edit of its film. */
const known = new WeakMap<Block, { readonly sentences: readonly Sentence[]; readonly cuts: readonly number[] }>();

function cutsOf(block: Block, sentences: readonly Sentence[]): readonly number[] {
  if (block.type === 'table') return Array.from({ length: Math.max(1, Math.ceil(block.rows.length / mostRows)) + 1 }, (_, index) => index * mostRows);
  if (block.type === 'image' || block.type === 'formula') return [0, block.text.length];
  if (block.text.length <= longestWhole && sentences.length <= mostWhole) return [0, block.text.length];
  const before = known.get(block);
  if (before?.sentences.length === sentences.length) return before.cuts;
  const cuts = [0];
  let next = 0;
  for (let at = 0; at < block.text.length;) {
    while (next < sentences.length && (sentences[next]?.start ?? 0) <= at) next += 1;
    at = endOfPart(block.text, at, sentences, next);
    cuts.push(at);
  }
  known.set(block, { sentences, cuts });
  return cuts;
}

/** @param next index of the first sentence that begins behind `at` */
function endOfPart(text: string, at: number, sentences: readonly Sentence[], next: number): number {
  const crowded = sentences[next + mostSentences - 1]?.start;
  const limit = Math.min(at + longest, crowded ?? text.length, text.length);
  if (limit === text.length || limit === crowded) return limit;
  let last = next - 1;
  while ((sentences[last + 1]?.start ?? Infinity) <= limit) last += 1;
  const sentence = sentences[last]?.start ?? 0;
  if (sentence > at) return sentence;
  const start = text.slice(at, limit);
  const line = start.lastIndexOf('\n') + 1;
  const word = line > longest / 4 ? line : start.search(/\s\S*$/) + 1;
  if (word > longest / 4) return at + word;
  // Never between the two halves of a letter.
  return /[\ud800-\udbff]$/.test(start) ? limit - 1 : limit;
}

const entryStarts = new WeakMap<List, readonly number[]>();

/** Offsets of a list's entries in its text. */
function startsOf(list: List): readonly number[] {
  const before = entryStarts.get(list);
  if (before !== undefined) return before;
  let at = 0;
  const starts = list.entries.map((entry) => (at += entry.length + 1) - entry.length - 1);
  entryStarts.set(list, starts);
  return starts;
}

/** Index of the last entry that begins at or before an offset. */
function entryAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
