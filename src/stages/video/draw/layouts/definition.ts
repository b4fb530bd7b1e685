import type { DefinitionScene } from '../../../../domain/scenes/definition';
import { scaleSteps, sizes, smallestSize } from '../grid';
import { chapterLabel } from '../label';
import { opticalTop, place, rectangle } from '../page';
import type { Page, Piece } from '../page';
import { setText } from '../typesetting';

/** A term as a dictionary prints it: the word, what kind of word it is, what it means. */
export function definitionLayout(scene: DefinitionScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const label = chapterLabel(page);
  const width = grid.right - grid.left;
  const top = label.top + 24;
  const room = grid.bottom - top;
  const wide = grid.shape === 'wide';
  const focus = theme.page === 'focus';
  const indent = focus ? 44 : 0;

  const term = setText(
    scene.term,
    { face: faces.display, sizes: sizes((wide ? 8 : 7) + theme.larger, 2), width, height: room * 0.45, maxLines: 2, mostLines: 3, wrap: 'balanced' }, setting,
  );
  const note = scene.note
    ? setText(scene.note, { face: faces.text, sizes: [scaleSteps[theme.larger], smallestSize], width, height: 110, maxLines: 2, wrap: 'even' }, setting)
    : undefined;
  const [noteGap, gap] = [34, wide ? 64 : 60];
  const head = term.height + (note ? note.height + noteGap : 0) + gap;
  const text = setText(scene.text, {
    face: { ...faces.text, leading: Math.min(faces.text.leading, 1.3) },
    sizes: sizes(5 + theme.larger, 0),
    width: (wide ? width * 0.86 : width) - indent,
    height: room - head,
    maxLines: { wide: 6, square: 6, portrait: 7, tall: 8 }[grid.shape],
    mostLines: 9,
    characters: 54,
    // A sentence of a few lines is set as a headline is; a longer one is read.
    wrap: scene.text.length > 140 ? 'even' : 'balanced',
  }, setting);

  const at = opticalTop(top, grid.bottom, head + text.height, wide ? 0.36 : 0.3);
  const outdent = page.direction === 'ltr' && term.font.size > 100 ? Math.min(7, term.font.size * 0.03) : 0;
  const pieces: Piece[] = [...label.pieces, { marks: place(term, grid.left - outdent, at, colours.accent, page).marks, motion: 'rise' }];
  if (note) pieces.push({ marks: place(note, grid.left, at + term.height + noteGap, colours.muted, page).marks, motion: 'rise' });
  const bar = focus && scene.text !== '' ? [rectangle(grid.left, at + head, 6, text.height, colours.accent)] : [];
  pieces.push({ marks: [...bar, ...place(text, grid.left + indent, at + head, colours.text, page).marks], motion: 'rise' });
  return pieces;
}
