import type { OutroScene } from '../../../../domain/scenes/outro';
import { scaleSteps, sizes, smallestSize } from '../grid';
import { cursorAfter, openingOf, openingRule } from '../opening';
import { opticalTop, place } from '../page';
import type { Page, Piece } from '../page';
import { setLine, setText } from '../typesetting';
import type { SetText } from '../typesetting';

/** How a film ends: where to read on in large letters at the foot, what it was made of above it, the title once more at the head. */
export function outroLayout(scene: OutroScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces } = theme;
  const ground = openingOf(page, '');
  const width = grid.right - grid.left;
  const link = scene.link ? linkOf(scene.link, page, width) : undefined;
  const source = scene.source
    ? setText(
      scene.source, { face: faces.text, sizes: [scaleSteps[theme.larger ? 2 : 1], smallestSize], width, height: 180, maxLines: 3, wrap: 'even' }, setting,
    )
    : undefined;
  const linkTop = ground.bottom - (link?.height ?? 0);
  const sourceTop = linkTop - (source ? source.height + (link ? 34 : 0) : 0);
  const rule = openingRule(page, ground.top, ground.accent);
  const top = ground.top + (rule.length > 0 ? 75 : 20);
  const bottom = source || link ? sourceTop - 56 : ground.bottom;
  // Beside a large address the title is a reminder; without one it is all there is.
  const isReminder = link !== undefined && link.font.size > scaleSteps[3];
  const title = setText(scene.title, {
    face: faces.display,
    sizes: isReminder ? sizes((grid.shape === 'wide' ? 5 : 4) + theme.larger, 2) : sizes((grid.shape === 'wide' ? 7 : 6) + theme.larger, 3),
    width: grid.shape === 'wide' ? width * 0.86 : width,
    height: bottom - top,
    maxLines: { wide: 3, square: 4, portrait: 5, tall: 6 }[grid.shape],
    mostLines: 8,
    wrap: 'balanced',
  }, setting);
  const left = grid.left - (page.direction === 'ltr' ? title.font.size * 0.03 : 0);
  const at = opticalTop(top, bottom, title.height, isReminder ? 0 : grid.shape === 'wide' ? 0.1 : 0.28);
  const pieces: Piece[] = [
    ...ground.pieces,
    ...rule,
    { marks: [...place(title, left, at, ground.text, page).marks, ...cursorAfter(title, left, at, page)], motion: 'rise', share: scene.title },
  ];
  if (source) pieces.push({ marks: place(source, grid.left, sourceTop, ground.muted, page).marks, motion: 'rise' });
  if (link) pieces.push({ marks: place(link, grid.left, linkTop, ground.accent, page).marks, motion: 'rise' });
  return pieces;
}

/** An address in the largest letters in which it stands on one line; of a long one its site alone; if that is too long as well, small and cut at its end. */
function linkOf(link: string, page: Page, width: number): SetText {
  const { theme, setting, grid } = page;
  const text = shownLink(link);
  const face = { ...theme.faces.display, tracking: theme.faces.display.tracking / 2 };
  const choices = sizes((grid.shape === 'wide' ? 6 : 5) + theme.larger, 3);
  // Nobody types a path of fifty letters from a screen: the site is what can be remembered.
  const large = [text, text.split('/', 1)[0] ?? ''].flatMap((one) => choices.map((size) => setLine(one, face, size, width, setting))).find((set) => !set.cut);
  return large ?? setLine(text, theme.faces.label, scaleSteps[theme.larger ? 2 : 1], width, setting);
}

/** An address as people write it. */
function shownLink(link: string): string {
  return link.replace(/^https?:\/\/(www\.)?/u, '').replace(/\/$/u, '');
}
