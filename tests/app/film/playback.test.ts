import { expect, test } from 'vitest';
import { Playback } from '../../../src/app/film/playback.svelte';
import type { Preview } from '../../../src/workflow/session';
import { storyboard } from '../../support/storyboards';

const film = (frames: number): Preview => ({ storyboard, frames, draw: () => undefined });

function byHand() {
  const waiting: ((milliseconds: number) => void)[] = [];
  const playback = new Playback(undefined, (callback) => waiting.push(callback), () => { waiting.length = 0; });
  return { playback, waiting, picture: (milliseconds: number) => waiting.shift()?.(milliseconds) };
}

test('playing follows the clock: half a second is fifteen frames at 30 frames a second', () => {
  const { playback, picture } = byHand();
  playback.show(film(460));
  playback.play();
  picture(1000);
  picture(1500);
  expect(playback.frame).toBe(15);
  expect(playback.isPlaying).toBe(true);
});

test('fractions of frames add up', () => {
  const { playback, picture } = byHand();
  playback.show(film(460));
  playback.play();
  for (let index = 0; index <= 60; index++) picture((index * 1000) / 60);
  expect(playback.frame).toBeGreaterThanOrEqual(29);
  expect(playback.frame).toBeLessThanOrEqual(30);
});

test('the film stops at its end and plays from the start again', () => {
  const { playback, picture } = byHand();
  playback.show(film(10));
  playback.play();
  picture(0);
  picture(5000);
  expect(playback.frame).toBe(9);
  expect(playback.isPlaying).toBe(false);
  playback.play();
  expect(playback.frame).toBe(0);
});

test('a pause asks for no further picture', () => {
  const { playback, waiting } = byHand();
  playback.show(film(10));
  playback.play();
  playback.pause();
  expect(waiting).toEqual([]);
});

test('a place beyond the film is its last frame, also when the film gets shorter', () => {
  const { playback } = byHand();
  playback.show(film(100));
  playback.seek(1000);
  expect(playback.frame).toBe(99);
  playback.show(film(50));
  expect(playback.frame).toBe(49);
  playback.seek(-1);
  expect(playback.frame).toBe(0);
});

test('a jump while playing goes on from the new place', () => {
  const { playback, picture } = byHand();
  playback.show(film(400));
  playback.play();
  picture(0);
  playback.seek(200);
  picture(100);
  expect(playback.frame).toBe(203);
});

test('a scene stands until it is said, and waits until it can be', () => {
  const waiting: ((milliseconds: number) => void)[] = [];
  const entered: [number, number][] = [];
  let state: 'silent' | 'waiting' | 'speaking' = 'waiting';
  const voice = { enter: (scene: number, seconds: number) => { entered.push([scene, seconds]); }, state: () => state, stop: () => undefined };
  const playback = new Playback(voice, (callback) => waiting.push(callback), () => { waiting.length = 0; });
  const picture = (milliseconds: number) => waiting.shift()?.(milliseconds);
  const second = storyboard.scenes[0]!.frames;
  playback.show(film(460));
  playback.play();
  picture(0);
  picture(9000);
  // Nothing to hear yet: the first picture stands.
  expect([playback.frame, entered]).toEqual([0, [[0, 0]]]);
  state = 'speaking';
  picture(18_000);
  expect(playback.frame).toBe(second - 1);
  state = 'silent';
  picture(18_100);
  expect(playback.frame).toBeGreaterThanOrEqual(second);
  expect(entered).toHaveLength(2);
  expect(entered[1]?.[0]).toBe(1);
});
