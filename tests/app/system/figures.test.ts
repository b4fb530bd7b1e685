import { expect, test } from 'vitest';
import {
  busyFigure, cacheFigure, cacheTotals, durationsFigure, lastSpell, memoryFigure, streamFigure, workerName, type BarChart,
} from '../../../src/app/system/figures';
import { fakeMachine } from '../../support/fakeMachine';

const machine = fakeMachine();
const bars = (chart: unknown) => chart as BarChart;

test('a step is as long as its median, and faintly as its 95th percentile', () => {
  const { chart, rows } = durationsFigure(machine.summary());
  expect(bars(chart).scale).toBe('logarithmic');
  // The scale begins at the decade below the quickest median, 20 ms.
  expect(bars(chart).low).toBe(0.01);
  expect(
    bars(chart).rows[1],
  ).toMatchObject({ label: 'Score', spans: [{ from: 0.01, to: 0.02, tone: 'suggestions' }, { from: 0.02, to: 0.04, isFaint: true }] });
  expect(bars(chart).rows[0]?.spans).toHaveLength(1);
  expect(rows[1]).toEqual(['Score', 'Suggestions', '4', '20\u00a0ms', '40\u00a0ms', '100\u00a0ms']);
});

test('the cache shows what it found of what it was asked, and the seconds it saved', () => {
  const { chart, rows } = cacheFigure(machine.cacheUse());
  expect(
    bars(chart).rows.map(({ spans }) => spans.map(({ from, to, tone }) => [from, to, tone])),
  ).toEqual([[[0, 3, 'good'], [3, 4, 'quiet']], [[0, 1, 'quiet']]]);
  expect(rows[0]).toEqual(['Score', '3', '1', '75%', '60\u00a0ms']);
  expect(cacheTotals(machine.cacheUse())).toEqual({ ratio: 0.6, secondsSaved: 0.06 });
  expect(cacheTotals([]).ratio).toBeUndefined();
});

test('a stretch of work goes back to the first long pause', () => {
  const record = (started: number, ended: number) => ({ started, ended });
  expect(lastSpell([record(0, 10), record(9000, 9500), record(9600, 9900), record(9100, 9950)])).toEqual({ from: 9000, to: 9950 });
  expect(lastSpell([record(0, 10), record(4000, 4500)])).toEqual({ from: 0, to: 4500 });
  expect(lastSpell([])).toBeUndefined();
});

test('the task stream has a row a step and a row a worker, with failures marked', () => {
  const { chart, rows } = streamFigure(machine.tasks(), machine.steps());
  expect(bars(chart).rows.map(({ label }) => label)).toEqual(['Read', 'Score', 'Encode', 'Worker 1', 'Film worker 1']);
  expect(bars(chart).rows[4]?.spans.map(({ from, to, tone }) => [from, to, tone])).toEqual([[0.1, 0.9, 'failed'], [0.9, 3.1, 'video']]);
  expect(bars(chart).rows[3]?.spans[0]).toMatchObject({ tone: 'suggestions', words: 'score, 20\u00a0ms' });
  expect(bars(chart).high).toBe(3.1);
  expect(rows).toHaveLength(6);
  expect(streamFigure([], []).rows).toEqual([]);
});

test('a worker is busy for the share of the stretch that its tasks take', () => {
  expect(busyFigure(machine.tasks(), machine.steps()).rows).toEqual([['Worker 1', '1%'], ['Film worker 1', '97%']]);
});

test('memory is told as seconds before now', () => {
  const { chart, rows } = memoryFigure(machine.memory());
  expect(chart).toMatchObject({ lines: [{ points: [[-5, 20e6], [0, 30e6]] }] });
  expect(rows).toEqual([['5', '20\u00a0MB'], ['0', '30\u00a0MB']]);
  expect(memoryFigure([]).chart).toMatchObject({ lines: [] });
});

test('film workers have numbers of their own', () => {
  expect([0, 3].map((worker) => workerName({ crew: 'steps', worker }))).toEqual(['Worker 1', 'Worker 4']);
  expect([0, 1].map((worker) => workerName({ crew: 'film', worker }))).toEqual(['Film worker 1', 'Film worker 2']);
});
