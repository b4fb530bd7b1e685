import type { SectionScene } from '../../../../domain/scenes/section';
import { scaleSteps, sizes } from '../grid';
import { openingHead } from '../label';
import { panelWidth } from '../opening';
import { field, opticalTop, place, rectangle } from '../page';
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
  const size = numeralSize[grid.shape] * (head.pieces.length > 0 ? 0.84 : 1);
  const numeralHeight = scene.number > 0 ? size * 0.72 + 56 : 0;
  const title = setText(scene.title, {
    face: faces.display,
    sizes: sizes((grid.shape === 'square' ? 7 : 8) + theme.larger, 3),
    width: grid.shape === 'wide' ? width * 0.86 : width,
    height: grid.bottom - top - numeralHeight - 60,
    maxLines: { wide: 3, square: 4, portrait: 5, tall: 6 }[grid.shape],
    mostLines: 8,
    wrap: 'balanced',
  }, setting);
  // In tall pictures, where the foot is far away, the title stands directly under the line, and all of it a little above the middle.
  const isBlock = grid.shape === 'portrait' || grid.shape === 'tall';
  if (isBlock) top = opticalTop(top, grid.bottom, numeralHeight + 70 + title.height, 0.3);
  if (scene.number > 0) {
    const numeral = setLine(String(scene.number), faces.figure ?? faces.display, size, width, setting);
    // Large digits carry white at their sides: moved out by it, they line up with the words.
    const placed = place(numeral, grid.left - (page.direction === 'ltr' ? Math.min(size * 0.045, grid.left - 78) : 0), top, colours.accent, page);
    pieces.push({ marks: placed.marks, motion: 'rise' });
    top += numeralHeight;
  }
  pieces.push({ marks: [rectangle(grid.left, top, width, theme.ruleWeight, colours.rule)], motion: 'grow' });
  top += 60;

  const at = isBlock ? top + 10 : grid.bottom - title.height;
  pieces.push({
    marks: place(title, grid.left - (page.direction === 'ltr' ? title.font.size * 0.03 : 0), at, colours.text, page).marks, motion: 'rise', share: scene.title,
  });
  return pieces;
}

/** The numeral on a panel, at the side in wide pictures, at the head in others; the title beside or below it. */
function panelled(scene: SectionScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const wide = grid.shape === 'wide';
  const side = panelWidth(page);
  const size = scaleSteps[10];
  const numeralHeight = size * 0.72;
  const height = wide ? grid.height : Math.max(Math.min(grid.top + numeralHeight + 80, grid.bottom * 0.5), grid.height * 0.36);
  const pieces: Piece[] = [field(0, 0, wide ? side : grid.width, height, colours.panel ?? colours.accent)];
  if (scene.number > 0) {
    const numeral = setLine(String(scene.number), faces.figure ?? faces.display, size, wide ? side - grid.left - 40 : grid.right - grid.left, setting);
    pieces.push({
      marks: place(numeral, grid.left - 6, wide ? grid.top : height - 80 - numeralHeight, colours.onPanel ?? colours.background, page).marks, motion: 'rise',
    });
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
  pieces.push({
    marks: place(title, left - (page.direction === 'ltr' ? title.font.size * 0.03 : 0), wide ? grid.bottom - title.height : top, colours.text, page).marks,
    motion: 'rise', share: scene.title,
  });
  return pieces;
}
