import type { TableScene } from '../../../domain/storyboard';
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
  /** Whether some cell is wider than the column. */
  readonly cut: boolean;
}

/** Between columns, units. */
const gap = 48;
/** What a column of words is never squeezed under, units. */
const narrowest = 150;

/**
 * Widths of a table's columns: what their cells need, then a share of what is left over (or missing) in proportion.
 * Columns that cannot stand beside the others at all are left out from the end.
 */
export function columnsOf(scene: TableScene, size: number, width: number, page: Page): readonly Column[] {
  const { ruler } = page.setting;
  const { text, label } = page.theme.faces;
  const count = Math.max(scene.header.length, ...scene.rows.map((row) => row.length));
  const wished = Array.from({ length: count }, (_, index) => Math.max(
    ruler.width(scene.header[index] ?? '', fontOf(label, smallestSize)),
    ...scene.rows.map((row, at) => ruler.width(row[index] ?? '', fontOf(text, size, at === scene.highlight ? text.strong : text.weight))),
  ));
  const numeric = wished.map((_, index) => isNumeric(scene, index));
  const smallest = (index: number): number => (numeric[index] ? (wished[index] ?? 0) : Math.min(narrowest, wished[index] ?? 0));

  let shown = count;
  const least = (): number => wished.slice(0, shown).reduce((sum, _, index) => sum + smallest(index), 0) + gap * (shown - 1);
  while (shown > 1 && least() > width) shown--;

  const natural = wished.slice(0, shown).reduce((sum, one) => sum + one, 0);
  const room = width - gap * (shown - 1);
  const widths = wished.slice(0, shown).map((one, index) => {
    if (natural <= room) return one + ((room - natural) * one) / Math.max(1, natural);
    // What is missing is taken from the words, each giving in proportion to what it can.
    const spare = wished.slice(0, shown).reduce((sum, other, at) => sum + other - smallest(at), 0);
    return one - ((natural - room) * (one - smallest(index))) / Math.max(1, spare);
  });
  let x = page.grid.left;
  return widths.map((columnWidth, index) => {
    const column: Column = {
      index,
      x,
      width: columnWidth,
      // The first column names the row: it starts at the edge even if it holds years.
      align: numeric[index] && index > 0 ? 'end' : 'start',
      cut: shown < count || columnWidth < (wished[index] ?? 0) - 0.5,
    };
    x += columnWidth + gap;
    return column;
  });
}

/** Whether every filled cell of a column is a number with at most a sign, a unit or a currency. */
function isNumeric(scene: TableScene, index: number): boolean {
  const filled = scene.rows.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '' && !/^[–—-]+$/u.test(cell));
  return filled.length > 0 && filled.every((cell) => /^[<>≤≥~≈±+−–-]?\s*\p{Sc}?\s*[+−–-]?\d[\d\s.,'’%‰:/×x^–-]*\s*(?:\p{Sc}|\p{L}{0,3}|°\p{L}?)$/u.test(cell));
}
