import type { Block, Code, Content, Formula, List, Picture, Quote, Sentence, Table } from '../../../domain/content';
import type { AssetId } from '../../../domain/assets';
import type { Anchor } from '../../../domain/suggestion';
import { oneLine, sameWords } from '../chapters';
import { chartValues } from './charts';
import type { ChartValues } from './charts';
import { readingLength, shortened } from '../clauses';
import { focusOf, namesCode } from './codeFocus';
import { codeExcerpt, listExcerpt, tableExcerpt } from './excerpts';
import { legendIn, nameIn } from './legends';
import { pictureProposal } from './pictures';
import { suitability } from '../suitability';
import type { Draft, Unit, UnitInput } from './unit';
import { tableLines, rowNamed } from './readTable';

/** What is known beside a block. */
interface Beside {
  readonly input: UnitInput;
  readonly blocks: ReadonlyMap<number, readonly Sentence[]>;
  readonly bySentence: readonly number[];
  /** How many of a kind there were: each further one is wanted less. */
  readonly seen: { code: number; table: number; list: number; quote: number; formula: number; readonly pictures: Set<AssetId> };
}

/** Gives the unit of a list, quotation, code, table, formula or picture; undefined for plain text, or where it is not worth showing. */
export function structureUnit(block: Block, beside: Beside): Unit | undefined {
  switch (block.type) {
    case 'list':
      return listUnit(block, beside);
    case 'quote':
      return quoteUnit(block, beside);
    case 'code':
      return codeUnit(block, beside);
    case 'table':
      return tableUnit(block, beside);
    case 'formula':
      return formulaUnit(block, beside);
    case 'image':
      return pictureUnit(block, beside);
    default:
      return undefined;
  }
}

/** @param isAsked whether a person wants it: then decoration will do */
export function pictureUnit(block: Picture, beside: Beside, isAsked = false): Unit | undefined {
  const { input, seen } = beside;
  const asset = block.picture?.asset;
  // The same picture again shows nothing new.
  if (asset === undefined || seen.pictures.has(asset)) return undefined;
  const proposal = pictureProposal(
    block, { ...beside, ...input, clean: withoutReferences, fitness: (sentence) => suitability(sentence.text, input.content.blocks[sentence.block]) }, isAsked,
  );
  if (proposal === undefined) return undefined;
  // Before the plain sentence that it shows: what is said with its picture need not be said alone.
  const value = Math.max(fading(proposal.score, 0.06, seen.pictures.size), ...proposal.sentences.map((id) => (beside.bySentence[id] ?? 0) + 0.06));
  seen.pictures.add(asset);
  return { block: block.id, offset: 0, value, drafts: [proposal.draft], sentences: proposal.sentences };
}

function listUnit(list: List, beside: Beside): Unit | undefined {
  const { input, bySentence } = beside;
  const own = beside.blocks.get(list.id) ?? [];
  const worths = entryWorths(list, own, bySentence);
  const shown = listExcerpt(list, input.room, (entry) => worths[entry] ?? 0);
  if (shown.length === 0) return undefined;
  const entries = shown.map((entry) => withoutReferences(entry.text));
  const intro = introOf(list, beside, 80);
  const numbers = shown.map(({ index }) => list.numbers?.[index] ?? null);
  const heading = headingOver(list, input.content);
  const title = intro?.title ?? (heading === undefined ? '' : shortened(heading.text));
  const draft: Draft = {
    layout: 'list', title, ordered: list.ordered, entries, ...(list.numbers === undefined ? {} : { numbers }),
    anchors: [{ block: list.id }, ...(intro === undefined ? [] : [intro.anchor])],
    speech: [...(intro === undefined ? [] : [intro.title]), ...entries],
  };
  const best = worths.reduce((most, worth) => Math.max(most, worth), 0);
  return {
    block: list.id, offset: 0, drafts: [draft],
    value: Math.max(best, fading(0.8, 0.08, beside.seen.list++)),
    sentences: [...own.filter((sentence) => isShown(sentence, entries)).map((sentence) => sentence.id), ...(intro === undefined ? [] : [intro.sentence])],
  };
}

/** Whether a scene's entries say a sentence, or the part of it that was kept. */
function isShown(sentence: Sentence, entries: readonly string[]): boolean {
  const text = oneLine(withoutReferences(sentence.text));
  return entries.some((entry) => entry.includes(text) || text.startsWith(entry));
}

/** What each entry's best sentence is worth. A list may have as many entries as a page has lines: sentences and entries are gone through once, together. */
function entryWorths(list: List, own: readonly Sentence[], bySentence: readonly number[]): readonly number[] {
  const worths = list.entries.map(() => 0);
  let entry = 0;
  let end = (list.entries[0]?.length ?? 0) + 1;
  for (const { id, start } of own) {
    while (start >= end && entry < list.entries.length) end += (list.entries[++entry]?.length ?? 0) + 1;
    if (entry < worths.length) worths[entry] = Math.max(worths[entry] ?? 0, bySentence[id] ?? 0);
  }
  return worths;
}

function quoteUnit(quote: Quote, beside: Beside): Unit | undefined {
  const { input, bySentence } = beside;
  const own = beside.blocks.get(quote.id) ?? [];
  const whole = oneLine(withoutReferences(quote.text));
  const best = own.reduce<Sentence
    | undefined>((one, other) => (one === undefined || (bySentence[other.id] ?? 0) > (bySentence[one.id] ?? 0) ? other : one), undefined);
  if (best === undefined) return undefined;
  const isShort = readingLength(whole) <= input.room.quote;
  const text = isShort ? whole : oneLine(withoutReferences(best.text));
  if (readingLength(text) > input.room.quote || !/[\p{L}]{2}/u.test(text)) return undefined;
  const anchor: Anchor = isShort ? { block: quote.id } : { block: quote.id, sentence: best.id };
  return {
    block: quote.id, offset: 0,
    value: Math.max(bySentence[best.id] ?? 0, fading(0.8, 0.12, beside.seen.quote++)),
    drafts: [{ layout: 'quote', text, attribution: shortened(quote.attribution ?? ''), anchors: [anchor], speech: [text] }],
    sentences: isShort ? own.map((sentence) => sentence.id) : [best.id],
  };
}

function codeUnit(code: Code, beside: Beside): Unit | undefined {
  const { input } = beside;
  const { content } = input;
  const excerpt = codeExcerpt(code, input.room);
  if (excerpt === undefined) return undefined;
  const isCommon = (word: string): boolean => input.openers.has(word);
  const first = lineBeside(code, beside);
  // Sentences after the program that name something in it are said over it as well: there their words are seen.
  const after = content.blocks[code.id + 1]?.type === 'paragraph' ? (beside.blocks.get(code.id + 1) ?? []) : [];
  const more = after
    .slice(0, mostAfter)
    .filter((sentence) => !first.sentences.includes(sentence.id) && readingLength(sentence.text) <= 200 && namesCode(excerpt, sentence.text, isCommon));
  const speech = [...first.speech, ...more.map((sentence) => oneLine(withoutReferences(sentence.text)))];
  const anchors = [{ block: code.id }, ...first.anchors, ...more.map((sentence) => ({ block: sentence.block, sentence: sentence.id }))];
  const focus = focusOf(excerpt, speech, isCommon);
  const heading = headingOver(code, content);
  return {
    block: code.id, offset: 0,
    value: fading(0.86, 0.12, beside.seen.code++),
    drafts: [{
      layout: 'code', code: excerpt, language: code.language, title: heading === undefined ? '' : shortened(heading.text),
      ...(focus.length > 0 ? { focus } : {}), anchors, speech,
    }],
    sentences: [...first.sentences, ...more.map((sentence) => sentence.id)],
  };
}

/** Sentences after a program that may be said over it. */
const mostAfter = 2;

function tableUnit(table: Table, beside: Beside): Unit | undefined {
  const { input } = beside;
  const excerpt = tableExcerpt(table, input.room);
  if (excerpt === undefined) return undefined;
  const caption = shortened(table.caption ?? '', 220);
  const beneath = caption === '' ? lineBeside(table, beside, (text) => speaksOf(text, table, input)) : { speech: [caption], anchors: [], sentences: [] };
  const heading = headingOver(table, input.content);
  const title = caption !== '' ? caption : heading === undefined ? '' : shortened(heading.text);
  const speech = beneath.speech.length > 0 ? beneath.speech : tableLines(excerpt);
  const values = chartValues(table, input.content.language);
  if (values !== undefined) {
    const chart: Draft = {
      layout: 'chart', ...values, title, highlight: standout(values, speech.join(' ')), anchors: [{ block: table.id }, ...beneath.anchors], speech,
    };
    return { block: table.id, offset: 0, value: fading(0.9, 0.14, beside.seen.table++), drafts: [chart], sentences: beneath.sentences };
  }
  const draft: Draft = {
    layout: 'table', title, header: excerpt.header, rows: excerpt.rows, highlight: rowNamed(excerpt.rows, speech.join(' ')),
    anchors: [{ block: table.id }, ...beneath.anchors], speech,
  };
  return { block: table.id, offset: 0, value: fading(0.9, 0.14, beside.seen.table++), drafts: [draft], sentences: beneath.sentences };
}

/** A formula is said by the sentence that leads to it and by the one that explains its signs: TeX itself is never read aloud. */
function formulaUnit(formula: Formula, beside: Beside): Unit | undefined {
  const { content } = beside.input;
  // A lone sign needs no scene, and a page of TeX has no room in one.
  if (formula.tex.length > longestTex || !/[=<>+^_/∑∫→]|\\[a-zA-Z]+/u.test(formula.tex)) return undefined;
  const said = lineBeside(formula, beside);
  const [after] = content.blocks[formula.id + 1]?.type === 'paragraph' ? (beside.blocks.get(formula.id + 1) ?? []) : [];
  const explained = after === undefined ? [] : legendIn(oneLine(after.text), formula.tex).slice(0, mostSigns);
  const explains = after !== undefined && explained.length > 0 && readingLength(after.text) <= 240 ? after : undefined;
  const isSaid = explains !== undefined && said.sentences.includes(explains.id);
  const heading = headingOver(formula, content);
  const name = said.sentences.length > 0 ? nameIn(said.speech[0] ?? '') : '';
  return {
    block: formula.id, offset: 0,
    value: Math.max(fading(0.88, 0.12, beside.seen.formula++), ...said.sentences.map((id) => beside.bySentence[id] ?? 0)),
    drafts: [{
      layout: 'formula', tex: formula.tex, legend: explains === undefined ? [] : explained,
      // A chapter's own heading stands over the page as its label.
      title: name !== '' ? name : heading?.type === 'heading' && heading.level > 2 ? shortened(heading.text) : '',
      anchors: [{ block: formula.id }, ...said.anchors, ...(explains === undefined || isSaid ? [] : [{ block: explains.block, sentence: explains.id }])],
      speech: [...said.speech, ...(explains === undefined || isSaid ? [] : [oneLine(withoutReferences(explains.text))])],
    }],
    sentences: [...said.sentences, ...(explains === undefined || isSaid ? [] : [explains.id])],
  };
}

/** Characters of TeX that still make one picture, and signs whose meanings do. */
const longestTex = 700;

const mostSigns = 6;

/** The point that the spoken line names, else the largest of bars and shares if there is only one. */
function standout({ kind, points }: ChartValues, line: string): number {
  const named = rowNamed(points.map(({ label }) => [label]), line);
  if (named >= 0 || kind === 'line') return named;
  const most = Math.max(...points.map(({ value }) => value));
  const largest = points.flatMap(({ value }, index) => (value === most ? [index] : []));
  return largest.length === 1 ? (largest[0] ?? -1) : -1;
}

function fading(first: number, step: number, before: number): number {
  return Math.max(0.2, first - step * before);
}

/** The paragraph before a list, if it is one short line that announces it. */
function introOf(list: List, beside: Beside, longest: number): { readonly title: string; readonly anchor: Anchor; readonly sentence: number } | undefined {
  const before = beside.input.content.blocks[list.id - 1];
  if (before?.type !== 'paragraph') return undefined;
  const last = beside.blocks.get(before.id)?.at(-1);
  if (last === undefined || !/[:：]$/.test(last.text)) return undefined;
  const title = oneLine(withoutReferences(last.text)).replace(/(?:(?<!\s)\s+)?[:：]$/, '');
  return readingLength(title) > longest ? undefined : { title, anchor: { block: before.id, sentence: last.id }, sentence: last.id };
}

/** Whether a sentence beside a table is about it: it points at it, or shares a subject word with its first row or column. */
function speaksOf(text: string, table: Table, input: UnitInput): boolean {
  if (/[:：]$|\b(?:table|tables|tabelle|tableau|tabla|tabella|tabela|below|following|folgende\w*|suivante?s?|siguientes?|seguenti?)\b|таблиц/iu.test(
    text,
  )) return true;
  const named = new Set([...table.header, ...table.rows.map((row) => row[0] ?? '')].flatMap((cell) => input.wordsOf(cell)));
  return new Set(input.wordsOf(text).filter((word) => named.has(word))).size >= 2;
}

/** What is said over code or a table: the last sentence before it, the first after it, else the heading above. */
function lineBeside(
  block: Block, beside: Beside, isAbout: (text: string) => boolean = () => true,
): { readonly speech: readonly string[]; readonly anchors: readonly Anchor[]; readonly sentences: readonly number[] } {
  const { content } = beside.input;
  const before = content.blocks[block.id - 1];
  const after = content.blocks[block.id + 1];
  const near = [
    before?.type === 'paragraph' ? beside.blocks.get(before.id)?.at(-1) : undefined,
    after?.type === 'paragraph' && (before?.type !== 'paragraph' || block.type === 'table') ? beside.blocks.get(after.id)?.[0] : undefined,
  ];
  for (const sentence of near) {
    if (sentence === undefined) continue;
    const text = oneLine(withoutReferences(sentence.text)).replace(/(?:(?<!\s)\s+)?[:：]$/, '');
    if (text.length < 8 || readingLength(text) > 220 || !isAbout(sentence.text)) continue;
    return { speech: [text], anchors: [{ block: sentence.block, sentence: sentence.id }], sentences: [sentence.id] };
  }
  const heading = headingOver(block, content);
  if (heading === undefined) return { speech: [], anchors: [], sentences: [] };
  return { speech: [shortened(heading.text)], anchors: [{ block: heading.id }], sentences: [] };
}

/** The heading a block stands under, unless it is the title: that has been shown and said. */
function headingOver(block: Block, content: Content): Block | undefined {
  for (let id = block.id - 1; id >= 0; id--) {
    const above = content.blocks[id];
    if (above?.type === 'heading' && /[\p{L}\p{N}]/u.test(above.text)) return sameWords(above.text, content.title) ? undefined : above;
  }
  return undefined;
}

/** Takes the number of a paragraph off: `74 This ground is rejected.` */
export function withoutNumber(text: string, openers: ReadonlySet<string>): string {
  const match = /^\d{1,3}\s+(?=(\p{Lu}[\p{L}'’]*))/u.exec(text);
  return match !== null && openers.has((match[1] ?? '').toLowerCase()) ? text.slice(match[0].length) : text;
}

/** Marks of reference are for the page, not for the screen: `so [3, 4].` gives `so.`; a text of nothing else stays. */
export function withoutReferences(text: string): string {
  const rest = text.replace(/\s?\[\d+(?:\s?[,–-]\s?\d+)*\]/g, '');
  return /[\p{L}\p{N}]/u.test(rest) ? rest : text;
}
