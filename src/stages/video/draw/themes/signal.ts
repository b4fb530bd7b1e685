import { atkinson, mono } from './families';
import { plainTraits } from './traits';
import type { Theme } from '../themes';

/** White and yellow on black, the largest letters: for eyes that need them. */
export const signal: Theme = {
  name: 'signal',
  colours: {
    background: '#000000',
    surface: '#161616',
    text: '#FFFFFF',
    muted: '#C8C8C8',
    rule: '#6A6A6A',
    accent: '#FFD60A',
    caption: '#FFFFFF',
    spoken: '#000000',
    box: '#FFD60A',
    bar: '#8C8C8C',
    code: { plain: '#FFFFFF', comment: '#BDBDBD', text: '#9BE89B', keyword: '#FFD60A', number: '#FFB86B', name: '#8FD0FF' },
  },
  faces: {
    display: { ...atkinson, weight: 700, tracking: -0.02, leading: 1.06 },
    statement: { ...atkinson, weight: 700, tracking: -0.014, leading: 1.16 },
    text: { ...atkinson, leading: 1.3 },
    quote: { ...atkinson, tracking: -0.01, leading: 1.22 },
    label: { ...atkinson, weight: 700 },
    caption: atkinson,
    mono: { ...mono, weight: 500 },
  },
  ...plainTraits,
  label: 'accent',
  opening: { kind: 'rule', width: 160, height: 14 },
  ruleWeight: 4,
  larger: 1,
};
