import { faceNames } from '../../../../domain/faces';
import { mono, newsreader, sans } from './families';
import { plainTraits } from './traits';
import { oklch } from '../oklch';
import type { Theme } from './theme';

/** Dark editorial. */
export const ink: Theme = {
  name: 'ink',
  tone: 'dark',
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
    code: { plain: '#DAD6CC', comment: '#8F8A80', text: '#A9C794', keyword: '#F0BE4F', number: '#E49E77', name: '#93BEE0', type: oklch(0.8, 0.075, 310) },
  },
  counter: {
    // Printed matter: cool white, the gold darkened until it can be read.
    background: oklch(0.962, 0.004, 265),
    surface: oklch(0.925, 0.006, 265),
    text: oklch(0.2, 0.008, 265),
    muted: oklch(0.475, 0.012, 265),
    rule: oklch(0.85, 0.008, 265),
    accent: oklch(0.52, 0.115, 72),
    caption: oklch(0.42, 0.012, 265),
    spoken: oklch(0.16, 0.008, 265),
    bar: oklch(0.78, 0.014, 265),
    code: {
      plain: oklch(0.27, 0.01, 265), comment: oklch(0.49, 0.015, 265), text: oklch(0.45, 0.095, 145), keyword: oklch(0.49, 0.11, 72),
      number: oklch(0.5, 0.125, 45), name: oklch(0.46, 0.11, 245), type: oklch(0.46, 0.1, 310),
    },
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
  captions: 'karaoke',
  list: 'beside',
  inset: 66,
};
