import { mono, playfair, sourceSerif } from './families';
import { plainTraits } from './traits';
import type { Theme } from '../themes';

/** A newspaper: a masthead, headlines with contrast, columns. */
export const gazette: Theme = {
  name: 'gazette',
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
    code: { plain: '#1A1917', comment: '#5F5A50', text: '#2F5A33', keyword: '#8A1C14', number: '#6E4308', name: '#1F4A6B' },
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
  list: 'columns',
  opening: { kind: 'plain' },
  attribution: 'foot',
};
