import { fraunces, mono, newsreader } from './families';
import { plainTraits } from './traits';
import type { Theme } from '../themes';

/** Serif on warm white. */
export const paper: Theme = {
  name: 'paper',
  colours: {
    background: '#FAF6EE',
    surface: '#F2EBDD',
    text: '#221D17',
    muted: '#6B6257',
    rule: '#E2D9C8',
    accent: '#B4432B',
    caption: '#221D17',
    spoken: '#93321F',
    bar: '#CFC0A4',
    code: { plain: '#2B251E', comment: '#6D6357', text: '#3E6133', keyword: '#A13722', number: '#855312', name: '#275775' },
  },
  faces: {
    display: fraunces,
    statement: { ...fraunces, weight: 410, tracking: -0.018, leading: 1.14 },
    text: { ...newsreader, weight: 420 },
    quote: { ...newsreader, italic: true, tracking: -0.014, leading: 1.16 },
    label: { ...newsreader, weight: 500, tracking: 0.012 },
    caption: { ...newsreader, weight: 420, strong: 620 },
    mono,
  },
  ...plainTraits,
  label: 'accent',
};
