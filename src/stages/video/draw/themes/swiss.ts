import { interTight, mono } from './families';
import { plainTraits } from './traits';
import type { Theme } from '../themes';

/** A grid, black and white, one red. */
export const swiss: Theme = {
  name: 'swiss',
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
    code: { plain: '#1A1A1A', comment: '#666666', text: '#1E6A35', keyword: '#C00024', number: '#7A4B00', name: '#0B3D91' },
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
  list: 'panel',
  opening: { kind: 'panel' },
  page: 'strip',
  ruleWeight: 3,
};
