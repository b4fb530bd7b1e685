import { describe, expect, test } from 'vitest';
import { bagsOf, weightedRows } from '../../../src/stages/suggestions/vectors';
import { countWords, subjectWords } from '../../../src/stages/suggestions/words';

describe('subject words', () => {
  test('are stemmed, lower case, without stop words', async () => {
    expect((await subjectWords('en'))('The rivers were bending around it.')).toEqual(['river', 'bend']);
    expect((await subjectWords('de-AT'))('Die Flüsse und das Wasser')).toEqual(['fluss', 'wass']);
  });

  test('stay whole in a language without a stemmer', async () => {
    expect((await subjectWords('und'))('Rivers bend')).toEqual(['rivers', 'bend']);
  });

  test('are found in scripts without spaces', async () => {
    expect((await subjectWords('zh'))('河流在山谷中弯曲').length).toBeGreaterThan(2);
  });

  test('are none in a text of signs', async () => {
    expect((await subjectWords('en'))('... --- !')).toEqual([]);
  });
});

test('words are counted as people count them', () => {
  expect(countWords("It's 3.5 km, they said.")).toBe(5);
  expect(countWords('河流弯曲')).toBe(2);
  expect(countWords(' — ')).toBe(0);
});

test('rows weigh words by how often a text and how few texts hold them', () => {
  const rows = weightedRows(bagsOf([['a', 'b', 'a'], [], ['b']]));
  expect({ rows: rows.rows, columns: rows.columns }).toEqual({ rows: 3, columns: 2 });
  expect(Array.from(rows.offsets)).toEqual([0, 2, 2, 3]);
  expect(Array.from(rows.indices)).toEqual([0, 1, 1]);
  // n = 3: a is held by 1 text, b by 2.
  expect(rows.values[0]).toBeCloseTo(2 * Math.log(4), 6);
  expect(rows.values[1]).toBeCloseTo(Math.log(2.5), 6);
});
