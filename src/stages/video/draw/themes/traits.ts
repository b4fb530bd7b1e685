import type { Theme } from './theme';

/** How a theme lays things out unless it says otherwise. */
export const plainTraits = {
  label: 'accent',
  captions: 'plain',
  list: 'stacked',
  opening: { kind: 'rule', width: 120, height: 5 },
  page: 'bare',
  code: 'panel',
  attribution: 'below',
  ruleWeight: 2,
  larger: 0,
  inset: 0,
} satisfies Partial<Theme>;
