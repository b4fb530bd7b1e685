import { expect, test } from 'vitest';
import { StoryboardHistory } from '../../../src/app/film/history.svelte';
import { storyboard } from '../../support/storyboards';

const titled = (title: string) => ({ ...storyboard, title });

test('an undo brings back the very storyboard from before, a redo the one after', () => {
  const history = new StoryboardHistory();
  const [one, two] = [titled('one'), titled('two')];
  history.begin(one, 'planned');
  history.push(two, 'edited');
  history.undo();
  expect(history.current).toBe(one);
  expect(history.origin).toBe('planned');
  history.redo();
  expect(history.current).toBe(two);
  expect(history.origin).toBe('edited');
});

test('an edit after an undo forgets what was undone', () => {
  const history = new StoryboardHistory();
  history.begin(titled('one'), 'planned');
  history.push(titled('two'), 'edited');
  history.undo();
  history.push(titled('three'), 'edited');
  expect(history.canRedo).toBe(false);
  expect(history.current?.title).toBe('three');
});

test('undo at the beginning and redo at the end change nothing', () => {
  const history = new StoryboardHistory();
  history.undo();
  history.redo();
  expect(history.current).toBeUndefined();
  history.begin(titled('one'), 'planned');
  history.undo();
  history.redo();
  expect(history.current?.title).toBe('one');
});

test('the present storyboard again adds no step', () => {
  const history = new StoryboardHistory();
  const one = titled('one');
  history.begin(one, 'planned');
  history.push(one, 'edited');
  expect(history.canUndo).toBe(false);
});

test('two hundred storyboards are kept, the oldest go first', () => {
  const history = new StoryboardHistory();
  history.begin(titled('0'), 'planned');
  for (let index = 1; index <= 250; index++) history.push(titled(String(index)), 'edited');
  while (history.canUndo) history.undo();
  expect(history.current?.title).toBe('51');
});
