import type { SpokenLine } from '../../../domain/narration';
import type { CodeFocus } from '../../../domain/scenes/code';
import type { CodeRow } from './codeWindow';
import type { Course, TimeSpan } from './page';

/** A focus with the rows it means and when it begins, seconds from the scene's start. */
export interface FocusStep {
  readonly at: number;
  /** Rows [first, end). */
  readonly first: number;
  readonly end: number;
}

/** Nothing recedes before the code has come in and been seen whole. */
const firstLook = 0.9;

/**
 * When each focus begins: with its spoken line; those of one line share its time equally, those of a silent scene the scene's.
 *
 * @param offset lines that were taken off the start of the code
 */
export function focusSteps(
  focus: readonly CodeFocus[], rows: readonly CodeRow[], spoken: readonly Pick<SpokenLine, 'start' | 'duration'>[], seconds: number, offset = 0,
): readonly FocusStep[] {
  return focus.flatMap((one, index): readonly FocusStep[] => {
    const line = Math.min(one.line, Math.max(0, spoken.length - 1));
    const turns = focus.filter((other) => Math.min(other.line, Math.max(0, spoken.length - 1)) === line);
    const said = spoken[line] ?? { start: firstLook, duration: seconds - firstLook };
    const share = said.duration / turns.length;
    const first = rows.findIndex((row) => row.line >= one.first - offset);
    const last = rows.findLastIndex((row) => row.line < one.end - offset);
    if (first < 0 || last < first) return [];
    return [{ at: Math.max(index === 0 ? firstLook : 0, said.start + share * turns.indexOf(one)), first, end: last + 1 }];
  });
}

/**
 * The first row shown during each step, where not all can be: as it was, if what stands out is in sight, else so that a row of what is around it is as well.
 *
 * @param capacity rows that can be shown, at least 1
 */
export function windowStarts(steps: readonly FocusStep[], count: number, capacity: number): readonly number[] {
  const last = Math.max(0, count - capacity);
  let start = 0;
  return steps.map(({ first, end }) => {
    const isInSight = first >= start && end <= start + capacity;
    if (!isInSight) {
      const before = end - first < capacity ? 1 : 0;
      start = first < start ? first - before : Math.min(first - before, end - capacity + before);
      // What is longer than the window is seen from its beginning.
      if (end - first >= capacity) start = first;
    }
    start = Math.min(last, Math.max(0, start));
    return start;
  });
}

/** Where a row stands at first, in rows from the top of the window, and what becomes of it; undefined if it is never seen. */
export function courseOf(
  row: number, steps: readonly FocusStep[], starts: readonly number[], capacity: number, leading: number,
): { readonly place: number; readonly course: Course } | undefined {
  const windows = [{ at: 0, start: starts[0] ?? 0 }, ...steps.slice(1).map((step, index) => ({ at: step.at, start: starts[index + 1] ?? 0 }))];
  const isSeen = (start: number): boolean => row >= start && row < start + capacity;
  const place = windows.find(({ start }) => isSeen(start));
  if (place === undefined) return undefined;
  const places = windows.slice(1).map(({ at, start }) => ({ at, below: (place.start - start) * leading }));
  const before = (place.start - (windows[0]?.start ?? 0)) * leading;
  const shown = stretches(windows.map(({ at, start }) => ({ at, holds: isSeen(start) })));
  const lit = stretches([{ at: -10, holds: true }, ...steps.map(({ at, first, end }) => ({ at, holds: row >= first && row < end }))]);
  const moves = places.some(({ below }) => below !== 0) || before !== 0;
  return {
    place: row - place.start,
    course: {
      ...(isAlways(lit) ? {} : { lit }),
      ...(isAlways(shown) ? {} : { shown }),
      ...(moves ? { places: [{ at: -10, below: before }, ...places] } : {}),
    },
  };
}

/** Long after any film. */
const forever = 1e6;

function stretches(turns: readonly { readonly at: number; readonly holds: boolean }[]): readonly TimeSpan[] {
  const found: { from: number; until: number }[] = [];
  turns.forEach(({ at, holds }, index) => {
    if (!holds) return;
    const until = turns[index + 1]?.at ?? forever;
    const last = found.at(-1);
    if (last !== undefined && last.until === at) last.until = until;
    // What is there from the start does not fade in.
    else found.push({ from: index === 0 ? -10 : at, until });
  });
  return found;
}

function isAlways(found: readonly TimeSpan[]): boolean {
  return found.length === 1 && (found[0]?.from ?? 0) < 0 && (found[0]?.until ?? 0) === forever;
}
