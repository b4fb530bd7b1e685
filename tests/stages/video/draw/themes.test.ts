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

/** Every colour that may lie behind text: the background, and the strongest of each light over it. */
const grounds = (name: (typeof themeNames)[number]): readonly string[] => [themes[name].colours.background, ...(themes[name].glows ?? []).map((glow) => glow.colour)];
const least = (tone: string, behind: readonly string[]): number => Math.min(...behind.map((one) => contrast(tone, one)));

describe.each(themeNames)('theme %s', (name) => {
  const { colours } = themes[name];

  it('sets all text at 4.5:1 or more', () => {
    for (const tone of [colours.text, colours.muted, colours.accent]) expect(least(tone, grounds(name))).toBeGreaterThanOrEqual(4.5);
  });

  it('sets text on its panel at 4.5:1 or more', () => {
    if (colours.panel === undefined || colours.onPanel === undefined) return;
    expect(contrast(colours.onPanel, colours.panel)).toBeGreaterThanOrEqual(4.5);
  });

  it('sets captions at 7:1 or more, the spoken word too', () => {
    expect(least(colours.caption, grounds(name))).toBeGreaterThanOrEqual(7);
    expect(least(colours.spoken, colours.box === undefined ? grounds(name) : [colours.box])).toBeGreaterThanOrEqual(7);
  });

  it('colours code at 4.5:1 or more on its panel', () => {
    for (const [kind, tone] of Object.entries(colours.code)) expect([kind, contrast(tone, colours.surface) >= 4.5]).toEqual([kind, true]);
  });

  it('sets entries at 4.5:1 or more on their cards', () => {
    if (themes[name].list !== 'cards') return;
    for (const tone of [colours.text, colours.accent]) expect(contrast(tone, colours.surface)).toBeGreaterThanOrEqual(4.5);
  });

  it('draws bars that can be told from the page', () => {
    expect(least(colours.bar, grounds(name))).toBeGreaterThan(1.3);
  });
});
