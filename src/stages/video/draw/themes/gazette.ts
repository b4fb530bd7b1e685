import { mono, playfair, sourceSerif } from './families';
import { plainTraits } from './traits';
import { oklch } from '../oklch';
import type { Theme } from './theme';

/** A newspaper: a masthead, headlines with contrast, columns. */
export const gazette: Theme = {
  name: 'gazette',
  tone: 'light',
  colours: {
    background: '#F2EFE7',
    surface: '#E7E2D5',
    text: '#1A1917',
    muted: '#625E55',
    rule: '#BFB8A8',
    accent: '#8A1C14',
    caption: '#1A1917',
    spoken: '#8A1C14',
    bar: '#BAB2A0',
    code: { plain: '#1A1917', comment: '#5F5A50', text: '#2F5A33', keyword: '#8A1C14', number: '#6E4308', name: '#1F4A6B', type: oklch(0.42, 0.09, 310) },
  },
  counter: {
    // The late edition: newsprint turned over, the red of its stamp lifted.
    background: oklch(0.2, 0.005, 85),
    surface: oklch(0.255, 0.007, 85),
    text: oklch(0.93, 0.011, 88),
    muted: oklch(0.73, 0.014, 86),
    rule: oklch(0.43, 0.012, 86),
    accent: oklch(0.7, 0.15, 27),
    caption: oklch(0.93, 0.011, 88),
    spoken: oklch(0.77, 0.115, 29),
    bar: oklch(0.44, 0.016, 86),
    code: {
      plain: oklch(0.92, 0.011, 88), comment: oklch(0.69, 0.015, 86), text: oklch(0.78, 0.09, 145), keyword: oklch(0.72, 0.14, 27),
      number: oklch(0.8, 0.105, 76), name: oklch(0.77, 0.085, 240), type: oklch(0.77, 0.08, 310),
    },
  },
  faces: {
    display: { ...playfair, weight: 700, strong: 800, tracking: -0.016, leading: 1.06 },
    // Playfair's own numerals are old-style: they hang below the line.
    figure: { ...sourceSerif, weight: 700, strong: 800, tracking: -0.03, leading: 1.06 },
    statement: { ...playfair, weight: 500, strong: 600, tracking: -0.01, leading: 1.16 },
    text: sourceSerif,
    quote: { ...playfair, weight: 400, strong: 500, italic: true, tracking: -0.012, leading: 1.18 },
    label: { ...sourceSerif, weight: 500 },
    caption: { ...sourceSerif, strong: 650 },
    mono,
  },
  ...plainTraits,
  label: 'masthead',
  captions: 'underlined',
  list: 'columns',
  opening: { kind: 'plain' },
  attribution: 'foot',
};
