import type { FormulaPart, InkBox, SetFormula } from '../../../domain/film/composed';
import type { Mark } from './page';
import type { Colour } from '../../../domain/film/drawing';

/** A formula in lines. Measures are thousandths of its em, from the top left corner of the block. */
export interface FormulaBlock {
  readonly lines: readonly FormulaLine[];
  readonly width: number;
  readonly height: number;
}

export interface FormulaLine {
  readonly path: string;
  /** Where the origin of the path comes to. */
  readonly x: number;
  readonly y: number;
  /** Its ink. */
  readonly box: InkBox;
}

/** The formula as it was set. */
export function wholeFormula({ rows, box }: SetFormula): FormulaBlock {
  const lines = rows.map(({ parts }): FormulaLine => lineOf(parts, -box.left, -box.top));
  return { lines, width: box.right - box.left, height: box.bottom - box.top };
}

/**
 * The formula in lines that are no wider than so many thousandths of an em: broken before signs of relation, which stand below each other; where
 * that is not enough before signs of operation, a little further in.
 *
 * @param deep whether lines may be broken within brackets as well
 * @returns undefined if a stretch that cannot be broken is wider
 *
 * Source: The Chicago Manual of Style, 12.19 to 12.22.
 */
export function brokenFormula({ rows }: SetFormula, width: number, deep = false): FormulaBlock | undefined {
  const lines: FormulaLine[] = [];
  let top = 0;
  let widest = 0;
  for (const { parts } of rows) {
    const broken = linesOf(deep ? parts : withoutInner(parts), width);
    if (broken === undefined) return undefined;
    for (const { parts: some, indent } of broken) {
      const left = some[0]?.box.left ?? 0;
      const ink = some.map((part) => part.box);
      const line = lineOf(some, indent - left, top - Math.min(...ink.map((box) => box.top)));
      lines.push(line);
      top = line.box.bottom + lineGap;
      widest = Math.max(widest, line.box.right);
    }
  }
  return { lines, width: widest, height: top - lineGap };
}

/** Between the ink of one line and that of the next. */
const lineGap = 560;
/** What follows a sign of relation stands so much further in than the sign. */
const relationWidth = 1060;
/** How far lines hang in where the first relation stands too far out to align with. */
const usualIndent = 2000;

/** The parts with those that begin within brackets joined to what is before them. */
function withoutInner(parts: readonly FormulaPart[]): readonly FormulaPart[] {
  return parts.reduce<readonly FormulaPart[]>((all, part) => {
    const last = all.at(-1);
    if (part.opens !== 'inner' || last === undefined) return [...all, part];
    return [...all.slice(0, -1), { path: last.path + part.path, box: around(last.box, part.box), opens: last.opens }];
  }, []);
}

interface LineRun {
  readonly parts: readonly FormulaPart[];
  readonly indent: number;
}

function linesOf(parts: readonly FormulaPart[], width: number): readonly LineRun[] | undefined {
  const first = parts[0];
  if (first === undefined) return [];
  const relation = parts.find((part, index) => index > 0 && part.opens === 'relation');
  const left = relation === undefined ? Infinity : relation.box.left - first.box.left;
  const anchor = left <= width * 0.35 ? left : Math.min(usualIndent, width * 0.2);
  const lines: LineRun[] = [];
  let from = 0;
  while (from < parts.length) {
    const start = parts[from];
    if (start === undefined) break;
    const further = start.opens === 'relation' ? 0 : (left <= width * 0.35 ? relationWidth : usualIndent / 2) + (start.opens === 'inner' ? usualIndent / 2 : 0);
    const indent = from === 0 ? 0 : anchor + further;
    let fits = from;
    while (fits < parts.length && indent + (parts[fits]?.box.right ?? 0) - start.box.left <= width) fits++;
    if (fits === from) return undefined;
    let to = fits;
    if (fits < parts.length) {
      // The last relation that leaves a line of some length; else the last sign of any kind.
      for (let at = fits; at > from; at--) {
        if (parts[at]?.opens === 'relation' && indent + (parts[at - 1]?.box.right ?? 0) - start.box.left > width * 0.3) {
          to = at;
          break;
        }
      }
    }
    lines.push({ parts: parts.slice(from, to), indent });
    from = to;
  }
  return lines;
}

function around(one: InkBox, other: InkBox): InkBox {
  return {
    left: Math.min(one.left, other.left), right: Math.max(one.right, other.right), top: Math.min(one.top, other.top),
    bottom: Math.max(one.bottom, other.bottom),
  };
}

function lineOf(parts: readonly FormulaPart[], x: number, y: number): FormulaLine {
  const boxes = parts.map((part) => part.box);
  return {
    path: parts.map((part) => part.path).join(''),
    x,
    y,
    box: {
      left: Math.min(...boxes.map((box) => box.left)) + x,
      right: Math.max(...boxes.map((box) => box.right)) + x,
      top: Math.min(...boxes.map((box) => box.top)) + y,
      bottom: Math.max(...boxes.map((box) => box.bottom)) + y,
    },
  };
}

/** The outlines of a formula at a place: one mark a line. */
export function formulaMarks(block: FormulaBlock, left: number, top: number, size: number, colour: Colour): readonly Mark[] {
  const em = size / 1000;
  return block.lines.map(({ path, box, x, y }): Mark => ({
    kind: 'path',
    path,
    x: left + box.left * em,
    y: top + box.top * em,
    width: (box.right - box.left) * em,
    height: (box.bottom - box.top) * em,
    origin: [(x - box.left) * em, (y - box.top) * em],
    size,
    colour,
  }));
}
