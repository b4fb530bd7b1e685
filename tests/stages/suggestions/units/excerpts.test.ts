import { describe, expect, test } from 'vitest';
import type { Code, List, Table } from '../../../../src/domain/content';
import { chaptersOf } from '../../../../src/stages/suggestions/chapters';
import { emphasisOf } from '../../../../src/stages/suggestions/units/emphasis';
import { codeExcerpt, listExcerpt, roomOf, tableExcerpt } from '../../../../src/stages/suggestions/units/excerpts';
import { contentOf, heading, paragraph } from '../../../support/contents';

const wide = roomOf({ width: 1920, height: 1080 });
const base = { id: 0, place: { offset: 0 } };
const listOf = (entries: readonly string[], ordered = false): List => ({ ...base, type: 'list', ordered, entries, text: entries.join('\n') });
const same = (): number => 0;

describe('a list on the screen', () => {
  test('keeps at most five entries, those worth most, in their order', () => {
    const shown = listExcerpt(listOf(['a1', 'b2', 'c3', 'd4', 'e5', 'f6']), wide, (entry) => (entry === 1 ? -1 : 0));
    expect(shown.map(({ index }) => index)).toEqual([0, 2, 3, 4, 5]);
  });

  test('keeps the beginning if it is ordered', () => {
    expect(
      listExcerpt(listOf(['a1', 'b2', 'c3', 'd4', 'e5', 'f6'], true), wide, (entry) => entry).map(({ text }) => text),
    ).toEqual(['a1', 'b2', 'c3', 'd4', 'e5']);
  });

  test('shortens a long entry to its first sentence or to the part that names it', () => {
    const tail = 'x'.repeat(20).concat(' ').repeat(6);
    const shown = listExcerpt(listOf([`It says so. ${tail}`, `Drawing: ${tail}`, 'Short']), wide, same);
    expect(shown.map(({ text }) => text)).toEqual(['It says so.', 'Drawing', 'Short']);
  });

  test('is none with fewer than two entries that fit', () => {
    expect(listExcerpt(listOf(['alone']), wide, same)).toEqual([]);
    expect(listExcerpt(listOf(['y'.repeat(200), 'z'.repeat(200), 'short']), wide, same)).toEqual([]);
  });
});

describe('a table on the screen', () => {
  const tableOf = (header: readonly string[], rows: readonly (readonly string[])[]): Table => ({ ...base, type: 'table', header, rows, text: '' });

  test('keeps six rows and five columns', () => {
    const row = ['1', '2', '3', '4', '5', '6'];
    const shown = tableExcerpt(tableOf(row, Array.from({ length: 9 }, () => row)), wide);
    expect(shown?.rows.length).toBe(6);
    expect(shown?.header).toEqual(['1', '2', '3', '4', '5']);
  });

  test('leaves empty rows out and a missing header empty', () => {
    expect(tableExcerpt(tableOf([], [['', ''], ['a', 'b']]), wide)).toEqual({ header: [], rows: [['a', 'b']] });
  });

  test('is none if its cells are paragraphs or nothing', () => {
    expect(tableExcerpt(tableOf(['a'], [['x'.repeat(80)], ['x'.repeat(80)]]), wide)).toBeUndefined();
    expect(tableExcerpt(tableOf([], []), wide)).toBeUndefined();
  });
});

describe('code on the screen', () => {
  const codeOf = (text: string): Code => ({ ...base, type: 'code', language: '', text });

  test('loses the empty lines around it', () => {
    expect(codeExcerpt(codeOf('\n\nnpm start  \n\n'), wide)).toBe('npm start');
  });

  test('ends where a part of a long program ends', () => {
    const text = ['function a() {', '  1', '  2', '  3', '  4', '}', '', 'function b() {', ...Array.from({ length: 20 }, () => '  5'), '}'].join('\n');
    expect(codeExcerpt(codeOf(text), wide)).toBe(['function a() {', '  1', '  2', '  3', '  4', '}'].join('\n'));
  });

  test('has at most twelve lines', () => {
    expect(codeExcerpt(codeOf('x = 1\n'.repeat(40)), wide)?.split('\n').length).toBe(12);
  });

  test('is none if it is empty or too wide', () => {
    expect(codeExcerpt(codeOf(' \n '), wide)).toBeUndefined();
    expect(codeExcerpt(codeOf('x'.repeat(200)), wide)).toBeUndefined();
  });
});

describe('the accent', () => {
  const plain = (word: string): boolean => ['the', 'a', 'of', 'and', 'in', 'can', 'it', 'is'].includes(word.toLowerCase());
  const weight = (word: string): number => (plain(word) ? 0 : word === 'flood' ? 2 : 1);

  test.each([
    ['Paving can double the flood.', 'flood'],
    ['It carries the sand of a slow river.', 'sand'],
    ['Then they met Ada in spring.', 'spring'],
    ['Sie sah Wasser.', 'Wasser'],
    ['It costs $3.5 million a year.', '$3.5 million'],
    ['About 74% of them agree.', '74%'],
    ['So it runs slowly.', ''],
  ])('of "%s" is "%s"', (text, part) => {
    expect(emphasisOf(text, weight, plain)).toBe(part);
  });

  test('is never a word that first occurs inside another one', () => {
    expect(emphasisOf('Upfloods follow the flood.', (word) => (word === 'flood' ? 2 : 0), plain)).toBe('');
  });
});

describe('chapters', () => {
  test('are the highest headings that occur twice, the title left out', () => {
    const content = contentOf(
      [heading(1, 'Rivers'), paragraph('a'), heading(2, 'One'), heading(3, 'Deep'), heading(2, 'Two'), paragraph('b')], { title: 'Rivers' },
    );
    expect(chaptersOf(content)).toEqual([{ title: 'One', heading: 2, end: 4 }, { title: 'Two', heading: 4, end: 6 }]);
  });

  test('end at a higher heading', () => {
    const content = contentOf([heading(2, 'One'), heading(2, 'Two'), paragraph('a'), heading(1, 'Part'), paragraph('b')]);
    expect(chaptersOf(content).at(-1)).toEqual({ title: 'Two', heading: 1, end: 3 });
  });

  test('are none without two headings of a level', () => {
    expect(chaptersOf(contentOf([heading(1, 'Rivers'), heading(2, 'One'), paragraph('a')]))).toEqual([]);
  });
});
