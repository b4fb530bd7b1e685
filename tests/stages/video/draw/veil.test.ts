import { describe, expect, it } from 'vitest';
import { themeNames } from '../../../../src/domain/storyboard';
import { contrastOf, luminance, veiledLuminance } from '../../../../src/stages/video/draw/contrast';
import { whole } from '../../../../src/stages/video/draw/framing';
import { themes } from '../../../../src/stages/video/draw/themes/themes';
import { overPicture, softStops, veilColour, veilFor } from '../../../../src/stages/video/draw/veil';

const frame = { x: 0, y: 0, width: 100, height: 100 };
const foot = { x: 0, y: 60, width: 100, height: 30 };
const paper = themes.paper.colours;
/** Four cells one over the other. */
const layers = (...lightest: readonly number[]): Parameters<typeof veilFor>[3] => ({ columns: 1, rows: 4, lightest });

describe('a scrim', () => {
  it.each(themeNames)('makes words readable over white in %s: 4.5 to 1, captions 7 to 1', (name) => {
    const { colours } = themes[name];
    const over = overPicture(colours);
    const words = veiledLuminance(1, veilColour(colours), veilFor(foot, frame, [whole], layers(1, 1, 1, 1), colours, 'words'));
    for (const colour of [over.text, over.muted]) expect(contrastOf(luminance(colour), words)).toBeGreaterThanOrEqual(4.5);
    const captions = veiledLuminance(1, veilColour(colours), veilFor(foot, frame, [whole], layers(1, 1, 1, 1), colours, 'captions'));
    for (const colour of [over.caption, ...(over.box === undefined ? [over.spoken] : [])]) expect(
      contrastOf(luminance(colour), captions),
    ).toBeGreaterThanOrEqual(
      7,
    );
    if (over.box !== undefined) expect(contrastOf(luminance(over.spoken), luminance(over.box))).toBeGreaterThanOrEqual(7);
  });

  it('is as dark as the px behind the words ask for, not as those elsewhere', () => {
    const bright = veilFor(foot, frame, [whole], layers(0, 0, 1, 1), paper, 'words');
    const dark = veilFor(foot, frame, [whole], layers(1, 1, 0, 0), paper, 'words');
    expect(bright).toBeGreaterThan(0.5);
    expect(dark).toBeLessThan(bright);
  });

  it('counts with everything a drifting picture brings behind the words', () => {
    const upper = { ...whole, height: 0.5 };
    const lower = { ...upper, y: 0.5 };
    const light = layers(0, 0, 0, 1);
    expect(veilFor(foot, frame, [upper], light, paper, 'words')).toBeLessThan(veilFor(foot, frame, [upper, lower], light, paper, 'words'));
  });

  it('comes up softly and never goes back', () => {
    const stops = softStops([{ from: 0, to: 0.5, alpha: 0.4 }, { from: 0.6, to: 0.8, alpha: 0.7 }]);
    expect(stops[0]).toEqual({ at: 0, alpha: 0 });
    expect(stops.at(-1)).toEqual({ at: 1, alpha: 0.7 });
    expect(stops).toContainEqual({ at: 0.5, alpha: 0.4 });
    for (const [index, { at, alpha }] of stops.entries()) {
      expect(at).toBeGreaterThan(stops[index - 1]?.at ?? -1);
      expect(alpha).toBeGreaterThanOrEqual(stops[index - 1]?.alpha ?? 0);
    }
  });
});
