import { expect, test } from 'vitest';
import { doubtOf } from '../../../src/app/storyboard/doubt';
import { content, storyboard } from '../../support/storyboards';

const statement = storyboard.scenes[1]!;

test('figures of the passage are beyond doubt', () => {
  expect(storyboard.scenes.map((scene) => doubtOf(scene, content))).toEqual(['', '', '', '']);
});

test('a figure that the passage does not have is named', () => {
  expect(doubtOf({ ...statement, speech: ['It carries 6 tons of sand.'] }, content)).toBe('“6” is not in the passage it stands on.');
});

test('without a document there is nothing to hold it against', () => {
  expect(doubtOf({ ...statement, speech: ['99'] }, undefined)).toBe('');
});
