import type { OutroScene } from '../../../../domain/storyboard';
import { scaleSteps, sizes, smallestSize } from '../grid';
import { opticalTop, place, rectangle } from '../page';
import type { Page, Piece } from '../page';
import { setLine, setText } from '../typesetting';

/** The title once more, smaller, with the source and where to find it at the foot. */
export function outroLayout(scene: OutroScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const width = grid.right - grid.left;
  const link = scene.link ? setLine(shownLink(scene.link), faces.label, scaleSteps[1], width, setting) : undefined;
  const source = scene.source
    ? setText(scene.source, { face: faces.text, sizes: [scaleSteps[1], smallestSize], width, height: 180, maxLines: 3, wrap: 'even' }, setting)
    : undefined;
  const linkTop = grid.bottom - (link?.height ?? 0);
  const sourceTop = linkTop - (source ? source.height + (link ? 26 : 0) : 0);
  const top = grid.top + 75;
  const bottom = source || link ? sourceTop - 56 : grid.bottom;
  const title = setText(scene.title, {
    face: faces.display,
    sizes: grid.shape === 'wide' ? sizes(7, 3) : sizes(6, 3),
    width: grid.shape === 'wide' ? width * 0.86 : width,
    height: bottom - top,
    maxLines: { wide: 3, square: 4, portrait: 5, tall: 6 }[grid.shape],
    mostLines: 8,
    wrap: 'balanced',
  }, setting);
  const pieces: Piece[] = [
    { marks: [rectangle(grid.left, grid.top, 120, 5, colours.accent)], motion: 'grow' },
    { marks: place(title, grid.left - (page.direction === 'ltr' ? title.font.size * 0.03 : 0), opticalTop(top, bottom, title.height, grid.shape === 'wide' ? 0.1 : 0.28), colours.text, page).marks, motion: 'rise' },
  ];
  if (source) pieces.push({ marks: place(source, grid.left, sourceTop, colours.muted, page).marks, motion: 'rise' });
  if (link) pieces.push({ marks: place(link, grid.left, linkTop, colours.accent, page).marks, motion: 'rise' });
  return pieces;
}

/** An address as people write it. */
function shownLink(link: string): string {
  return link.replace(/^https?:\/\/(www\.)?/u, '').replace(/\/$/u, '');
}
