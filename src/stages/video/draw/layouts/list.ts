import { entryNumber } from '../../../../domain/scenes/list';
import type { ListScene } from '../../../../domain/scenes/list';
import { given } from '../../../../domain/given';
import { sizes, smallestSize } from '../grid';
import { chapterLabel } from '../label';
import { field, place, rectangle } from '../page';
import type { Mark, Page, Piece } from '../page';
import { extent, fontOf, setLine, setText } from '../typesetting';
import type { SetText } from '../typesetting';
import { stagger } from '../motion';
import { panelWidth } from '../opening';
import { columnList } from './listColumns';

/** Inside and between cards, units. */
const cardInset = 36;
const cardGap = 14;

/** Seconds before its line is spoken at which an entry comes, so that it stands when the voice begins. */
const lead = 0.12;

/** A headline and entries that come with the voice, a line above each. */
export function listLayout(scene: ListScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  if (theme.list === 'panel' && scene.title !== '') return panelList(scene, page);
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
      // Many entries want the room.
      sizes: sizes((grid.shape === 'wide' && !beside ? 4 : scene.entries.length > 5 ? 3 : 5) + theme.larger, 2),
      width: column,
      height: beside ? grid.bottom - top : (grid.bottom - top) * 0.32,
      maxLines: beside ? 6 : grid.shape === 'wide' ? 2 : 3,
      wrap: 'balanced',
    }, setting);
    const placed = place(title, grid.left, top, colours.text, page);
    pieces.push({ marks: placed.marks, motion: 'rise', share: scene.title });
    if (!beside) top = placed.bottom + 44;
  }
  if (beside) top = headTop + 8;

  if (theme.list === 'columns' && grid.shape === 'wide') {
    const columns = columnList(scene, page, top + 28, cues(scene, page));
    if (columns) return [...pieces, ...columns];
  }
  const left = beside ? grid.left + width * 0.39 : grid.left;
  return [...pieces, ...entryPieces(scene, page, left, top)];
}

/** The headline on a panel, the entries beside it in wide pictures, below it in others. */
function panelList(scene: ListScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const wide = grid.shape === 'wide';
  const side = panelWidth(page);
  const on = colours.onPanel ?? colours.background;
  const left = Math.min(grid.left, 96);
  const label = page.chapter ? setLine(page.chapter, faces.label, smallestSize, (wide ? side : grid.right) - left - 40, setting) : undefined;
  const top = grid.top - (wide ? 8 : 0);
  const titleTop = top + (label && !wide ? label.height + 34 : 0);
  const title = setText(scene.title, {
    face: faces.display,
    sizes: wide ? sizes(6, 2) : sizes(5, 2),
    width: (wide ? side - 48 : grid.right) - left,
    height: wide ? grid.bottom - grid.top - 120 : (grid.bottom - grid.top) * 0.3,
    maxLines: wide ? 7 : 3,
    wrap: 'balanced',
  }, setting);
  const placed = place(title, left, titleTop, on, page);
  const pieces: Piece[] = [
    wide ? field(0, 0, side, grid.height, colours.panel ?? colours.accent) : field(0, 0, grid.width, placed.bottom + 52, colours.panel ?? colours.accent),
  ];
  if (label) pieces.push({
    marks: place(label, left, wide ? (page.captioned ? grid.bottom : grid.height - 92) - label.height : top, on, page).marks, motion: 'rise',
    share: page.chapter,
  });
  pieces.push({ marks: placed.marks, motion: 'rise', share: scene.title });
  return [...pieces, ...entryPieces(scene, page, wide ? side + 96 : grid.left, wide ? grid.top + 8 : placed.bottom + 52 + 56)];
}

/** The entries from a place down, each coming with its line. */
function entryPieces(scene: ListScene, page: Page, left: number, top: number): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  const cards = theme.list === 'cards';
  const inner = cards ? cardInset : 0;
  const rows = setRows(scene, page, grid.right - left - 2 * inner, grid.bottom - top);
  const entryCues = cues(scene, page);
  const pieces: Piece[] = [];
  let y = top;
  rows.sets.forEach((set, index) => {
    const { above } = extent(set.lines[0]?.text ?? '');
    const size = set.font.size;
    const textTop = y + 2 + rows.padding;
    const height = set.height + 2 * rows.padding - (cards ? cardGap : 0);
    const marks: Mark[] = [
      cards ? rectangle(left, y, grid.right - left, height, colours.surface, 24) : rectangle(left, y, grid.right - left, theme.ruleWeight, colours.rule),
    ];
    const from = left + inner;
    const line = cards ? textTop - cardGap / 2 : textTop;
    const number = entryNumber(scene, index);
    if (number !== undefined) {
      const font = fontOf(faces.entry ?? faces.text, size);
      const text = String(number);
      marks.push({ kind: 'text', text, x: from, y: line + above * size, width: setting.ruler.width(text, font), font, colour: colours.accent });
    } else {
      marks.push(rectangle(from, line + above * size - size * 0.3, size * 0.36, 4, colours.accent));
    }
    marks.push(...place(set, from + rows.indent, line, colours.text, page).marks);
    const at = entryCues[index];
    pieces.push({ marks, motion: 'rise', ...given({ at }) });
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
  const choices = sizes((grid.shape === 'wide' ? 3 : 4) + theme.larger, 0);
  const entryFace = theme.faces.entry ?? theme.faces.text;
  const numbers = scene.entries.flatMap((_, index) => entryNumber(scene, index) ?? []);
  const attempt = (size: number, maxLines: number, air: number): Rows & { readonly fits: boolean } => {
    const widest = numbers.reduce((most, number) => Math.max(most, setting.ruler.width(`${number}`, fontOf(entryFace, size))), 0);
    const indent = numbers.length > 0 ? Math.max(size * 1.35, widest + size * 0.6) : size * 0.9;
    const face = { ...entryFace, leading: 1.24 };
    const measure = { face, sizes: [size], width: width - indent, height: Infinity, maxLines, wrap: 'even', characters: 96 } as const;
    const sets = scene.entries.map((entry) => setText(entry, measure, setting));
    const padding = size * air;
    const total = sets.reduce((sum, set) => sum + set.height + padding * 2 + 2, 0) - (theme.list === 'cards' ? cardGap : padding);
    return { sets, padding, indent, fits: total <= height && sets.every((set) => !set.cut && !set.torn) };
  };
  for (const size of choices) {
    for (const air of [0.92, 0.78, 0.64, 0.5]) {
      const rows = attempt(size, grid.shape === 'wide' ? 2 : 3, air);
      if (rows.fits) return rows;
    }
  }
  const smallest = choices.at(-1) ?? 0;
  for (const [maxLines, air] of [[3, 0.34], [2, 0.34], [2, 0.22], [1, 0.34]] as const) {
    // Cards need their padding.
    if (theme.list === 'cards' && air < 0.34) continue;
    const rows = attempt(smallest, maxLines, air);
    const total = rows.sets.reduce((sum, set) => sum + set.height + rows.padding * 2 + 2, 0) - (theme.list === 'cards' ? 0 : rows.padding);
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
