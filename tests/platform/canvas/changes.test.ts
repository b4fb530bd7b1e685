import { describe, expect, test } from 'vitest';
import type { Area, DrawCommand, DrawList } from '../../../src/domain/film/drawing';
import { changedAreas } from '../../../src/platform/canvas/changes';

const ground: DrawCommand = { op: 'fill', colour: '#FFFFFF' };
const box = (x: number, y: number, colour = '#000000', width = 10): DrawCommand => ({ op: 'rectangle', x, y, width, height: 10, radius: 0, colour, alpha: 1 });
const list = (...commands: readonly DrawCommand[]): DrawList => ({ width: 1000, height: 1000, commands: [ground, ...commands], key: '' });
const boundsOf = (command: DrawCommand): Area | undefined => (command.op === 'rectangle' ? command : undefined);
const areas = (before: DrawList, after: DrawList, unbroken: (command: DrawCommand) => Area | undefined = () => undefined): readonly Area[] =>
  changedAreas(before, after, 1000, 1000, { boundsOf, unbroken });

describe('what may differ between two pictures', () => {
  test('is nothing if they are equal', () => {
    expect(areas(list(box(0, 0), box(40, 40)), list(box(0, 0), box(40, 40)))).toEqual([]);
  });

  test('is where something came, went or became another', () => {
    const there = { x: 40, y: 40, width: 10, height: 10 };
    expect(areas(list(box(0, 0)), list(box(0, 0), box(40, 40)))).toEqual([there]);
    expect(areas(list(box(0, 0), box(40, 40)), list(box(0, 0)))).toEqual([there]);
    expect(areas(list(box(40, 40), box(0, 0)), list(box(40, 40, '#FF0000'), box(0, 0)))).toEqual([there]);
  });

  test('is around both places of what moved', () => {
    expect(areas(list(box(40, 40)), list(box(44, 40)))).toEqual([{ x: 40, y: 40, width: 14, height: 10 }]);
  });

  test('is where two changed places, even if nothing else changed', () => {
    const [below, above] = [box(0, 0), box(4, 0, '#FF0000')];
    expect(areas(list(below, above), list(above, below))[0]).toMatchObject({ y: 0, height: 10 });
  });

  test('is two areas if they lie far apart, one if they lie near', () => {
    expect(areas(list(), list(box(0, 0), box(900, 900)))).toHaveLength(2);
    expect(areas(list(), list(box(0, 0), box(0, 20)))).toEqual([{ x: 0, y: 0, width: 10, height: 30 }]);
  });

  test('keeps to even px within the canvas', () => {
    expect(areas(list(), list(box(-5, 995)))).toEqual([{ x: 0, y: 994, width: 6, height: 6 }]);
    expect(areas(list(), list(box(3, 3, '#000000', 3)))).toEqual([{ x: 2, y: 2, width: 4, height: 12 }]);
    expect(areas(list(), list(box(-50, 0)))).toEqual([]);
  });

  test('is everything if the ground changed, or the size', () => {
    const whole = { x: 0, y: 0, width: 1000, height: 1000 };
    const before = list(box(0, 0));
    expect(areas(before, { ...before, commands: [{ op: 'fill', colour: '#000000' }, box(0, 0)] })).toEqual([whole]);
    expect(areas(before, { ...before, width: 500 })).toEqual([whole]);
  });

  test('takes in all of what must not be cut, and what that would cut in turn', () => {
    const [first, second] = [box(8, 0), box(16, 0)];
    const isWhole = (command: DrawCommand): Area | undefined => (command.op === 'rectangle' && command.x > 0 ? command : undefined);
    expect(areas(list(first, second), list(box(0, 0), first, second), isWhole)).toEqual([{ x: 0, y: 0, width: 26, height: 10 }]);
    expect(areas(list(box(500, 0)), list(box(0, 0), box(500, 0)), isWhole)).toEqual([{ x: 0, y: 0, width: 10, height: 10 }]);
  });

  test('compares nested values by what they hold', () => {
    const line = (end: number): DrawCommand => ({ op: 'line', points: [[0, 0], [end, 10]], thickness: 2, colour: '#000000', alpha: 1 });
    expect(areas(list(line(10)), list(line(10)))).toEqual([]);
    expect(areas(list(line(10)), list(line(12)))).toHaveLength(1);
  });
});
