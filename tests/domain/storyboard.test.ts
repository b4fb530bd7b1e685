import { describe, expect, test } from 'vitest';
import { checkFormat, headline, sceneAt, sceneStarts, totalFrames, totalSeconds } from '../../src/domain/storyboard';
import type { Scene, Storyboard } from '../../src/domain/storyboard';

const scene = (id: string, frames: number): Scene => ({ id, frames, layout: 'statement', anchors: [], speech: [], chapter: '', text: id, emphasis: '' });
const film: Storyboard = {
  version: 1, title: 'T', language: 'en', source: { name: '', link: '' }, format: { width: 640, height: 360, fps: 10 }, theme: 'paper', seed: 0, seconds: 0,
  scenes: [scene('a', 10), scene('b', 5), scene('c', 20)],
};

describe('the timeline', () => {
  test('adds the scenes up', () => {
    expect(totalFrames(film)).toBe(35);
    expect(totalSeconds(film)).toBe(3.5);
    expect(sceneStarts(film)).toEqual([0, 10, 15, 35]);
  });

  test.each([[0, 0], [9, 0], [10, 1], [14, 1], [15, 2], [34, 2], [99, 2], [-5, 0]])('shows at frame %i scene %i', (frame, index) => {
    expect(sceneAt(sceneStarts(film), frame)).toBe(index);
  });
});

test('a scene is known by its headline, statement or first line of code', () => {
  const base = { id: 'x', frames: 1, anchors: [], speech: [], chapter: '' };
  expect(headline(scene('Rivers bend.', 1))).toBe('Rivers bend.');
  expect(headline({ ...base, layout: 'code', code: 'npm start\nnpm test', language: '', title: '' })).toBe('npm start');
  expect(headline({ ...base, layout: 'code', code: 'npm start', language: '', title: 'Start' })).toBe('Start');
  expect(headline({ ...base, layout: 'section', title: 'Two', number: 2 })).toBe('Two');
});

describe('a format', () => {
  test('of even sides and whole frames passes', () => {
    expect(checkFormat({ width: 1080, height: 1920, fps: 60 })).toEqual({ width: 1080, height: 1920, fps: 60 });
  });

  test.each([[33, 64, 30], [62, 64, 30], [4098, 64, 30], [64, 64, 0], [64, 64, 61], [64, 64, 29.97], [Number.NaN, 64, 30]])('of %d x %d at %d is refused', (
    width, height, fps,
  ) => {
    expect(() => checkFormat({ width, height, fps })).toThrow(/must be/);
  });
});
