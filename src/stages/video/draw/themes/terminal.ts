import { mono } from './families';
import { plainTraits } from './traits';
import { oklch } from '../oklch';
import type { Theme } from './theme';

/** A screen of fixed letters, green on black: for READMEs. */
export const terminal: Theme = {
  name: 'terminal',
  tone: 'dark',
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
    code: { plain: '#B8C7BE', comment: '#74897D', text: '#D5D58A', keyword: '#6FE3A0', number: '#E8B86D', name: '#8CC8FF', type: oklch(0.82, 0.085, 200) },
  },
  counter: {
    // The printer beside the screen.
    background: oklch(0.972, 0.009, 155),
    surface: oklch(0.972, 0.009, 155),
    text: oklch(0.27, 0.022, 160),
    muted: oklch(0.5, 0.03, 160),
    rule: oklch(0.87, 0.02, 158),
    accent: oklch(0.5, 0.125, 154),
    caption: oklch(0.27, 0.022, 160),
    spoken: oklch(0.42, 0.105, 154),
    bar: oklch(0.8, 0.05, 156),
    code: {
      plain: oklch(0.31, 0.022, 160), comment: oklch(0.51, 0.025, 160), text: oklch(0.49, 0.1, 112), keyword: oklch(0.47, 0.12, 154),
      number: oklch(0.51, 0.115, 62), name: oklch(0.47, 0.12, 250), type: oklch(0.46, 0.08, 215),
    },
  },
  faces: {
    display: { ...mono, weight: 600, strong: 700, tracking: -0.04, leading: 1.12 },
    statement: { ...mono, weight: 400, strong: 600, tracking: -0.03, leading: 1.28 },
    text: { ...mono, tracking: -0.01, leading: 1.4 },
    quote: { ...mono, weight: 400, tracking: -0.03, leading: 1.3 },
    label: { ...mono, weight: 500, leading: 1.36 },
    caption: { ...mono, tracking: -0.01, strong: 650 },
    mono: { ...mono, leading: 1.6 },
  },
  ...plainTraits,
  label: 'bar',
  captions: 'underlined',
  opening: { kind: 'cursor' },
  page: 'focus',
  code: 'focus',
};
