import type { ListScene } from '../../../../domain/storyboard';
import { sizes } from '../grid';
import { chapterLabel } from '../label';
import { place, rectangle } from '../page';
import type { Mark, Page, Piece } from '../page';
import { extent, fontOf, setText } from '../typesetting';
import type { SetText } from '../typesetting';
import { stagger } from '../motion';

/** Seconds before its line is spoken at which an entry comes, so that it stands when the voice begins. */
const lead = 0.12;

/** A headline and entries that come with the voice, a line above each. */
export function listLayout(scene: ListScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const label = chapterLabel(page);
  const beside = theme.list === 'beside' && grid.shape === 'wide' && scene.title !== '';
  const width = grid.right - grid.left;
  const column = beside ? width * 0.33 : width;
  const pieces: Piece[] = [...label.pieces];

  let top = label.top + (label.pieces.length > 0 ? 18 : 0);
  const headTop = top;
  if (scene.title) {
    const title = setText(scene.title, {
      face: faces.display,
      sizes: beside ? sizes(5, 2) : grid.shape === 'wide' ? sizes(4, 2) : sizes(5, 2),
      width: column,
      height: beside ? grid.bottom - top : (grid.bottom - top) * 0.32,
      maxLines: beside ? 6 : grid.shape === 'wide' ? 2 : 3,
      wrap: 'balanced',
    }, setting);
    const placed = place(title, grid.left, top, colours.text, page);
    pieces.push({ marks: placed.marks, motion: 'rise' });
    if (!beside) top = placed.bottom + 44;
  }
  if (beside) top = headTop + 8;

  const left = beside ? grid.left + width * 0.39 : grid.left;
  const rows = setRows(scene, page, grid.right - left, grid.bottom - top);
  const entryCues = cues(scene, page);
  let y = top;
  rows.sets.forEach((set, index) => {
    const { above } = extent(set.lines[0]?.text ?? '');
    const size = set.font.size;
    const textTop = y + 2 + rows.padding;
    const marks: Mark[] = [rectangle(left, y, grid.right - left, 2, colours.rule)];
    if (scene.ordered) {
      const font = fontOf(faces.text, size);
      const text = String(index + 1);
      marks.push({ kind: 'text', text, x: left, y: textTop + above * size, width: setting.ruler.width(text, font), font, colour: colours.accent });
    } else {
      marks.push(rectangle(left, textTop + above * size - size * 0.3, size * 0.36, 4, colours.accent));
    }
    marks.push(...place(set, left + rows.indent, textTop, colours.text, page).marks);
    const at = entryCues[index];
    pieces.push({ marks, motion: 'rise', ...(at === undefined ? {} : { at }) });
    y = textTop + set.height + rows.padding;
  });
  return pieces;
}

interface Rows {
  readonly sets: readonly SetText[];
  /** Above and below each entry. */
  readonly padding: number;
  /** From the start edge to the entry's text. */
  readonly indent: number;
}

/** All entries in one size, the largest in which they fit; if none does, entries are cut to a line, then the last ones are left out. */
function setRows(scene: ListScene, page: Page, width: number, height: number): Rows {
  const { grid, theme, setting } = page;
  const choices = grid.shape === 'wide' ? sizes(3, 0) : sizes(4, 0);
  const attempt = (size: number, maxLines: number, air: number): Rows & { readonly fits: boolean } => {
    const indent = scene.ordered ? Math.max(size * 1.35, setting.ruler.width(`${scene.entries.length}`, fontOf(theme.faces.text, size)) + size * 0.6) : size * 0.9;
    const face = { ...theme.faces.text, leading: 1.24 };
    const measure = { face, sizes: [size], width: width - indent, height: Infinity, maxLines, wrap: 'even', characters: 96 } as const;
    const sets = scene.entries.map((entry) => setText(entry, measure, setting));
    const padding = size * air;
    const total = sets.reduce((sum, set) => sum + set.height + padding * 2 + 2, 0) - padding;
    return { sets, padding, indent, fits: total <= height && sets.every((set) => !set.cut && !set.torn) };
  };
  for (const size of choices) {
    for (const air of [0.92, 0.78, 0.64, 0.5]) {
      const rows = attempt(size, grid.shape === 'wide' ? 2 : 3, air);
      if (rows.fits) return rows;
    }
  }
  const smallest = choices.at(-1) ?? 0;
  for (const maxLines of [3, 2, 1]) {
    const rows = attempt(smallest, maxLines, 0.34);
    const total = rows.sets.reduce((sum, set) => sum + set.height + rows.padding * 2 + 2, 0) - rows.padding;
    if (total <= height || maxLines === 1) {
      const each = total / Math.max(1, rows.sets.length);
      return { ...rows, sets: rows.sets.slice(0, Math.max(1, Math.floor(height / each))) };
    }
  }
  return attempt(smallest, 1, 0.34);
}

/** When each entry comes: with its line of the speech; entries without one follow each other. */
function cues(scene: ListScene, page: Page): readonly (number | undefined)[] {
  const spoken = page.lines.slice(-scene.entries.length);
  if (page.lines.length < scene.entries.length) return scene.entries.map(() => undefined);
  return scene.entries.map((_, index) => Math.max(stagger * (index + 2), (spoken[index]?.start ?? 0) - lead));
}
