import { expect, test } from 'vitest';
import type { Block, Content, List, Sentence } from '../../../src/domain/content';
import { chaptersOf } from '../../../src/stages/suggestions/chapters';
import { chartValues } from '../../../src/stages/suggestions/units/charts';
import { tableExcerpt, roomOf } from '../../../src/stages/suggestions/units/excerpts';
import { structureUnit } from '../../../src/stages/suggestions/units/structureUnits';
import { content as usual } from '../../support/storyboards';

const place = { offset: 0 };
const contentOf = (blocks: readonly Block[]): Content => ({ ...usual, title: 'Rivers', blocks });
const heading = (id: number, level: 1 | 2 | 3): Block => ({ id, type: 'heading', level, text: `Part ${id}`, place });

test('a chapter ends at the next of its level or at a higher one', () => {
  const blocks = [heading(0, 2), heading(1, 3), heading(2, 1), heading(3, 2), heading(4, 3)];
  expect(chaptersOf(contentOf(blocks)).map(({ heading: start, end }) => [start, end])).toEqual([[0, 2], [3, 5]]);
});

test('100,000 headings are 100,000 chapters', () => {
  const chapters = chaptersOf(contentOf(Array.from({ length: 100_000 }, (_, id) => heading(id, 2))));
  expect(chapters).toHaveLength(100_000);
  expect(chapters.at(-1)).toEqual({ title: 'Part 99999', heading: 99_999, end: 100_000 });
});

test('a table of 200,000 rows has an excerpt', () => {
  const rows = Array.from({ length: 200_000 }, (_, row) => [`Row ${row}`, 'words']);
  const table = { id: 0, type: 'table', header: ['Row', 'Words'], rows, text: '', place } as const;
  expect(tableExcerpt(table, roomOf({ width: 1280, height: 720 }))?.rows[0]).toEqual(['Row 0', 'words']);
  expect(chartValues(table, 'en')).toBeUndefined();
});

test('of a list of 100,000 entries the best are shown', () => {
  const entries = Array.from({ length: 100_000 }, (_, index) => `Entry of number ${index}`);
  const list: List = { id: 0, type: 'list', ordered: false, entries, text: entries.join('\n'), place };
  let start = 0;
  const sentences = entries.map((text, id): Sentence => ({ id, block: 0, start: (start += text.length + 1) - text.length - 1, text }));
  const content = contentOf([list]);
  const room = roomOf({ width: 1280, height: 720 });
  const bySentence = sentences.map(({ id }) => (id === 99_999 || id === 50_000 ? 0.9 : 0.1));
  const input = { content, sentences, room, openers: new Set<string>() } as unknown as Parameters<typeof structureUnit>[1]['input'];
  const seen = { code: 0, table: 0, list: 0, quote: 0, formula: 0, pictures: new Set<string>() } as unknown as Parameters<typeof structureUnit>[1]['seen'];
  const [draft] = structureUnit(list, { input, blocks: new Map([[0, sentences]]), bySentence, seen })?.drafts ?? [];
  expect(draft?.layout === 'list' ? draft.entries : []).toEqual(expect.arrayContaining(['Entry of number 50000', 'Entry of number 99999']));
});
