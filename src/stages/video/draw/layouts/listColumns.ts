import { entryNumber } from '../../../../domain/scenes/list';
import type { ListScene } from '../../../../domain/scenes/list';
import { given } from '../../../../domain/given';
import { scaleSteps, sizes } from '../grid';
import { place, rectangle } from '../page';
import type { Mark, Page, Piece } from '../page';
import { setLine, setText } from '../typesetting';

/** Between columns, units: a line stands in the middle. */
const gutter = 72;

/**
 * Entries side by side, as a newspaper sets short pieces: a numeral or a short rule, then the words, a hairline between columns.
 *
 * @param cues seconds at which each entry comes
 * @returns `undefined` if there are too many, or one of them does not fit its column
 */
export function columnList(scene: ListScene, page: Page, top: number, cues: readonly (number | undefined)[]): readonly Piece[] | undefined {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const count = scene.entries.length;
  if (count < 2 || count > 4) return undefined;
  const width = (grid.right - grid.left - gutter * (count - 1)) / count;
  const numeral = scaleSteps[6];
  const isNumbered = scene.entries.some((_, index) => entryNumber(scene, index) !== undefined);
  const head = isNumbered ? numeral * 0.72 + 48 : 40;
  const face = { ...(faces.entry ?? faces.text), leading: 1.3 };
  const choices = sizes(4, 1).map(
    (size) => scene.entries.map((entry) => setText(entry, { face, sizes: [size], width, height: Infinity, maxLines: 7, wrap: 'even' }, setting)),
  )
    .filter((some) => some.every((set) => !set.torn && !set.cut && set.lines.length <= 7 && set.height <= grid.bottom - top - head));
  // A word alone on a line is too large for its column.
  const sets = choices.find((some) => some.every((set) => set.lines.every((line) => /\s/u.test(line.text) || set.lines.length === 1))) ?? choices[0];
  if (sets === undefined) return undefined;
  const height = head + Math.max(...sets.map((set) => set.height));
  return sets.map((set, index): Piece => {
    const x = grid.left + index * (width + gutter);
    const marks: Mark[] = index > 0 ? [rectangle(x - gutter / 2 - 1, top, 2, height, colours.rule)] : [];
    const number = entryNumber(scene, index);
    if (number !== undefined) marks.push(
      ...place(setLine(String(number), faces.figure ?? faces.display, numeral, width, setting), x, top, colours.accent, page).marks,
    );
    else marks.push(rectangle(x, top, 64, 4, colours.accent));
    marks.push(...place(set, x, top + head, colours.text, page).marks);
    const at = cues[index];
    return { marks, motion: 'rise', ...given({ at }) };
  });
}
