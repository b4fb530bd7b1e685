import { expect, test } from 'vitest';
import type { Content, Sentence } from '../../../src/domain/content';
import type { Scene } from '../../../src/domain/storyboard';
import type { Anchor } from '../../../src/domain/suggestion';
import { cite } from '../../../src/stages/suggestions/cite';
import { score } from '../../../src/stages/suggestions/score';
import { split } from '../../../src/stages/suggestions/split';
import { contentOf, contextOfTest, heading, list, paragraph, picture, table } from '../../support/contents';

const icon = picture('', { address: 'logo.png', facts: { asset: 'p', width: 90, height: 90 } });

const report = contentOf([
  heading(1, 'How a river bends'),
  heading(2, 'Sand'),
  paragraph('Sand settles on the inner bank. So it does elsewhere, too.'),
  icon,
  heading(2, 'Measures'),
  list('Build higher walls.', 'Dig basins.'),
  table(['Measure', 'Cost'], ['Walls', '84'], ['Basins', '46']),
]);

async function cited(content: Content, passage: Anchor, said: readonly number[] = []): Promise<readonly Scene[]> {
  const context = contextOfTest();
  const sentences = split.run(content, {}, context) as readonly Sentence[];
  const scores = await score.run({ content, sentences }, score.defaults, context);
  return cite.run(
    { content, sentences, scores, chosen: [], suggestions: [], format: { width: 1920, height: 1080, fps: 30 }, theme: 'paper', source: 'a.md', passage, said },
    {}, context,
  );
}

test('a sentence becomes the scene that a plan would make of it, with its anchor and chapter', async () => {
  expect(
    await cited(report, { block: 2, sentence: 1 }),
  ).toMatchObject([{ layout: 'statement', text: 'So it does elsewhere, too.', anchors: [{ block: 2, sentence: 1 }], chapter: 'Sand' }]);
});

test('an entry brings its whole list, a table is shown as one', async () => {
  expect(
    await cited(report, { block: 5, sentence: 2 }),
  ).toMatchObject([{ layout: 'list', entries: ['Build higher walls.', 'Dig basins.'], chapter: 'Measures' }]);
  expect((await cited(report, { block: 6 }))[0]?.layout).toMatch(/table|chart/u);
});

test('a picture is shown though it looks like decoration, and without a sentence that the film has', async () => {
  expect(await cited(report, { block: 3 })).toMatchObject([{ layout: 'picture', picture: 'p', speech: ['So it does elsewhere, too.'] }]);
  expect(await cited(report, { block: 3 }, [0, 1])).toMatchObject([{ layout: 'picture', picture: 'p', speech: [] }]);
});

test('of a place that holds nothing there is nothing', async () => {
  expect(await cited(report, { block: 99 })).toEqual([]);
  expect(await cited(report, { block: 0 })).toEqual([]);
});
