import type { Ruler } from '../../src/domain/drawing';

const wide = /[\u1100-\u11ff\u2e80-\ud7ff\uff00-\uffef]/u;
/** Characters of texts measured before: narrow ones and wide ones. */
const counts = new Map<string, readonly [number, number]>();

function countsOf(text: string): readonly [number, number] {
  const known = counts.get(text);
  if (known) return known;
  const characters = [...text];
  const broad = wide.test(text) ? characters.filter((character) => wide.test(character)).length : 0;
  const made = [characters.length - broad, broad] as const;
  counts.set(text, made);
  return made;
}

/** Measures every character as 0.52 em (wide scripts as 1 em), plus tracking: widths a reader can check in the head. */
export const fakeRuler: Ruler = {
  width(text, font) {
    const [narrow, broad] = countsOf(text);
    return (narrow * 0.52 + broad) * font.size + (narrow + broad) * (font.tracking ?? 0);
  },
};
