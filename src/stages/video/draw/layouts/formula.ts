import type { FormulaScene } from '../../../../domain/scenes/formula';
import type { SetFormula } from '../../../../domain/film/composed';
import { brokenFormula, formulaMarks, wholeFormula } from '../formulaLines';
import type { FormulaBlock } from '../formulaLines';
import { scaleSteps, sizes, smallestSize } from '../grid';
import { headed } from '../headed';
import { setLegend } from './formulaLegend';
import { opticalTop, place } from '../page';
import type { Page, Piece } from '../page';
import { setText } from '../typesetting';

/** A formula alone on the page, what its signs mean below it; always from left to right. */
export function formulaLayout(scene: FormulaScene, page: Page): readonly Piece[] {
  const { grid, theme, composed } = page;
  const head = headed(scene.title, page, 0.24, 40);
  const top = head.bottom;
  const width = grid.right - grid.left;
  const room = grid.bottom - top;
  const legend = setLegend(scene, page, width, room * (grid.shape === 'wide' ? 0.42 : 0.5));
  const gap = legend === undefined ? 0 : grid.shape === 'wide' ? 76 : 92;
  const space = room - gap - (legend?.height ?? 0);
  const set = composed.formulas.get(scene.tex);
  const fitted = set && fit(set, width, space);
  if (fitted === undefined) return [...head.pieces, ...sourceLayout(scene, page, top)];

  const { block, size } = fitted;
  const height = (block.height / 1000) * size;
  const at = opticalTop(top, grid.bottom, height + gap + (legend?.height ?? 0), 0.44);
  // Both sides of the picture alike: themes with room at their start edge are no reason to stand off the middle of what is left.
  const start = page.direction === 'rtl' ? grid.width - grid.right : grid.left;
  const left = start + (width - (block.width / 1000) * size) / 2;
  const formula: Piece = { marks: formulaMarks(block, left, at, size, theme.colours.text), motion: 'rise', unmirrored: true };
  return [...head.pieces, formula, ...(legend?.pieces(at + height + gap) ?? [])];
}

/** Lines a formula may be broken into. */
const mostLines = 6;

/**
 * The formula as large as looks well: whole while its smallest signs can be read, else in lines, else smaller, down to the smallest text allowed.
 *
 * @returns undefined if it fits in no way
 */
function fit(set: SetFormula, width: number, height: number): { readonly block: FormulaBlock; readonly size: number } | undefined {
  const whole = wholeFormula(set);
  const readable = smallestSize / set.smallest;
  const fits = (block: FormulaBlock, size: number): boolean => (block.width / 1000) * size <= width && (block.height / 1000) * size <= height;
  const inLines = (size: number, deep: boolean): FormulaBlock | undefined => {
    const block = brokenFormula(set, (width / size) * 1000, deep);
    return block && block.lines.length <= mostLines && fits(block, size) ? block : undefined;
  };
  const large = sizes(9, 0);
  const comfortable = Math.max(readable, scaleSteps[3]);
  const alone = large.find((size) => size >= comfortable && fits(whole, size));
  if (alone !== undefined) return { block: whole, size: alone };
  const readableSizes = sizes(6, 0).filter((one) => one >= readable);
  // First as a book would, then within brackets as well; only then smaller than its indices can be read.
  for (const [some, deep] of [[readableSizes, false], [readableSizes, true], [sizes(6, 0), false], [sizes(6, 0), true]] as const) {
    for (const size of some) {
      const block = inLines(size, deep);
      if (block !== undefined) return { block, size };
      if (size < comfortable && fits(whole, size)) return { block: whole, size };
    }
  }
  return undefined;
}

/** What is shown of a formula that cannot be set: its source, as code is. */
function sourceLayout(scene: FormulaScene, page: Page, top: number): readonly Piece[] {
  const { grid, theme, setting } = page;
  const set = setText(scene.tex.replace(/\s+/gu, ' ').trim() || ' ', {
    face: { ...theme.faces.mono, leading: 1.4 },
    sizes: sizes(4, 0),
    width: grid.right - grid.left,
    height: grid.bottom - top,
    maxLines: 5,
    mostLines: 12,
    wrap: 'even',
  }, setting);
  const at = opticalTop(top, grid.bottom, set.height);
  const start = page.direction === 'rtl' ? grid.width - grid.right : grid.left;
  return [{ marks: place(set, start, at, theme.colours.text, page).marks, motion: 'rise', unmirrored: true }];
}
