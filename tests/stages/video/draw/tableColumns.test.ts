import { nothingComposed } from '../../../../src/domain/film/composed';
import { describe, expect, it } from 'vitest';
import type { TableScene } from '../../../../src/domain/scenes/table';
import { gridFor } from '../../../../src/stages/video/draw/grid';
import type { Page } from '../../../../src/stages/video/draw/page';
import { columnsOf } from '../../../../src/stages/video/draw/tableColumns';
import { themes } from '../../../../src/stages/video/draw/themes/themes';
import { fakeRuler } from '../../../support/fakeRuler';

const page: Page = {
  grid: gridFor({ width: 1920, height: 1080, fps: 30 }, false, 0), theme: themes.paper, setting: {
    ruler: fakeRuler, language: 'en',
  }, direction: 'ltr', lines: [], chapter: '', film: '', number: 1, count: 1, captioned: false, seconds: 3, run: 0, pictures: {}, composed: nothingComposed,
};
const table = (
  header: readonly string[], ...rows: readonly (readonly string[])[]
): TableScene => ({ layout: 'table', id: 's', anchors: [], frames: 1, speech: [], chapter: '', title: '', header, rows, highlight: -1 });

describe('columnsOf', () => {
  it('ends columns of numbers at their end, except the first column', () => {
    const { columns } = columnsOf(table(['Year', 'Cost', 'Note'], ['1990', '€ 1,200.5', 'dear'], ['1991', '–', 'none'], ['1992', '−12 %', '']), 50, 1600, page);
    expect(columns.map((column) => column.align)).toEqual(['start', 'end', 'start']);
  });

  it('fills the width, wider cells taking the larger share', () => {
    const { columns } = columnsOf(table([], ['aaaa', 'aaaaaaaa']), 50, 1600, page);
    expect(columns[0]?.x).toBe(page.grid.left);
    expect((columns[1]?.x ?? 0) + (columns[1]?.width ?? 0)).toBeCloseTo(page.grid.left + 1600, -1);
    expect(columns[1]?.width).toBeGreaterThan(columns[0]?.width ?? Infinity);
  });

  it('squeezes words before numbers', () => {
    // 20 px high: a character is 10.4 px. The words want 416 + 416 px, the number 104.
    const {
      columns, short,
    } = columnsOf(table([], ['word word word word word word word word', 'word word word word word word word word', '1234567890']), 20, 700, page);
    expect(short).toBe(false);
    expect(columns[2]?.width).toBeCloseTo(104.5, 5);
  });

  it('leaves out columns from the end where they cannot stand side by side', () => {
    const { columns, short } = columnsOf(table([], Array.from({ length: 9 }, () => '1234567890')), 50, 900, page);
    expect(short).toBe(true);
    expect(columns.map((column) => column.index)).toEqual([0, 1, 2]);
  });
});
