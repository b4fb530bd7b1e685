import type { StatementScene } from '../../../../domain/storyboard';
import { sizes } from '../grid';
import { chapterLabel } from '../label';
import { opticalTop, place, rectangle } from '../page';
import type { Page, Piece } from '../page';
import { isTall, setText } from '../typesetting';

/** One sentence, set large, with the words that matter in the accent colour. */
export function statementLayout(scene: StatementScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const label = chapterLabel(page);
  const focus = theme.page === 'focus';
  const left = grid.left + (focus ? 44 : 0);
  const width = grid.right - left;
  const top = label.top + 24;
  const set = setText(scene.text, {
    face: theme.faces.statement,
    sizes: sizes((grid.shape === 'wide' ? 7 : 6) + theme.larger, 1),
    width: grid.shape === 'wide' ? width * 0.9 : width,
    height: grid.bottom - top,
    maxLines: { wide: 6, square: 6, portrait: 7, tall: 9 }[grid.shape],
    wrap: 'balanced',
  }, setting);
  const start = placeOf(scene.emphasis, scene.text);
  const emphasis = start < 0 ? {} : { emphasis: { start, end: start + scene.emphasis.length, colour: theme.colours.accent } };
  const at = opticalTop(top, grid.bottom, set.height);
  const placed = place(set, left, at, theme.colours.text, page, emphasis);
  const bar = focus ? [rectangle(grid.left, at, 6, set.height, theme.colours.accent)] : [];
  return [...label.pieces, { marks: [...bar, ...placed.marks], motion: 'rise' }];
}

/** Where a phrase stands in a text as whole words, upper or lower case; -1 if it does not. */
function placeOf(phrase: string, text: string): number {
  if (phrase === '') return -1;
  const [lowText, lowPhrase] = [text.toLowerCase(), phrase.toLowerCase()];
  const joins = (at: number): boolean => /^[\p{L}\p{N}]{2}$/u.test(text.slice(at - 1, at + 1)) && !isTall(phrase);
  let at = lowText.indexOf(lowPhrase);
  while (at >= 0 && ((at > 0 && joins(at)) || joins(at + phrase.length))) at = lowText.indexOf(lowPhrase, at + 1);
  return at;
}
