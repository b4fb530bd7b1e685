import { expect, test } from 'vitest';
import { baseName, clockTime, fileSize, pagesOf, sceneOrigin, spanTime, stepInWords, waitTime } from '../../../src/app/page/wording';
import { pluralsOf } from '../../../src/app/words/plurals';
import { containers } from '../../../src/domain/film/video';
import { deliveryWeight, extractionWeights, filmWeights, suggestionWeights } from '../../../src/workflow/forecast/stepWeights';
import { content, storyboard } from '../../support/storyboards';

test('lengths read like a clock', () => {
  expect([0, 9.99, 84, 3723].map(clockTime)).toEqual(['0:00', '0:09', '1:24', '1:02:03']);
});

test('waiting is told in seconds, then minutes, never as nothing', () => {
  expect([0, 9.4, 89, 150].map(waitTime)).toEqual(['1\u00a0s', '9\u00a0s', '89\u00a0s', '3\u00a0min']);
});

test('sizes are told in the unit that fits', () => {
  expect([0, 820, 2100, 11_200_000].map(fileSize)).toEqual(['0\u00a0bytes', '820\u00a0bytes', '2.1\u00a0kB', '11\u00a0MB']);
});

test('one scene, two scenes', () => {
  const scenes = (number: number): string => pluralsOf('en')(number, { one: '# scene', other: '# scenes' });
  expect([scenes(0), scenes(1), scenes(2)]).toEqual(['0 scenes', '1 scene', '2 scenes']);
  expect(pluralsOf('pl')(5, { one: '# scena', few: '# sceny', many: '# scen', other: '# sceny' })).toBe('5 scen');
});

test('a scene says what it is and where it comes from', () => {
  expect(storyboard.scenes.map((scene) => sceneOrigin(scene, content))).toEqual(['Title', 'Statement, under “Rivers”', 'List, under “Measures”', 'Table 1']);
  expect(sceneOrigin(storyboard.scenes[1]!, undefined)).toBe('Statement');
});

test('pages are counted by the places of blocks', () => {
  expect(pagesOf(content)).toBe(0);
  expect(pagesOf({ ...content, blocks: content.blocks.map((block) => ({ ...block, place: { offset: 0, page: 9 } })) })).toBe(9);
});

test('measured lengths are told in the unit that fits', () => {
  expect([0, 0.00004, 0.0004, 0.023, 2.44, 200].map(spanTime)).toEqual([
    '0\u00a0s', '40\u00a0µs', '0.4\u00a0ms', '23\u00a0ms', '2.4\u00a0s', '3\u00a0min 20\u00a0s',
  ]);
});

test('file names lose their ending and what file systems refuse', () => {
  expect(['a.md', 'river: report?.html', '.md', ''].map(baseName)).toEqual(['a', 'river report', 'film', 'film']);
});

test('every step whose progress is told has words', () => {
  const weights = [...extractionWeights, ...suggestionWeights, deliveryWeight(1), ...containers.flatMap((container) =>
    filmWeights(60, { width: 1280, height: 720, fps: 30 }, { container, voice: 'auto', captions: 'burn' }))];
  const told = weights.map(({ stage, step }) => stepInWords({ stage, step, fraction: 0, secondsLeft: undefined }));
  expect(told.filter((words) => !words.includes(' ') && words !== 'Speaking')).toEqual([]);
});
