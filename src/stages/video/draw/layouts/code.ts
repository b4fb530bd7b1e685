import { codeKey } from '../../../../domain/film/composed';
import type { CodeLine } from '../../../../domain/film/composed';
import type { CodeScene } from '../../../../domain/scenes/code';
import { courseOf, focusSteps, windowStarts } from '../codeFocus';
import { codeRows, codeShown, columnsOfCode } from '../codeWindow';
import { sizes, smallestSize } from '../grid';
import { chapterLabel } from '../label';
import { opticalTop, place, rectangle } from '../page';
import { stagger } from '../motion';
import type { Course, Mark, Page, Piece } from '../page';
import { fontOf, setLine } from '../typesetting';
import { codeColour } from '../codeColours';
import { tidiedCode, trimmedLines } from '../codeText';
import { tokenize } from '../codeTokens';

/** Code on a panel, its name above; always from left to right. */
export function codeLayout(scene: CodeScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const { faces, colours } = theme;
  // A bar across the head names the file itself.
  const named = theme.label === 'bar' && scene.title !== '';
  const label = chapterLabel(named ? { ...page, chapter: scene.title } : page);
  const pieces: Piece[] = [...label.pieces];
  const width = grid.right - grid.left;

  let top = label.top;
  if (scene.title && !named) {
    const set = setLine(scene.title, { ...faces.mono, weight: 500 }, smallestSize, width, setting);
    // Across from the chapter where both fit on a line, else below it.
    const across = page.chapter !== '' && label.right + 80 < grid.right - set.width;
    const placed = across ? place(set, grid.right, grid.top, colours.muted, page, { align: 'end' }) : place(set, grid.left, top, colours.muted, page);
    pieces.push({ marks: placed.marks, motion: 'rise' });
    top = placed.bottom + 40;
  }

  const roomy = grid.shape === 'wide';
  const focus = theme.code === 'focus';
  const padding = focus ? { x: 40, y: 8 } : { x: roomy ? 56 : 36, y: roomy ? 48 : 40 };
  const inner = { width: width - 2 * padding.x, height: grid.bottom - top - 2 * padding.y };
  const text = tidiedCode(scene.code);
  const lines = page.composed.code.get(codeKey(text, scene.language)) ?? tokenize(text, scene.language);
  // A command or two are all there is to see.
  const isShort = lines.length <= 3;
  const choices = roomy ? sizes(isShort ? 6 : 4, 0) : sizes(isShort ? 4 : 2, 0);
  const advance = (size: number): number => setting.ruler.width('0'.repeat(10), fontOf(faces.mono, size)) / 10;
  const columns = Math.max(...lines.map((line) => line.reduce((sum, token) => sum + columnsOfCode(token.text), 0)), 1);
  const leadingOf = (size: number): number => size * faces.mono.leading;
  const size = choices.find((one) => columns * advance(one) <= inner.width && lines.length * leadingOf(one) <= inner.height) ?? smallestSize;

  const font = fontOf(faces.mono, size);
  const leading = leadingOf(size);
  const rows = Math.max(1, Math.floor((inner.height + leading - size) / leading));
  const most = Math.max(12, Math.floor(inner.width / advance(size)));
  const steps = scene.focus === undefined || scene.focus.length === 0
    ? []
    : focusSteps(scene.focus, codeRows(lines, most), page.lines, page.seconds, trimmedLines(scene.code));
  // What is too long for the page is cut off, or moves past with the voice.
  const shown = steps.length === 0 ? codeShown(lines, rows, most) : codeRows(lines, most).map(({ tokens }) => tokens);
  const capacity = Math.min(rows, shown.length);
  const panelHeight = size * 0.98 + (capacity - 1) * leading + 2 * padding.y;
  top = opticalTop(top, grid.bottom, panelHeight, isShort ? 0.36 : 0.24);
  // The picture is mirrored piece by piece: the panel fills the width either way, the code in it never turns.
  const panel = rectangle(grid.left, top, width, panelHeight, colours.surface, 14);
  const inset = page.direction === 'rtl' ? grid.width - grid.right : grid.left;
  const bar: readonly Mark[] = focus ? [rectangle(inset, top, 6, panelHeight, colours.accent)] : [];
  const rowMarks = (tokens: CodeLine, place: number): readonly Mark[] => {
    let x = inset + padding.x;
    const y = top + padding.y + size * 0.76 + place * leading;
    return tokens.flatMap((token): readonly Mark[] => {
      const left = x;
      const tokenWidth = setting.ruler.width(token.text, font);
      x += tokenWidth;
      return token.text.trim() === '' ? [] : [{ kind: 'text', text: token.text, x: left, y, width: tokenWidth, font, colour: codeColour(theme, token.kind) }];
    });
  };
  if (!focus) pieces.push({ marks: [panel], motion: 'rise' });
  if (steps.length === 0) return [...pieces, { marks: [...bar, ...shown.flatMap(rowMarks)], motion: 'rise', unmirrored: true }];

  const at = stagger * pieces.length;
  if (bar.length > 0) pieces.push({ marks: bar, motion: 'rise', at, unmirrored: true });
  const starts = windowStarts(steps, shown.length, capacity);
  const together = new Map<string, { course: Course; marks: Mark[] }>();
  shown.forEach((tokens, row) => {
    const found = courseOf(row, steps, starts, capacity, leading);
    if (found === undefined) return;
    // Rows that share a course are one piece.
    const key = JSON.stringify(found.course);
    const group = together.get(key) ?? { course: found.course, marks: [] };
    group.marks.push(...rowMarks(tokens, found.place));
    together.set(key, group);
  });
  return [...pieces, ...[...together.values()].map(({ course, marks }): Piece => ({ marks, motion: 'rise', at, unmirrored: true, course }))];
}
