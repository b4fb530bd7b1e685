import { describe, expect, it } from 'vitest';
import { sampleFilm } from '../../../../src/cli/stills/samples';
import type { Format } from '../../../../src/domain/storyboard';
import { drawFrame } from '../../../../src/stages/video/draw/drawFrame';
import { flightBetween, inFlight } from '../../../../src/stages/video/draw/flight';
import { layOut } from '../../../../src/stages/video/draw/layOut';
import type { PhysicalMark } from '../../../../src/stages/video/draw/page';
import { fakeRuler } from '../../../support/fakeRuler';

const wide: Format = { width: 1920, height: 1080, fps: 30 };
const text = (words: string, x: number, y: number, size: number, family = 'x'): PhysicalMark => ({
  kind: 'text', text: words, x, y, width: fakeRuler.width(
    words, { family, size, weight: 400 },
  ), font: { family, size, weight: 400 }, colour: '#000000', direction: 'ltr',
});
const field = (
  width: number, colour = '#FF0000',
): PhysicalMark => ({ kind: 'rectangle', x: 0, y: 0, width, height: 100, radius: 0, colour, bleed: true, direction: 'ltr' });

describe('flightBetween', () => {
  it('takes every word from its place and size to the other', () => {
    const flight = flightBetween([text('Why', 0, 100, 100), text('cities', 0, 200, 100)], [text('Why cities', 50, 20, 50)], fakeRuler);
    const at = (
      share: number,
    ) => inFlight(flight ?? { name: '', parts: [] }, share).map(({ mark }) => (mark.kind === 'text' ? [mark.text, mark.x, mark.y, mark.font.size] : []));
    expect(at(0)).toEqual([['Why', 0, 100, 100], ['cities', 0, 200, 100]]);
    // Three letters and a space of 26 units lie before the second word.
    expect(at(1)).toEqual([['Why', 50, 20, 50], ['cities', 154, 20, 50]]);
    expect(at(0.5)[0]).toEqual(['Why', 25, 60, 75]);
  });

  it('dissolves one face into another, at full strength at both ends', () => {
    const flight = flightBetween([text('Why', 0, 0, 100, 'serif')], [text('Why', 0, 0, 50, 'sans')], fakeRuler) ?? { name: '', parts: [] };
    const families = (share: number) => inFlight(flight, share).map(({ mark, alpha }) => (mark.kind === 'text' ? [mark.font.family, alpha] : []));
    expect(families(0)).toEqual([['serif', 1]]);
    expect(families(0.5)).toEqual([['serif', 0.5], ['sans', 0.5]]);
    expect(families(1)).toEqual([['sans', 1]]);
  });

  it('changes the shape and the colour of a field', () => {
    const flight = flightBetween([field(100)], [field(50, '#000000')], fakeRuler) ?? { name: '', parts: [] };
    expect(inFlight(flight, 0.5).map(({ mark }) => mark)).toEqual([{ ...field(75), colour: '#800000' }]);
  });

  it('finds no way between other words, or for a whole text', () => {
    expect(flightBetween([text('one two', 0, 0, 50)], [text('one three', 0, 0, 50)], fakeRuler)).toBeUndefined();
    expect(flightBetween([text('one two', 0, 0, 50)], [text('one…', 0, 0, 50)], fakeRuler)).toBeUndefined();
    const long = Array.from({ length: 30 }, (_, index) => `word${index}`).join(' ');
    expect(flightBetween([text(long, 0, 0, 50)], [text(long, 0, 10, 50)], fakeRuler)).toBeUndefined();
  });
});

describe('a heading that stays', () => {
  const film = layOut(sampleFilm([
    { layout: 'section', chapter: 'Why cities flood', speech: [], title: 'Why cities flood', number: 2 },
    { layout: 'statement', chapter: 'Why cities flood', speech: [], text: 'Paving doubles floods.', emphasis: '' },
    { layout: 'statement', chapter: 'Why cities flood', speech: [], text: 'Water runs off.', emphasis: '' },
  ], 'paper', wide), fakeRuler);
  const boundary = film.starts[1] ?? 0;
  const heading = (
    frame: number,
  ) => drawFrame(film, frame).commands.flatMap((command) => (command.op === 'text' && 'Why cities flood'.includes(command.text) ? [command] : []));

  it('does not leave with its scene', () => {
    expect(heading(boundary - 1).map(({ alpha }) => alpha)).toEqual([1]);
  });

  it('becomes smaller on its way to the label, and is never gone', () => {
    const sizes = [-1, 2, 5, 8, 30].map((offset) => heading(boundary + offset)[0]?.font.size ?? 0);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes[0]).toBeGreaterThan(100);
    expect(sizes.at(-1)).toBeLessThan(40);
    expect(Math.min(...Array.from({ length: 20 }, (_, offset) => heading(boundary + offset).length))).toBeGreaterThan(0);
  });

  it('holds what else comes back until it is nearly there', () => {
    const statement = drawFrame(film, boundary + 5).commands.find((command) => command.op === 'text' && command.text.startsWith('Paving'));
    expect(statement).toBeUndefined();
  });

  it('changes no picture of the scene after the next', () => {
    const keys = (from: number) => Array.from({ length: 20 }, (_, index) => drawFrame(film, from + index).key);
    const other = layOut(
      sampleFilm(
        [{ layout: 'section', chapter: 'Why cities flood', speech: [], title: 'Another title', number: 2 }, ...film.script.storyboard.scenes.slice(1)], 'paper',
        wide,
      ),
      fakeRuler,
    );
    expect(Array.from({ length: 20 }, (_, index) => drawFrame(other, (other.starts[2] ?? 0) + index).key)).toEqual(keys(film.starts[2] ?? 0));
  });
});
