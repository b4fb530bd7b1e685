import type { Ruler } from '../../src/domain/drawing';

/** Measures every character as 0.52 em (wide scripts as 1 em), plus tracking: widths a reader can check in the head. */
export const fakeRuler: Ruler = {
  width(text, font) {
    let width = 0;
    for (const character of text) width += (/[\u1100-\u11ff\u2e80-\ud7ff\uff00-\uffef]/u.test(character) ? 1 : 0.52) * font.size + (font.tracking ?? 0);
    return width;
  },
};
