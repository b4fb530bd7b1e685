import type { TableScene } from '../../../../domain/storyboard';
import { sizes, smallestSize } from '../grid';
import { chapterLabel } from '../label';
import { place, rectangle } from '../page';
import type { Mark, Page, Piece } from '../page';
import { columnsOf } from '../tableColumns';
import type { Column } from '../tableColumns';
import { extent, fontOf, setLine, setText } from '../typesetting';

/** A headline over rows with hairlines between: words from the start, numbers to the end, one row in the accent. */
export function tableLayout(scene: TableScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const label = chapterLabel(page);
  const pieces: Piece[] = [...label.pieces];
  const width = grid.right - grid.left;

  let top = label.top + (label.pieces.length > 0 ? 10 : 0);
  if (scene.title) {
    const title = setText(scene.title, {
      face: faces.display,
      sizes: grid.shape === 'wide' ? sizes(4, 2) : sizes(5, 2),
      width,
      height: (grid.bottom - top) * 0.3,
      maxLines: grid.shape === 'wide' ? 2 : 3,
      wrap: 'balanced',
    }, setting);
    const placed = place(title, grid.left, top, colours.text, page);
    pieces.push({ marks: placed.marks, motion: 'rise' });
    top = placed.bottom + (grid.shape === 'wide' ? 58 : 72);
  }

  const size = bodySize(scene, page, width, grid.bottom - top);
  const columns = columnsOf(scene, size, width, page);
  const hasHeader = scene.header.some((cell) => cell.trim() !== '');
  let y = top;
  if (hasHeader) {
    const marks = cells(scene.header, columns, smallestSize, faces.label.weight, y, colours.muted, page, true);
    pieces.push({ marks, motion: 'rise' });
    y += smallestSize * 0.96 + 22;
  }
  const { rows, hidden } = shownRows(scene, size, grid.bottom - y);
  const height = rowHeight(scene, size, grid.bottom - y);
  for (const index of rows) {
    const hot = index === scene.highlight;
    const row = scene.rows[index] ?? [];
    const weight = hot ? faces.text.strong : faces.text.weight;
    const { above, below } = extent(row.join(''));
    const textTop = y + 2 + (height - 2 - (above + below) * size) / 2 + below * size * 0.3;
    const marks: Mark[] = [
      rectangle(grid.left, y, width, 2, colours.rule),
      ...cells(row, columns, size, weight, textTop, hot ? colours.accent : colours.text, page, false),
    ];
    pieces.push({ marks, motion: 'rise' });
    y += height;
  }
  if (hidden > 0) {
    const more = setLine(`+ ${hidden}`, faces.label, smallestSize, width, setting);
    pieces.push({ marks: [rectangle(grid.left, y, width, 2, colours.rule), ...place(more, grid.left, y + 20, colours.muted, page).marks], motion: 'rise' });
  }
  return pieces;
}

const moreHeight = 60;

function bodySize(scene: TableScene, page: Page, width: number, height: number): number {
  const room = height - smallestSize * 0.96 - 22;
  const choices = page.grid.shape === 'wide' ? sizes(2, 0) : sizes(2, 0);
  return choices.find((size) => scene.rows.length * size * 1.7 <= room && columnsOf(scene, size, width, page).every((column) => !column.cut))
    ?? choices.find((size) => columnsOf(scene, size, width, page).every((column) => !column.cut))
    ?? smallestSize;
}

/** Row pitch: generous with few rows, never tighter than a line and a half. */
function rowHeight(scene: TableScene, size: number, room: number): number {
  const even = room / Math.max(1, scene.rows.length);
  return Math.min(size * 2.45, Math.max(size * 1.62, even));
}

/** The first rows that fit, the highlighted one always among them. */
function shownRows(scene: TableScene, size: number, room: number): { readonly rows: readonly number[]; readonly hidden: number } {
  const all = scene.rows.map((_, index) => index);
  const height = rowHeight(scene, size, room);
  if (all.length * height <= room + 1) return { rows: all, hidden: 0 };
  const count = Math.max(1, Math.floor((room - moreHeight) / height));
  const rows = all.slice(0, count);
  if (scene.highlight >= count && scene.highlight < all.length) rows[count - 1] = scene.highlight;
  return { rows, hidden: all.length - count };
}

function cells(row: readonly string[], columns: readonly Column[], size: number, weight: number, top: number, colour: string, page: Page, isHead: boolean): readonly Mark[] {
  const { faces } = page.theme;
  const face = isHead ? faces.label : faces.text;
  return columns.flatMap((column) => {
    const text = row[column.index]?.trim() ?? '';
    if (text === '') return [];
    const set = setLine(text, { ...face, weight }, size, column.width, page.setting);
    const x = column.align === 'end' ? column.x + column.width : column.x;
    return place({ ...set, font: fontOf({ ...face, weight }, size) }, x, top, colour, page, { align: column.align }).marks;
  });
}
