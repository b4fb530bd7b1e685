import type { Block, Content, Sentence } from '../../domain/content';
import type { Storyboard } from '../../domain/storyboard';

/** A stretch of a block's text that is either in the film or not. */
export interface Run {
  readonly text: string;
  /** Offset in the block's text, UTF-16 units. */
  readonly start: number;
  /** Ids of the scenes that stand on it, in film order; empty: left out. */
  readonly scenes: readonly string[];
}

/** A block with its text cut where the film begins and ends to use it. */
export interface Passage {
  readonly block: Block;
  /** In order, without gaps: their texts joined are the block's text. Empty only for a block without text. */
  readonly runs: readonly Run[];
  /** Ids of the scenes that stand on the block as a whole or on a part of it, in film order. */
  readonly scenes: readonly string[];
}

/**
 * Gives every block of the content with what the film uses of it.
 *
 * Only blocks that a scene stands on are cut: of a book a film uses little, and this runs at every edit.
 *
 * @param sentences of the content, at the index of their ids
 */
export function passagesOf(content: Content, sentences: readonly Sentence[], storyboard: Storyboard | undefined): readonly Passage[] {
  const whole = new Map<number, string[]>();
  const single = new Map<number, string[]>();
  for (const scene of storyboard?.scenes ?? []) {
    for (const { block, sentence } of scene.anchors) {
      add(sentence === undefined ? whole : single, sentence ?? block, scene.id);
    }
  }
  const ofBlock = new Map<number, readonly Sentence[]>();
  for (const id of single.keys()) {
    const block = sentences[id]?.block;
    if (block !== undefined && !ofBlock.has(block)) ofBlock.set(block, siblingsOf(sentences, id));
  }
  return content.blocks.map((block) => {
    const base = whole.get(block.id) ?? [];
    const cuts = ofBlock.get(block.id);
    if (cuts === undefined) return { block, runs: block.text === '' ? [] : [{ text: block.text, start: 0, scenes: base }], scenes: base };
    const runs = cut(block, cuts, base, single);
    return { block, runs, scenes: [...new Set([...base, ...runs.flatMap((run) => run.scenes)])] };
  });
}

/** Gives the part of a passage that lies in [from, to) of its block's text, as runs. */
export function runsWithin(runs: readonly Run[], from: number, to: number): readonly Run[] {
  return runs.flatMap((run) => {
    const start = Math.max(from, run.start);
    const end = Math.min(to, run.start + run.text.length);
    return start < end ? [{ ...run, start, text: run.text.slice(start - run.start, end - run.start) }] : [];
  });
}

/** A part of a run that a person can point at by itself. */
export interface Piece {
  readonly text: string;
  /** Id of the sentence; absent: what lies between sentences. */
  readonly sentence?: number;
}

/** Cuts a run that is left out into the sentences of its block. */
export function piecesOf({ text, start }: Run, sentences: readonly Sentence[]): readonly Piece[] {
  const pieces: Piece[] = [];
  const end = start + text.length;
  let at = start;
  for (const sentence of sentences) {
    const [from, to] = [Math.max(at, sentence.start), Math.min(end, sentence.start + sentence.text.length)];
    if (from >= to) continue;
    if (from > at) pieces.push({ text: text.slice(at - start, from - start) });
    pieces.push({ text: text.slice(from - start, to - start), sentence: sentence.id });
    at = to;
  }
  return at < end ? [...pieces, { text: text.slice(at - start) }] : pieces;
}

/** A stretch of the document for the coverage bar. */
export interface CoverageSpan {
  readonly isUsed: boolean;
  /** Characters. */
  readonly length: number;
}

export interface Coverage {
  /** Share of the text's characters that are in the film, in [0, 1]; 0 for a document without text. */
  readonly share: number;
  /** In reading order, used and left out in turn. */
  readonly stretches: readonly CoverageSpan[];
}

/** Gives how much of the text is in the film, and where. */
export function coverageOf(passages: readonly Passage[]): Coverage {
  const stretches: { isUsed: boolean; length: number }[] = [];
  let used = 0;
  let total = 0;
  for (const { block, runs } of passages) {
    if (block.apparatus !== undefined) continue;
    for (const run of runs) {
      const isUsed = run.scenes.length > 0;
      const length = run.text.length;
      const last = stretches.at(-1);
      if (last?.isUsed === isUsed) last.length += length;
      else stretches.push({ isUsed, length });
      total += length;
      if (isUsed) used += length;
    }
  }
  return { share: total === 0 ? 0 : used / total, stretches };
}

/** Gives the sentences of the block that a sentence stands in; they are neighbours. */
function siblingsOf(sentences: readonly Sentence[], id: number): readonly Sentence[] {
  const block = sentences[id]?.block;
  let from = id;
  let to = id + 1;
  while (sentences[from - 1]?.block === block && from > 0) from -= 1;
  while (to < sentences.length && sentences[to]?.block === block) to += 1;
  return sentences.slice(from, to);
}

function add(map: Map<number, string[]>, key: number, scene: string): void {
  const scenes = map.get(key) ?? [];
  if (!scenes.includes(scene)) scenes.push(scene);
  map.set(key, scenes);
}

function cut(block: Block, sentences: readonly Sentence[], base: readonly string[], single: ReadonlyMap<number, readonly string[]>): Run[] {
  const runs: Run[] = [];
  const put = (from: number, to: number, scenes: readonly string[]): void => {
    const text = block.text.slice(from, to);
    const last = runs.at(-1);
    const before = runs.at(-2);
    if (text === '') return;
    if (last !== undefined && isSame(last.scenes, scenes)) {
      runs.splice(-1, 1, { ...last, text: last.text + text });
    } else if (before !== undefined && last?.text.trim() === '' && isSame(before.scenes, scenes)) {
      // The space between two sentences of one scene is in the film as they are.
      runs.splice(-2, 2, { ...before, text: before.text + last.text + text });
    } else {
      runs.push({ text, start: from, scenes });
    }
  };
  let at = 0;
  for (const sentence of sentences) {
    const own = single.get(sentence.id) ?? [];
    const start = Math.max(at, sentence.start);
    const end = Math.max(start, sentence.start + sentence.text.length);
    put(at, start, base);
    put(start, end, own.length === 0 ? base : [...new Set([...own, ...base])]);
    at = end;
  }
  put(at, block.text.length, base);
  return runs;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((scene, index) => scene === other[index]);
}
