import type { SectionScene } from '../../../../domain/storyboard';
import { scaleSteps, sizes } from '../grid';
import { openingHead } from '../label';
import { panelWidth } from '../opening';
import { field, place, rectangle } from '../page';
import type { Page, Piece } from '../page';
import { setLine, setText } from '../typesetting';

/** The numeral of a chapter, units: it fills what the title leaves free. */
const numeralSize = { wide: 380, square: 320, portrait: 400, tall: 500 } as const;

/** A chapter opens: its numeral as large as it can stand, a line across, its title at the foot. */
export function sectionLayout(scene: SectionScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const width = grid.right - grid.left;
  if (theme.opening.kind === 'panel') return panelled(scene, page);
  const head = openingHead(page, page.film);
  const pieces: Piece[] = [...head.pieces];

  let top = head.top + (head.pieces.length > 0 ? 24 : 0);
  if (scene.number > 0) {
    const size = numeralSize[grid.shape] * (head.pieces.length > 0 ? 0.84 : 1);
    const numeral = setLine(String(scene.number), faces.figure ?? faces.display, size, width, setting);
    // Large digits carry white at their sides: moved out by it, they line up with the words.
    const placed = place(numeral, grid.left - (page.direction === 'ltr' ? Math.min(size * 0.045, grid.left - 78) : 0), top, colours.accent, page);
    pieces.push({ marks: placed.marks, motion: 'rise' });
    top += size * 0.72 + 56;
  }
  pieces.push({ marks: [rectangle(grid.left, top, width, theme.ruleWeight, colours.rule)], motion: 'grow' });
  top += 60;

  const title = setText(scene.title, {
    face: faces.display,
    sizes: sizes((grid.shape === 'square' ? 7 : 8) + theme.larger, 3),
    width: grid.shape === 'wide' ? width * 0.86 : width,
    height: grid.bottom - top,
    maxLines: { wide: 3, square: 4, portrait: 5, tall: 6 }[grid.shape],
    mostLines: 8,
    wrap: 'balanced',
  }, setting);
  // Directly under the line in tall pictures, where the foot is far away.
  const at = grid.shape === 'wide' || grid.shape === 'square' ? grid.bottom - title.height : top + 10;
  pieces.push({ marks: place(title, grid.left - (page.direction === 'ltr' ? title.font.size * 0.03 : 0), at, colours.text, page).marks, motion: 'rise', share: scene.title });
  return pieces;
}

/** The numeral on a panel, at the side in wide pictures, at the head in others; the title beside or below it. */
function panelled(scene: SectionScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const wide = grid.shape === 'wide';
  const side = panelWidth(page);
  const size = scaleSteps[10];
  const height = wide ? grid.height : Math.min(grid.top + size * 0.72 + 80, grid.bottom * 0.5);
  const pieces: Piece[] = [field(0, 0, wide ? side : grid.width, height, colours.panel ?? colours.accent)];
  if (scene.number > 0) {
    const numeral = setLine(String(scene.number), faces.figure ?? faces.display, size, wide ? side - grid.left - 40 : grid.right - grid.left, setting);
    pieces.push({ marks: place(numeral, grid.left - 6, grid.top, colours.onPanel ?? colours.background, page).marks, motion: 'rise' });
  }
  const left = wide ? side + 96 : grid.left;
  const top = wide ? grid.top : height + 64;
  const title = setText(scene.title, {
    face: faces.display,
    sizes: sizes(grid.shape === 'square' ? 7 : 8, 3),
    width: grid.right - left,
    height: grid.bottom - top,
    maxLines: { wide: 4, square: 3, portrait: 5, tall: 6 }[grid.shape],
    mostLines: 8,
    wrap: 'balanced',
  }, setting);
  pieces.push({ marks: place(title, left - (page.direction === 'ltr' ? title.font.size * 0.03 : 0), wide ? grid.bottom - title.height : top, colours.text, page).marks, motion: 'rise', share: scene.title });
  return pieces;
}
