import type { StatementScene } from '../../../../domain/scenes/statement';
import { displaySizes } from '../displaySizes';
import { scaleSteps } from '../grid';
import { chapterLabel } from '../label';
import { opticalTop, place, rectangle } from '../page';
import type { Page, Piece } from '../page';
import { isTall, setText } from '../typesetting';
import type { SetText } from '../typesetting';

/**
 * One sentence, set large, with the words that matter in the accent colour.
 *
 * Of several in a row in a wide picture every second one stands on the fourth column, the label alone beside it: so that a page is turned,
 * not its text exchanged.
 */
export function statementLayout(scene: StatementScene, page: Page): readonly Piece[] {
  const { grid, theme } = page;
  const label = chapterLabel(page);
  const bar = theme.page === 'focus' ? 44 : 0;
  const top = label.top + 24;
  const left = grid.left + bar;
  const full = setStatement(scene.text, page, left, top, grid.shape === 'wide' ? 0.9 : 1);
  const column = grid.left + (grid.right - grid.left) / 4 + bar;
  const narrow = grid.shape === 'wide' && page.run % 2 === 1 ? setStatement(scene.text, page, column, top, 1) : undefined;
  // Not if the column makes it small or tears it up.
  const isAside = narrow !== undefined && !narrow.cut && !narrow.torn && narrow.font.size >= scaleSteps[5] && narrow.lines.length <= 5;
  const [set, x] = isAside ? [narrow, column] : [full, left];
  const start = placeOf(scene.emphasis, scene.text);
  const emphasis = start < 0 ? {} : { emphasis: { start, end: start + scene.emphasis.length, colour: theme.colours.accent } };
  const at = opticalTop(top, grid.bottom, set.height);
  const placed = place(set, x, at, theme.colours.text, page, { ...emphasis, hangs: bar === 0 });
  const edge = bar > 0 ? [rectangle(x - bar, at, 6, set.height, theme.colours.accent)] : [];
  return [...label.pieces, { marks: [...edge, ...placed.marks], motion: 'rise' }];
}

function setStatement(text: string, page: Page, left: number, top: number, share: number): SetText {
  const { grid, theme, setting } = page;
  return setText(text, {
    face: theme.faces.statement,
    sizes: displaySizes(text, grid, theme.larger, 1),
    width: (grid.right - left) * share,
    height: grid.bottom - top,
    maxLines: { wide: 6, square: 6, portrait: 7, tall: 9 }[grid.shape],
    wrap: 'balanced',
  }, setting);
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
