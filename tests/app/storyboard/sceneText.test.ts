import { expect, test } from 'vitest';
import { editScene, fieldsOf, sentencesOf } from '../../../src/app/storyboard/sceneText';
import type { Scene } from '../../../src/domain/storyboard';
import { everyScene } from '../../support/sampleScenes';
import { storyboard } from '../../support/storyboards';

const scene = <Layout extends Scene['layout']>(layout: Layout) =>
  storyboard.scenes.find((candidate): candidate is Extract<Scene, { layout: Layout }> => candidate.layout === layout)!;

test('a changed statement is spoken as it is shown, a sentence a line', () => {
  expect(editScene(scene('statement'), 'text', ' Sand moves. It settles. ')).toMatchObject({
    text: 'Sand moves. It settles.',
    speech: ['Sand moves.', 'It settles.'],
  });
});

test('words in colour that are gone from the statement lose their colour', () => {
  expect(editScene(scene('statement'), 'text', 'Sand moves.')).toMatchObject({ emphasis: '' });
  expect(editScene(scene('statement'), 'text', 'It carries 6.2 tons.')).toMatchObject({ emphasis: '6.2 tons' });
});

test('words that are not in the statement cannot be set in colour', () => {
  const before = scene('statement');
  expect(editScene(before, 'emphasis', 'gold')).toBe(before);
});

test('an entry of a list changes with its own line of speech', () => {
  const after = editScene(scene('list'), 'entries.1', 'Move all dikes.');
  expect(after).toMatchObject({ entries: ['Plant trees.', 'Move all dikes.'], speech: ['Measures', 'Plant trees.', 'Move all dikes.'] });
});

test('an emptied entry leaves the list and the speech; the last one stays', () => {
  const one = editScene(scene('list'), 'entries.0', '');
  expect(one).toMatchObject({ entries: ['Move dikes.'], speech: ['Measures', 'Move dikes.'] });
  expect(editScene(one, 'entries.0', ' ')).toBe(one);
});

test('a title that is spoken is spoken as changed', () => {
  expect(editScene(scene('title'), 'title', 'Brooks')).toMatchObject({ title: 'Brooks', speech: ['Brooks'] });
  expect(editScene(scene('list'), 'title', 'Steps')).toMatchObject({ title: 'Steps', speech: ['Steps', 'Plant trees.', 'Move dikes.'] });
});

test('what is said of a table can be changed without changing the table', () => {
  expect(editScene(scene('table'), 'speech', 'It rose.')).toMatchObject({ speech: ['It rose.'], title: 'Cost', rows: scene('table').rows });
});

test('an emptied main text, an unknown field and the same text change nothing', () => {
  const before = scene('statement');
  expect(editScene(before, 'text', '  ')).toBe(before);
  expect(editScene(before, 'frames', '7')).toBe(before);
  expect(editScene(before, 'text', before.text)).toBe(before);
});

test('lines of code are lit as people count them, each when it was, or spread over what is said', () => {
  const code: Scene = {
    ...scene('table'), layout: 'code', code: 'a\nb\nc\nd', language: 'js', focus: [{ line: 1, first: 1, end: 3 }], speech: ['One.', 'Two.'],
  };
  expect(fieldsOf(code).find(({ name }) => name === 'focus')?.value).toBe('2-3');
  expect(editScene(code, 'focus', '4')).toMatchObject({ focus: [{ line: 1, first: 3, end: 4 }] });
  expect(editScene(code, 'focus', '1, 2–4')).toMatchObject({ focus: [{ line: 0, first: 0, end: 1 }, { line: 1, first: 1, end: 4 }] });
  expect(editScene(code, 'focus', '')).not.toHaveProperty('focus');
  for (const wrong of ['5', '0', '3-2', 'all', '1,']) expect(editScene(code, 'focus', wrong)).toBe(code);
});

test('a silent scene stays silent', () => {
  const silent = { ...scene('statement'), speech: [] };
  expect(editScene(silent, 'text', 'Sand moves.').speech).toEqual([]);
});

test('every scene offers its texts, and what it says where that is something else', () => {
  expect(Object.fromEntries(everyScene.map((each) => [each.layout, fieldsOf(each).map(({ name }) => name).join(' ')]))).toMatchObject({
    title: 'kicker title byline',
    section: 'title',
    statement: 'text emphasis',
    list: 'title entries.0 entries.1',
    quote: 'text attribution',
    code: 'title focus speech',
    table: 'title speech',
    chart: 'title measure speech',
    number: 'before figure after speech',
    definition: 'term note text speech',
    picture: 'text caption alt speech',
    formula: 'title tex legend.0 speech',
    outro: 'title source link',
  });
});

test('every text of a scene can be changed, and a scene whose text is as it was is the very same', () => {
  for (const each of everyScene) for (const { name, value } of fieldsOf(each)) {
    expect(editScene(each, name, value)).toBe(each);
    const [changed, shown] = name === 'focus' ? ['2', '2'] : name === 'emphasis' ? ['', ''] : ['New', 'New'];
    expect(fieldsOf(editScene(each, name, changed)).find((field) => field.name === name)?.value).toBe(shown);
  }
});

test('an empty text has no sentences', () => {
  expect(sentencesOf(' ')).toEqual([]);
});

const base = { id: 'n', anchors: [], frames: 90, chapter: '' };

test('the parts of a figure change what is shown, its speech has a field of its own', () => {
  const number: Scene = {
    ...base, layout: 'number', before: 'The valley lost', figure: '73%', after: 'of its wells.', speech: ['The valley lost 73% of its wells.'],
  };
  expect(editScene(number, 'after', 'of all wells.')).toEqual({ ...number, after: 'of all wells.' });
  expect(editScene(number, 'speech', 'Most wells are lost.')).toMatchObject({ speech: ['Most wells are lost.'] });
  expect(editScene(number, 'figure', ' ')).toBe(number);
});

test('a definition is said in its own sentence, whatever it shows', () => {
  const definition: Scene = { ...base, layout: 'definition', term: 'Aquifer', note: '', text: 'A body of rock.', speech: ['An aquifer is a body of rock.'] };
  expect(editScene(definition, 'text', 'Rock that holds water.')).toEqual({ ...definition, text: 'Rock that holds water.' });
  expect(editScene(definition, 'note', 'noun')).toMatchObject({ note: 'noun' });
  expect(editScene(definition, 'term', '')).toBe(definition);
});

test('the title and measure of a chart can be changed, its values stay', () => {
  const chart: Scene = {
    ...base, layout: 'chart', kind: 'bar', title: 'Costs', measure: '€m', points: [{ label: 'Walls', value: 84, text: '84' }], highlight: 0,
    speech: ['Walls cost most.'],
  };
  expect(editScene(chart, 'measure', '')).toEqual({ ...chart, measure: '' });
  expect(fieldsOf(chart).map(({ name }) => name)).toEqual(['title', 'measure', 'speech']);
});
