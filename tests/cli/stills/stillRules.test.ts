import { describe, expect, it } from 'vitest';
import { complaintsAbout } from '../../../src/cli/stills/stillRules';
import type { Ground, Headline, Ink } from '../../../src/cli/stills/stillRules';

/** A page of 1000 × 1000 px: margins of 65, captions from 820 down. */
const ground: Ground = { width: 1000, height: 1000, band: { top: 820, bottom: 1000 }, fields: [], lines: [], smallest: 32 };
const word: Ink = { text: 'word', left: 100, right: 300, top: 100, bottom: 140, size: 50, caption: false, contrast: 12 };
const caption: Ink = { ...word, text: 'said', top: 850, bottom: 890, caption: true };

const about = (
  inks: readonly Ink[], change: Partial<Ground> = {}, headlines: readonly Headline[] = [],
): readonly string[] => complaintsAbout(inks, { ...ground, ...change }, headlines);

describe('the lint of stills', () => {
  it('has nothing to say about a page as it must be', () => {
    expect(about([word, caption])).toEqual([]);
  });

  it('wants a contrast of 4.5 : 1, and 7 : 1 in captions', () => {
    expect(
      about([{ ...word, contrast: 4.4 }, { ...caption, contrast: 6.9 }]),
    ).toEqual(['“word” has a contrast of 4.4, not 4.5', '“said” has a contrast of 6.9, not 7']);
    expect(about([{ ...word, contrast: 4.5 }, { ...caption, contrast: 7 }])).toEqual([]);
  });

  it('wants letters that can be read on a phone', () => {
    expect(about([{ ...word, size: 31 }])).toEqual(['“word” is 31 px high']);
  });

  it.each([
    ['left', { left: 60 }], ['right', { right: 940 }], ['top', { top: 60 }],
  ])('keeps texts off the %s edge', (_, change) => {
    expect(about([{ ...word, ...change }])).toHaveLength(1);
  });

  it('keeps texts out of the band of captions, and captions in it', () => {
    expect(about([{ ...word, top: 790, bottom: 830 }])).toEqual(['“word” stands in the band of captions']);
    expect(about([{ ...caption, top: 810, bottom: 850 }])).toEqual(['“said” leaves the band of captions']);
  });

  it('keeps texts off each other, but lets descenders reach between the ascenders of the next line', () => {
    expect(about([word, { ...word, text: 'other', left: 280, right: 400 }])).toEqual(['“word” lies over “other”']);
    expect(about([word, { ...word, text: 'other', top: 133, bottom: 173 }])).toEqual([]);
  });

  it('keeps a text in the field it stands on, or off it', () => {
    const card = { left: 90, right: 310, top: 80, bottom: 200 };
    expect(about([word], { fields: [card] })).toEqual([]);
    expect(about([word], { fields: [{ ...card, right: 250 }] })).toEqual(['“word” crosses the edge of a field at 90, 80, 250, 200']);
    expect(about([word], { fields: [{ ...card, top: 145 }] })).toEqual([]);
  });

  it('lets no rule and no drawn line run through a text', () => {
    expect(about([word], { fields: [{ left: 0, right: 1000, top: 119, bottom: 121 }] })).toEqual(['“word” crosses the edge of a field at 0, 119, 1000, 121']);
    expect(about([word], { lines: [[[0, 0], [400, 240]]] })).toEqual(['“word” has a line through it']);
    expect(about([word], { lines: [[[0, 200], [400, 160]]] })).toEqual([]);
  });

  it('wants headlines balanced: no line under 40% of the longest, unless there is no other way', () => {
    const rows = (...widths: readonly number[]): Headline['lines'] => widths.map((width) => ({ width, words: 2 }));
    expect(about([], {}, [{ text: 'a headline', lines: rows(500, 150) }])).toEqual(['“a headline” has a line of 30% of its longest']);
    expect(about([], {}, [{ text: 'a headline', lines: rows(500, 250) }])).toEqual([]);
    expect(about([], {}, [{ text: 'two words', lines: [{ width: 500, words: 1 }, { width: 150, words: 1 }] }])).toEqual([]);
  });
});
