import type { SectionScene } from '../../../../domain/storyboard';
import { scaleSteps, sizes } from '../grid';
import { place, rectangle } from '../page';
import type { Page, Piece } from '../page';
import { setLine, setText } from '../typesetting';

/** A chapter opens: its numeral at the head, a line across, its title at the foot. */
export function sectionLayout(scene: SectionScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const width = grid.right - grid.left;
  const pieces: Piece[] = [];

  let top = grid.top;
  if (scene.number > 0) {
    const numeral = setLine(String(scene.number), faces.display, scaleSteps[grid.shape === 'wide' ? 10 : 9], width, setting);
    const placed = place(numeral, grid.left - 4, top, colours.accent, page);
    pieces.push({ marks: placed.marks, motion: 'rise' });
    top += numeral.font.size * 0.72 + 52;
  }
  pieces.push({ marks: [rectangle(grid.left, top, width, 2, colours.rule)], motion: 'grow' });
  top += 60;

  const title = setText(scene.title, {
    face: faces.display,
    sizes: sizes(grid.shape === 'square' ? 7 : 8, 3),
    width: grid.shape === 'wide' ? width * 0.86 : width,
    height: grid.bottom - top,
    maxLines: { wide: 3, square: 4, portrait: 5, tall: 6 }[grid.shape],
    mostLines: 8,
    wrap: 'balanced',
  }, setting);
  // Directly under the line in tall pictures, where the foot is far away.
  const at = grid.shape === 'wide' || grid.shape === 'square' ? grid.bottom - title.height : top + 10;
  pieces.push({ marks: place(title, grid.left - (page.direction === 'ltr' ? title.font.size * 0.03 : 0), at, colours.text, page).marks, motion: 'rise' });
  return pieces;
}
