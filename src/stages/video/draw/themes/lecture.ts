import { atkinson, mono } from './families';
import { plainTraits } from './traits';
import { oklch } from '../oklch';
import type { Theme } from './theme';

/** Slate and chalk. */
export const lecture: Theme = {
  name: 'lecture',
  tone: 'dark',
  colours: {
    background: '#1F2E36',
    surface: '#273841',
    text: '#EFEBDF',
    muted: '#A9B8BC',
    rule: '#3A4D57',
    accent: '#F6CF6B',
    caption: '#EFEBDF',
    spoken: '#F6CF6B',
    bar: '#6E8B94',
    code: { plain: '#EFEBDF', comment: '#98AAB0', text: '#A9D3A0', keyword: '#F6CF6B', number: '#F2A97E', name: '#9CCBE8', type: oklch(0.82, 0.07, 315) },
  },
  counter: {
    // A whiteboard with the same markers: the yellow one highlights, as it cannot be read as letters.
    background: oklch(0.972, 0.006, 220),
    surface: oklch(0.932, 0.01, 220),
    text: oklch(0.285, 0.032, 228),
    muted: oklch(0.475, 0.03, 225),
    rule: oklch(0.86, 0.014, 222),
    accent: oklch(0.475, 0.115, 240),
    caption: oklch(0.285, 0.032, 228),
    spoken: oklch(0.24, 0.04, 228),
    box: oklch(0.88, 0.145, 92),
    bar: oklch(0.76, 0.035, 222),
    code: {
      plain: oklch(0.3, 0.03, 228), comment: oklch(0.5, 0.028, 225), text: oklch(0.46, 0.1, 150), keyword: oklch(0.46, 0.125, 245),
      number: oklch(0.5, 0.13, 42), name: oklch(0.45, 0.09, 205), type: oklch(0.46, 0.1, 312),
    },
  },
  faces: {
    display: { ...atkinson, weight: 700, tracking: -0.012, leading: 1.1 },
    statement: { ...atkinson, weight: 400, tracking: -0.008, leading: 1.2 },
    text: atkinson,
    quote: { ...atkinson, tracking: -0.008, leading: 1.22 },
    label: atkinson,
    caption: atkinson,
    mono,
  },
  ...plainTraits,
  label: 'quiet',
};
