import { describe, expect, test } from 'vitest';
import type { Content, Sentence } from '../../../src/domain/content';
import { score } from '../../../src/stages/suggestions/score';
import { select } from '../../../src/stages/suggestions/select';
import type { Selection } from '../../../src/stages/suggestions/select';
import { split } from '../../../src/stages/suggestions/split';
import { suitability } from '../../../src/stages/suggestions/suitability';
import { contentOf, contextOfTest, heading, paragraph } from '../../support/contents';

async function selected(content: Content, changes: Partial<typeof select.defaults> = {}): Promise<Selection & { readonly sentences: readonly Sentence[] }> {
  const sentences = split.run(content, {}, contextOfTest()) as readonly Sentence[];
  const scores = await score.run({ content, sentences }, score.defaults, contextOfTest());
  return { sentences, ...(await select.run({ content, sentences, scores }, { ...select.defaults, ...changes }, contextOfTest())) };
}

const report = contentOf([
  heading(1, 'Rivers'),
  heading(2, 'Why they bend'),
  paragraph('Rivers bend because sand settles on the inner bank. Sand settles on the inner bank because the river bends. Read more. Figure 3'),
  heading(2, 'What to do'),
  paragraph('Giving the river room costs less than building higher walls. Trees along the bank hold the soil in every flood.'),
], { title: 'Rivers' });

describe('key sentences', () => {
  test.each([1, 2, 3, 5, 6])('are exactly %i if so many are wanted and there', async (count) => {
    const { chosen } = await selected(report, { count });
    expect(chosen.length).toBe(count);
    expect(new Set(chosen).size).toBe(count);
  });

  test('are all sentences if more are wanted', async () => {
    const { chosen, sentences } = await selected(report, { count: 99 });
    expect([...chosen].sort((a, b) => a - b)).toEqual(sentences.map(({ id }) => id));
  });

  test('are unlike each other where novelty counts', async () => {
    const { chosen, sentences } = await selected(report, { count: 2, balance: 0.3 });
    const texts = chosen.map((id) => sentences[id]?.text ?? '');
    expect(texts.filter((text) => text.includes('inner bank')).length).toBeLessThan(2);
  });

  test('leave navigation and labels to the end', async () => {
    const { chosen, sentences } = await selected(report, { count: 6 });
    expect(chosen.slice(4).map((id) => sentences[id]?.text).sort()).toEqual(['Figure 3', 'Read more.']);
  });

  test('are unfit ones only if a number was asked for', async () => {
    const { chosen, sentences } = await selected(report);
    expect(chosen.map((id) => sentences[id]?.text)).not.toContain('Read more.');
  });
});

describe('suggestions', async () => {
  const { suggestions, chosen } = await selected(report, { count: 3 });

  test('hold the title, each key sentence in order of choice, and the chapters in order of the document', () => {
    expect(suggestions.map(({ kind }) => kind)).toEqual(['title', 'key-sentence', 'key-sentence', 'key-sentence', 'chapter', 'chapter']);
    expect(suggestions.filter(({ kind }) => kind === 'key-sentence').map(({ anchors }) => anchors[0]?.sentence)).toEqual(chosen);
    expect(suggestions.filter(({ kind }) => kind === 'chapter').map(({ value }) => value)).toEqual(['Why they bend', 'What to do']);
  });

  test('have a score in [0, 1] and a reason that is a sentence', () => {
    for (const { score: value, reason } of suggestions) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      expect(reason).toMatch(/^[A-Z].*\.$/);
    }
  });
});

test('a document without sentences has no key sentences', async () => {
  expect((await selected(contentOf([heading(1, 'Alone')]))).chosen).toEqual([]);
});

describe('fitness to stand alone', () => {
  test.each(['Rivers bend because sand settles.', 'In 1952, 200,000 people moved north.', '河流在山谷中弯曲，因为沙子沉积。'])('is full: %s', (text) => {
    expect(suitability(text, undefined)).toBe(1);
  });

  test.each([
    'Figure 3.', 'Read more about rivers here.', 'https://example.com/a/long/address is here', '12 + 34 = 46 (7.5%)', 'Yes.', `${'word '.repeat(70)}.`,
  ])('is none: %s', (text) => {
    expect(suitability(text, undefined)).toBe(0);
  });

  test.each([
    'The following steps are needed to do it:', 'As shown in Fig. 3, rivers bend a lot.', 'and then the river bends a lot.',
  ])('is less than full: %s', (
    text,
  ) => {
    expect(suitability(text, undefined)).toBeLessThan(1);
    expect(suitability(text, undefined)).toBeGreaterThan(0);
  });
});
