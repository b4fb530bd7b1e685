import { interTight, mono } from './families';
import { plainTraits } from './traits';
import { oklch } from '../oklch';
import type { Theme } from './theme';

/** A grid, black and white, one red. */
export const swiss: Theme = {
  name: 'swiss',
  tone: 'light',
  colours: {
    background: '#FFFFFF',
    surface: '#F4F4F4',
    text: '#0B0B0B',
    muted: '#595959',
    rule: '#0B0B0B',
    accent: '#E4002B',
    caption: '#0B0B0B',
    spoken: '#A8001F',
    bar: '#C9C9C9',
    panel: '#E4002B',
    onPanel: '#FFFFFF',
    code: { plain: '#1A1A1A', comment: '#666666', text: '#1E6A35', keyword: '#C00024', number: '#7A4B00', name: '#0B3D91', type: oklch(0.42, 0.12, 310) },
  },
  counter: {
    background: oklch(0.145, 0, 0),
    surface: oklch(0.215, 0, 0),
    text: oklch(0.985, 0, 0),
    muted: oklch(0.735, 0, 0),
    rule: oklch(0.985, 0, 0),
    accent: oklch(0.655, 0.23, 24),
    caption: oklch(0.985, 0, 0),
    spoken: oklch(0.74, 0.17, 23),
    bar: oklch(0.42, 0, 0),
    // The red of the light set: white stands on it there as here.
    panel: '#E4002B',
    onPanel: '#FFFFFF',
    code: {
      plain: oklch(0.94, 0, 0), comment: oklch(0.7, 0, 0), text: oklch(0.8, 0.13, 150), keyword: oklch(0.7, 0.19, 23), number: oklch(0.82, 0.12, 75),
      name: oklch(0.76, 0.11, 255), type: oklch(0.78, 0.1, 310),
    },
  },
  faces: {
    display: { ...interTight, weight: 800, strong: 800, tracking: -0.034, leading: 1.02 },
    statement: { ...interTight, weight: 700, strong: 800, tracking: -0.028, leading: 1.1 },
    text: { ...interTight, weight: 500, strong: 700, tracking: -0.008 },
    entry: { ...interTight, weight: 600, strong: 700, tracking: -0.014 },
    quote: { ...interTight, weight: 600, strong: 700, tracking: -0.024, leading: 1.14 },
    label: { ...interTight, weight: 600, tracking: -0.004 },
    caption: { ...interTight, weight: 500, strong: 700 },
    mono,
  },
  ...plainTraits,
  label: 'square',
  captions: 'underlined',
  list: 'panel',
  opening: { kind: 'panel' },
  page: 'strip',
  ruleWeight: 3,
};
