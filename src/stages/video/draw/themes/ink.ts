import { faceNames } from '../../../../domain/faces';
import { mono, newsreader, sans } from './families';
import { plainTraits } from './traits';
import type { Theme } from '../themes';

/** Dark editorial. */
export const ink: Theme = {
  name: 'ink',
  colours: {
    background: '#121316',
    surface: '#1A1C20',
    text: '#F3EFE6',
    muted: '#9C978C',
    rule: '#303238',
    accent: '#F0BE4F',
    caption: '#ADA89D',
    spoken: '#FFFFFF',
    bar: '#51545D',
    code: { plain: '#DAD6CC', comment: '#8F8A80', text: '#A9C794', keyword: '#F0BE4F', number: '#E49E77', name: '#93BEE0' },
  },
  faces: {
    display: { ...newsreader, weight: 360, strong: 450, tracking: -0.016, leading: 1.1 },
    statement: { ...newsreader, weight: 350, tracking: -0.012, leading: 1.2 },
    text: newsreader,
    quote: { ...newsreader, weight: 350, italic: true, tracking: -0.01, leading: 1.18 },
    label: { family: sans(faceNames.instrumentSans), weight: 500, strong: 600, italic: false, tracking: 0, leading: 1.36 },
    caption: { ...newsreader, strong: 620 },
    mono,
  },
  ...plainTraits,
  label: 'line',
  list: 'beside',
  inset: 66,
};
