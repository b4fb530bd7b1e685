import { plainTex } from '../../../../domain/language/plainTex';
import type { FormulaScene } from '../../../../domain/scenes/formula';
import { given } from '../../../../domain/given';
import { wholeFormula, formulaMarks } from '../formulaLines';
import { sizes, smallestSize } from '../grid';
import { place } from '../page';
import type { Mark, Page, Piece } from '../page';
import { fontOf, setLine, setText } from '../typesetting';
import type { SetText } from '../typesetting';

export interface SetLegend {
  readonly height: number;
  /** @param top of the first row */
  pieces(top: number): readonly Piece[];
}

/** What the signs of a formula mean: each sign, set as the formula is, and its words beside it; in columns where they fit. */
export function setLegend(scene: FormulaScene, page: Page, width: number, room: number): SetLegend | undefined {
  const { grid, theme, setting } = page;
  if (scene.legend.length === 0) return undefined;
  const most = grid.shape === 'wide' && scene.legend.length > 2 ? 2 : 1;
  let tried: Rows | undefined;
  for (const size of sizes(1 + theme.larger, 0)) {
    tried = rowsOf(scene, page, size, most, width);
    if (tried.height <= room) break;
  }
  if (tried === undefined) return undefined;
  // What does not fit even in the smallest letters is left out from the end: the voice says it all the same.
  let rows = tried;
  for (let count = scene.legend.length - 1; rows.height > room && count > 0; count--) {
    rows = rowsOf({ ...scene, legend: scene.legend.slice(0, count) }, page, smallestSize, most, width);
  }
  if (rows.height > room) return undefined;
  const face = theme.faces.text;
  return {
    height: rows.height,
    pieces: (top) => rows.entries.map((entry): Piece => {
      const x = grid.left + (width - rows.width) / 2 + entry.x;
      const { sign, words } = entry;
      const y = top + entry.y;
      const baseline = y + 0.72 * rows.size;
      const marks: Mark[] = sign.set === undefined
        ? [...place(setLine(sign.text, { ...face, italic: true }, rows.size, rows.signs, setting), x, y, theme.colours.accent, page).marks]
        : [...formulaMarks(sign.set, x, baseline + (sign.above / 1000) * rows.size, rows.size, theme.colours.accent)];
      return {
        marks: [...marks, ...place(words, x + rows.signs, y, theme.colours.text, page).marks], motion: 'rise',
        ...given({ at: entry.at }),
      };
    }),
  };
}

interface Sign {
  readonly text: string;
  readonly set: ReturnType<typeof wholeFormula> | undefined;
  /** y of its upper edge, thousandths of an em from the baseline. */
  readonly above: number;
}

interface Entry {
  readonly sign: Sign;
  readonly words: SetText;
  readonly x: number;
  readonly y: number;
  readonly at: number | undefined;
}

interface Rows {
  readonly size: number;
  readonly width: number;
  readonly height: number;
  /** Width of the column of signs, the space after them included. */
  readonly signs: number;
  readonly entries: readonly Entry[];
}

function rowsOf(scene: FormulaScene, page: Page, size: number, columns: number, width: number): Rows {
  const { theme, setting, composed, grid } = page;
  const face = { ...theme.faces.text, leading: Math.min(theme.faces.text.leading, 1.34) };
  const signs = scene.legend.map(({ symbol }): Sign => {
    const set = composed.formulas.get(symbol);
    return { text: symbol, set: set && wholeFormula(set), above: set?.box.top ?? 0 };
  });
  const widths = signs.map((sign) => (sign.set ? (sign.set.width / 1000) * size : setting.ruler.width(sign.text, fontOf({ ...face, italic: true }, size))));
  const signColumn = Math.min(Math.max(...widths), width * 0.3) + size * 0.75;
  const gutter = size * 2;
  const column = (width - gutter * (columns - 1)) / columns;
  const lines = scene.legend.map(({ meaning }) => setText(meaning || ' ', {
    face, sizes: [size], width: column - signColumn, height: Infinity, maxLines: 3, mostLines: 3, characters: 48, wrap: 'even',
  }, setting));
  const perColumn = Math.ceil(scene.legend.length / columns);
  const between = size * (grid.shape === 'wide' ? 0.62 : 0.7);
  const entries: Entry[] = [];
  let [x, height, widest] = [0, 0, 0];
  for (let first = 0; first < lines.length; first += perColumn) {
    let y = 0;
    widest = 0;
    for (let index = first; index < Math.min(lines.length, first + perColumn); index++) {
      // As many signs and lines as entries.
      const [sign, words] = [signs[index] as Sign, lines[index] as SetText];
      entries.push({ sign, words, x, y, at: momentOf(scene, index, page) });
      y += words.height + between;
      widest = Math.max(widest, signColumn + words.width);
    }
    height = Math.max(height, y - between);
    x += widest + gutter;
  }
  return { size, width: x - gutter, height, signs: signColumn, entries };
}

/** When the voice comes to a meaning, seconds from the scene's start; undefined if it never does. */
function momentOf(scene: FormulaScene, index: number, page: Page): number | undefined {
  const { symbol, meaning } = scene.legend[index] ?? { symbol: '', meaning: '' };
  const start = meaning.trim().toLowerCase();
  const sign = plainTex(symbol);
  for (const line of start === '' ? [] : page.lines) {
    // Where the words follow their sign: they may be said before, in another sentence.
    const text = line.text.toLowerCase();
    let from = -1;
    for (let at = text.indexOf(start); at >= 0 && from < 0; at = text.indexOf(start, at + 1)) {
      const before = line.text.lastIndexOf(sign, at - 1);
      if (at > 0 && before >= 0 && at - before < sign.length + 16) from = before;
    }
    if (from < 0) continue;
    const word = line.words.find(({ offset, length }) => offset + length > from);
    return word === undefined ? undefined : Math.max(0, line.start + word.start - 0.2);
  }
  return undefined;
}
