import type { TitleScene } from '../../../../domain/storyboard';
import { scaleSteps, sizes, smallestSize } from '../grid';
import { opticalTop, place, rectangle } from '../page';
import type { Page, Piece } from '../page';
import { setText } from '../typesetting';

/** Kicker, a short rule, the title as large as it can stand, and what it is based on at the foot. */
export function titleLayout(scene: TitleScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const width = grid.right - grid.left;
  const pieces: Piece[] = [];

  let top = grid.top;
  if (scene.kicker) {
    const set = setText(scene.kicker, { face: faces.label, sizes: [smallestSize], width, height: 120, maxLines: 2, wrap: 'even' }, setting);
    const placed = place(set, grid.left, top, theme.label === 'line' ? colours.muted : colours.accent, page);
    pieces.push({ marks: placed.marks, motion: 'rise' });
    top = placed.bottom + 50;
  }
  pieces.push({ marks: [rectangle(grid.left, top, 120, 5, colours.accent)], motion: 'grow' });
  top += 5;

  const byline = scene.byline
    ? setText(scene.byline, { face: faces.text, sizes: [scaleSteps[1], smallestSize], width, height: 200, maxLines: 3, wrap: 'even' }, setting)
    : undefined;
  const foot = grid.bottom - (byline ? byline.height : 0);
  const box = { top: top + 70, bottom: byline ? foot - 56 : grid.bottom };
  const measure = {
    face: faces.display,
    sizes: grid.shape === 'wide' ? sizes(8, 3) : sizes(grid.shape === 'square' ? 7 : 8, 3),
    width: grid.shape === 'wide' ? width * 0.88 : width,
    height: box.bottom - box.top,
    maxLines: { wide: 4, square: 4, portrait: 5, tall: 6 }[grid.shape],
    mostLines: 8,
    wrap: 'balanced',
  } as const;
  const title = setText(scene.title, measure, setting);
  const share = { wide: 0.16, square: 0.3, portrait: 0.34, tall: 0.3 }[grid.shape];
  // Large letters carry white at their sides: moved out by it, they line up with the small ones.
  const outdent = title.font.size > 100 && page.direction === 'ltr' ? title.font.size * 0.035 : 0;
  pieces.push({ marks: place(title, grid.left - outdent, opticalTop(box.top, box.bottom, title.height, share), colours.text, page).marks, motion: 'rise' });
  if (byline) pieces.push({ marks: place(byline, grid.left, foot, colours.muted, page).marks, motion: 'rise' });
  return pieces;
}
