import { smallestSize } from './grid';
import { place, rectangle } from './page';
import type { Page, Piece } from './page';
import { setLine } from './typesetting';

export interface Label {
  readonly pieces: readonly Piece[];
  /** Where the page's content may begin: below the label, or at the top of the grid if the scene has none. */
  readonly top: number;
  readonly right: number;
}

/** The chapter label at the head of a page, as its theme draws it. */
export function chapterLabel(page: Page): Label {
  const { grid, theme } = page;
  if (!page.chapter) return { pieces: [], top: grid.top, right: grid.left };
  const lined = theme.label === 'line';
  const indent = lined ? 88 : 0;
  const set = setLine(page.chapter, theme.faces.label, smallestSize, grid.right - grid.left - indent, page.setting);
  const { marks, bottom, right } = place(set, grid.left + indent, grid.top, lined ? theme.colours.muted : theme.colours.accent, page);
  const line = lined ? [rectangle(grid.left, grid.top + smallestSize * 0.36 - 1, 64, 2, theme.colours.accent)] : [];
  return { pieces: [{ marks: [...line, ...marks], motion: 'rise' }], top: bottom + 34, right };
}
