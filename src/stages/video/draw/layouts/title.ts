import type { TitleScene } from '../../../../domain/scenes/title';
import { scaleSteps, sizes, smallestSize } from '../grid';
import { cursorAfter, openingOf, openingRule } from '../opening';
import { opticalTop, place } from '../page';
import type { Page, Piece } from '../page';
import { isTall, setText } from '../typesetting';

/** Kicker, a short rule, the title as large as it can stand, and what it is based on at the foot. */
export function titleLayout(scene: TitleScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces } = theme;
  const width = grid.right - grid.left;
  const ground = openingOf(page, scene.kicker);
  const pieces: Piece[] = [...ground.pieces];

  let { top } = ground;
  if (scene.kicker && !ground.headed) {
    const set = setText(scene.kicker, { face: faces.label, sizes: [scaleSteps[theme.larger]], width, height: 120, maxLines: 2, wrap: 'even' }, setting);
    const placed = place(set, grid.left, top, theme.label === 'line' || theme.label === 'quiet' ? ground.muted : ground.accent, page);
    pieces.push({ marks: placed.marks, motion: 'rise' });
    top = placed.bottom + 50;
  }
  const rule = openingRule(page, top, ground.accent);
  pieces.push(...rule);
  if (theme.opening.kind === 'rule') top += theme.opening.height;

  const byline = scene.byline
    ? setText(
      scene.byline,
      {
        face: faces.text, sizes: [scaleSteps[theme.larger ? 2 : 1], smallestSize], width, height: 200, maxLines: scene.byline.split('\n').length, mostLines: 3,
        wrap: 'even',
      },
      setting,
    )
    : undefined;
  const foot = ground.bottom - (byline ? byline.height : 0);
  const box = { top: top + (rule.length > 0 ? 70 : 34), bottom: byline ? foot - 56 : ground.bottom };
  const measure = {
    face: faces.display,
    // A name of one word is its own picture.
    sizes: sizes(
      Math.min((grid.shape === 'square' ? 7 : 8) + (scene.title.length * (isTall(scene.title) ? 2 : 1) <= 14 ? 2 : 0) + theme.larger, scaleSteps.length - 1), 3,
    ),
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
  const at = opticalTop(box.top, box.bottom, title.height, share);
  pieces.push({
    marks: [...place(title, grid.left - outdent, at, ground.text, page).marks, ...cursorAfter(title, grid.left - outdent, at, page)], motion: 'rise',
    share: scene.title,
  });
  if (byline) pieces.push({ marks: place(byline, grid.left, foot, ground.muted, page).marks, motion: 'rise' });
  return pieces;
}
