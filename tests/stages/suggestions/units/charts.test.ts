import { describe, expect, test } from 'vitest';
import type { Table } from '../../../../src/domain/content';
import { chartValues } from '../../../../src/stages/suggestions/units/charts';
import { contentOf, table } from '../../../support/contents';

const read = (
  language: string, header: readonly string[], ...rows: (readonly string[])[]
): ReturnType<typeof chartValues> => chartValues(contentOf([table(header, ...rows)]).blocks[0] as Table, language); // the one block is a table

describe('a table as a chart', () => {
  test('names and numbers become bars, their cells verbatim', () => {
    expect(read('en', ['Measure', 'Cost, €m'], ['Walls', '1,204'], ['Room', '31.5'])).toEqual({
      kind: 'bar', measure: 'Cost, €m', points: [{ label: 'Walls', value: 1204, text: '1,204' }, { label: 'Room', value: 31.5, text: '31.5' }],
    });
  });

  test('five years in order become a line', () => {
    const years = ['1990', '2000', '2010', '2020', '2030'].map((year, index) => [year, String(9 - index * index / 2)]);
    expect(read('en', ['Year', 'Level'], ...years)?.kind).toBe('line');
    expect(read('en', ['Year', 'Level'], ...years.slice(0, 4))?.kind).toBe('bar');
    expect(read('en', ['Year', 'Level'], ...years.toReversed())?.kind).toBe('bar');
  });

  test('parts that sum to 100 % become a share, without their total', () => {
    const shares = read('en', ['Use', 'Share'], ['Farms', '61%'], ['Homes', '22 %'], ['Industry', '17%'], ['Total', '100%']);
    expect(shares).toMatchObject({ kind: 'share', points: [{ value: 61 }, { value: 22 }, { value: 17 }] });
    expect(read('en', ['Use', 'Share'], ['Farms', '61%'], ['Homes', '22%'])?.kind).toBe('bar');
  });

  test('commas part decimals where the language says so', () => {
    const values = (language: string): readonly number[]
      | undefined => read(language, ['', ''], ['a', '1,5'], ['b', '1.250'], ['c', '2'])?.points.map(({ value }) => value);
    expect(values('de')).toEqual([1.5, 1250, 2]);
    expect(values('en')).toEqual([1.5, 1.25, 2]);
  });

  test.each([
    ['a third column', ['a', '1', 'x'], ['b', '2', 'y']],
    ['a single row', ['a', '1']],
    ['nine rows', ...Array.from({ length: 9 }, (_, index) => [`r${index}x`, String(index * index)])],
    ['words among the numbers', ['a', '1'], ['b', 'none']],
    ['ranges', ['a', '1–2'], ['b', '3–4']],
    ['numbers below nothing', ['a', '−1'], ['b', '2']],
    ['different units', ['a', '1 km'], ['b', '2 kg']],
    ['years for values', ['a', '1990'], ['b', '2001']],
    ['running numbers', ['a', '1'], ['b', '2'], ['c', '3']],
    ['values a thousandfold apart', ['a', '1'], ['b', '5000']],
    ['values all alike', ['a', '4'], ['b', '4']],
    ['one name twice', ['a', '4'], ['a', '5']],
    ['numbers for names', ['1', '4'], ['2', '9']],
    ['dates', ['a', '1.2.2003'], ['b', '2.3.2004']],
  ])('%s stays a table', (_, ...rows) => {
    expect(read('en', ['Name', 'Value'], ...rows)).toBeUndefined();
  });
});
