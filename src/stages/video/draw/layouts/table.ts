import type { TableScene } from '../../../../domain/scenes/table';
import { sizes, smallestSize } from '../grid';
import { headed, headlineOf } from '../headed';
import { place, rectangle } from '../page';
import type { Mark, Page, Piece } from '../page';
import { columnsOf } from '../tableColumns';
import type { Column } from '../tableColumns';
import { extent, setLine, setText } from '../typesetting';
import type { SetText } from '../typesetting';

/** A headline over rows with hairlines between: words from the start, numbers to the end, one row in the accent. */
export function tableLayout(scene: TableScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const head = headed(headlineOf(scene, page), page, 0.3, grid.shape === 'wide' ? 58 : 72);
  const pieces: Piece[] = [...head.pieces];
  const width = grid.right - grid.left;
  let top = head.bottom;

  const set = setTable(scene, page, width, grid.bottom - top);
  if (set.head.height > 0) {
    // Heads of one line stand on the line below, beside heads of two.
    const marks = cellMarks(set.head, set.columns, (cell) => top + set.head.height - cell.height, colours.muted, page);
    pieces.push({ marks, motion: 'rise' });
    top += set.head.height + headGap;
  }
  for (const row of set.rows) {
    const from = top + 2 + set.padding;
    const colour = row.index === scene.highlight ? colours.accent : colours.text;
    pieces.push({
      marks: [rectangle(grid.left, top, width, theme.ruleWeight, colours.rule), ...cellMarks(row, set.columns, (cell) => from + drop(row, cell), colour, page)],
      motion: 'rise',
    });
    top = from + row.height + set.padding;
  }
  if (set.hidden > 0) {
    const more = setLine(`+ ${set.hidden}`, faces.label, smallestSize, width, setting);
    pieces.push({
      marks: [rectangle(grid.left, top, width, theme.ruleWeight, colours.rule), ...place(more, grid.left, top + 18, colours.muted, page).marks], motion: 'rise',
    });
  }
  return pieces;
}

interface Row {
  readonly index: number;
  readonly cells: readonly (SetText | undefined)[];
  readonly height: number;
}

interface SetTable {
  readonly columns: readonly Column[];
  readonly head: Row;
  readonly rows: readonly Row[];
  /** How many rows are not shown. */
  readonly hidden: number;
  /** Above and below the text of a row. */
  readonly padding: number;
}

const headGap = 22;
const moreHeight = 62;

/**
 * The table in the largest size in which all of it stands, one size less if that spares a cell its second line; if none does, the first rows and the
 * highlighted one in the smallest.
 */
function setTable(scene: TableScene, page: Page, width: number, height: number): SetTable {
  let last: SetTable | undefined;
  let wrapped: SetTable | undefined;
  const lines = page.grid.shape === 'wide' ? 2 : 3;
  const tries = [...sizes(2 + page.theme.larger, 0).map((size) => ({ size, lines })), { size: smallestSize, lines: 1 }];
  for (const { size, lines: maxLines } of tries) {
    const { columns, short } = columnsOf(scene, size, width, page);
    const head = setRow(scene.header, -1, columns, smallestSize, page, 3, true);
    const rows = scene.rows.map((row, index) => setRow(row, index, columns, size, page, maxLines, false, index === scene.highlight));
    const room = height - (head.height > 0 ? head.height + headGap : 0);
    const text = rows.reduce((sum, row) => sum + row.height + 2, 0);
    const even = (room - text) / (2 * rows.length);
    const padding = Math.min(size * 0.74, Math.max(size * 0.34, even));
    const fits = text + 2 * padding * rows.length - padding <= room;
    last = { columns, head, rows, hidden: 0, padding };
    if (fits && !short && rows.every((row) => row.cells.every((cell) => !cell?.cut))) {
      const isPlain = rows.every((row) => row.cells.every((cell) => (cell?.lines.length ?? 1) === 1));
      if (isPlain || wrapped) return isPlain ? last : (wrapped ?? last);
      wrapped = last;
      continue;
    }
    if (wrapped) return wrapped;
    if (fits) continue;
    last = shortened(last, scene.highlight, room);
  }
  if (!last) throw new RangeError('A table needs at least one size.');
  return last;
}

/** The first rows that fit, the highlighted one always among them. */
function shortened(table: SetTable, highlight: number, room: number): SetTable {
  const pitch = (row: Row): number => row.height + 2 + 2 * table.padding;
  const marked = table.rows[highlight];
  const rows: Row[] = [];
  let left = room - moreHeight - (marked ? pitch(marked) : 0);
  for (const row of table.rows) {
    if (row === marked) {
      rows.push(row);
      continue;
    }
    if (pitch(row) > left) break;
    left -= pitch(row);
    rows.push(row);
  }
  if (marked && !rows.includes(marked)) rows.push(marked);
  return { ...table, rows, hidden: table.rows.length - rows.length };
}

function setRow(
  row: readonly string[], index: number, columns: readonly Column[], size: number, page: Page, maxLines: number, isHead: boolean, strong = false,
): Row {
  const base = isHead ? page.theme.faces.label : page.theme.faces.text;
  const face = { ...base, leading: 1.18, weight: strong ? base.strong : base.weight };
  const cells = columns.map((column) => {
    const text = row[column.index]?.trim() ?? '';
    return text === '' ? undefined : setText(text, { face, sizes: [size], width: column.width, height: Infinity, maxLines, wrap: 'even' }, page.setting);
  });
  return { index, cells, height: Math.max(0, ...cells.map((cell) => cell?.height ?? 0)) };
}

/** How far a cell's capitals lie below the tallest letters of its row, so that all stand on one line. */
function drop(row: Row, cell: SetText): number {
  const above = (set: SetText): number => extent(set.lines.map((line) => line.text).join('')).above * set.font.size;
  return Math.max(...row.cells.map((other) => (other ? above(other) : 0))) - above(cell);
}

function cellMarks(row: Row, columns: readonly Column[], top: (cell: SetText) => number, colour: string, page: Page): readonly Mark[] {
  return columns.flatMap((column, at) => {
    const cell = row.cells[at];
    if (!cell) return [];
    const x = column.align === 'end' ? column.x + column.width : column.x;
    return place(cell, x, top(cell), colour, page, { align: column.align }).marks;
  });
}
