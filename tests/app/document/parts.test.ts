import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entriesOf, partOfScene, partsOf, runsOf } from '../../../src/app/document/parts';
import { passagesOf, type Passage } from '../../../src/app/document/passages';
import type { Block, Content, List, Sentence } from '../../../src/domain/content';
import { sentencesByBlock } from '../../../src/domain/language/sentencesByBlock';
import { content, sentences, storyboard } from '../../support/storyboards';

const place = { offset: 0 };
const paragraph = (text: string): Block => ({ id: 0, type: 'paragraph', text, place });
const listOf = (entries: readonly string[]): List => ({ id: 0, type: 'list', ordered: true, entries, text: entries.join('\n'), place });
const passage = (block: Block): Passage => ({ block, runs: block.text === '' ? [] : [{ text: block.text, start: 0, scenes: [] }], scenes: [] });

/** Sentences of `length` characters each, without space between them. */
function sentencesIn(text: string, length: number): readonly Sentence[] {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, id) => (
    { id, block: 0, start: id * length, text: text.slice(id * length, (id + 1) * length) }
  ));
}

const textOf = (part: ReturnType<typeof partsOf>[number]): string => runsOf(part).map(({ text }) => text).join('');

test('usual blocks are one part each', () => {
  const passages = passagesOf(content, sentences, storyboard);
  const parts = partsOf(passages, sentencesByBlock(sentences));
  expect(parts.map((part) => part.passage)).toEqual(passages);
  expect(parts.every(({ isFirst, isLast }) => isFirst && isLast)).toBe(true);
  expect(parts[1]?.sentences).toEqual(sentences.filter(({ block }) => block === 1));
});

test('a text of more than 4000 characters is cut into parts of 1000 at most, and nothing of it is lost', () => {
  const pieces = fc.array(fc.constantFrom('word ', '"', 'A. ', '\n', '😀', 'longer words here ', 'a-'), { maxLength: 40 });
  fc.assert(fc.property(pieces, fc.integer({ min: 1, max: 900 }), (some, times) => {
    const text = some.join('').repeat(times);
    const parts = partsOf([passage(paragraph(text))], new Map());
    expect(parts.map(textOf).join('')).toBe(text);
    for (const part of parts) {
      expect(part.to - part.from).toBeLessThanOrEqual(parts.length === 1 ? 4000 : 1000);
      expect(textOf(part)).not.toMatch(/^[\udc00-\udfff]/);
    }
    expect(parts.filter(({ isFirst }) => isFirst)).toHaveLength(1);
    expect(parts.at(-1)?.isLast).toBe(true);
  }));
});

test('it is cut where a sentence begins, or a line, or a word', () => {
  const text = 'Water bends here. '.repeat(300);
  const cuts = (own: readonly Sentence[]): readonly number[] => partsOf([passage(paragraph(text))], new Map([[0, own]])).map(({ from }) => from);
  expect(cuts(sentencesIn(text, 90)).every((from) => from % 90 === 0)).toBe(true);
  expect(cuts([]).every((from) => from === 0 || text[from - 1] === ' ')).toBe(true);
  const lines = `${'x'.repeat(99)}\n`.repeat(60);
  expect(partsOf([passage(paragraph(lines))], new Map()).map(({ from }) => from)).toEqual([0, 1000, 2000, 3000, 4000, 5000]);
});

test('no part has more than 30 sentences, and a sentence that goes on belongs to both parts', () => {
  const text = 'A. '.repeat(3000);
  const many = partsOf([passage(paragraph(text))], new Map([[0, sentencesIn(text, 3)]]));
  expect(Math.max(...many.map((part) => part.sentences.length))).toBe(30);
  expect(many.reduce((sum, part) => sum + part.sentences.length, 0)).toBe(3000);
  const endless = 'w'.repeat(5000);
  expect(partsOf([passage(paragraph(endless))], new Map([[0, sentencesIn(endless, 5000)]])).map((part) => part.sentences.length)).toEqual([1, 1, 1, 1, 1]);
});

test('the entries of a list keep their numbers and their texts over all parts', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('', 'An entry.', 'x'.repeat(700), 'y z '.repeat(1200)), { minLength: 1, maxLength: 30 }), (entries) => {
    const list = listOf(entries);
    const texts = entries.map(() => '');
    for (const part of partsOf([passage(list)], new Map())) {
      for (const { index, runs, isContinued } of entriesOf(part, list)) {
        expect(isContinued).toBe(texts[index] !== '');
        texts[index] += runs.map(({ text }) => text).join('');
      }
    }
    expect(texts).toEqual(entries);
  }));
});

test('a table is drawn in parts of 40 rows', () => {
  const rows = Array.from({ length: 100 }, (_, row) => [`${row}`]);
  const table: Block = { id: 0, type: 'table', header: ['Row'], rows, text: '', place };
  expect(partsOf([passage(table)], new Map()).map(({ from, to }) => [from, to])).toEqual([[0, 40], [40, 80], [80, 120]]);
  expect(partsOf([passage({ ...table, rows: [] })], new Map())).toHaveLength(1);
});

test('a scene leads to the part that has its sentence', () => {
  const text = 'Water bends here. '.repeat(500);
  const own = sentencesIn(text, 18);
  const long: Content = { ...content, blocks: [{ ...paragraph('Before.') }, { ...paragraph(text), id: 1 }] };
  const placed = own.map((sentence) => ({ ...sentence, block: 1 }));
  const film = { ...storyboard, scenes: [{ ...storyboard.scenes[1]!, id: 'far', anchors: [{ block: 1, sentence: 400 }] }] };
  const parts = partsOf(passagesOf(long, placed, film), sentencesByBlock(placed));
  const part = parts[partOfScene(parts, 'far')];
  expect(part === undefined ? '' : runsOf(part).flatMap(({ scenes, text: words }) => (scenes.includes('far') ? [words] : []))).toEqual(['Water bends here. ']);
  expect(partOfScene(parts, 'none')).toBe(-1);
});
