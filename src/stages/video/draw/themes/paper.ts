import { fraunces, mono, newsreader } from './families';
import { plainTraits } from './traits';
import { oklch } from '../oklch';
import type { Theme } from './theme';

/** Serif on warm white. */
export const paper: Theme = {
  name: 'paper',
  tone: 'light',
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
    code: { plain: '#2B251E', comment: '#6D6357', text: '#3E6133', keyword: '#A13722', number: '#855312', name: '#275775', type: oklch(0.44, 0.1, 310) },
  },
  counter: {
    // Lamplight on the same page: browns instead of black, so that the warmth stays.
    background: oklch(0.205, 0.012, 62),
    surface: oklch(0.255, 0.015, 62),
    text: oklch(0.93, 0.018, 85),
    muted: oklch(0.735, 0.022, 78),
    rule: oklch(0.345, 0.017, 68),
    accent: oklch(0.735, 0.135, 40),
    caption: oklch(0.93, 0.018, 85),
    spoken: oklch(0.8, 0.115, 48),
    bar: oklch(0.455, 0.035, 70),
    code: {
      plain: oklch(0.9, 0.015, 85), comment: oklch(0.68, 0.02, 75), text: oklch(0.79, 0.09, 140), keyword: oklch(0.75, 0.13, 38), number: oklch(0.8, 0.11, 78),
      name: oklch(0.78, 0.08, 235), type: oklch(0.78, 0.08, 315),
    },
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
