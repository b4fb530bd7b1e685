import type { Caption, CaptionLine } from '../../domain/captions';
import type { SpokenLine, WordTime } from '../../domain/narration';
import { sceneStarts } from '../../domain/storyboard';
import type { Storyboard } from '../../domain/storyboard';
import { readingSpeed } from '../../domain/reading';
import { smallWords } from './smallWords';

/** Characters a line, from the BBC and Netflix timed-text guides; portrait pictures hold fewer at a size read on a phone. */
const lineLimits = { spaced: 42, spacedPortrait: 32, dense: 20, densePortrait: 16 };

/** Seconds a caption may stay after its last word, if nothing follows. */
const longestHold = 1.5;

/** Seconds without a caption below which the picture would blink: the caption stays instead. */
const shortestGap = 0.5;

/**
 * Breaks what is spoken into captions: at most two lines, 42 characters a line (20 for Chinese, Japanese and Korean; fewer in portrait), split where clauses
 * end.
 *
 * Every word of the speech is shown, in order; captions never overlap and never outlive their scene.
 * A word longer than a line (an address) is split over lines.
 *
 * @param lines in film order; a line whose scene is not in the storyboard is left out
 * @returns in film order, times in seconds of the film
 */
export function captionsOf(storyboard: Storyboard, lines: readonly SpokenLine[]): readonly Caption[] {
  const { format } = storyboard;
  const starts = sceneStarts(storyboard);
  const scenes = new Map(storyboard.scenes.map((scene, index) => [
    scene.id,
    { start: (starts[index] ?? 0) / format.fps, end: (starts[index + 1] ?? 0) / format.fps },
  ]));
  const portrait = format.width / format.height < 0.7;
  const captions: Caption[] = [];
  for (const line of lines) {
    const scene = scenes.get(line.scene);
    if (!scene) continue;
    const dense = isDense(line.text);
    const limit = dense ? (portrait ? lineLimits.densePortrait : lineLimits.dense) : portrait ? lineLimits.spacedPortrait : lineLimits.spaced;
    const chunks = chunksOf(line, scene.start + line.start, limit);
    for (const group of groupsOf(chunks, limit)) captions.push({ ...span(group), lines: group.map(captionLine) });
    const last = captions.at(-1);
    if (last && last.end > scene.end) captions[captions.length - 1] = { ...last, end: Math.max(scene.end, last.start) };
  }
  return captions.map((caption, index) => held(caption, captions[index + 1], sceneEnd(caption, starts, format.fps)))
    .filter((caption) => caption.end > caption.start);
}

/** A word with the punctuation that clings to it. */
interface Chunk {
  readonly text: string;
  /** Whether a space stood before it. */
  readonly spaced: boolean;
  /** Where the word itself lies in `text`. */
  readonly offset: number;
  readonly length: number;
  /** Seconds of the film. */
  readonly start: number;
  readonly end: number;
}

const opener = /[([{«“‘„‚「『《〈（【¿¡]/u;

function chunksOf(line: SpokenLine, start: number, limit: number): readonly Chunk[] {
  const words = line.words.length > 0 ? line.words : evenly(line);
  const chunks: Chunk[] = [];
  let from = 0;
  words.forEach((word, index) => {
    const end = word.offset + word.length;
    const next = words[index + 1];
    const to = next ? end + splitPoint(line.text.slice(end, next.offset)) : line.text.length;
    const raw = line.text.slice(from, to);
    const text = raw.trim().replace(/\s+/gu, ' ');
    const lead = raw.length - raw.trimStart().length;
    chunks.push(...pieces({
      text,
      spaced: index === 0 || lead > 0 || /\s$/u.test(line.text.slice(0, from)),
      offset: Math.max(0, word.offset - from - lead),
      length: word.length,
      start: start + word.start,
      end: start + word.end,
    }, limit));
    from = to;
  });
  return chunks.filter((chunk) => chunk.text.length > 0);
}

/** How much of what stands between two words belongs to the first: dashes and closing marks do, opening marks do not. */
function splitPoint(gap: string): number {
  const open = gap.search(opener);
  const closing = open >= 0 ? gap.slice(0, open) : gap;
  const space = closing.search(/\s\S*$/u);
  return space >= 0 ? space : closing.length;
}

/** Word times for a line that came without: by length, over its duration. */
function evenly(line: SpokenLine): readonly WordTime[] {
  const found = [...line.text.matchAll(/\S+/gu)];
  const total = found.reduce((sum, match) => sum + match[0].length, 0);
  let before = 0;
  return found.map((match) => {
    const start = (line.duration * before) / total;
    before += match[0].length;
    return { offset: match.index, length: match[0].length, start, end: (line.duration * before) / total };
  });
}

/** A chunk that fits a line, or its parts if it is too long: of like length, none beginning with a closing mark or ending on an opening one. */
function pieces(chunk: Chunk, limit: number): readonly Chunk[] {
  if (chunk.text.length <= limit) return [chunk];
  const characters = [...chunk.text];
  const count = Math.ceil(chunk.text.length / limit);
  const size = Math.ceil(characters.length / count);
  const time = (index: number): number => chunk.start + ((chunk.end - chunk.start) * index) / characters.length;
  const parts: Chunk[] = [];
  for (let at = 0; at < characters.length;) {
    let to = Math.min(at + size, characters.length);
    while (to < characters.length && to > at + 1 && (clings.test(characters[to] ?? '') || opener.test(characters[to - 1] ?? ''))) to--;
    const text = characters.slice(at, to).join('');
    parts.push({ text, spaced: at === 0 && chunk.spaced, offset: 0, length: text.length, start: time(at), end: time(to) });
    at = to;
  }
  return parts;
}

/** What may not begin a line. Source: JIS X 4051, kinsoku shori. */
const clings = /[\p{Pe}\p{Pf}、。，．：；？！ー々…,.:;?!％%ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u;

/** What it costs to end a line (0 to 1) after `chunk`: nothing after a sentence, little after a clause, most after an article. */
function breakCost(chunk: Chunk, next: Chunk | undefined): number {
  if (!next) return 0;
  if (/[.!?。！？…]["”’)\]」』]*$/u.test(chunk.text)) return 0;
  if (/[,;:–—，、；：]["”’)\]」』]*$/u.test(chunk.text)) return 0.08;
  const word = chunk.text.toLowerCase();
  if (smallWords.has(word)) return 1;
  if (smallWords.has(next.text.toLowerCase())) return 0.3;
  // “z-” at a line's end is no word; “wind-” is half of one.
  if (!next.spaced && /[-‐‑]$/u.test(chunk.text)) return /(?:^|[^\p{L}\p{N}])[\p{L}\p{N}][-‐‑]$/u.test(chunk.text) ? 3 : 1;
  return next.spaced ? 0.6 : 0.7;
}

function lengthOf(chunks: readonly Chunk[], from: number, to: number): number {
  let length = 0;
  for (let index = from; index < to; index++) {
    const chunk = chunks[index];
    if (chunk) length += chunk.text.length + (index > from && chunk.spaced ? 1 : 0);
  }
  return length;
}

/**
 * Lines of at most `limit` characters, two a caption, by dynamic programming over words:
 * few captions first, then breaks where they hurt least (between captions three times as much as inside one), then lines of like length.
 */
function groupsOf(chunks: readonly Chunk[], limit: number): readonly (readonly (readonly Chunk[])[])[] {
  interface State { readonly cost: number; readonly from: number; readonly middle: number }
  const best: State[] = [{ cost: 0, from: 0, middle: 0 }];
  for (let end = 1; end <= chunks.length; end++) {
    let state: State = { cost: Infinity, from: end - 1, middle: end };
    for (let from = end - 1; from >= 0; from--) {
      const length = lengthOf(chunks, from, end);
      if (length > limit * 2 + 1) break;
      const last = chunks[end - 1];
      const before = best[from];
      if (!last || !before) break;
      const outer = before.cost + 1 + 3 * breakCost(last, chunks[end]);
      const consider = (middle: number, cost: number): void => {
        if (cost < state.cost) state = { cost, from, middle };
      };
      // A lone short caption flashes by: it costs as much as a bad break; half a line beside full ones, half of that.
      const short = chunks.length <= 3 || end - from === chunks.length ? 0 : end - from < 3 ? 0.8 : length < limit / 2 ? 0.4 : 0;
      if (length <= limit) consider(end, outer + short);
      for (let middle = from + 1; middle < end; middle++) {
        const first = lengthOf(chunks, from, middle);
        const second = lengthOf(chunks, middle, end);
        const turn = chunks[middle - 1];
        if (first > limit || second > limit || !turn) continue;
        // Two lines take longer to find one's way in than one, but less than two captions do.
        consider(middle, outer + 0.2 + 0.5 * breakCost(turn, chunks[middle]) + (0.4 * Math.abs(first - second)) / limit);
      }
    }
    best.push(state);
  }
  const groups: (readonly Chunk[])[][] = [];
  for (let end = chunks.length; end > 0;) {
    const state = best[end];
    if (!state) break;
    groups.unshift([chunks.slice(state.from, state.middle), chunks.slice(state.middle, end)].filter((line) => line.length > 0));
    end = state.from;
  }
  return groups;
}

function captionLine(chunks: readonly Chunk[]): CaptionLine {
  let text = '';
  const words: WordTime[] = [];
  for (const chunk of chunks) {
    if (text && chunk.spaced) text += ' ';
    words.push({ offset: text.length + chunk.offset, length: Math.min(chunk.length, chunk.text.length - chunk.offset), start: chunk.start, end: chunk.end });
    text += chunk.text;
  }
  return { text, words };
}

function span(group: readonly (readonly Chunk[])[]): { start: number; end: number } {
  const chunks = group.flat();
  return { start: chunks[0]?.start ?? 0, end: chunks.at(-1)?.end ?? 0 };
}

function sceneEnd(caption: Caption, starts: readonly number[], fps: number): number {
  const frame = starts.find((start) => start / fps > caption.start + 1e-6);
  return (frame ?? starts.at(-1) ?? 0) / fps;
}

/** Keeps a caption up until it can be read, the next one comes or its scene ends. */
function held(caption: Caption, next: Caption | undefined, end: number): Caption {
  const length = caption.lines.reduce((sum, line) => sum + line.text.length, 0);
  const wished = Math.min(Math.max(caption.end + 0.25, caption.start + length / readingSpeed), caption.end + longestHold);
  const latest = Math.min(next?.start ?? Infinity, Math.max(end, caption.start));
  return { ...caption, end: latest - wished < shortestGap ? latest : wished };
}

/** Whether most letters are of a script that packs a word into one or two wide characters. */
function isDense(text: string): boolean {
  const wide = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  return wide * 2 > (text.match(/\p{L}/gu)?.length ?? 0);
}
