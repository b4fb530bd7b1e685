import { atkinson, mono } from './families';
import { plainTraits } from './traits';
import type { Theme } from '../themes';

/** Slate and chalk. */
export const lecture: Theme = {
  name: 'lecture',
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
    code: { plain: '#EFEBDF', comment: '#98AAB0', text: '#A9D3A0', keyword: '#F6CF6B', number: '#F2A97E', name: '#9CCBE8' },
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
