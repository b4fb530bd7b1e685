import type { TableScene } from '../../../domain/scenes/table';
import { smallestSize } from './grid';
import type { Page } from './page';
import { fontOf } from './typesetting';

export interface Column {
  /** Which column of the scene. */
  readonly index: number;
  /** Start edge and width, units. */
  readonly x: number;
  readonly width: number;
  /** Numbers end at the column's end. */
  readonly align: 'start' | 'end';
}

export interface Columns {
  readonly columns: readonly Column[];
  /** Whether columns had to be left out. */
  readonly short: boolean;
}

/** Between columns, units. */
const gap = 48;
/** What the names of rows keep, if they need it, before other columns are shown. */
const nameWidth = 260;

/**
 * Widths of a table's columns: what their cells need on one line, then a share of what is left over, or missing, in proportion;
 * columns of words give way down to their longest word, columns of numbers to their longest number.
 * Columns that cannot stand beside the others even so are left out from the end.
 */
export function columnsOf(scene: TableScene, size: number, width: number, page: Page): Columns {
  const { ruler } = page.setting;
  const { text, label } = page.theme.faces;
  const count = Math.max(scene.header.length, ...scene.rows.map((row) => row.length));
  const indices = Array.from({ length: count }, (_, index) => index);
  const bodyFont = (row: number): ReturnType<typeof fontOf> => fontOf(text, size, row === scene.highlight ? text.strong : text.weight);
  const headFont = fontOf(label, smallestSize);
  const longestWord = (words: string, font: ReturnType<typeof fontOf>): number => Math.max(0, ...words.split(/\s+/u).map((word) => ruler.width(word, font)));

  const numeric = indices.map((index) => isNumeric(scene, index));
  const wished = indices.map((index) => Math.max(
    ruler.width(scene.header[index] ?? '', headFont),
    ...scene.rows.map((row, at) => ruler.width(row[index] ?? '', bodyFont(at))),
  ));
  const least = indices.map((index) => Math.max(
    longestWord(scene.header[index] ?? '', headFont),
    index === 0 ? Math.min(nameWidth, wished[0] ?? 0) : 0,
    ...scene.rows.map((row, at) => (numeric[index] ? ruler.width(row[index] ?? '', bodyFont(at)) : longestWord(row[index] ?? '', bodyFont(at)))),
  ));
  const sum = (values: readonly number[], shown: number): number => values.slice(0, shown).reduce((total, value) => total + value, 0);

  let shown = count;
  while (shown > 1 && sum(least, shown) + gap * (shown - 1) > width) shown--;
  const room = width - gap * (shown - 1);
  const spare = sum(wished, shown) - sum(least, shown);
  const missing = sum(wished, shown) - room;
  const widths = indices.slice(0, shown).map((index) => {
    const wish = wished[index] ?? 0;
    if (missing <= 0) return wish - (missing * wish) / Math.max(1, sum(wished, shown));
    return shown === 1 ? room : wish - (missing * (wish - (least[index] ?? 0))) / Math.max(1, spare);
  });

  let x = page.grid.left;
  const columns = widths.map((columnWidth, index): Column => {
    // The first column names the row: it starts at the edge even if it holds years.
    const column: Column = { index, x, width: columnWidth + 0.5, align: numeric[index] && index > 0 ? 'end' : 'start' };
    x += columnWidth + gap;
    return column;
  });
  return { columns, short: shown < count };
}

/** Whether every filled cell of a column is a number with at most a sign, a unit or a currency. */
function isNumeric(scene: TableScene, index: number): boolean {
  const filled = scene.rows.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '' && !/^[–—-]+$/u.test(cell));
  return filled.length > 0 && filled.every((cell) => /^[<>≤≥~≈±+−–-]?\s*(?:\p{Sc}\s*)?[+−–-]?\d[\d\s.,'’%‰:/×x^–-]*(?:\p{Sc}|\p{L}{0,3}|°\p{L}?)$/u.test(cell));
}
