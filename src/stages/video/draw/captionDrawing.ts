import type { Caption } from '../../../domain/captions';
import type { Grid } from './grid';
import { scaleSteps, smallestSize } from './grid';
import type { Mark } from './page';
import { rectangle } from './page';
import type { Theme } from './themes/theme';
import { extent, faceFor, fontOf, isTall, looseness } from './typesetting';
import type { Setting } from './lineBreaking';
import { curled, directionOf } from './typography';

/** A caption laid out: its marks for each word being spoken, `words[0]` before the first one. */
export interface LaidOutCaption {
  readonly caption: Caption;
  /** Seconds of the film at which each word starts, ascending. */
  readonly wordStarts: readonly number[];
  /** Marks while word `index − 1` is spoken, in physical units from the left edge: captions are not mirrored again. */
  marks(index: number): readonly Mark[];
  /** Tells pictures of captions apart, whatever their times. */
  name(index: number): string;
}

/**
 * Lays a caption out in its band, the word being spoken in a colour and weight of its own.
 *
 * The words keep their places: a strong word is drawn together until it is as wide as its regular self (about a hundredth of an em
 * a letter, too little to see), so nothing moves while one reads.
 *
 * @param area between which edges captions at the foot are centred, units
 */
export function layOutCaption(
  spoken: Caption, grid: Grid, theme: Theme, setting: Setting, direction: 'ltr' | 'rtl', area = { left: 0, right: grid.width },
): LaidOutCaption {
  const { ruler } = setting;
  // As a page prints it; words keep their places.
  const caption: Caption = { ...spoken, lines: spoken.lines.map((line) => ({ ...line, text: curled(line.text, setting.language) })) };
  const face = faceFor(caption.lines.map((line) => line.text).join(''), theme.faces.caption);
  const room = Math.min(grid.width - 2 * Math.max(grid.width - grid.right, 76), area.right - area.left - 2 * 76);
  // Two lines of letters with marks above and below them fill the band at the usual size.
  const isLoose = looseness(caption.lines.map((line) => line.text).join('')) > 1.2;
  const wished = grid.shape === 'wide' || grid.shape === 'square' ? 1 : 2;
  const size = scaleSteps.slice(0, wished + (isLoose ? 0 : theme.larger) + 1).reverse().find(
    (one) => caption.lines.every((line) => ruler.width(line.text, fontOf(face, one)) <= room),
  ) ?? smallestSize;
  const font = fontOf(face, size);
  // Letters that join cannot be drawn together: there the colour alone marks the word; a box marks it enough, and strong letters would touch its sides.
  const strong = theme.colours.box !== undefined || isTall(caption.lines.map((line) => line.text).join('')) ? font : fontOf(face, size, face.strong);
  const { above, below } = extent(caption.lines.map((line) => line.text).join(''));
  // A line under a word clears its descenders.
  const under = below > 0.3 ? 0.42 : 0.31;
  const leading = size * 1.34 * (isLoose ? 1.12 : 1);
  const { band } = grid;
  // At the foot of the picture the last line keeps its place; in a band in the middle the first one does.
  const last = grid.shape === 'tall' ? band.top + 66 + above * size
    + (caption.lines.length - 1) * leading : band.bottom - (isLoose ? 72 : 78) + 12 * (isLoose ? 0 : theme.larger) - below * size;

  const rows = caption.lines.map((line, row) => {
    const lineWidth = ruler.width(line.text, font);
    const rtl = directionOf(line.text, direction) === 'rtl';
    const start = grid.shape === 'tall'
      ? (direction === 'rtl' ? grid.right - lineWidth : grid.left)
      : (area.left + area.right - lineWidth) / 2;
    return { line, lineWidth, start, rtl, y: last - (caption.lines.length - 1 - row) * leading };
  });
  // Punctuation that clings to a word is spoken with it.
  const words = rows.flatMap((row, index) => row.line.words.map((word) => {
    const tail = /^[^\p{L}\p{N}\s]+/u.exec(row.line.text.slice(word.offset + word.length))?.[0] ?? '';
    return { ...word, length: word.length + tail.length, row: index };
  }));

  return {
    caption,
    wordStarts: words.map((word) => word.start),
    name(index) {
      const spoken = words[index - 1];
      const text = caption.lines.map((line) => line.text).join('\n');
      return spoken ? `${spoken.row},${spoken.offset},${spoken.length}:${text}` : `:${text}`;
    },
    marks(index) {
      const spoken = words[index - 1];
      return rows.flatMap(({ line, lineWidth, start, rtl, y }, row) => {
        const mark = (
          text: string, x: number, width: number, one = font, colour = theme.colours.caption,
        ): Mark => ({ kind: 'text', text, x, y, width, font: one, colour });
        const said = theme.captions === 'karaoke' ? theme.colours.spoken : theme.colours.caption;
        if (spoken?.row !== row) return [mark(line.text, start, lineWidth, font, spoken !== undefined && row < spoken.row ? said : theme.colours.caption)];
        const before = line.text.slice(0, spoken.offset);
        const word = line.text.slice(spoken.offset, spoken.offset + spoken.length);
        const from = ruler.width(before, font);
        const to = ruler.width(before + word, font);
        // Punctuation is not underlined.
        const spokenEnd = from + ruler.width(word.replace(/(?<![^\p{L}\p{N}])[^\p{L}\p{N}]+$/u, ''), font);
        const surplus = ruler.width(word, strong) - (to - from);
        const drawn = strong === font ? font : { ...strong, tracking: (strong.tracking ?? 0) - surplus / Math.max(1, [...word].length) };
        const after = line.text.slice(spoken.offset + spoken.length);
        const at = (offset: number, width: number): number => (rtl ? start + lineWidth - offset - width : start + offset);
        // Into the space beside the word; where scripts have none, its neighbour begins there.
        const [first, last] = [before === '' || /\s$/u.test(before), after === '' || /^\s/u.test(after)].map((free) => (free ? size * 0.1 : 0));
        const pads = { left: (rtl ? last : first) ?? 0, right: (rtl ? first : last) ?? 0 };
        // As high as the letters and a little more, so that boxes of two lines never touch.
        const over = above > 0.8 ? 0 : 0.16;
        const box = theme.colours.box;
        return [
          ...(box === undefined ? [] : [rectangle(
            at(from, to - from) - pads.left, y - (above + over) * size, to - from + pads.left + pads.right, (above + below + over + 0.04) * size, box,
            theme.name === 'signal' ? 0 : size * (pads.left > 0 && pads.right > 0 ? 0.14 : 0.05),
          )]),
          ...(theme.captions === 'underlined' && box === undefined
            ? [rectangle(at(from, spokenEnd - from), y + size * under, spokenEnd - from, Math.max(4, size * 0.07), theme.colours.accent)]
            : []),
          ...(before.trim() ? [mark(before, at(0, from), from, font, said)] : []),
          mark(word, at(from, to - from), to - from, drawn, theme.colours.spoken),
          ...(after.trim() ? [mark(after, at(to, lineWidth - to), lineWidth - to)] : []),
        ];
      });
    },
  };
}
