import { atkinson, mono } from './families';
import { plainTraits } from './traits';
import { oklch } from '../oklch';
import type { Theme } from './theme';

/** White and yellow on black, the largest letters: for eyes that need them. */
export const signal: Theme = {
  name: 'signal',
  tone: 'dark',
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
    code: { plain: '#FFFFFF', comment: '#BDBDBD', text: '#9BE89B', keyword: '#FFD60A', number: '#FFB86B', name: '#8FD0FF', type: oklch(0.85, 0.1, 325) },
  },
  counter: {
    // Yellow cannot be read on white: blue takes its place in letters, and yellow stands on black where a word is marked.
    background: '#FFFFFF',
    surface: oklch(0.955, 0, 0),
    text: '#000000',
    muted: oklch(0.4, 0, 0),
    rule: oklch(0.62, 0, 0),
    accent: oklch(0.43, 0.2, 264),
    caption: '#000000',
    spoken: '#FFD60A',
    box: '#000000',
    bar: oklch(0.66, 0, 0),
    code: {
      plain: '#000000', comment: oklch(0.42, 0, 0), text: oklch(0.42, 0.11, 150), keyword: oklch(0.43, 0.2, 264), number: oklch(0.46, 0.13, 45),
      name: oklch(0.44, 0.17, 330), type: oklch(0.42, 0.08, 215),
    },
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
