import type { NumberScene } from '../../../../domain/scenes/number';
import { sizes, smallestSize } from '../grid';
import { chapterLabel } from '../label';
import { opticalTop, place } from '../page';
import type { Mark, Page, Piece } from '../page';
import { extent, faceFor, fontOf, isTall, setLine, setText } from '../typesetting';
import { rtlLetter } from '../typography';
import type { SetText } from '../typesetting';

/** Sizes of figures, units, largest first: above the scale of words, each about 1.2 of the next. */
const figureSizes: readonly number[] = [500, 420, 350, 292, 243, 203, 169, 141, 117, 98, 81, 68, 56, 47, 39, smallestSize];

/** A sentence broken open around its figure: the figure as large as it can stand, the words before it above, the words after it below. */
export function numberLayout(scene: NumberScene, page: Page): readonly Piece[] {
  const { grid, theme } = page;
  const label = chapterLabel(page);
  const top = label.top + 24;
  const width = grid.right - grid.left;
  const room = grid.bottom - top;
  const choices = figureSizes.filter((size) => size <= { wide: 420, square: 420, portrait: 500, tall: 500 }[grid.shape]);
  const block = choices.map((size) => blockOf(scene, size, width, page)).find((one) => one.figure.width <= width && one.height <= room && !one.cut)
    ?? cutBlock(scene, width, room, page);

  const at = opticalTop(top, grid.bottom, block.height, grid.shape === 'wide' ? 0.42 : 0.34);
  const pieces: Piece[] = [...label.pieces];
  // The words rest on the sentence's own order: a reader goes down the page as the voice goes on.
  if (block.before) pieces.push({ marks: place(block.before, grid.left, at, theme.colours.text, page).marks, motion: 'rise' });
  const figureTop = at + (block.before ? block.before.height + block.gap : 0);
  pieces.push({ marks: block.figure.marks(grid.left - (page.direction === 'ltr' ? Math.min(block.size * 0.03, 7) : 0), figureTop), motion: 'rise' });
  if (block.after) pieces.push({
    marks: place(block.after, grid.left, figureTop + block.figure.height + block.gap, theme.colours.text, page).marks, motion: 'rise',
  });
  return pieces;
}

interface Block {
  readonly size: number;
  readonly before: SetText | undefined;
  readonly figure: Figure;
  readonly after: SetText | undefined;
  readonly gap: number;
  readonly height: number;
  /** Whether words are missing. */
  readonly cut: boolean;
}

function blockOf(scene: NumberScene, size: number, width: number, page: Page): Block {
  const { grid, theme, setting } = page;
  const words = (text: string): SetText | undefined => (text === '' ? undefined : setText(text, {
    face: theme.faces.statement,
    sizes: sizes(4 + theme.larger, 1).filter((one) => one < size * 0.7),
    width: grid.shape === 'wide' ? width * 0.84 : width,
    height: Infinity,
    maxLines: grid.shape === 'wide' ? 2 : 3,
    mostLines: 6,
    wrap: 'balanced',
  }, setting));
  if (size * 0.7 <= (sizes(1, 1)[0] ?? 0)) return cutBlock(scene, width, 0, page);
  const [before, after] = [words(scene.before), words(scene.after)];
  const figure = setFigure(scene.figure, size, page);
  // Digits stand on the line; commas and letters hang below it.
  const gap = Math.max(40, size * (/^[\p{N}.%°×]*$/u.test(scene.figure) ? 0.15 : 0.25));
  const height = (before ? before.height + gap : 0) + figure.height + (after ? after.height + gap : 0);
  return { size, before, figure, after, gap, height, cut: [before, after].some((set) => set !== undefined && (set.cut || set.torn)) };
}

/** What is left to do with a figure or words too long for the page: all in small letters, cut off where they must be. */
function cutBlock(scene: NumberScene, width: number, room: number, page: Page): Block {
  const { faces, colours } = page.theme;
  const face = faces.text;
  const line = setLine(scene.figure || ' ', { ...faces.display, leading: 1.1 }, smallestSize * 1.2, width, page.setting);
  const gap = 30;
  const share = (room - line.height - 2 * gap) / 2;
  const words = (text: string): SetText | undefined => (text === '' ? undefined : setText(
    text, { face, sizes: [smallestSize], width, height: Math.max(share, smallestSize), maxLines: 6, wrap: 'even' }, page.setting,
  ));
  const [before, after] = [words(scene.before), words(scene.after)];
  const figure: Figure = {
    width: line.width, height: line.height, marks: (x, top) => (scene.figure === '' ? [] : place(line, x, top, colours.accent, page).marks),
  };
  const height = (before ? before.height + gap : 0) + line.height + (after ? after.height + gap : 0);
  return { size: smallestSize, before, figure, after, gap, height, cut: true };
}

interface Figure {
  readonly width: number;
  readonly height: number;
  marks(x: number, top: number): readonly Mark[];
}

/** Digits at full size; signs before and after them (%, °C, €) small and raised, words (million) small on the line. */
function setFigure(text: string, size: number, page: Page): Figure {
  const { theme, setting } = page;
  const { faces, colours } = theme;
  const face = faceFor(text, faces.figure ?? faces.display);
  // Over lights the darkest tone reads best; elsewhere the figure is what the accent is for.
  const colour = theme.colours.glows ? colours.text : colours.accent;
  const match = /^(\P{N}*)(\p{N}(?:.*\p{N})?)(.*)$/su.exec(text);
  const parts = match ? [match[1], match[2], match[3]] : ['', text, ''];
  const [lead = '', digits = '', unit = ''] = parts.map((part) => (part ?? '').trim());
  const { above } = extent(text);
  const share = (part: string): number => (/\p{L}{3}/u.test(part) ? 0.3 : 0.42);
  const set = [lead, digits, unit].map((part, index) => {
    const own = index === 1 ? size : Math.max(smallestSize, size * share(part));
    const font = fontOf(face, own);
    // Words stand on the line, as do the counters of Chinese and Japanese; signs hang from the top.
    const raised = index !== 1 && share(part) !== 0.3 && !isTall(part);
    return { text: part, font, width: part === '' ? 0 : setting.ruler.width(part, font), lift: raised ? above * (size - own) : 0 };
  });
  const gap = size * 0.045;
  let width = 0;
  const placed = set.filter((part) => part.text !== '').map((part) => {
    const offset = width + (width > 0 ? gap : 0);
    width = offset + part.width;
    return { ...part, offset };
  });
  return {
    width,
    // Digits have no descenders; the marks of currencies hang a little.
    height: (above + 0.03) * size,
    // In a page that runs from right to left, digits with their signs still run from left to right.
    marks: (x, top) => placed.map((part) => ({
      kind: 'text', text: part.text, x: x + (page.direction === 'rtl' && !rtlLetter.test(text) ? width - part.offset - part.width : part.offset),
      y: top + above * size - part.lift, width: part.width, font: part.font, colour,
    })),
  };
}
