import type { StatementScene } from '../../../../domain/storyboard';
import { sizes } from '../grid';
import { chapterLabel } from '../label';
import { opticalTop, place } from '../page';
import type { Page, Piece } from '../page';
import { isTall, setText } from '../typesetting';

/** One sentence, set large, with the words that matter in the accent colour. */
export function statementLayout(scene: StatementScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const label = chapterLabel(page);
  const width = grid.right - grid.left;
  const top = label.top + 24;
  const set = setText(scene.text, {
    face: theme.faces.statement,
    sizes: grid.shape === 'wide' ? sizes(7, 1) : sizes(6, 1),
    width: grid.shape === 'wide' ? width * 0.9 : width,
    height: grid.bottom - top,
    maxLines: { wide: 6, square: 6, portrait: 7, tall: 9 }[grid.shape],
    wrap: 'balanced',
  }, setting);
  const start = placeOf(scene.emphasis, scene.text);
  const emphasis = start < 0 ? {} : { emphasis: { start, end: start + scene.emphasis.length, colour: theme.colours.accent } };
  const placed = place(set, grid.left, opticalTop(top, grid.bottom, set.height), theme.colours.text, page, emphasis);
  return [...label.pieces, { marks: placed.marks, motion: 'rise' }];
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
