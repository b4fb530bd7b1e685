import { describe, expect, test } from 'vitest';
import type { Content, Sentence } from '../../../src/domain/content';
import type { Scores } from '../../../src/domain/suggestion';
import { score } from '../../../src/stages/suggestions/score';
import { split } from '../../../src/stages/suggestions/split';
import { contentOf, contextOfTest, heading, paragraph } from '../../support/contents';

async function scored(
  content: Content, changes: Partial<typeof score.defaults> = {},
): Promise<{ readonly sentences: readonly Sentence[]; readonly scores: Scores }> {
  const sentences = split.run(content, {}, contextOfTest()) as readonly Sentence[];
  return { sentences, scores: await score.run({ content, sentences }, { ...score.defaults, ...changes }, contextOfTest()) };
}

const filler = 'Old maps show many small towns. Nobody counted the birds that year.';
const rivers = contentOf([
  heading(1, 'Why rivers bend'),
  paragraph('Rivers bend because sand settles on the inner bank of the river.'),
  paragraph(`${filler} The inner bank of a river slows the water and sand settles there.`),
]);

describe('scores', async () => {
  const { sentences, scores } = await scored(rivers);

  test('rank every sentence, in sum 1', () => {
    expect(scores.rank.length).toBe(sentences.length);
    expect(scores.rank.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
  });

  test('keep every feature in [0, 1], a column each', () => {
    expect(scores.features.length).toBe(sentences.length * scores.featureNames.length);
    expect(scores.features.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  test('put what shares its words with others and its heading above what stands alone', () => {
    const best = scores.rank.indexOf(Math.max(...scores.rank));
    expect(sentences[best]?.text).toMatch(/^Rivers bend/);
    expect(scores.rank[3]).toBeGreaterThan(scores.rank[1] ?? 1);
  });

  test('are the same twice', async () => {
    expect((await scored(rivers)).scores).toEqual(scores);
  });
});

test('a weight of place decides between sentences that are alike', async () => {
  const twins = contentOf([paragraph('Rivers bend around sand banks here. Rivers bend around sand banks here.')]);
  const first = (await scored(twins, { opening: 2, ending: 0 })).scores.rank;
  const last = (await scored(twins, { opening: 0, ending: 2, lead: 0 })).scores.rank;
  expect(first[0]).toBeGreaterThan(first[1] ?? 1);
  expect(last[1]).toBeGreaterThan(last[0] ?? 1);
});

test('a document without sentences has no ranks', async () => {
  expect((await scored(contentOf([heading(1, 'Alone')]))).scores.rank.length).toBe(0);
});

test('sentences without subject words all matter alike', async () => {
  const { scores } = await scored(contentOf([paragraph('It is. They were.')]));
  expect(Array.from(scores.rank)).toEqual([0.5, 0.5]);
});
