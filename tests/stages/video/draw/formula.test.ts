import { describe, expect, it } from 'vitest';
import type { DrawCommand } from '../../../../src/domain/film/drawing';
import { hardScenes, sampleFilm, sampleFormats, usualScenes } from '../../../../src/cli/stills/samples';
import { compose } from '../../../../src/stages/video/compose/compose';
import { drawFrame } from '../../../../src/stages/video/draw/drawFrame';
import { layOut } from '../../../../src/stages/video/draw/layOut';
import type { LaidOutFilm } from '../../../../src/stages/video/draw/layOut';
import { fakeRuler } from '../../../support/fakeRuler';

type Draft = (typeof usualScenes)[number];
const wide = { width: 1920, height: 1080, fps: 30 };

async function filmOf(draft: Draft | undefined, format = wide, language = 'en'): Promise<LaidOutFilm> {
  if (draft === undefined) throw new Error('The samples must have such a scene.');
  const script = sampleFilm([draft], 'paper', format, language);
  return layOut(script, fakeRuler, (await compose(script.storyboard)).composed);
}
const paths = (
  film: LaidOutFilm, frame: number,
): readonly Extract<DrawCommand, { op: 'path' }>[] => drawFrame(film, frame).commands.filter((command) => command.op === 'path');
const law = usualScenes.find(({ layout }) => layout === 'formula');

describe('a formula scene', () => {
  it('shows its formula at once, and what a sign means when the voice comes to it', async () => {
    const film = await filmOf(law);
    const counts = [30, 90, 150, 200, 260].map((frame) => paths(film, frame).filter(({ alpha }) => alpha === 1).length);
    expect(counts[0]).toBe(1);
    expect([...counts].sort((a, b) => a - b)).toEqual(counts);
    expect(paths(film, (film.starts[1] ?? 1) - 1)).toHaveLength(5);
  });

  it('stands in the middle, as large as a headline, in one command a line', async () => {
    const film = await filmOf(law);
    const [formula] = film.scene(0).pieces.flatMap(({ marks }) => marks).filter((mark) => mark.kind === 'path');
    expect(formula).toMatchObject({ size: 178.32 });
    expect((formula?.x ?? 0) + (formula?.width ?? 0) / 2).toBeCloseTo(960, 3);
  });

  it('has indices that can be read, however long it is: 3.2% of the short side', async () => {
    const long = hardScenes.find((draft) => draft.layout === 'formula' && draft.tex.includes('partial'));
    for (const format of sampleFormats) {
      const marks = (await filmOf(long, format)).scene(0).pieces.flatMap((piece) => piece.marks).filter((mark) => mark.kind === 'path');
      expect(marks.length).toBeGreaterThan(1);
      for (const mark of marks) expect([format.name, mark.size * 0.707 >= 1080 * 0.032]).toEqual([format.name, true]);
    }
  });

  it('runs from left to right in films that run from right to left; its legend does not', async () => {
    const [forth, back] = await Promise.all([filmOf(law), filmOf(law, wide, 'ar')]);
    const [one, other] = [forth, back].map((film) => film.scene(0).pieces.flatMap(({ marks }) => marks).filter((mark) => mark.kind === 'path'));
    expect(other?.[0]).toMatchObject({ x: one?.[0]?.x, path: one?.[0]?.path });
    expect((other?.[1]?.x ?? 0) + (other?.[1]?.width ?? 0)).toBeCloseTo(1920 - (one?.[1]?.x ?? 0), 3);
  });

  it('shows the source of what cannot be set', async () => {
    const film = await filmOf({ layout: 'formula', chapter: '', speech: [], title: '', legend: [], tex: '\\undefinedcommand{y} = z' });
    const list = drawFrame(film, 40);
    expect(paths(film, 40)).toEqual([]);
    expect(list.commands.map((command) => (command.op === 'text' ? command.text : '')).join(' ')).toContain('\\undefinedcommand{y} = z');
  });
});

describe('a code scene with a focus', () => {
  it('lets lines recede while others are spoken of, and moves what is too long for the page', async () => {
    const film = await filmOf(hardScenes.find((draft) => draft.layout === 'code' && draft.focus !== undefined));
    const seen = (frame: number): ReadonlyMap<string, number> => new Map(drawFrame(film, frame).commands.flatMap(
      (command) => (command.op === 'text' && /^(?:density|reaches|import)/u.test(command.text.trim()) ? [[command.text.trim(), command.alpha] as const] : []),
    ));
    expect(seen(20).get('import')).toBe(1);
    const [first, last] = [seen(70), seen((film.starts[1] ?? 1) - 40)];
    expect(first.get('import')).toBeLessThan(0.5);
    expect(first.get('density')).toBe(1);
    expect(last.get('reaches')).toBe(1);
    expect(last.has('import')).toBe(false);
  });
});
