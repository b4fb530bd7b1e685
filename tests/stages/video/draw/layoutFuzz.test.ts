import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placements } from '../../../../src/domain/scenes/picture';
import { layoutNames } from '../../../../src/domain/scenes/scenes';
import { themeNames } from '../../../../src/domain/storyboard';
import type { LayoutName } from '../../../../src/domain/storyboard';
import { sampleFilm } from '../../../../src/cli/stills/samples';
import { compose } from '../../../../src/stages/video/compose/compose';
import { drawFrame } from '../../../../src/stages/video/draw/drawFrame';
import { smallestSize } from '../../../../src/stages/video/draw/grid';
import { layOut } from '../../../../src/stages/video/draw/layOut';
import type { PhysicalMark } from '../../../../src/stages/video/draw/page';
import { fakeRuler } from '../../../support/fakeRuler';

type Draft = Parameters<typeof sampleFilm>[0][number];

const word = fc.oneof(
  { weight: 12, arbitrary: fc.stringMatching(/^[a-z]{1,11}[,.;]?$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z]{30,70}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[0-9]{1,4}(-[0-9]{1,3})?$/) },
  { weight: 1, arbitrary: fc.constantFrom('川はどこで曲がるか。', 'الأنهار', '“quoted”', 'річка', '—', '\n', '🌊', "it's") },
);
const text = (words: number): fc.Arbitrary<string> => fc.array(word, { maxLength: words }).map((all) => all.join(' '));
const base = { chapter: text(6), speech: fc.array(text(12), { maxLength: 3 }) };
// `fc.webUrl` first maps all of Unicode, which takes a second.
const link = fc
  .tuple(fc.stringMatching(/^[a-z]{1,30}$/), fc.array(fc.stringMatching(/^[a-z0-9%~.-]{1,20}$/), { maxLength: 4 }))
  .map(([host, path]) => `https://${host}.example/${path.join('/')}`);
const cell = fc.oneof(text(4), fc.integer({ min: -9999, max: 9999 }).map(String));

const longFormula =
  'y = a_0 + a_1 x + a_2 x^2 + a_3 x^3 + \\frac{1}{2} \\int_0^\\infty e^{-x^2} \\, dx + \\sum_{i=1}^n \\left( b_i + c_i \\right)^{k} + d \\le 2 z';
const { composed } = await compose({ scenes: ['x', 'E = mc^2', longFormula, 'a \\le '.repeat(60)].map(
  (tex) => ({ layout: 'formula', id: tex, anchors: [], frames: 1, speech: [], chapter: '', title: '', tex, legend: [{ symbol: '\\rho', meaning: '' }] }),
) });

const drafts: { readonly [L in LayoutName]: fc.Arbitrary<Extract<Draft, { readonly layout: L }>> } = {
  title: fc.record({ layout: fc.constant('title'), ...base, kicker: text(12), title: text(30), byline: text(30) }),
  section: fc.record({ layout: fc.constant('section'), ...base, title: text(20), number: fc.integer({ min: 0, max: 99 }) }),
  statement: fc.record({ layout: fc.constant('statement'), ...base, text: text(80), emphasis: text(2) }),
  list: fc.record({ layout: fc.constant('list'), ...base, title: text(16), ordered: fc.boolean(), entries: fc.array(text(24), { maxLength: 12 }) }),
  quote: fc.record({ layout: fc.constant('quote'), ...base, text: text(80), attribution: text(16) }),
  code: fc.record({
    layout: fc.constant('code'), ...base, title: text(10), language: fc.constantFrom('ts', 'python', ''),
    code: fc.array(text(12), { maxLength: 40 }).map((all) => all.join('\n  ')),
  }),
  table: fc.record({
    layout: fc.constant('table'), ...base, title: text(16), header: fc.array(text(3), { maxLength: 9 }),
    rows: fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 16 }), highlight: fc.integer({ min: -1, max: 15 }),
  }),
  chart: fc.record({
    layout: fc.constant('chart'), ...base, kind: fc.constantFrom('bar' as const, 'line' as const, 'share' as const), title: text(16), measure: text(8),
    points: fc.array(fc.record({ label: text(4), value: fc.double({ min: 0, max: 1e6, noNaN: true }), text: cell }), { maxLength: 14 }),
    highlight: fc.integer({ min: -1, max: 13 }),
  }),
  number: fc.record({
    layout: fc.constant('number'), ...base, before: text(14), figure: fc.oneof(text(2), fc.constantFrom('4.3 °C', '€ 12 million', '73%', '3×')),
    after: text(20),
  }),
  definition: fc.record({ layout: fc.constant('definition'), ...base, term: text(4), note: text(8), text: text(40) }),
  picture: fc.record({
    layout: fc.constant('picture'), ...base, placement: fc.constantFrom(...placements), picture: fc.constantFrom('valley', 'missing'),
    width: fc.integer({ min: 1, max: 9000 }), height: fc.integer({ min: 1, max: 9000 }), alt: text(8), caption: text(24), text: text(50), drifts: fc.boolean(),
  }),
  formula: fc.record({
    layout: fc.constant('formula'), ...base, title: text(16), tex: fc.constantFrom('x', 'E = mc^2', longFormula, '\\nonsense {', 'a \\le '.repeat(60)),
    legend: fc.array(fc.record({ symbol: fc.constantFrom('x', '\\rho', 'anything at all'), meaning: text(14) }), { maxLength: 8 }),
  }),
  outro: fc.record({ layout: fc.constant('outro'), ...base, title: text(30), source: text(30), link }),
};
const draft = fc.oneof(...layoutNames.map((layout): fc.Arbitrary<Draft> => drafts[layout]));
const side = fc.integer({ min: 180, max: 2048 }).map((half) => half * 2);
const format = fc.record({ width: side, height: side, fps: fc.constant(30) }).filter(({ width, height }) => width / height < 2.6 && height / width < 2.4);

const box = (mark: PhysicalMark): readonly [number, number, number, number] => mark.kind !== 'text'
  ? [mark.x, mark.y, mark.x + mark.width, mark.y + mark.height]
  : [mark.x, mark.y - mark.font.size * 0.7, mark.x + mark.width, mark.y + mark.font.size * (/^[\p{N}.%°×]*$/u.test(mark.text) ? 0.03 : 0.2)];

describe('any scene at all', () => {
  it('stays inside its margins, out of the caption band, readable and without overlaps', () => {
    fc.assert(fc.property(draft, format, fc.constantFrom(
      ...themeNames,
    ), fc.constantFrom('en', 'ar', 'ja', 'de'), fc.boolean(), (one, size, theme, language, burn) => {
      const film = layOut(sampleFilm([one], theme, size, language, burn), fakeRuler, composed);
      const { grid, pieces } = film.scene(0);
      const captioned = burn && one.speech.length > 0;
      const marks = pieces
        .flatMap((piece) => piece.marks)
        .filter((mark) => mark.kind !== 'scrim' && ((mark.kind !== 'rectangle' && mark.kind !== 'picture') || !mark.bleed));
      for (const mark of marks) {
        const [left, top, right, bottom] = box(mark);
        const name = mark.kind === 'text' ? mark.text : 'rectangle';
        expect([name, left >= 74 && right <= grid.width - 74, [left, right, grid.width]]).toEqual([name, true, [left, right, grid.width]]);
        expect([name, top >= 74 && bottom <= (captioned ? grid.band.top : grid.height - 74), [top, bottom, grid.height]]).toEqual([
          name, true, [top, bottom, grid.height],
        ]);
        if (mark.kind === 'text') expect(mark.font.size).toBeGreaterThanOrEqual(smallestSize);
      }
      const texts = marks.filter((mark) => mark.kind === 'text');
      texts.forEach((mark, index) => {
        for (const other of texts.slice(index + 1)) {
          const [left, top, right, bottom] = box(mark);
          const [otherLeft, otherTop, otherRight, otherBottom] = box(other);
          const overlaps = left < otherRight - 1 && otherLeft < right - 1 && top < otherBottom - 1 && otherTop < bottom - 1;
          expect([mark.text, other.text, overlaps]).toEqual([mark.text, other.text, false]);
        }
      });
      expect(JSON.stringify(drawFrame(film, 40).commands)).not.toContain(':null');
    }), { seed: 11, numRuns: 800 });
  }, 60_000);
});
