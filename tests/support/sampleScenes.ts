import { layoutNames } from '../../src/domain/scenes/scenes';
import type { Scenes } from '../../src/domain/scenes/scenes';
import type { LayoutName, Scene } from '../../src/domain/storyboard';

const base = { anchors: [{ block: 0, sentence: 2 }], frames: 66, speech: ['A'], chapter: '' };

/** A small scene of each layout, named after it. */
export const sampleScenes: { readonly [L in LayoutName]: Scenes[L] } = {
  title: { ...base, id: 'title', layout: 'title', kicker: '', title: 'T', byline: 'a.md' },
  section: { ...base, id: 'section', layout: 'section', title: 'S', number: 1, anchors: [{ block: 1 }] },
  statement: { ...base, id: 'statement', layout: 'statement', text: 'A', emphasis: '' },
  list: { ...base, id: 'list', layout: 'list', title: 'L', ordered: true, entries: ['A', 'B'], speech: ['Intro', 'A', 'B'] },
  quote: { ...base, id: 'quote', layout: 'quote', text: 'Q', attribution: '' },
  code: { ...base, id: 'code', layout: 'code', code: 'x\ny', language: 'ts', title: '', focus: [{ line: 0, first: 0, end: 1 }] },
  table: { ...base, id: 'table', layout: 'table', title: '', header: ['H'], rows: [['1']], highlight: 0 },
  chart: {
    ...base, id: 'chart', layout: 'chart', kind: 'share', title: '', measure: 'Share', points: [{ label: 'L', value: 0.5, text: '0.5' }], highlight: -1,
  },
  number: { ...base, id: 'number', layout: 'number', before: '', figure: '4 %', after: 'of it' },
  definition: { ...base, id: 'definition', layout: 'definition', term: 'T', note: '', text: 'D' },
  picture: {
    ...base, id: 'picture', layout: 'picture', placement: 'full', picture: 'p', width: 1600, height: 900, alt: 'A', caption: '', text: '', drifts: true,
  },
  formula: { ...base, id: 'formula', layout: 'formula', title: 'F', tex: 'a = b', legend: [{ symbol: 'a', meaning: 'one' }] },
  outro: { ...base, id: 'outro', layout: 'outro', title: 'T', source: 'a.md', link: '', speech: [] },
};

/** All of them, in the order of the layouts. */
export const everyScene: readonly Scene[] = layoutNames.map((layout) => sampleScenes[layout]);
