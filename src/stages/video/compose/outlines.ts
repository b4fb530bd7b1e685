import type { LiteElement, LiteNode } from '@mathjax/src/js/adaptors/lite/Element.js';
import type { FormulaPart, FormulaRow, InkBox, SetFormula } from '../../../domain/film/composed';
import { glyphPath, inkOf, joinedOutlines, movedBy, nothing, rectanglePath, strokePath, transformOf } from './outlinePaths';
import type { Matrix, Outline } from './outlinePaths';

/**
 * Reads the outlines of a formula off the tree that MathJax draws it as, cut where lines may be broken.
 *
 * @param root what MathJax gives for one formula, fonts in it drawn as paths
 * @throws Error if it holds anything but outlines: letters that no shipped face has
 */
export function outlinesOf(root: LiteElement): SetFormula {
  const svg = find(root, (element) => element.kind === 'svg');
  const math = svg && find(svg, (element) => nameOf(element) === 'math');
  if (svg === undefined || math === undefined) throw new Error('MathJax must give one drawn formula.');
  const walk = new Walk();
  const upright: Matrix = [1, 0, 0, -1, 0, 0];
  const rows = rowsOf(math).map((cells) => walk.row(cells, upright)).filter((row) => row.parts.length > 0);
  const boxes = rows.flatMap((row) => row.parts.map((part) => part.box));
  if (boxes.length === 0) throw new Error('A formula must have something to see.');
  return { box: boxes.reduce(around), rows, smallest: walk.smallest };
}

/** Some elements of a row, with what moves them. */
interface Placed {
  readonly element: LiteElement;
  readonly matrix: Matrix;
}

/** The rows of a formula: those of an alignment, if it is nothing else, or the only one. */
function rowsOf(math: LiteElement): readonly (readonly Placed[])[] {
  const whole = unwrapped([{ element: math, matrix: transformOf(math) }]);
  const [only] = whole;
  if (whole.length !== 1 || only === undefined || nameOf(only.element) !== 'mtable') return [whole];
  const lines = elementsOf(only.element).filter((row) => nameOf(row) === 'mtr');
  // Rules and frames between the rows belong to none of them.
  if (lines.length < 2 || lines.length !== elementsOf(only.element).length) return [whole];
  return lines.map((row) => {
    const at = movedBy(only.matrix, transformOf(row));
    return elementsOf(row).flatMap((cell) => unwrapped([{ element: cell, matrix: movedBy(at, transformOf(cell)) }]));
  });
}

/** What stands side by side once groups that only set a style, and groups that are alone, are opened. */
function unwrapped(row: readonly Placed[]): readonly Placed[] {
  let here = row;
  for (;;) {
    const opened = here.flatMap((placed) => {
      const name = nameOf(placed.element);
      // Brackets that grow with what they hold are a row of their own: a long one may have to be broken.
      const isOpen = name === 'math' || name === 'mtd' || name === 'mstyle' || isFenced(placed.element)
        || (here.length === 1 && (name === 'TeXAtom' || name === 'mrow'));
      if (!isOpen) return [placed];
      return elementsOf(placed.element).map((element) => ({ element, matrix: movedBy(placed.matrix, transformOf(element)) }));
    });
    if (opened.length === here.length && opened.every((placed, index) => placed.element === here[index]?.element)) return here;
    here = opened;
  }
}

function isFenced(element: LiteElement): boolean {
  const [first, ...rest] = elementsOf(element);
  const last = rest.at(-1);
  return nameOf(element) === 'mrow' && first !== undefined && last !== undefined && signOf(first) === 'open' && signOf(last) === 'close';
}

class Walk {
  smallest = 1;

  row(placed: readonly Placed[], upright: Matrix): FormulaRow {
    const parts: FormulaPart[] = [];
    let depth = 0;
    let before: Sign = 'start';
    for (const { element, matrix } of placed) {
      const outline = this.#outline(element, movedBy(upright, matrix));
      if (outline.path === '') continue;
      const sign = signOf(element);
      if (sign === 'close') depth = Math.max(0, depth - 1);
      const isBinary = sign === 'operator' && (before === 'other' || before === 'close');
      const opens = depth > 0
        ? (isBinary || sign === 'relation' ? 'inner' : 'none')
        : sign === 'relation' && before !== 'start' && before !== 'relation' ? 'relation' : isBinary ? 'operator' : 'none';
      const last = parts.at(-1);
      if (opens === 'none' && last !== undefined) parts[parts.length - 1] = { ...joinedOutlines(last, outline), opens: last.opens };
      else parts.push({ ...outline, opens });
      if (sign === 'open') depth += 1;
      before = sign;
    }
    const [, , , , , y] = placed[0] === undefined ? upright : movedBy(upright, placed[0].matrix);
    return { baseline: y, parts };
  }

  #outline(element: LiteElement, matrix: Matrix): Outline {
    switch (element.kind) {
      case 'g':
      case 'svg': {
        // A view of a stretched sign: what it shows is cut to its edges.
        const view = element.kind === 'svg' ? viewOf(element, matrix) : undefined;
        let all = nothing;
        for (const child of elementsOf(element)) {
          const outline = this.#outline(child, movedBy(view?.matrix ?? matrix, transformOf(child)));
          all = joinedOutlines(all, outline);
        }
        return view === undefined ? all : view.cut(all);
      }
      case 'path':
        this.smallest = Math.min(this.smallest, Math.round(Math.hypot(matrix[2], matrix[3]) * 1000) / 1000);
        return glyphPath(attributeOf(element, 'd'), matrix);
      case 'rect': {
        const [x, y, width, height] = ['x', 'y', 'width', 'height'].map(
          (name) => Number(attributeOf(element, name)) || 0,
        ) as [number, number, number, number]; // as many as names
        if (attributeOf(element, 'fill') !== 'none') return rectanglePath(x, y, width, height, matrix);
        const thickness = Number(attributeOf(element, 'stroke-width')) || usualStroke;
        const corners = [[x, y], [x + width, y], [x + width, y + height], [x, y + height], [x, y]] as const;
        return corners.slice(1).reduce((all, corner, index) => joinedOutlines(all, strokePath(corners[index] ?? corner, corner, thickness, matrix)), nothing);
      }
      case 'line': {
        const [fromX, fromY, toX, toY] = ['x1', 'y1', 'x2', 'y2'].map(
          (name) => Number(attributeOf(element, name)) || 0,
        ) as [number, number, number, number]; // as many as names
        return strokePath([fromX, fromY], [toX, toY], Number(attributeOf(element, 'stroke-width')) || usualStroke, matrix);
      }
      default:
        throw new Error(`A formula must be made of outlines, got ${element.kind}.`);
    }
  }
}

/** Thickness of frames and rules, thousandths of an em. */
const usualStroke = 67;

type Sign = 'start' | 'relation' | 'operator' | 'product' | 'open' | 'close' | 'other';

/** What a sign does between its neighbours, by its code point. */
function signOf(element: LiteElement): Sign {
  if (nameOf(element) !== 'mo') return 'other';
  const path = find(element, (child) => child.kind === 'path');
  const sign = String.fromCodePoint(parseInt(path === undefined ? '20' : attributeOf(path, 'data-c') || '20', 16));
  if (/[=<>\u2190-\u21ff\u2208-\u220d\u221d\u223c-\u2253\u2254-\u228b\u22a2-\u22a9\u22d0-\u22d1\u22d6-\u22e9\u27f5-\u27ff\u2a7d-\u2abc]/u.test(
    sign,
  )) return 'relation';
  // Sums may be broken; a product that is broken reads as two things.
  if (/[+\-−±∓∪∩∨∧∖⊕]/u.test(sign)) return 'operator';
  if (/[×÷⋅·∗⊗⊙∘•]/u.test(sign)) return 'product';
  // The larger ones are made of hooks and bars.
  if (/[([{⟨⌊⌈\u239b-\u239d\u23a1-\u23a3\u23a7-\u23a9]/u.test(sign)) return 'open';
  if (/[)\]}⟩⌋⌉\u239e-\u23a0\u23a4-\u23a6\u23ab-\u23ad]/u.test(sign)) return 'close';
  return 'other';
}

/**
 * A nested picture: what moves its contents, and what cuts them to its edges. Only straight bars are drawn in them, so that pushing points to the edge cuts
 * them.
 */
function viewOf(element: LiteElement, matrix: Matrix): { readonly matrix: Matrix; cut(outline: Outline): Outline } {
  const number = (name: string): number => Number(attributeOf(element, name)) || 0;
  const [left = 0, top = 0, width = 1, height = 1] = attributeOf(element, 'viewBox').split(/\s+/).map(Number);
  const x = number('x');
  const y = number('y');
  const inner = movedBy(matrix, [1, 0, 0, 1, x - left, y - top]);
  const corners = rectanglePath(left, top, width, height, inner).box;
  return {
    matrix: inner,
    cut(outline) {
      let turn = 0;
      const path = outline.path.replace(/-?\d+(?:\.\d+)?/g, (value) => {
        const isAcross = turn++ % 2 === 0;
        const held = isAcross ? Math.min(corners.right, Math.max(corners.left, Number(value))) : Math.min(corners.bottom, Math.max(corners.top, Number(value)));
        return String(held);
      });
      return { path, box: inkOf(path) };
    },
  };
}

function around(one: InkBox, other: InkBox): InkBox {
  return {
    left: Math.min(one.left, other.left), right: Math.max(one.right, other.right), top: Math.min(one.top, other.top),
    bottom: Math.max(one.bottom, other.bottom),
  };
}

function nameOf(element: LiteElement): string {
  return attributeOf(element, 'data-mml-node');
}

function attributeOf(element: LiteElement, name: string): string {
  const value: unknown = element.attributes[name];
  return value === undefined || value === null ? '' : String(value as string | number);
}

function elementsOf(element: LiteElement): readonly LiteElement[] {
  // Text between them has no children.
  return element.children.filter((child: LiteNode): child is LiteElement => 'children' in child);
}

function find(element: LiteElement, fits: (element: LiteElement) => boolean): LiteElement | undefined {
  if (fits(element)) return element;
  for (const child of elementsOf(element)) {
    const found = find(child, fits);
    if (found !== undefined) return found;
  }
  return undefined;
}
