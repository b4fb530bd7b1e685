import type { LiteElement } from '@mathjax/src/js/adaptors/lite/Element.js';
import type { InkBox } from '../../../domain/film/composed';
import { table } from '../../../domain/table';

/** As SVG writes it: `x' = a x + c y + e`, `y' = b x + d y + f`. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** SVG path data of absolute `M`, `L`, `Q`, `C` and `Z`, and the box around its points; an empty path has a box that joins to nothing. */
export interface Outline {
  readonly path: string;
  readonly box: InkBox;
}

export const nothing: Outline = { path: '', box: { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity } };

/** One outline after the other. */
export function joinedOutlines(one: Outline, other: Outline): Outline {
  const box = {
    left: Math.min(one.box.left, other.box.left),
    right: Math.max(one.box.right, other.box.right),
    top: Math.min(one.box.top, other.box.top),
    bottom: Math.max(one.box.bottom, other.box.bottom),
  };
  return { path: one.path + other.path, box };
}

/** First the second, then the first. */
export function movedBy(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [A, B, C, D, E, F] = inner;
  return [a * A + c * B, b * A + d * B, a * C + c * D, b * C + d * D, a * E + c * F + e, b * E + d * F + f];
}

/** The `transform` of an element: `translate`, `scale`, `rotate` and `matrix`, as many as there are. */
export function transformOf(element: LiteElement): Matrix {
  const text: unknown = element.attributes['transform'];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  if (typeof text !== 'string') return matrix;
  for (const [, name, list = ''] of text.matchAll(/(?<!\w)(\w+)\s*\(([^()]*)\)/g)) {
    const [a = 0, b, c = 0, d = 0, e = 0, f = 0] = list.trim().split(/[\s,]+/).map(Number);
    if (name === 'translate') matrix = movedBy(matrix, [1, 0, 0, 1, a, b ?? 0]);
    else if (name === 'scale') matrix = movedBy(matrix, [a, 0, 0, b ?? a, 0, 0]);
    else if (name === 'matrix') matrix = movedBy(matrix, [a, b ?? 0, c, d, e, f]);
    else if (name === 'rotate') {
      const angle = (a * Math.PI) / 180;
      matrix = movedBy(matrix, [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0]);
    }
  }
  return matrix;
}

/** The outline of a sign, as its face draws it, moved. Absolute commands only, as MathJax's faces have them. */
export function glyphPath(source: string, matrix: Matrix): Outline {
  const parts: string[] = [];
  const point = (x: number, y: number): string => pair(matrix, x, y);
  let [x, y, startX, startY] = [0, 0, 0, 0];
  // The last control point, which smooth curves mirror.
  let [controlX, controlY] = [0, 0];
  for (const [, command = '', list = ''] of source.matchAll(/([MLHVCSQTZ])([^MLHVCSQTZ]*)/g)) {
    const numbers = (list.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const size = coordinates[command] ?? 0;
    if (size === 0) {
      parts.push('Z');
      [x, y] = [startX, startY];
      continue;
    }
    for (let at = 0; at + size <= numbers.length; at += size) {
      const [p = 0, q = 0, r = 0, s = 0, t = 0, u = 0] = numbers.slice(at, at + size);
      const mirrored = [2 * x - controlX, 2 * y - controlY] as const;
      const from = [x, y] as const;
      switch (command) {
        case 'M':
          [x, y] = [p, q];
          if (at === 0) [startX, startY] = [x, y];
          parts.push(`${at === 0 ? 'M' : 'L'}${point(x, y)}`);
          break;
        case 'L':
          [x, y] = [p, q];
          parts.push(`L${point(x, y)}`);
          break;
        case 'H':
          x = p;
          parts.push(`L${point(x, y)}`);
          break;
        case 'V':
          y = p;
          parts.push(`L${point(x, y)}`);
          break;
        case 'C':
          [x, y] = [t, u];
          parts.push(`C${point(p, q)} ${point(r, s)} ${point(x, y)}`);
          [controlX, controlY] = [r, s];
          break;
        case 'S':
          [x, y] = [r, s];
          parts.push(`C${point(...mirrored)} ${point(p, q)} ${point(x, y)}`);
          [controlX, controlY] = [p, q];
          break;
        case 'Q':
          [x, y] = [r, s];
          parts.push(`Q${point(p, q)} ${point(x, y)}`);
          [controlX, controlY] = [p, q];
          break;
        default:
          [x, y] = [p, q];
          parts.push(`Q${point(...mirrored)} ${point(x, y)}`);
          [controlX, controlY] = mirrored;
      }
      // Only a curve has a control point to mirror; after anything else it is the point itself.
      if ('MLHV'.includes(command)) [controlX, controlY] = [x, y];
      else if (Number.isNaN(controlX)) [controlX, controlY] = from;
    }
  }
  const path = parts.join('');
  return { path, box: inkOf(path) };
}

const coordinates: Readonly<Record<string, number>> = table({ M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2 });

/** A filled rectangle. It runs round as the outer edges of signs do: where both meet, as in a root, neither cuts a hole into the other. */
export function rectanglePath(x: number, y: number, width: number, height: number, matrix: Matrix): Outline {
  return polygon([[x, y], [x + width, y], [x + width, y + height], [x, y + height]], matrix);
}

/** A straight stroke, its ends squared, as a filled outline. */
export function strokePath(from: readonly [number, number], to: readonly [number, number], thickness: number, matrix: Matrix): Outline {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const along = [((to[0] - from[0]) / length) * (thickness / 2), ((to[1] - from[1]) / length) * (thickness / 2)] as const;
  const [dx, dy] = along;
  return polygon([
    [from[0] - dx + dy, from[1] - dy - dx],
    [to[0] + dx + dy, to[1] + dy - dx],
    [to[0] + dx - dy, to[1] + dy + dx],
    [from[0] - dx - dy, from[1] - dy + dx],
  ], matrix);
}

function polygon(points: readonly (readonly [number, number])[], matrix: Matrix): Outline {
  const path = `M${points.map(([x, y]) => pair(matrix, x, y)).join('L')}Z`;
  return { path, box: inkOf(path) };
}

/** The box around all points of a path; curves lie within theirs. */
export function inkOf(path: string): InkBox {
  let box = nothing.box;
  const numbers = path.match(/-?\d+(?:\.\d+)?/g) ?? [];
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const [x, y] = [Number(numbers[at]), Number(numbers[at + 1])];
    box = { left: Math.min(box.left, x), right: Math.max(box.right, x), top: Math.min(box.top, y), bottom: Math.max(box.bottom, y) };
  }
  return box;
}

/** A moved point, in tenths of a thousandth of an em: finer than a pixel at any size. */
function pair([a, b, c, d, e, f]: Matrix, x: number, y: number): string {
  return `${tenth(a * x + c * y + e)} ${tenth(b * x + d * y + f)}`;
}

function tenth(value: number): number {
  // Adding 0 takes the sign off a zero.
  return Math.round(value * 10) / 10 + 0;
}
