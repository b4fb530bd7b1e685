import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Content, Sentence } from '../../../src/domain/content';
import { Failure } from '../../../src/domain/failure';
import { totalSeconds } from '../../../src/domain/storyboard';
import type { Scene, Storyboard } from '../../../src/domain/storyboard';
import { parseStoryboard, storyboardJson } from '../../../src/domain/storyboardFile';
import { predictLines, retime, spokenSeconds } from '../../../src/domain/timing';
import { plan } from '../../../src/stages/suggestions/plan';
import { score } from '../../../src/stages/suggestions/score';
import { select } from '../../../src/stages/suggestions/select';
import { split } from '../../../src/stages/suggestions/split';
import { code, contentOf, contextOfTest, formula, heading, list, paragraph, quote, table } from '../../support/contents';

const format = { width: 1920, height: 1080, fps: 30 };

async function planned(
  content: Content, changes: Partial<typeof plan.defaults> & { readonly source?: string; readonly format?: typeof format; readonly sentences?: number } = {},
): Promise<Storyboard> {
  const context = contextOfTest();
  const sentences = split.run(content, {}, context) as readonly Sentence[];
  const scores = await score.run({ content, sentences }, score.defaults, context);
  const { source = 'river-notes.md', format: wanted = format, sentences: count = 0, ...parameters } = changes;
  const selection = await select.run({ content, sentences, scores }, { ...select.defaults, count }, context);
  return plan.run({ content, sentences, scores, ...selection, format: wanted, theme: 'paper', source }, { ...plan.defaults, ...parameters }, context);
}

const layouts = (film: Storyboard): readonly string[] => film.scenes.map(({ layout }) => layout);
const facts = (count: number, what: string): string =>
  Array.from({ length: count }, (_, index) => `The ${what} of valley ${index + 1} moved ${index + 3} metres towards the old mill in one wet winter.`).join(' ');

const report = contentOf([
  heading(1, 'How a river bends'),
  paragraph('Rivers bend because sand settles on the inner bank. The outer bank falls into the water year after year.'),
  heading(2, 'Measures'),
  paragraph('There are three ways to live with a river:'),
  list('Build higher walls.', 'Dig storage basins.', 'Give the river room.'),
  paragraph('Each way has its price, as the table of costs makes plain.'),
  table(['Measure', 'Cost', 'Who pays'], ['Walls', '84', 'The city'], ['Basins', '46', 'The state'], ['Room', '31', 'Both']),
  heading(2, 'Voices'),
  quote('We did not straighten the river. We shortened our own patience.', 'A river engineer'),
  paragraph('The model can be run again by everyone with one command.'),
  code('npm run river', 'sh'),
  paragraph(facts(30, 'bend')),
], { title: 'How a river bends', authors: ['Ada Brook', 'Ed Stone'], link: 'https://www.rivers.example/bends' });

describe('a film', async () => {
  const film = await planned(report, { seconds: 120 });

  test('begins with the title and ends with the source', () => {
    expect(film.scenes[0]).toMatchObject({ layout: 'title', title: 'How a river bends', byline: 'Ada Brook, Ed Stone', kicker: 'rivers.example' });
    expect(
      film.scenes.at(-1),
    ).toMatchObject({ layout: 'outro', source: 'Ada Brook, Ed Stone · river-notes.md', link: 'https://www.rivers.example/bends', speech: [] });
  });

  test('puts no file name over its title', async () => {
    const [opening] = (await planned({ ...report, link: '' }, { seconds: 120 })).scenes;
    expect(opening).toMatchObject({ layout: 'title', kicker: '', byline: 'Ada Brook, Ed Stone' });
  });

  test('shows lists, tables, quotes and code as what they are', () => {
    expect(new Set(layouts(film))).toEqual(new Set(['title', 'section', 'statement', 'list', 'table', 'quote', 'code', 'outro']));
  });

  test('shows a formula with what its signs mean, and never says its TeX', async () => {
    const content = contentOf([
      heading(1, 'Power'),
      paragraph('How much a river can do depends on how much water it carries and how steeply it falls. Their product is called stream power.'),
      formula('\\Omega = \\rho g Q S'),
      paragraph('Here Q is the discharge, S is the slope, g is gravity and ρ is the density of water. Double the flow, and the river has twice the power.'),
      paragraph(facts(6, 'bend')),
    ], { title: 'Power' });
    const scenes = (await planned(content)).scenes.filter(({ layout }) => layout === 'formula');
    expect(scenes).toMatchObject([{
      tex: '\\Omega = \\rho g Q S', title: 'Stream power',
      legend: [{ symbol: 'Q', meaning: 'discharge' }, { symbol: 'S', meaning: 'slope' }, { symbol: 'g', meaning: 'gravity' }, {
        symbol: '\\rho', meaning: 'density of water',
      }],
      speech: ['Their product is called stream power.', 'Here Q is the discharge, S is the slope, g is gravity and ρ is the density of water.'],
    }]);
    expect((await planned(content)).scenes.flatMap(({ speech }) => speech).join(' ')).not.toMatch(/\\/);
    expect((await parseStoryboard(storyboardJson(await planned(content)))).scenes).toEqual((await planned(content)).scenes);
  });

  test('follows the order of the document', () => {
    const places = film.scenes.slice(1, -1).map(({ anchors }) => anchors[0]?.block ?? -1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('anchors every scene in blocks and sentences that exist', () => {
    const sentences = split.run(report, {}, contextOfTest()) as readonly Sentence[];
    for (const { anchors } of film.scenes) {
      expect(anchors.length).toBeGreaterThan(0);
      for (const { block, sentence } of anchors) {
        expect(report.blocks[block]).toBeDefined();
        if (sentence !== undefined) expect(sentences[sentence]?.block).toBe(block);
      }
    }
  });

  test('says a line for each entry of a list, after the line that announces it', () => {
    expect(film.scenes.find(({ layout }) => layout === 'list')).toMatchObject({
      title: 'There are three ways to live with a river',
      entries: ['Build higher walls.', 'Dig storage basins.', 'Give the river room.'],
      speech: ['There are three ways to live with a river', 'Build higher walls.', 'Dig storage basins.', 'Give the river room.'],
    });
  });

  test('says the sentence beside a table or code, and does not say it twice', () => {
    expect(film.scenes.find(({ layout }) => layout === 'table')?.speech).toEqual(['Each way has its price, as the table of costs makes plain.']);
    expect(film.scenes.find(({ layout }) => layout === 'code')?.speech).toEqual(['The model can be run again by everyone with one command.']);
    const lines = film.scenes.flatMap(({ speech }) => speech);
    expect(new Set(lines).size).toBe(lines.length);
  });

  test('names who is quoted', () => {
    expect(film.scenes.find(({ layout }) => layout === 'quote')).toMatchObject({ attribution: 'A river engineer' });
  });

  test('opens chapters with a section and labels their scenes', () => {
    expect(film.scenes.filter(({ layout }) => layout === 'section').map(({ chapter }) => chapter)).toEqual(['Measures', 'Voices']);
    expect(film.scenes.find(({ layout }) => layout === 'table')?.chapter).toBe('Measures');
  });

  test('takes every word it says from the document', () => {
    const words = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const known = new Set(words([report.title, ...report.blocks.map(({ text }) => text)].join(' ')));
    for (const line of film.scenes.flatMap(({ speech }) => speech)) for (const word of words(line)) expect(known).toContain(word);
  });

  test('has unique ids, and keeps the ids of scenes that stay in another length', async () => {
    const ids = film.scenes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const shorter = (await planned(report, { seconds: 60 })).scenes;
    const kept = shorter.filter(({ layout }) => layout !== 'section');
    expect(kept.every(({ id }) => ids.includes(id))).toBe(true);
  });

  test('is the same twice', async () => {
    expect(await planned(report, { seconds: 120 })).toEqual(film);
  });

  test('passes through its own file', async () => {
    expect(await parseStoryboard(storyboardJson(film))).toEqual(film);
  });
});

describe('scenes of their own', async () => {
  const rivers = contentOf([
    heading(1, 'How rivers cost'),
    heading(2, 'Prices'),
    paragraph('Each way has its price, as the table of costs makes plain.'),
    table(['Measure', 'Cost'], ['Walls', '84'], ['Basins', '46'], ['Room', '31']),
    heading(2, 'Water'),
    paragraph(
      'An aquifer is a body of rock that holds enough water to fill a well. The valley lost 73% of its wells in a single dry summer. Every aquifer of the valley is watched by the council and its engineers.',
    ),
    paragraph(facts(12, 'bend')),
  ], { title: 'How rivers cost' });
  const film = await planned(rivers, { seconds: 120 });
  const of = (layout: string): Scene | undefined => film.scenes.find((scene) => scene.layout === layout);

  test('a table of names and numbers is a chart, said as a table is', () => {
    expect(of('chart')).toMatchObject({
      kind: 'bar', measure: 'Cost', highlight: 0, points: [{ label: 'Walls', value: 84, text: '84' }, { text: '46' }, { text: '31' }],
      anchors: [{ block: 3 }, { block: 2, sentence: 0 }], speech: ['Each way has its price, as the table of costs makes plain.'],
    });
  });

  test('a sentence that says what something is, is a definition', () => {
    expect(of('definition')).toMatchObject({
      term: 'Aquifer', text: 'A body of rock that holds enough water to fill a well.',
      speech: ['An aquifer is a body of rock that holds enough water to fill a well.'],
    });
  });

  test('a sentence on one figure is broken around it, unless a scene of its own stands before it', async () => {
    const alone = await planned(
      contentOf([heading(1, 'Wells'), paragraph(`The valley lost 73% of its wells in a single dry summer. ${facts(5, 'bend')}`)], { title: 'Wells' }),
      { seconds: 60 },
    );
    expect(alone.scenes.find(({ layout }) => layout === 'number')).toMatchObject({
      before: 'The valley lost', figure: '73%', after: 'of its wells in a single dry summer.',
      speech: ['The valley lost 73% of its wells in a single dry summer.'],
    });
    expect(film.scenes.find(({ speech }) => speech[0]?.includes('73%'))).toMatchObject({ layout: 'statement', emphasis: '73%' });
  });

  test('a term that was used before is not defined any more', async () => {
    const late = await planned(
      contentOf(
        [heading(1, 'Wells'), paragraph(
          `Every aquifer of the valley is watched by the council and its engineers. An aquifer is a body of rock that holds enough water to fill a well. ${facts(
            6, 'bend',
          )}`,
        )],
        { title: 'Wells' },
      ),
      { seconds: 90 },
    );
    expect(layouts(late)).not.toContain('definition');
  });

  test('figures stay few: at most a third of the scenes, never two in a row', async () => {
    const figures = Array
      .from(
        { length: 24 },
        (
          _, index,
        ) => `The ${['north', 'south', 'east', 'west'][index % 4]} bank of valley ${'abcdefghijklmnopqrstuvwx'[index]} lost ${index
          + 20}% of its old trees to the water.`,
      )
      .join(' ');
    const scenes = (await planned(contentOf([paragraph(figures)], { title: 'Trees' }), { seconds: 120 })).scenes;
    const stands = scenes.map(({ layout }) => layout === 'number');
    expect(stands.filter(Boolean).length).toBeGreaterThan(1);
    expect(stands.filter(Boolean).length).toBeLessThanOrEqual(scenes.length / 3);
    expect(stands.some((one, index) => one && stands[index + 1])).toBe(false);
  });
});

describe('the length', () => {
  const long = contentOf([paragraph(facts(200, 'bank'))], { title: 'Banks' });

  test.each([8, 15, 30, 60, 120, 300])('is the one wished for, within 2 in 100: %i s', async (seconds) => {
    expect(Math.abs(totalSeconds(await planned(long, { seconds })) / seconds - 1)).toBeLessThan(0.02);
  });

  test.each([-0.06, 0.06])('holds when the voice is off by %d', async (error) => {
    const film = await planned(long, { seconds: 90 });
    const lines = predictLines(film, 165).map((scene) => scene.map((line) => line * (1 + error)));
    expect(Math.abs(totalSeconds(retime(film, lines)) / 90 - 1)).toBeLessThan(0.05);
  });

  test('holds for a silent film', async () => {
    expect(totalSeconds(await planned(long, { seconds: 60, wordsPerMinute: 0 }))).toBeCloseTo(60, 1);
  });

  test('without a wish grows with the document, from half a minute to five', async () => {
    const some = totalSeconds(await planned(contentOf([paragraph(facts(20, 'bank'))], { title: 'Banks' })));
    const many = totalSeconds(await planned(long));
    expect(some).toBeGreaterThan(25);
    expect(many).toBeGreaterThan(some);
    expect(many).toBeLessThan(300);
  });

  test('leaves every line time to be spoken', async () => {
    const film = await planned(long, { seconds: 60 });
    for (const [index, lines] of predictLines(film, 165).entries()) expect((film.scenes[index]?.frames ?? 0) / 30).toBeGreaterThanOrEqual(
      spokenSeconds(lines) - 1e-6,
    );
  });

  test('is shorter than wished if the document has no more to say', async () => {
    expect(totalSeconds(await planned(contentOf([paragraph('Rivers bend. Sand settles on the inner bank.')]), { seconds: 300 }))).toBeLessThan(20);
  });
});

describe('a long sentence', () => {
  const text =
    'Paving a tenth of a valley can double the height of its floods, because water that once soaked into the ground now runs off at once, and the river that takes it up has nowhere to go but over its banks and into the cellars of the town.';
  const statements = (film: Storyboard): readonly Scene[] => film.scenes.filter(({ layout }) => layout === 'statement');

  test('becomes consecutive statements that together say it', async () => {
    const scenes = statements(await planned(contentOf([paragraph(text)])));
    expect(scenes.length).toBe(2);
    expect(scenes.flatMap(({ speech }) => speech).join(' ')).toBe(text);
    expect(new Set(scenes.map(({ anchors }) => JSON.stringify(anchors))).size).toBe(1);
  });

  test('becomes more of them where the picture holds less', async () => {
    const square = statements(await planned(contentOf([paragraph(text)]), { format: { width: 1080, height: 1080, fps: 30 } }));
    expect(square.every((scene) => scene.layout === 'statement' && scene.text.length <= 150)).toBe(true);
  });
});

describe('a document of little', () => {
  test('with only a table gives title, table and outro', async () => {
    const film = await planned(contentOf([table(['Name', 'Score'], ['Ada', '3'])]), { source: 'score-list.csv' });
    expect(layouts(film)).toEqual(['title', 'table', 'outro']);
    expect(film.title).toBe('score list');
    expect(film.scenes[1]?.speech).toEqual(['Ada: Score 3.']);
  });

  test.each([
    ['rows with the names of their columns', ['Part', 'Slope', 'Bed'], [['Upper course', '4 %', 'rocks'], ['Lower course', '0.1 %', '']], [
      'Upper course: Slope 4 %, Bed rocks.', 'Lower course: Slope 0.1 %.',
    ]],
    ['what names mean, without the name of the column', ['Term', 'Meaning'], [['Delta', 'land built of sand']], ['Delta: land built of sand.']],
    ['cells alone where columns have no names', [], [['Ada', 'London'], ['Emmy', 'Erlangen']], ['Ada: London.', 'Emmy: Erlangen.']],
    ['three rows of many', [
      'Name', 'Born', 'In',
    ], [['Ada', '1815', 'London'], ['Emmy', '1882', 'Erlangen'], ['Grace', '1906', 'New York'], ['Alan', '1912', 'London']], [
      'Ada: Born 1815, In London.', 'Emmy: Born 1882, In Erlangen.', 'Grace: Born 1906, In New York.',
    ]],
    ['one row where it is long', ['A', 'B'], [['x', `2 ${'word '.repeat(30).trim()}`], ['y', `3 ${'word '.repeat(30).trim()}`]], [
      `x: B 2 ${'word '.repeat(30).trim()}.`,
    ]],
  ])('with only a table is read as a person reads it: %s', async (_, header, rows, lines) => {
    expect((await planned(contentOf([table(header, ...rows)]))).scenes[1]?.speech).toEqual(lines);
  });

  test('with one sentence says it', async () => {
    const film = await planned(contentOf([paragraph('Rivers bend.')]));
    expect(film.scenes.map(({ speech }) => speech)).toEqual([['river notes'], ['Rivers bend.'], []]);
  });

  test('with one word says it', async () => {
    expect(layouts(await planned(contentOf([paragraph('Hello')])))).toEqual(['title', 'statement', 'outro']);
  });

  test('with only headings shows them', async () => {
    const film = await planned(contentOf([heading(1, 'Notes'), heading(2, 'First thing'), heading(2, 'Second thing')], { title: 'Notes' }));
    expect(film.scenes.map((scene) => (scene.layout === 'statement' ? scene.text : scene.layout))).toEqual(['title', 'First thing', 'Second thing', 'outro']);
  });

  test('with only code shows it', async () => {
    expect(layouts(await planned(contentOf([code('const a = 1;')])))).toEqual(['title', 'code', 'outro']);
  });

  test('with an endless word run shows its beginning', async () => {
    const film = await planned(contentOf([paragraph('word and more '.repeat(5000))]));
    expect(layouts(film)).toEqual(['title', 'statement', 'outro']);
    expect(film.scenes[1]?.speech[0]?.length).toBeLessThan(200);
  });

  test('whose title could be any document\'s takes the name of its file', async () => {
    expect((await planned(contentOf([heading(1, '1 Introduction'), paragraph('Rivers bend.')], { title: '1 Introduction' }))).title).toBe('river notes');
  });

  test('with nothing to say is refused', async () => {
    for (const blocks of [[], [paragraph('')], [code('  ')]]) {
      await expect(planned(contentOf(blocks))).rejects.toThrow(Failure);
      await expect(planned(contentOf(blocks))).rejects.toThrow(/at least one sentence/);
    }
  });
});

describe('whatever the document', () => {
  const words = fc
    .array(fc.constantFrom('river', 'sand', 'The', 'bends', '3.5', '%', '.', '?', ',', '(', 'because', '[1]', '—', '河流。', 'Dr.', '\n', 'x'.repeat(60)), {
      maxLength: 60,
    })
    .map((parts) => parts.join(' '));
  const block = fc.oneof(
    words.map((text) => heading(2, text)),
    words.map(paragraph),
    fc.array(words, { maxLength: 8 }).map((entries) => list(...entries)),
    words.map((text) => quote(text, 'Ada')),
    words.map((text) => code(text)),
    fc.array(fc.array(words, { minLength: 2, maxLength: 2 }), { maxLength: 3 }).map((rows) => table(['a', 'b'], ...rows)),
  );

  test('a film is whole, or there is nothing to say', async () => {
    await fc.assert(fc.asyncProperty(fc.array(
      block, { maxLength: 12 },
    ), fc.constantFrom(0, 5, 30, 200), fc.constantFrom(0, 165), fc.constantFrom('en', 'de', 'zh', 'und'), async (blocks, seconds, wordsPerMinute, language) => {
      let film: Storyboard;
      try {
        film = await planned(contentOf(blocks, { language, title: 'Rivers' }), { seconds, wordsPerMinute });
      } catch (error) {
        expect((error as Failure).code).toBe('nothing-to-say');
        return;
      }
      expect(await parseStoryboard(storyboardJson(film))).toEqual(film);
      for (const scene of film.scenes) {
        expect(scene.speech.every((line) => line.trim() !== '')).toBe(true);
        if (scene.layout === 'statement') expect(scene.text.includes(scene.emphasis)).toBe(true);
      }
    }), { numRuns: 150 });
  });
});

test('endless titles, headings and runs of signs end neither in a hang nor in a wall of text', async () => {
  const long = 'a very long name '.repeat(20_000);
  const film = await planned(contentOf(
    [
      heading(1, long), heading(2, long), paragraph(`${'-'.repeat(200_000)} x y z`), heading(2, `${long} more`), paragraph(`${'a@'.repeat(100_000)} b c d.`),
      code('x'), quote('So it was.', long),
    ],
    { title: long, authors: [long] },
  ));
  for (const scene of film.scenes) for (const text of [...scene.speech, scene.chapter]) expect(text.length).toBeLessThanOrEqual(220);
});
