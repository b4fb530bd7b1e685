import { describe, expect, it } from 'vitest';
import { hardScenes, sampleFilm, sampleFormats, usualScenes } from '../../../../src/cli/stills/samples';
import type { DrawCommand, DrawList } from '../../../../src/domain/film/drawing';
import type { Format, ThemeName } from '../../../../src/domain/storyboard';
import { drawFrame } from '../../../../src/stages/video/draw/drawFrame';
import { layOut } from '../../../../src/stages/video/draw/layOut';
import { fakeRuler } from '../../../support/fakeRuler';

type Draft = Extract<(typeof usualScenes)[number], { readonly layout: 'picture' }>;
type Shown = Extract<DrawCommand, { readonly op: 'picture' }>;

const wide: Format = { width: 1920, height: 1080, fps: 30 };
const tall: Format = { width: 1080, height: 1920, fps: 30 };
const isPicture = (draft: (typeof usualScenes)[number]): draft is Draft => draft.layout === 'picture';
// The samples have one.
const valley = usualScenes.find(isPicture) as Draft;
const filmOf = (
  draft: Draft, format = wide, theme: ThemeName = 'paper',
): ReturnType<typeof layOut> => layOut(sampleFilm([draft, draft], theme, format), fakeRuler);
const pictureIn = (list: DrawList): Shown | undefined => list.commands.find((command): command is Shown => command.op === 'picture');
const words = (list: DrawList): string => list.commands.flatMap((command) => (command.op === 'text' ? [command.text] : [])).join(' ');

describe('a picture', () => {
  it('fills the frame, cut to its shape, under a scrim and its words', () => {
    const list = drawFrame(filmOf(valley), 60);
    expect(pictureIn(list)).toMatchObject({ x: 0, y: 0, width: 1920, height: 1080, picture: 'valley', alpha: 1 });
    expect(list.commands.map(({ op }) => op).slice(0, 3)).toEqual(['fill', 'picture', 'scrim']);
    expect(words(list)).toContain('The river has moved');
  });

  it('stands whole beside its words, clear of the captions', () => {
    const list = drawFrame(filmOf({ ...valley, placement: 'beside' }), 60);
    const shown = pictureIn(list);
    expect(shown?.crop).toEqual({ x: 0, y: 0, width: 1, height: 1 });
    expect((shown?.width ?? 0) / (shown?.height ?? 1)).toBeCloseTo(1.6, 1);
    expect((shown?.y ?? 0) + (shown?.height ?? 0)).toBeLessThan(1080 * 0.82);
  });

  it('keeps its shape in every format, at both ends of its drift', () => {
    for (const format of sampleFormats) for (const placement of ['full', 'beside'] as const) for (const draft of [valley, ...hardScenes.filter(isPicture)]) {
      const film = filmOf({ ...draft, placement }, format);
      for (const frame of [0, (film.starts[1] ?? 1) - 1]) {
        const shown = pictureIn(drawFrame(film, frame));
        if (shown === undefined) continue;
        const { crop } = shown;
        expect(shown.width / shown.height / ((crop.width * draft.width) / (crop.height * draft.height))).toBeCloseTo(1, 1);
        for (const edge of [crop.x, crop.y, crop.x + crop.width, crop.y + crop.height]) expect(edge >= 0 && edge <= 1 + 1e-6).toBe(true);
      }
    }
  });

  it('is not cut to a strip: a wide one stands at the head of a tall frame, a tall one at the side of a wide one', () => {
    expect(pictureIn(drawFrame(filmOf({ ...valley, width: 2400, height: 900 }, tall), 60))).toMatchObject({ x: 0, y: 0, width: 1080 });
    const beside = pictureIn(drawFrame(filmOf({ ...valley, width: 900, height: 1350 }), 60));
    expect([beside?.y, beside?.height, (beside?.x ?? 0) + (beside?.width ?? 0)]).toEqual([0, 1080, 1920]);
  });

  it('drifts in small steps by at most 6%, at most 15 a second, and holds still where it should', () => {
    const film = filmOf(valley);
    const frames = film.starts[1] ?? 0;
    const crops = Array.from({ length: frames }, (_, frame) => pictureIn(drawFrame(film, frame))?.crop);
    const widths = crops.map((crop) => crop?.width ?? 0);
    const steps = new Set(crops.map((crop) => JSON.stringify(crop))).size;
    expect(Math.max(...widths) / Math.min(...widths)).toBeLessThan(1.06);
    expect(Math.max(...widths) / Math.min(...widths)).toBeGreaterThan(1.03);
    expect(steps).toBeLessThanOrEqual((frames / 30) * 15);
    const change = Math.max(...widths.slice(1).map((width, index) => Math.abs(width - (widths[index] ?? 0))));
    expect((change / 2) * 1920).toBeLessThan(1.2);
    const still = filmOf({ ...valley, drifts: false });
    expect(new Set(Array.from({ length: frames }, (_, frame) => JSON.stringify(pictureIn(drawFrame(still, frame))))).size).toBe(1);
  });

  it('shows the same pictures when its scene is held longer', () => {
    const cropsOf = (frames: number): readonly string[] => {
      const script = sampleFilm([{ ...valley, speech: [] }], 'paper', wide);
      const film = layOut(
        { ...script, storyboard: { ...script.storyboard, scenes: script.storyboard.scenes.map((scene) => ({ ...scene, frames })) } }, fakeRuler,
      );
      return [...new Set(Array.from({ length: frames }, (_, frame) => JSON.stringify(pictureIn(drawFrame(film, frame))?.crop)))];
    };
    expect(cropsOf(300)).toEqual(cropsOf(240));
  });

  it('is stood for by its words where it is missing', () => {
    const list = drawFrame(filmOf({ ...valley, picture: 'missing', text: '', caption: 'The old bridge', alt: 'A bridge' }), 60);
    expect(pictureIn(list)).toBeUndefined();
    expect(words(list)).toContain('The old bridge');
    expect(words(list)).toContain('A bridge');
    const wordless = drawFrame(filmOf({ ...valley, picture: 'missing', text: '', caption: '', alt: '', speech: [] }), 60);
    expect(words(wordless)).not.toBe('');
  });

  it('has another key where another picture is shown', () => {
    expect(drawFrame(filmOf(valley), 60).key).not.toBe(drawFrame(filmOf({ ...valley, picture: 'snow' }), 60).key);
  });

  it('is mirrored in Arabic: words from the right, the picture itself as it is', () => {
    const film = layOut(
      sampleFilm([{ ...valley, placement: 'beside', width: 900, height: 1350, text: 'تحرك النهر', caption: '' }], 'paper', wide, 'ar'), fakeRuler,
    );
    const list = drawFrame(film, 60);
    expect(pictureIn(list)?.x).toBeLessThan(400);
    expect(pictureIn(list)?.crop).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  });
});
