import { bricolage, mono } from './families';
import { plainTraits } from './traits';
import { oklch } from '../oklch';
import type { Theme } from './theme';

/** Soft light in three colours, round letters. */
export const bloom: Theme = {
  name: 'bloom',
  tone: 'light',
  colours: {
    background: '#F7EFF7',
    surface: '#FDFAFE',
    text: '#241B33',
    muted: '#55476E',
    rule: '#CFC2DF',
    accent: '#6529B3',
    caption: '#241B33',
    spoken: '#FFFFFF',
    box: '#241B33',
    bar: '#B9A7DB',
    code: { plain: '#2B2140', comment: '#6C6080', text: '#1F6A55', keyword: '#6529B3', number: '#9A4217', name: '#2551A3', type: oklch(0.46, 0.085, 205) },
    glows: [
      { colour: '#FFD9C7', x: 0.1, y: 0.05, across: 0.72, down: 0.42 },
      { colour: '#D8C9FF', x: 1, y: 0.3, across: 0.66, down: 0.48 },
      { colour: '#C6EBE3', x: 0.3, y: 1, across: 0.78, down: 0.455 },
    ],
  },
  counter: {
    background: oklch(0.215, 0.038, 302),
    surface: oklch(0.285, 0.045, 302),
    text: oklch(0.955, 0.014, 310),
    muted: oklch(0.79, 0.045, 304),
    rule: oklch(0.42, 0.055, 302),
    accent: oklch(0.82, 0.115, 304),
    caption: oklch(0.955, 0.014, 310),
    spoken: oklch(0.22, 0.05, 302),
    box: oklch(0.955, 0.014, 310),
    bar: oklch(0.52, 0.1, 300),
    code: {
      plain: oklch(0.93, 0.016, 308), comment: oklch(0.73, 0.045, 302), text: oklch(0.84, 0.1, 168), keyword: oklch(0.81, 0.12, 304),
      number: oklch(0.82, 0.11, 55), name: oklch(0.8, 0.1, 255), type: oklch(0.84, 0.08, 205),
    },
    // Where the light set glows in pastel, embers.
    glows: [
      { colour: oklch(0.36, 0.1, 32), x: 0.1, y: 0.05, across: 0.72, down: 0.42 },
      { colour: oklch(0.33, 0.13, 288), x: 1, y: 0.3, across: 0.66, down: 0.48 },
      { colour: oklch(0.34, 0.065, 185), x: 0.3, y: 1, across: 0.78, down: 0.455 },
    ],
  },
  faces: {
    display: { ...bricolage, weight: 700, strong: 800, tracking: -0.024, leading: 1.04 },
    statement: { ...bricolage, weight: 600, tracking: -0.018, leading: 1.12 },
    text: { ...bricolage, weight: 450, strong: 650, tracking: -0.004, leading: 1.34 },
    entry: { ...bricolage, weight: 500, tracking: -0.01 },
    quote: { ...bricolage, weight: 500, tracking: -0.018, leading: 1.14 },
    label: { ...bricolage, weight: 500, tracking: 0, leading: 1.36 },
    caption: { ...bricolage, weight: 420, strong: 650, tracking: 0, leading: 1.36 },
    mono,
  },
  ...plainTraits,
  label: 'quiet',
  list: 'cards',
  opening: { kind: 'plain' },
};
