import { sizes } from './grid';
import { chapterLabel } from './label';
import { place } from './page';
import type { Page, Piece } from './page';
import { setText } from './typesetting';
import { polish } from './typography';

/** The head of a page that shows values: what is drawn of it, and where it ends. */
export interface Head {
  readonly pieces: readonly Piece[];
  /** Lower edge of the headline, or of the label if there is none. */
  readonly bottom: number;
}

/** The headline over values: their title, else what is said of them, if that is one sentence no longer than a headline. */
export function headlineOf({ title, speech }: { readonly title: string; readonly speech: readonly string[] }, page: Page): string {
  const [said = '', ...more] = speech;
  return title !== '' || more.length > 0 || said.length > longestSaid ? title : polish(said.replace(/\.$/u, ''), page.setting.language);
}

/** Characters. */
const longestSaid = 96;

/**
 * The chapter label and, below it, a headline over what a table or chart shows.
 *
 * @param title empty: the label alone
 * @param share of the page below the label that the headline may take, in (0, 1)
 * @param gap   units between the headline and what follows; none without a headline
 */
export function headed(title: string, page: Page, share: number, gap: number): Head {
  const { grid, theme, setting } = page;
  const label = chapterLabel(page);
  const top = label.top + (label.pieces.length > 0 ? 10 : 0);
  if (title === '') return { pieces: label.pieces, bottom: top };
  const set = setText(title, {
    face: theme.faces.display,
    sizes: sizes((grid.shape === 'wide' ? 4 : 5) + theme.larger, 2),
    width: grid.right - grid.left,
    height: (grid.bottom - top) * share,
    maxLines: grid.shape === 'wide' ? 2 : 3,
    wrap: 'balanced',
  }, setting);
  const { marks, bottom } = place(set, grid.left, top, theme.colours.text, page);
  return { pieces: [...label.pieces, { marks, motion: 'rise', share: title }], bottom: bottom + gap };
}
