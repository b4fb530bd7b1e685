import type { Area, DrawCommand, DrawList } from '../../domain/film/drawing';
import { settingSize } from '../../domain/faces';
import { setFont } from './canvas';
import type { Context } from './canvas';
import type { Extents } from './changes';

/** Around what a command is said to fill, for soft edges, px. */
const softEdge = 2;
/** Around what letters are measured to fill, em: strokes that the browser makes bolder or slanted itself are not measured. */
const inkMargin = 0.15;

/**
 * Gives where the commands of a list paint on a canvas.
 *
 * @param inks what was measured so far; to be emptied when typefaces are loaded
 */
export function extentsOf(list: DrawList, context: Context, inks: Map<string, Ink>): Extents {
  const across = context.canvas.width / list.width;
  const down = context.canvas.height / list.height;
  const unit = Math.min(list.width, list.height) / settingSize;
  const scaled = (left: number, top: number, right: number, bottom: number): Area => ({
    x: left * across - softEdge,
    y: top * down - softEdge,
    width: (right - left) * across + 2 * softEdge,
    height: (bottom - top) * down + 2 * softEdge,
  });
  function boundsOf(command: DrawCommand): Area | undefined {
    if (command.op === 'text') {
      const { left, right, above, below } = inkOf(command, unit, context, inks);
      const margin = inkMargin * command.font.size;
      return scaled(command.x - left - margin, command.y - above - margin, command.x + right + margin, command.y + below + margin);
    }
    if (command.op === 'line') {
      const xs = command.points.map(([x]) => x);
      const ys = command.points.map(([, y]) => y);
      const margin = command.thickness / 2;
      return scaled(Math.min(...xs) - margin, Math.min(...ys) - margin, Math.max(...xs) + margin, Math.max(...ys) + margin);
    }
    if (command.op === 'path') {
      const hull = hullOf(command.path);
      const at = (from: number, along: number): number => from + along * command.scale;
      return hull && scaled(at(command.x, hull.left), at(command.y, hull.top), at(command.x, hull.right), at(command.y, hull.bottom));
    }
    return 'width' in command ? scaled(command.x, command.y, command.x + command.width, command.y + command.height) : undefined;
  }
  return {
    boundsOf,
    // Where a clip cuts a soft edge, all of it is reckoned anew, and another rounding may come out. Text of which a clip holds nothing but a
    // tail is left out, as a font's own box says that it ends before (Skia trusts the box, and that of a variable face may be too small).
    unbroken(command) {
      if (command.op === 'fill' || (command.op === 'rectangle' && command.radius === 0)) return undefined;
      return boundsOf(command) ?? { x: 0, y: 0, width: context.canvas.width, height: context.canvas.height };
    },
  };
}

interface Hull {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const hulls = new Map<string, Hull | undefined>();

/** The box around all points of path data, those that bend its curves too, which never leave it; undefined where the data is not all pairs from the origin. */
function hullOf(path: string): Hull | undefined {
  if (hulls.has(path)) return hulls.get(path);
  const numbers = /^[MLQCZ\d\s.,-]*$/.test(path) ? (path.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number) : [];
  let hull: Hull | undefined;
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    // In pairs, as the loop goes.
    const [x, y] = [numbers[at] as number, numbers[at + 1] as number];
    hull = {
      left: Math.min(x, hull?.left ?? x), top: Math.min(y, hull?.top ?? y), right: Math.max(x, hull?.right ?? x), bottom: Math.max(y, hull?.bottom ?? y),
    };
  }
  if (hulls.size >= 200) hulls.clear();
  hulls.set(path, hull);
  return hull;
}

/** How far letters reach from where their text is anchored, px of the list. */
export interface Ink {
  readonly left: number;
  readonly right: number;
  readonly above: number;
  readonly below: number;
}

function inkOf({ text, font, direction }: Extract<DrawCommand, { readonly op: 'text' }>, unit: number, context: Context, inks: Map<string, Ink>): Ink {
  const key = `${font.family}|${font.size}|${font.weight}|${font.italic ?? false}|${font.tracking ?? 0}|${unit}|${direction}|${text}`;
  const known = inks.get(key);
  if (known !== undefined) return known;
  setFont(context, font, unit);
  context.direction = direction;
  context.textAlign = direction === 'rtl' ? 'right' : 'left';
  context.textBaseline = 'alphabetic';
  const { actualBoundingBoxLeft, actualBoundingBoxRight, actualBoundingBoxAscent, actualBoundingBoxDescent } = context.measureText(text);
  const ink = {
    left: actualBoundingBoxLeft * unit, right: actualBoundingBoxRight * unit, above: actualBoundingBoxAscent * unit, below: actualBoundingBoxDescent * unit,
  };
  if (inks.size >= 1000) inks.clear();
  inks.set(key, ink);
  return ink;
}
