import type { Sentence } from '../../../domain/content';
import type { AssetId } from '../../../domain/assets';
import { sentencesByBlock } from '../../../domain/language/sentencesByBlock';
import type { Anchor } from '../../../domain/suggestion';
import { sameWords } from '../chapters';
import { readablePieces, shortened } from '../clauses';
import { namesCode } from './codeFocus';
import { emphasisOf } from './emphasis';
import { origins } from './origins';
import { definitionIn, figureIn } from './figuresAndTerms';
import { leansBack, suitability } from '../suitability';
import type { Draft, Unit, UnitInput } from './unit';
import { structureUnit, pictureUnit, withoutNumber, withoutReferences } from './structureUnits';

/**
 * Everything of a document that could become scenes, each with its value: key sentences by their order of choice, from 1 down to 0.5;
 * lists, quotes, code and tables from 0.8 or 0.9, each further one of a kind less, so that a film shows what the document
 * shows (a list or quote with a key sentence takes its value if that is higher); other sentences below 0.5.
 */
export function unitsOf(input: UnitInput): readonly Unit[] {
  const { content, sentences, chosen } = input;
  const bySentence = valuesOf(input);
  const blocks = sentencesByBlock(sentences);
  const beside = { input, blocks, bySentence, seen: { code: 0, table: 0, list: 0, quote: 0, formula: 0, pictures: new Set<AssetId>() } };
  const units: Unit[] = [];
  const bound = new Set<number>();
  for (const block of content.blocks) {
    if (block.apparatus !== undefined) continue;
    const unit = structureUnit(block, beside);
    if (unit === undefined) continue;
    units.push(unit);
    // What leads to a formula or explains its signs says little without it; so does what names something in a program.
    const [draft] = unit.drafts;
    for (const id of unit.sentences) {
      if (draft?.layout === 'formula'
        || (draft?.layout === 'code' && namesCode(draft.code, sentences[id]?.text ?? '', (word) => input.openers.has(word)))) bound.add(
        id,
      );
    }
  }
  const byValue = (a: Sentence, b: Sentence): number => (bySentence[b.id] ?? 0) - (bySentence[a.id] ?? 0) || a.id - b.id;
  const candidates = input.fill ? [...sentences].sort(byValue).slice(0, mostCandidates).map((sentence) => sentence.id) : chosen;
  for (const id of candidates) {
    const sentence = sentences[id];
    const value = bySentence[id] ?? 0;
    if (sentence === undefined || value <= 0 || bound.has(id)) continue;
    const drafts = statements(sentence, input);
    // What stands on one screen is understood better than what runs over several.
    if (drafts.length > 0) units.push({
      block: sentence.block, offset: sentence.start, value: drafts.length > 1 ? value * 0.85 : value, drafts, sentences: [id],
    });
  }
  return units;
}

/** What is left to show when a document has nothing but headings and fragments: its sentences as they are, else its headings. */
export function lastResort(input: UnitInput): readonly Unit[] {
  const { content, sentences, scores } = input;
  const order = [...sentences].sort((a, b) => (scores.rank[b.id] ?? 0) - (scores.rank[a.id] ?? 0) || a.id - b.id).slice(0, 40);
  const fragments = order.map((sentence, index): Unit => {
    const text = shortened(sentence.text, input.room.statement);
    return {
      block: sentence.block, offset: sentence.start, value: 1 - index / 80,
      drafts: [statement(text, [{ block: sentence.block, sentence: sentence.id }], input)], sentences: [sentence.id],
    };
  });
  if (fragments.length > 0) return fragments;
  return content.blocks
    .filter((block) => block.type === 'heading' && block.apparatus === undefined && /[\p{L}\p{N}]/u.test(block.text) && !sameWords(block.text, content.title))
    .map((block, index) => {
      const text = shortened(block.text, input.room.statement);
      return { block: block.id, offset: 0, value: 1 / (1 + index), drafts: [statement(text, [{ block: block.id }], input)], sentences: [] };
    });
}

/**
 * Gives what a passage becomes that a person points at, however little a film would want it by itself; undefined if nothing can be made of it.
 *
 * @param said ids of sentences that the film says already: nothing else says them again
 */
export function citedUnit(input: UnitInput, { block: id, sentence: wanted }: Anchor, said: ReadonlySet<number>): Unit | undefined {
  const { content, sentences } = input;
  const block = content.blocks[id];
  if (block === undefined || block.apparatus !== undefined) return undefined;
  const blocks = sentencesByBlock(sentences.filter((sentence) => sentence.id === wanted || !said.has(sentence.id)));
  const beside = { input, blocks, bySentence: valuesOf(input), seen: { code: 0, table: 0, list: 0, quote: 0, formula: 0, pictures: new Set<AssetId>() } };
  const structure = block.type === 'image' ? pictureUnit(block, beside, true) : structureUnit(block, beside);
  if (structure !== undefined) return structure;
  const sentence = wanted === undefined ? blocks.get(id)?.[0] : sentences[wanted];
  if (sentence === undefined) return undefined;
  const found = statements(sentence, input);
  const drafts = found.length > 0 ? found : [statement(shortened(sentence.text, input.room.statement), [{ block: id, sentence: sentence.id }], input)];
  return { block: id, offset: sentence.start, value: 1, drafts, sentences: [sentence.id] };
}

/** More sentences than an hour of film can say. */
const mostCandidates = 1500;

function valuesOf({ content, sentences, scores, chosen }: UnitInput): readonly number[] {
  const fit = sentences.map((sentence) => suitability(sentence.text, content.blocks[sentence.block]));
  const worth = (id: number): number => (scores.rank[id] ?? 0) * (fit[id] ?? 0);
  const order = sentences.map((sentence) => sentence.id).sort((a, b) => worth(b) - worth(a) || a - b);
  const values = new Array<number>(sentences.length).fill(0);
  for (const [place, id] of order.entries()) values[id] = 0.5 * (fit[id] ?? 0) * (1 - place / order.length);
  const most = Math.max(...chosen.map((id) => scores.rank[id] ?? 0), Number.MIN_VALUE);
  for (const [turn, id] of chosen.entries()) {
    const alone = leansBack(sentences[id]?.text ?? '') ? 0.85 : 1;
    // Late choices are new rather than important: what they are worth by themselves counts too.
    const weighty = 0.6 + 0.4 * Math.sqrt((scores.rank[id] ?? 0) / most);
    values[id] = Math.max(values[id] ?? 0, (1 - (0.5 * turn) / chosen.length) * alone * weighty * (0.4 + 0.6 * (fit[id] ?? 0)));
  }
  return values;
}

function statements(sentence: Sentence, input: UnitInput): readonly Draft[] {
  const text = withoutNumber(withoutReferences(sentence.text), input.openers);
  if (text.length > 3 * input.room.statement) return [];
  const anchors = [{ block: sentence.block, sentence: sentence.id }];
  const pieces = readablePieces(text, input.room.statement);
  const [whole] = pieces;
  const special = pieces.length === 1 && whole !== undefined ? saying(whole, sentence, anchors, input) : undefined;
  return special === undefined ? pieces.map((piece) => statement(piece, anchors, input)) : [special];
}

/** A sentence that is more than a statement: it says what something is, for the first time, or it turns on one figure. */
function saying(text: string, sentence: Sentence, anchors: readonly Anchor[], input: UnitInput): Draft | undefined {
  if (leansBack(text)) return undefined;
  const meaning = definitionIn(text, input.content.language, (word) => input.openers.has(word));
  if (meaning !== undefined && !wasNamed(meaning.term, sentence, input.sentences)) return {
    layout: 'definition', term: meaning.term, note: '', text: meaning.text, anchors, speech: [text],
  };
  const around = figureIn(text);
  return around === undefined ? undefined : { layout: 'number', ...around, anchors, speech: [text] };
}

/** Whether a term stood in a sentence before: what has been used needs no definition any more. */
function wasNamed(term: string, sentence: Sentence, sentences: readonly Sentence[]): boolean {
  const wanted = term.toLowerCase();
  return sentences.some((other) => other.id < sentence.id && other.text.toLowerCase().includes(wanted));
}

/** A figure or definition as the plain sentence it was; any other draft as it is. */
export function asStatement(draft: Draft, input: UnitInput): Draft {
  return origins[draft.layout] === 'saying' ? statement(draft.speech.join(' '), draft.anchors, input) : draft;
}

function statement(text: string, anchors: readonly Anchor[], input: UnitInput): Draft {
  return { layout: 'statement', text, emphasis: emphasisOf(text, input.weight, (word) => input.openers.has(word.toLowerCase())), anchors, speech: [text] };
}
