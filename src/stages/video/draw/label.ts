import { scaleSteps, smallestSize } from './grid';
import { field, place, rectangle } from './page';
import type { Page, Piece } from './page';
import { extent, setLine } from './typesetting';

export interface Label {
  readonly pieces: readonly Piece[];
  /** Where the page's content may begin: below the label, or at the top of the grid if the scene has none. */
  readonly top: number;
  /** Where the label ends: beyond it the line is free. */
  readonly right: number;
}

/** The chapter label at the head of a page, as its theme draws it, and what the theme has at the page's edge. */
export function chapterLabel(page: Page): Label {
  const edge = edgeOf(page);
  const { label } = page.theme;
  const head = label === 'bar' || label === 'masthead' ? runningHead(page, page.chapter || page.film) : plainLabel(page);
  return { ...head, pieces: [...edge, ...head.pieces] };
}

/** The head of a scene that opens or closes something: only themes with a running head have one. */
export function openingHead(page: Page, text: string): Label {
  const { label } = page.theme;
  return label === 'bar' || label === 'masthead' ? runningHead(page, text) : { pieces: [], top: page.grid.top, right: page.grid.left };
}

function plainLabel(page: Page): Label {
  const { grid, theme } = page;
  const { label, colours } = theme;
  if (!page.chapter) return { pieces: [], top: grid.top, right: grid.left };
  const size = scaleSteps[theme.larger];
  const indent = { accent: 0, quiet: 0, line: 88, square: size * 0.72 + 20, bar: 0, masthead: 0 }[label];
  const set = setLine(page.chapter, theme.faces.label, size, grid.right - grid.left - indent, page.setting);
  const colour = label === 'accent' ? colours.accent : label === 'square' ? colours.text : colours.muted;
  const { marks, bottom, right } = place(set, grid.left + indent, grid.top, colour, page);
  // Scripts with taller letters stand lower: the line stays at their middle, the square on their line.
  const lower = (extent(page.chapter).above - 0.72) * size;
  const before = label === 'line' ? [rectangle(grid.left, grid.top + lower + smallestSize * 0.36 - 1, 64, 2, colours.accent)]
    : label === 'square' ? [rectangle(grid.left, grid.top + lower, size * 0.72, size * 0.72, colours.accent)] : [];
  return { pieces: [{ marks: [...before, ...marks], motion: 'rise', share: page.chapter }], top: bottom + 34, right };
}

/** A line across the head: what it is from the start, the number of the scene at the end. */
function runningHead(page: Page, text: string): Label {
  const { grid, theme, setting } = page;
  const { colours, faces } = theme;
  const ruled = theme.label === 'masthead';
  const width = grid.right - grid.left;
  const top = ruled ? Math.max(grid.top - 20, 80) : grid.top;
  const lineTop = ruled ? top + 7 + 22 : top;
  const colour = ruled ? colours.text : colours.muted;
  const number = setLine(`${page.number} / ${page.count}`, faces.label, smallestSize, width * 0.4, setting);
  const set = setLine(text, faces.label, smallestSize, width - number.width - 60, setting);
  const bottom = lineTop + smallestSize * 0.96 + (ruled ? 18 : 0);
  const rules = [rectangle(grid.left, top, width, 7, colours.text), rectangle(grid.left, bottom, width, 2, colours.text)];
  return {
    pieces: [
      ...(ruled ? [{ marks: rules, motion: 'cut' } as const] : []),
      ...(text ? [{ marks: place(set, grid.left, lineTop, colour, page).marks, motion: 'rise', share: text } as const] : []),
      { marks: place(number, grid.right, lineTop, colour, page, { align: 'end' }).marks, motion: 'cut' },
    ],
    top: bottom + (ruled ? 48 : 34),
    right: grid.right,
  };
}

function edgeOf({ grid, theme }: Page): readonly Piece[] {
  // No words stand on it: it need not be the panel's red, which is darker in the dark set.
  const { colours: { accent }, page } = theme;
  return page === 'strip' ? [grid.shape === 'wide' ? field(0, 0, 48, grid.height, accent) : field(0, 0, grid.width, 36, accent)] : [];
}
