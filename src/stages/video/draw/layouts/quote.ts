import type { QuoteScene } from '../../../../domain/scenes/quote';
import { displaySizes } from '../displaySizes';
import { scaleSteps, smallestSize } from '../grid';
import { chapterLabel } from '../label';
import { opticalTop, place } from '../page';
import type { Mark, Page, Piece } from '../page';
import { extent, faceFor, fontOf, setText } from '../typesetting';
import { quoteMarks, unquoted } from '../typography';

/** Someone's words in italics, the opening mark hung outside the lines, and whose they are. */
export function quoteLayout(scene: QuoteScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const label = chapterLabel(page);
  const [open, close] = quoteMarks(setting.language).map((mark) => mark.trim()) as [string, string]; // two marks in, two out
  const text = `${unquoted(scene.text)}${close}`;
  const face = faceFor(text, faces.quote);
  const hang = (size: number): number => setting.ruler.width(open, fontOf(face, size)) + size * 0.06;

  const choices = displaySizes(scene.text, grid, theme.larger, 2);
  const indent = Math.max(grid.shape === 'wide' ? 50 : 0, hang(choices[0] ?? smallestSize));
  const x = grid.left + indent;
  const width = grid.right - x;
  // A name, then what the person is: the name stands out, and is wider for it.
  const comma = scene.attribution.search(/[,，،(–—]/u);
  const name = comma > 0 ? scene.attribution.slice(0, comma) : scene.attribution;
  const wishedSize = scaleSteps[theme.larger ? 2 : 1];
  const surplus = Math.max(
    0, setting.ruler.width(name, fontOf(faces.text, wishedSize, faces.text.strong)) - setting.ruler.width(name, fontOf(faces.text, wishedSize)),
  );
  const who = scene.attribution
    ? setText(
      scene.attribution, { face: faces.text, sizes: [wishedSize, smallestSize], width: width - surplus, height: 160, maxLines: 2, wrap: 'even' }, setting,
    )
    : undefined;
  const top = label.top + 24;
  const gap = grid.shape === 'wide' ? 68 : 60;
  const foot = who ? who.height + gap : 0;
  const set = setText(text, {
    face,
    sizes: choices,
    width: grid.shape === 'wide' ? width * 0.94 : width,
    height: grid.bottom - top - foot,
    maxLines: { wide: 6, square: 6, portrait: 7, tall: 9 }[grid.shape],
    wrap: 'balanced',
  }, setting);
  const atFoot = theme.attribution === 'foot';
  const at = opticalTop(top, grid.bottom, set.height + foot, atFoot && who ? 0.14 : 0.38);
  const placed = place(set, x, at, colours.text, page);
  const size = set.font.size;
  const mark: Mark = {
    kind: 'text', text: open, x: x - hang(size), y: at + extent(text).above * size, width: setting.ruler.width(open, set.font), font: set.font,
    colour: colours.accent,
  };
  const pieces: Piece[] = [...label.pieces, { marks: [mark, ...placed.marks], motion: 'rise' }];
  if (who) {
    const emphasis = { start: 0, end: name.length, colour: colours.text, weight: faces.text.strong };
    pieces.push({
      marks: place(
        who, x, atFoot ? Math.max(placed.bottom + gap, grid.bottom - who.height - 36) : placed.bottom + gap, colours.muted, page, { emphasis },
      ).marks,
      motion: 'rise',
    });
  }
  return pieces;
}
