import type { Content, Sentence } from '../../src/domain/content';
import type { Scene, Storyboard } from '../../src/domain/storyboard';

/** A document of five blocks: two headings, a paragraph of two sentences, a list of two entries, a table. */
export const content: Content = {
  title: 'Rivers',
  authors: ['Ada Brook'],
  language: 'en',
  blocks: [
    { id: 0, type: 'heading', level: 1, text: 'Rivers', place: { offset: 0 } },
    { id: 1, type: 'paragraph', text: 'Water bends. It carries 6.2 tons of sand.', place: { offset: 8 } },
    { id: 2, type: 'heading', level: 2, text: 'Measures', place: { offset: 50 } },
    { id: 3, type: 'list', ordered: false, entries: ['Plant trees.', 'Move dikes.'], text: 'Plant trees.\nMove dikes.', place: { offset: 60 } },
    { id: 4, type: 'table', header: ['Year', 'Cost'], rows: [['1990', '4'], ['2000', '9']], text: 'Year\tCost\n1990\t4\n2000\t9', place: { offset: 90 } },
  ],
};

export const sentences: readonly Sentence[] = [
  { id: 0, block: 1, text: 'Water bends.', start: 0 },
  { id: 1, block: 1, text: 'It carries 6.2 tons of sand.', start: 13 },
  { id: 2, block: 3, text: 'Plant trees.', start: 0 },
  { id: 3, block: 3, text: 'Move dikes.', start: 13 },
];

const scenes: readonly Scene[] = [
  { id: 'a', layout: 'title', kicker: '', title: 'Rivers', byline: 'Ada Brook', anchors: [{ block: 0 }], frames: 90, speech: ['Rivers'], chapter: '' },
  {
    id: 'b', layout: 'statement', text: 'It carries 6.2 tons of sand.', emphasis: '6.2 tons', anchors: [{ block: 1, sentence: 1 }], frames: 120,
    speech: ['It carries 6.2 tons of sand.'], chapter: 'Rivers',
  },
  {
    id: 'c', layout: 'list', title: 'Measures', ordered: false, entries: ['Plant trees.', 'Move dikes.'],
    anchors: [{ block: 3, sentence: 2 }, { block: 3, sentence: 3 }], frames: 150, speech: ['Measures', 'Plant trees.', 'Move dikes.'], chapter: 'Measures',
  },
  {
    id: 'd', layout: 'table', title: 'Cost', header: ['Year', 'Cost'], rows: [['1990', '4'], ['2000', '9']], highlight: 1, anchors: [{ block: 4 }], frames: 100,
    speech: ['Cost rose from 4 to 9.'], chapter: 'Measures',
  },
];

/** A film of four scenes on `content`. */
export const storyboard: Storyboard = {
  version: 1,
  title: 'Rivers',
  language: 'en',
  source: { name: 'rivers.md', link: '' },
  format: { width: 1280, height: 720, fps: 30 },
  theme: 'paper',
  seed: 1,
  seconds: 0,
  scenes,
};
