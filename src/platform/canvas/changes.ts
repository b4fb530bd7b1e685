import type { Area, DrawCommand, DrawList } from '../../domain/film/drawing';

/** What one more area costs, as px: painting starts again for each. */
const costOfArea = 20_000;
/** Commands are compared each with each up to so many pairs; beyond, everything between what is equal at both ends counts as changed. */
const mostPairs = 40_000;

/** Where commands paint on a canvas, px. */
export interface Extents {
  /** The part that a command may touch; undefined: any. */
  boundsOf(command: DrawCommand): Area | undefined;
  /** The same of a command that must be painted as a whole, as it may come out otherwise where an edge cuts it; undefined: it may be cut. */
  unbroken(command: DrawCommand): Area | undefined;
}

/**
 * Gives the parts of a canvas on which two pictures may differ; none if they are equal.
 *
 * A command that both lists have, in the same order among its like, leaves the same pixels wherever nothing else is painted: so only
 * where a command is painted that the other list lacks can a pixel be another one.
 *
 * @param before what the canvas shows
 * @returns whole even numbers within the canvas, so that no 2 × 2 square of colour is cut
 */
export function changedAreas(before: DrawList, after: DrawList, width: number, height: number, { boundsOf, unbroken }: Extents): readonly Area[] {
  const whole: Area = { x: 0, y: 0, width, height };
  if (before.width !== after.width || before.height !== after.height) return [whole];
  const areas: Area[] = [];
  for (const command of changedCommands(before.commands, after.commands)) {
    const bounds = boundsOf(command);
    const area = bounds === undefined ? whole : evenWithin(bounds, width, height);
    if (area !== undefined) join(areas, area);
  }
  if (areas.length === 0) return areas;
  const parts = after.commands.flatMap((command) => unbroken(command) ?? []).flatMap((part) => evenWithin(part, width, height) ?? []);
  // Grown around one part an area may cut the next; it ends, as areas only grow and never beyond the canvas.
  for (let cut = cutPart(parts, areas); cut !== undefined; cut = cutPart(parts, areas)) join(areas, cut);
  return areas;
}

/** A part that lies in some area, but not all of it: together with that area, which is taken out. */
function cutPart(parts: readonly Area[], areas: Area[]): Area | undefined {
  for (const part of parts) {
    for (const [index, area] of areas.entries()) {
      if (!meet(part, area) || holds(area, part)) continue;
      areas.splice(index, 1);
      return around(part, area);
    }
  }
  return undefined;
}

/** The commands of both lists that are not in their longest common subsequence. */
function changedCommands(before: readonly DrawCommand[], after: readonly DrawCommand[]): readonly DrawCommand[] {
  let start = 0;
  let endBefore = before.length;
  let endAfter = after.length;
  while (start < endBefore && start < endAfter && isSame(before[start], after[start])) start++;
  while (endBefore > start && endAfter > start && isSame(before[endBefore - 1], after[endAfter - 1])) {
    endBefore--;
    endAfter--;
  }
  const old = before.slice(start, endBefore);
  const fresh = after.slice(start, endAfter);
  return old.length * fresh.length > mostPairs ? [...old, ...fresh] : outsideCommon(old, fresh);
}

/** By dynamic programming over all pairs: the lists are short. */
function outsideCommon(old: readonly DrawCommand[], fresh: readonly DrawCommand[]): readonly DrawCommand[] {
  const stride = fresh.length + 1;
  const longest = new Uint16Array((old.length + 1) * stride);
  const at = (i: number, j: number): number => longest[i * stride + j] ?? 0;
  const same = old.map((one) => fresh.map((other) => isSame(one, other)));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) longest[i * stride + j] = same[i]?.[j] === true ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const changed: DrawCommand[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    const [one, other] = [old[i], fresh[j]];
    if (one !== undefined && other !== undefined && same[i]?.[j] === true) {
      i++;
      j++;
    } else if (one !== undefined && (other === undefined || at(i + 1, j) >= at(i, j + 1))) {
      changed.push(one);
      i++;
    } else if (other !== undefined) {
      changed.push(other);
      j++;
    }
  }
  return changed;
}

/** Equal plain values, however deep. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const names = Object.keys(a);
  // Any object may be asked for any name; what is not there is undefined.
  return names.length === Object.keys(b).length
    && names.every((name) => isSame((a as Readonly<Record<string, unknown>>)[name], (b as Readonly<Record<string, unknown>>)[name]));
}

function evenWithin({ x, y, width, height }: Area, mostAcross: number, mostDown: number): Area | undefined {
  const left = Math.max(0, 2 * Math.floor(x / 2));
  const top = Math.max(0, 2 * Math.floor(y / 2));
  const right = Math.min(mostAcross, 2 * Math.ceil((x + width) / 2));
  const bottom = Math.min(mostDown, 2 * Math.ceil((y + height) / 2));
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : undefined;
}

/** Adds an area, as one with those beside which it would cost more by itself. */
function join(areas: Area[], area: Area): void {
  for (const [index, other] of areas.entries()) {
    const both = around(area, other);
    if (size(both) > size(area) + size(other) + costOfArea) continue;
    areas.splice(index, 1);
    join(areas, both);
    return;
  }
  areas.push(area);
}

function around(a: Area, b: Area): Area {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

function meet(a: Area, b: Area): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function holds(outer: Area, inner: Area): boolean {
  return outer.x <= inner.x && outer.y <= inner.y && outer.x + outer.width >= inner.x + inner.width && outer.y + outer.height >= inner.y + inner.height;
}

function size({ width, height }: Area): number {
  return width * height;
}
