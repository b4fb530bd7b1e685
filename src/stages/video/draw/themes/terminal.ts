import { mono, monoText } from './families';
import { plainTraits } from './traits';
import type { Theme } from '../themes';

/** A screen of fixed letters, green on black: for READMEs. */
export const terminal: Theme = {
  name: 'terminal',
  colours: {
    background: '#0A0E0C',
    surface: '#0A0E0C',
    text: '#DCE6E0',
    muted: '#7F978A',
    rule: '#223029',
    accent: '#6FE3A0',
    caption: '#DCE6E0',
    spoken: '#6FE3A0',
    bar: '#3C5A4A',
    code: { plain: '#B8C7BE', comment: '#74897D', text: '#D5D58A', keyword: '#6FE3A0', number: '#E8B86D', name: '#8CC8FF' },
  },
  faces: {
    display: { ...monoText, weight: 600, strong: 700, tracking: -0.04, leading: 1.12 },
    statement: { ...monoText, weight: 400, strong: 600, tracking: -0.03, leading: 1.28 },
    text: { ...monoText, tracking: -0.01, leading: 1.4 },
    quote: { ...monoText, weight: 400, tracking: -0.03, leading: 1.3 },
    label: { ...monoText, weight: 500, leading: 1.36 },
    caption: { ...monoText, tracking: -0.01, strong: 650 },
    mono: { ...mono, leading: 1.6 },
  },
  ...plainTraits,
  label: 'bar',
  opening: { kind: 'cursor' },
  page: 'focus',
  code: 'focus',
};
