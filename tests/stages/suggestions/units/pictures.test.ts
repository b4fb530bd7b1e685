import { describe, expect, test } from 'vitest';
import type { Content, Picture, Sentence } from '../../../../src/domain/content';
import { totalSeconds } from '../../../../src/domain/storyboard';
import type { PictureScene } from '../../../../src/domain/scenes/picture';
import type { Storyboard } from '../../../../src/domain/storyboard';
import { pictureSuggestions, worthOf } from '../../../../src/stages/suggestions/units/pictures';
import { plan } from '../../../../src/stages/suggestions/plan';
import { score } from '../../../../src/stages/suggestions/score';
import { select } from '../../../../src/stages/suggestions/select';
import { split } from '../../../../src/stages/suggestions/split';
import { contentOf, contextOfTest, heading, paragraph, picture } from '../../../support/contents';

const wide = { width: 1920, height: 1080, fps: 30 };

async function planned(content: Content, format = wide, seconds = 60): Promise<Storyboard> {
  const context = contextOfTest();
  const sentences = split.run(content, {}, context) as readonly Sentence[];
  const scores = await score.run({ content, sentences }, score.defaults, context);
  const selection = await select.run({ content, sentences, scores }, select.defaults, context);
  return plan.run({ content, sentences, scores, ...selection, format, theme: 'paper', source: 'a.md' }, { ...plan.defaults, seconds }, context);
}

const isPicture = (scene: Storyboard['scenes'][number]): scene is PictureScene => scene.layout === 'picture';
const filler = (what: string): string => Array
  .from({ length: 12 }, (_, index) => `The ${what} of valley ${index + 1} moved ${index + 3} metres towards the old mill in one wet winter.`)
  .join(' ');
const bend = 'At the bend the outer bank of the river falls into the water.';
const around = (
  ...blocks: Parameters<typeof contentOf>[0]
): Content => contentOf([heading(1, 'Rivers'), paragraph(bend), ...blocks, paragraph(filler('bank'))], { title: 'Rivers' });
const scenesOf = async (content: Content, format = wide): Promise<readonly PictureScene[]> => (await planned(content, format)).scenes.filter(isPicture);

describe('a picture of the document', () => {
  test('becomes a scene with the sentence it illustrates, which no other scene says', async () => {
    const film = await planned(around(picture('The outer bank', { caption: 'The outer bank after the flood of 2013' })));
    const [scene, ...others] = film.scenes.filter(isPicture);
    expect(others).toEqual([]);
    expect(scene).toMatchObject({
      picture: 'The outer bank', width: 1600, height: 1000, alt: 'The outer bank', caption: 'The outer bank after the flood of 2013', text: bend,
      speech: [bend],
    });
    expect(scene?.anchors).toEqual([{ block: 2 }, { block: 1, sentence: 0 }]);
    expect(film.scenes.filter(({ speech }) => speech.includes(bend))).toHaveLength(1);
  });

  test('takes the sentence that shares its words, before or after it', async () => {
    const [scene] = await scenesOf(contentOf([
      heading(1, 'Rivers'), paragraph('Nothing here has to do with it at all.'), picture('A gauge', { caption: 'The gauge in the old harbour' }),
      paragraph('The gauge in the harbour has been read each morning since 1817. ' + filler('bed')),
    ]));
    expect(scene?.speech).toEqual(['The gauge in the harbour has been read each morning since 1817.']);
  });

  test('says its own words where no sentence is near', async () => {
    const [scene] = await scenesOf(
      contentOf([heading(1, 'Rivers'), paragraph(filler('bank')), heading(2, 'Plate'), picture('A map of the old river arms', {})]),
    );
    expect(scene).toMatchObject({ text: 'A map of the old river arms', speech: ['A map of the old river arms'], anchors: [{ block: 3 }] });
  });

  test('runs to the edges if it is a large photograph of about the film\'s shape, else stands beside its words', async () => {
    const placement = async (
      facts: Parameters<typeof picture>[1] = {}, format = wide,
    ): Promise<string | undefined> => (await scenesOf(around(picture('The outer bank', facts)), format))[0]?.placement;
    expect(await placement()).toBe('full');
    expect(await placement({ facts: { mediaType: 'image/png' } })).toBe('beside');
    expect(await placement({ facts: { width: 640, height: 400 } })).toBe('beside');
    expect(await placement({ facts: { width: 1600, height: 2400 } })).toBe('beside');
    expect(await placement({ caption: 'Figure 3: the outer bank' })).toBe('beside');
    expect(await placement({ caption: 'The editor with the storyboard on the right' })).toBe('beside');
    expect(await placement({ facts: { width: 1600, height: 2400 } }, { width: 1080, height: 1920, fps: 30 })).toBe('full');
  });

  test('is shown once, however often the document shows it', async () => {
    expect(await scenesOf(around(picture('The outer bank'), picture('The outer bank')))).toHaveLength(1);
  });

  test('leaves the film as long as was wished', async () => {
    const content = around(...Array.from({ length: 6 }, (_, index) => [paragraph(filler(`arm ${index}`)), picture(`The old arm number ${index}`)]).flat());
    for (const seconds of [30, 60, 120]) expect(Math.abs(totalSeconds(await planned(content, wide, seconds)) - seconds) / seconds).toBeLessThan(0.01);
  });

  test('is proposed with a reason and the block it stands in', () => {
    expect(pictureSuggestions(around(picture('The outer bank', { caption: 'After the flood' }), picture('', { facts: { width: 16, height: 16 } })))).toEqual([
      { kind: 'picture', value: 'After the flood', anchors: [{ block: 2 }], score: 0.9, reason: 'A picture with a caption.' },
    ]);
  });
});

describe('decoration', () => {
  const judged = (...call: Parameters<typeof picture>): unknown => worthOf(around(picture(...call)).blocks[2] as Picture);

  test.each([
    ['what cannot be shown', 'A river', { facts: null }],
    ['a tracking pixel', 'A river', { facts: { width: 1, height: 1 } }],
    ['an icon', 'A river bends', { facts: { width: 64, height: 64 } }],
    ['a rule', 'A river bends', { facts: { width: 1200, height: 40 } }],
    ['a logo', 'The logo of the institute', {}],
    ['an avatar by its file', 'Ada Brook', { address: 'img/avatar.jpg' }],
    ['a small picture without words', '', { facts: { width: 400, height: 300 } }],
  ] as const)('is left out: %s', (_, text, rest) => {
    expect(judged(text, rest)).toBeUndefined();
  });

  test('is not a large picture without words, nor a small one with a caption', () => {
    expect(judged('', {})).toMatchObject({ score: 0.45 });
    expect(judged('', { caption: 'The arm', facts: { width: 320, height: 240 } })).toMatchObject({ score: 0.9 });
  });
});
