import { expect, test } from 'vitest';
import { ListWindow } from '../../../src/app/document/listWindow.svelte';

/** Idle moments that the test grants one by one. */
function moments() {
  const waiting: (() => void)[] = [];
  return { idle: (work: () => void) => { waiting.push(work); }, grant: (count: number) => { for (let at = 0; at < count; at += 1) waiting.shift()?.(); } };
}

test('a long list begins small and grows to 600 in idle moments', () => {
  const { idle, grant } = moments();
  const stretch = new ListWindow(idle);
  stretch.begin();
  expect([stretch.from, stretch.to]).toEqual([0, 60]);
  grant(1);
  expect(stretch.to).toBe(120);
  grant(100);
  expect(stretch.to).toBe(600);
});

test('it moves to a far place without drawing all before it', () => {
  const { idle, grant } = moments();
  const stretch = new ListWindow(idle);
  stretch.begin();
  stretch.include(9000);
  expect([stretch.from, stretch.to]).toEqual([8970, 9030]);
  grant(100);
  expect(stretch.to - stretch.from).toBe(600);
  stretch.earlier();
  expect(stretch.from).toBe(8910);
});

test('a place that is drawn already moves nothing', () => {
  const stretch = new ListWindow(() => undefined);
  stretch.begin();
  stretch.include(59);
  expect([stretch.from, stretch.to]).toEqual([0, 60]);
});

test('more is drawn when asked for', () => {
  const { idle, grant } = moments();
  const stretch = new ListWindow(idle);
  stretch.begin();
  grant(100);
  stretch.more();
  grant(100);
  expect(stretch.to).toBe(1200);
});
