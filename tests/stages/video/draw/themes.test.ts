import { describe, expect, it } from 'vitest';
import { themeNames } from '../../../../src/domain/storyboard';
import { themes } from '../../../../src/stages/video/draw/themes';

/** Contrast of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(themeNames)('theme %s', (name) => {
  const { colours } = themes[name];

  it('sets all text at 4.5:1 or more', () => {
    for (const tone of [colours.text, colours.muted, colours.accent]) expect(contrast(tone, colours.background)).toBeGreaterThanOrEqual(4.5);
  });

  it('sets captions at 7:1 or more, the spoken word too', () => {
    for (const tone of [colours.caption, colours.spoken]) expect(contrast(tone, colours.background)).toBeGreaterThanOrEqual(7);
  });

  it('colours code at 4.5:1 or more on its panel', () => {
    for (const [kind, tone] of Object.entries(colours.code)) expect([kind, contrast(tone, colours.surface) >= 4.5]).toEqual([kind, true]);
  });
});
