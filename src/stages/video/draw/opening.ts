import type { Colour } from '../../../domain/film/drawing';
import { openingHead } from './label';
import { field, rectangle } from './page';
import type { Mark, Page, Piece } from './page';
import type { SetText } from './typesetting';

/** What a scene that opens or closes something stands on. */
export interface Opening {
  readonly pieces: readonly Piece[];
  /** Where its content may begin and must end. */
  readonly top: number;
  readonly bottom: number;
  readonly text: Colour;
  readonly muted: Colour;
  readonly accent: Colour;
  /** Whether a running head already says what it was given. */
  readonly headed: boolean;
}

/** The ground of a title or closing scene: the page, with its running head if the theme has one, or a panel over all but the captions. */
export function openingOf(page: Page, head: string): Opening {
  const { grid, theme } = page;
  const { colours } = theme;
  if (theme.opening.kind === 'panel') {
    const height = page.captioned ? grid.band.top : grid.height;
    const on = colours.onPanel ?? colours.background;
    const bottom = page.captioned ? Math.min(grid.bottom, height - 64) : grid.bottom;
    return {
      pieces: [field(0, 0, grid.width, height, colours.panel ?? colours.accent)], top: grid.top, bottom, text: on, muted: on, accent: on, headed: false,
    };
  }
  const { pieces, top } = openingHead(page, head);
  return { pieces, top, bottom: grid.bottom, text: colours.text, muted: colours.muted, accent: colours.accent, headed: pieces.length > 0 };
}

/** A cursor after the last line, where the theme has one and the line leaves it room. */
export function cursorAfter(title: SetText, left: number, top: number, page: Page): readonly Mark[] {
  const { grid, theme } = page;
  const last = title.lines.at(-1);
  if (theme.opening.kind !== 'cursor' || !last || page.direction === 'rtl') return [];
  const { size } = title.font;
  const x = left + last.width + size * 0.16;
  const width = size * 0.5;
  return x + width > grid.right ? [] : [rectangle(x, top + title.height - size * 0.99, width, size * 0.86, theme.colours.accent)];
}

/** The short rule above a title; nothing in themes without. */
export function openingRule(page: Page, top: number, colour: Colour): readonly Piece[] {
  const { opening } = page.theme;
  return opening.kind === 'rule' ? [{ marks: [rectangle(page.grid.left, top, opening.width, opening.height, colour)], motion: 'grow' }] : [];
}

/** How wide a panel at the side is: a third of the picture. */
export function panelWidth({ grid }: Page): number {
  return Math.round(grid.width / 3);
}
