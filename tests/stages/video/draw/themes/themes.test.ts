import { describe, expect, it } from 'vitest';
import { themeNames, tones } from '../../../../../src/domain/storyboard';
import { themeFor, themes } from '../../../../../src/stages/video/draw/themes/themes';

/** Relative luminance. Source: WCAG 2.2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const least = (tone: string, behind: readonly string[]): number => Math.min(...behind.map((one) => contrast(tone, one)));
const pairs = themeNames.flatMap((name) => tones.map((tone) => ({ name, tone })));

describe.each(pairs)('theme $name, $tone', ({ name, tone }) => {
  const { colours, list } = themeFor(name, tone);
  // Every colour that may lie behind text: the background, and the strongest of each light over it.
  const grounds = [colours.background, ...(colours.glows ?? []).map((glow) => glow.colour)];

  it('is as light or dark as it says', () => {
    for (const ground of grounds) expect(luminance(ground) > 0.5).toBe(tone === 'light');
  });

  it('sets all text at 4.5:1 or more', () => {
    for (const one of [colours.text, colours.muted, colours.accent]) expect(least(one, grounds)).toBeGreaterThanOrEqual(4.5);
  });

  it('sets text on its panel at 4.5:1 or more', () => {
    if (colours.panel === undefined || colours.onPanel === undefined) return;
    expect(contrast(colours.onPanel, colours.panel)).toBeGreaterThanOrEqual(4.5);
  });

  it('sets captions at 7:1 or more, the spoken word too', () => {
    expect(least(colours.caption, grounds)).toBeGreaterThanOrEqual(7);
    expect(least(colours.spoken, colours.box === undefined ? grounds : [colours.box])).toBeGreaterThanOrEqual(7);
  });

  it('colours code at 4.5:1 or more on its panel', () => {
    for (const [kind, colour] of Object.entries(colours.code)) expect([kind, contrast(colour, colours.surface) >= 4.5]).toEqual([kind, true]);
  });

  it('sets entries at 4.5:1 or more on their cards', () => {
    if (list !== 'cards') return;
    for (const one of [colours.text, colours.accent]) expect(contrast(one, colours.surface)).toBeGreaterThanOrEqual(4.5);
  });

  it('draws bars that can be told from the page', () => {
    expect(least(colours.bar, grounds)).toBeGreaterThan(1.3);
  });
});

describe('themeFor', () => {
  it('gives the tone a theme is known by where none is asked for', () => {
    for (const name of themeNames) expect(themeFor(name).colours).toBe(themes[name].colours);
    expect(themeFor('ink').tone).toBe('dark');
    expect(themeFor('ink', 'light').tone).toBe('light');
  });
});
