import type { Content, Paragraph, Picture, PictureFacts, Sentence } from '../../../domain/content';
import type { Placement } from '../../../domain/scenes/picture';
import type { Format } from '../../../domain/storyboard';
import type { Suggestion } from '../../../domain/suggestion';
import { oneLine } from '../chapters';
import { readablePieces, readingLength, shortened } from '../clauses';
import type { Draft } from './unit';
import { countWords } from '../words';

/** A picture that is worth a scene, and why. */
export interface WorthyPicture {
  readonly facts: PictureFacts;
  /** In [0, 1]. */
  readonly score: number;
  readonly reason: string;
}

/**
 * Judges a picture by what is known without seeing it: its size, its words and its file's name.
 *
 * @returns undefined for decoration: icons, badges, portraits of authors, rules, what has no words and little size, and what cannot be shown
 */
export function worthOf(block: Picture): WorthyPicture | undefined {
  const facts = block.picture;
  if (facts === undefined) return undefined;
  const { width, height } = facts;
  const isDrawn = facts.mediaType === 'image/svg+xml';
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const least = isDrawn ? 64 : 120;
  if (short < least || (short < 2 * least && long < 2.4 * least) || long / short > 5) return undefined;
  const name = /^data:/i.test(block.address) ? '' : block.address.slice(block.address.lastIndexOf('/') + 1);
  if (decoration.test(block.text) || decoration.test(name)) return undefined;
  const caption = oneLine(block.caption ?? '');
  if (caption !== '') return { facts, score: 0.9, reason: 'A picture with a caption.' };
  if (countWords(block.text) >= 2) return { facts, score: 0.75, reason: 'A picture that the document describes.' };
  return long >= 640 && short >= 320 ? { facts, score: 0.45, reason: 'A large picture.' } : undefined;
}

const decoration =
  /(?:^|[^\p{L}])(?:logo(?:type)?s?|icons?|favicon|avatars?|badges?|shields?|spacer|pixel|emoji|buttons?|headshot|divider|separator|sprite|profile (?:photo|picture)|gravatar)(?:[^\p{L}]|$)/iu;

/** Proposes the pictures of a document, in its order. */
export function pictureSuggestions({ blocks }: Content): readonly Suggestion[] {
  return blocks.flatMap((block): readonly Suggestion[] => {
    const worthy = block.type === 'image' ? worthOf(block) : undefined;
    if (worthy === undefined || block.type !== 'image') return [];
    return [{
      kind: 'picture', value: oneLine(block.caption ?? '') || oneLine(block.text) || worthy.facts.asset, anchors: [{ block: block.id }], score: worthy.score,
      reason: worthy.reason,
    }];
  });
}

/** What a picture's scene may draw on. */
export interface AroundPicture {
  readonly content: Content;
  readonly format: Format;
  readonly blocks: ReadonlyMap<number, readonly Sentence[]>;
  /** Value of each sentence, in [0, 1]. */
  readonly bySentence: readonly number[];
  readonly wordsOf: (text: string) => readonly string[];
  /** Takes off what is for the page and not for the screen. */
  readonly clean: (text: string) => string;
  /** How fit a sentence is to stand alone, in [0, 1]. */
  readonly fitness: (sentence: Sentence) => number;
}

export interface PictureProposal {
  readonly draft: Draft;
  readonly score: number;
  readonly sentences: readonly number[];
}

/**
 * Gives the scene of a picture: with the sentence near it that it illustrates, else with its own words.
 *
 * @param isAsked whether a person wants it, whatever it is worth
 */
export function pictureProposal(block: Picture, around: AroundPicture, isAsked = false): PictureProposal | undefined {
  const worthy = worthOf(block) ?? (isAsked && block.picture !== undefined ? { facts: block.picture, score: 0 } : undefined);
  if (worthy === undefined) return undefined;
  const { asset, width, height } = worthy.facts;
  const caption = shortened(oneLine(block.caption ?? ''), 160);
  const alt = oneLine(block.text) === oneLine(block.caption ?? '') ? '' : oneLine(block.text);
  const placement = placementOf(worthy.facts, `${caption} ${alt}`, around.format);
  const said = illustratedBy(block, around);
  const base = { layout: 'picture', placement, picture: asset, width, height, alt: alt || caption, caption, drifts: placement === 'full' } as const;
  if (said !== undefined) {
    const spoken = oneLine(around.clean(said.text));
    const pieces = readablePieces(spoken, placement === 'full' ? 130 : 150);
    // A long sentence is heard, and read in the captions: over a picture it would cover it.
    const text = pieces.length === 1 ? (pieces[0] ?? '') : '';
    return {
      draft: { ...base, text, anchors: [{ block: block.id }, { block: said.block, sentence: said.id }], speech: pieces }, score: worthy.score,
      sentences: [said.id],
    };
  }
  const own = caption || alt;
  const speech = countWords(own) >= 3 ? [own] : [];
  return { draft: { ...base, text: caption === '' ? shortened(alt, 150) : '', anchors: [{ block: block.id }], speech }, score: worthy.score, sentences: [] };
}

/** Kinds that photographs come in; drawings and screenshots are shown whole. */
const photographs: ReadonlySet<string> = new Set(['image/jpeg', 'image/webp', 'image/avif']);
const drawing =
  /\b(?:figure|fig|diagram|chart|graph|plot|table|map|screenshot|screen|interface|dashboard|storyboard|wireframe|mockup|slide|scheme|schematic|abbildung|abb|diagramm|karte|figura|gráfico|mapa|schéma|carte|grafico|mappa)\b|\bрис/iu;

/** Photographs that are large enough and lose little run to the edges. */
function placementOf({ mediaType, width, height }: PictureFacts, words: string, format: Format): Placement {
  if (!photographs.has(mediaType) || drawing.test(words)) return 'beside';
  const short = Math.min(format.width, format.height);
  const [across, down] = [(format.width / short) * 1080, (format.height / short) * 1080];
  const kept = Math.min(width / height / (across / down), across / down / (width / height));
  const enlarged = Math.max(across / width, down / height);
  return kept >= 0.55 && enlarged <= 1.7 ? 'full' : 'beside';
}

/** The sentence beside a picture that is worth most and shares most with its words. */
function illustratedBy(block: Picture, { content, blocks, bySentence, wordsOf, fitness }: AroundPicture): Sentence | undefined {
  const own = new Set(wordsOf(`${block.caption ?? ''} ${block.text}`));
  const before = neighbour(content, block.id, -1);
  const after = neighbour(content, block.id, 1);
  const near = [before, after].flatMap((paragraph) => (paragraph === undefined ? [] : (blocks.get(paragraph.id) ?? [])));
  const lastBefore = blocks.get(before?.id ?? -1)?.at(-1);
  const firstAfter = blocks.get(after?.id ?? -1)?.[0];
  let best: { readonly sentence: Sentence; readonly worth: number } | undefined;
  for (const sentence of near) {
    if (fitness(sentence) < 0.35 || readingLength(sentence.text) > 240) continue;
    const shared = new Set(wordsOf(sentence.text).filter((word) => own.has(word))).size;
    const isNext = sentence === lastBefore || sentence === firstAfter;
    // Away from the picture a sentence must have much to do with it.
    if (!isNext && shared < 2 && shared * 2 < own.size) continue;
    // What it is about counts for more than what it weighs.
    const worth = 0.3 * (bySentence[sentence.id] ?? 0) + (0.9 * shared) / Math.max(1, own.size) + (sentence === lastBefore ? 0.2 : isNext ? 0.15 : 0);
    if (best === undefined || worth > best.worth) best = { sentence, worth };
  }
  return best?.sentence;
}

/** The paragraph next to a picture, over other pictures; a heading or anything else ends the search. */
function neighbour({ blocks }: Content, from: number, step: 1 | -1): Paragraph | undefined {
  for (let id = from + step; ; id += step) {
    const block = blocks[id];
    if (block?.type === 'paragraph') return block;
    if (block?.type !== 'image') return undefined;
  }
}
