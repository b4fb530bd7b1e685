import { describe, expect, it } from 'vitest';
import { courseOf, focusSteps, windowStarts } from '../../../../src/stages/video/draw/codeFocus';
import type { CodeRow } from '../../../../src/stages/video/draw/codeWindow';
import { placeBelow, visibility } from '../../../../src/stages/video/draw/motion';

const rows: readonly CodeRow[] = Array.from({ length: 10 }, (_, line) => ({ line, tokens: [] }));

describe('focus of code', () => {
  it('begins with its spoken line, and shares the time of a line', () => {
    const spoken = [{ start: 0.15, duration: 2 }, { start: 4, duration: 2 }];
    expect(focusSteps([{ line: 0, first: 0, end: 2 }, { line: 1, first: 3, end: 5 }, { line: 1, first: 6, end: 9 }], rows, spoken, 8))
      .toEqual([{ at: 0.9, first: 0, end: 2 }, { at: 4, first: 3, end: 5 }, { at: 5, first: 6, end: 9 }]);
  });

  it('shares the time of a silent scene', () => {
    expect(focusSteps([{ line: 0, first: 0, end: 2 }, { line: 0, first: 3, end: 5 }], rows, [], 4.9).map(({ at }) => at)).toEqual([0.9, 2.9]);
  });

  it('means rows where lines are continued', () => {
    const continued = [{ line: 0, tokens: [] }, { line: 1, tokens: [] }, { line: 1, tokens: [] }, { line: 2, tokens: [] }];
    expect(focusSteps([{ line: 0, first: 1, end: 2 }], continued, [], 4)).toMatchObject([{ first: 1, end: 3 }]);
  });

  it('leaves out what is not in the code', () => {
    expect(focusSteps([{ line: 0, first: 12, end: 14 }], rows, [], 4)).toEqual([]);
  });
});

describe('a window on code', () => {
  const step = (first: number, end: number): { at: number; first: number; end: number } => ({ at: 1, first, end });

  it('moves no further than it must, with a row of what is around', () => {
    expect(windowStarts([step(0, 2), step(2, 4), step(6, 8), step(1, 2)], 10, 5)).toEqual([0, 0, 4, 0]);
    expect(windowStarts([step(8, 10)], 10, 5)).toEqual([5]);
    expect(windowStarts([step(1, 9)], 10, 5)).toEqual([1]);
  });

  it('shows each row while it lies in it, and lets it recede while another is meant', () => {
    const steps = [{ at: 1, first: 0, end: 2 }, { at: 5, first: 6, end: 8 }];
    const starts = windowStarts(steps, 10, 5);
    const seen = (row: number, at: number): number => {
      const found = courseOf(row, steps, starts, 5, 50);
      return found === undefined ? 0 : Math.round(visibility(found.course, at) * 100) / 100;
    };
    expect([seen(0, 0), seen(0, 2), seen(0, 7)]).toEqual([1, 1, 0]);
    expect([seen(3, 0), seen(3, 2)]).toEqual([1, 0.42]);
    expect([seen(6, 0), seen(6, 7)]).toEqual([0, 1]);
    const last = courseOf(6, steps, starts, 5, 50);
    expect(last?.place).toBe(2);
    expect([placeBelow(last?.course ?? {}, 0), placeBelow(last?.course ?? {}, 7)]).toEqual([200, 0]);
  });
});
