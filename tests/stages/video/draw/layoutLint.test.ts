import { describe, expect, it } from 'vitest';
import { layoutNames } from '../../../../src/domain/scenes/scenes';
import { sceneAt, themeNames } from '../../../../src/domain/storyboard';
import { foreignScenes, hardScenes, sampleFilm, sampleFormats, usualScenes } from '../../../../src/cli/stills/samples';
import { compose } from '../../../../src/stages/video/compose/compose';
import { smallestSize } from '../../../../src/stages/video/draw/grid';
import type { Grid } from '../../../../src/stages/video/draw/grid';
import { placeBelow, visibility } from '../../../../src/stages/video/draw/motion';
import { layOut } from '../../../../src/stages/video/draw/layOut';
import type { LaidOutScene } from '../../../../src/stages/video/draw/layOut';
import type { PhysicalMark } from '../../../../src/stages/video/draw/page';
import { fakeRuler } from '../../../support/fakeRuler';

const sets = [
  { name: 'usual', drafts: usualScenes, language: 'en' },
  { name: 'hard', drafts: hardScenes, language: 'en' },
  ...Object.entries(foreignScenes).map(([language, drafts]) => ({ name: language, drafts, language: language === 'mixed' ? 'en' : language })),
];

const {
  composed,
} = await compose({ scenes: sets.flatMap(({ drafts }) => drafts.map((draft, index) => ({ ...draft, id: String(index), anchors: [], frames: 1 }))) });

/** Every laid-out scene of every sample, in every theme and format, with and without captions. */
const cases = themeNames.flatMap((theme) => sampleFormats.flatMap((format) => [true, false].flatMap((burn) => sets.flatMap(({ name, drafts, language }) => {
  const script = sampleFilm(drafts, theme, format, language, burn);
  const film = layOut(script, fakeRuler, composed);
  return script.storyboard.scenes.map((scene, index) => ({
    title: `${theme} ${format.name} ${name} ${index + 1} ${scene.layout}${burn ? '' : ' without captions'}`,
    scene: film.scene(index),
    captioned: burn && scene.speech.length > 0,
    film,
  }));
}))));

/** px of tolerance: marks are measured, not rounded. */
const slack = 1;

type TextMark = Extract<PhysicalMark, { kind: 'text' }>;
const isText = (mark: PhysicalMark): mark is TextMark => mark.kind === 'text';
/** Background, which may cross the margins. */
const isField = (mark: PhysicalMark): boolean => mark.kind === 'scrim' || ((mark.kind === 'rectangle' || mark.kind === 'picture') && mark.bleed === true);
const box = (mark: PhysicalMark): { left: number; right: number; top: number; bottom: number } => mark.kind !== 'text'
  ? { left: mark.x, right: mark.x + mark.width, top: mark.y, bottom: mark.y + mark.height }
  // From the capitals to the descenders of Latin letters; digits have none.
  : {
    left: mark.x, right: mark.x + mark.width, top: mark.y - mark.font.size * 0.7,
    bottom: mark.y + mark.font.size * (/^[\p{N}.%°×]*$/u.test(mark.text) ? 0.03 : 0.2),
  };

/** A picture over all of the frame has a scrim of its own below captions, and that scrim. */
const isVeiled = (mark: PhysicalMark, grid: Grid): boolean => mark.kind === 'scrim'
  || (mark.kind === 'picture' && mark.width >= grid.width && mark.height >= grid.height);

function complaints(check: (mark: PhysicalMark, scene: LaidOutScene, captioned: boolean) => string | undefined): readonly string[] {
  return cases.flatMap(({ title, scene, captioned }) => scene.pieces.flatMap((piece) => piece.marks.filter((mark) => !isField(mark)).flatMap((mark) => {
    const complaint = check(mark, scene, captioned);
    return complaint === undefined ? [] : [`${title}: ${isText(mark) ? `“${mark.text}”` : 'rectangle'} ${complaint}`];
  })));
}

describe('every layout, theme and format', () => {
  it('has a sample of every layout', () => {
    expect(usualScenes.map((scene) => scene.layout)).toEqual([...layoutNames]);
  });

  it('keeps to the margins: 7% of the short side', () => {
    expect(complaints((mark, { grid }) => {
      const { left, right, top, bottom } = box(mark);
      const margin = 1080 * 0.07 - slack;
      if (left < margin || right > grid.width - margin) return `spans ${left.toFixed()} to ${right.toFixed()} of ${grid.width.toFixed()}`;
      if (top < margin || bottom > grid.height - margin) return `spans ${top.toFixed()} to ${bottom.toFixed()} of ${grid.height.toFixed()} down`;
      return undefined;
    })).toEqual([]);
  });

  it('puts nothing where captions stand', () => {
    expect(complaints((mark, { grid }, captioned) => {
      const { top, bottom } = box(mark);
      return captioned && bottom > grid.band.top
        && top < grid.band.bottom ? `reaches into the caption band: ${bottom.toFixed()} of ${grid.band.top.toFixed()}` : undefined;
    })).toEqual([]);
  });

  it('stays clear of what players put over tall pictures', () => {
    expect(
      complaints((mark, { grid }) => (grid.shape === 'tall' && box(mark).bottom > grid.height * 0.82 + slack ? 'lies under the buttons' : undefined)),
    ).toEqual([]);
  });

  it('never sets text under 3.2% of the short side', () => {
    expect(complaints((mark) => (isText(mark) && mark.font.size < smallestSize ? `is ${mark.font.size} high` : undefined))).toEqual([]);
  });

  it('never lays one text over another', () => {
    const overlaps = cases.flatMap(({ title, scene }) => {
      const texts = scene.pieces.flatMap((piece) => piece.marks.filter(isText).map((mark) => ({ mark, course: piece.course })));
      // What moves is looked at whenever it has come to rest.
      const moments = [0, ...new Set(scene.pieces.flatMap(({ course }) => (course?.places ?? []).map(({ at }) => at + 0.5)))].filter((at) => at >= 0);
      return texts.flatMap(({ mark: one, course }, index) => texts.slice(index + 1).flatMap(({ mark: other, course: otherCourse }) => {
        const a = box(one);
        const b = box(other);
        if (a.right <= b.left + slack || b.right <= a.left + slack) return [];
        const isApart = (at: number): boolean => {
          const [down, otherDown] = [course ? placeBelow(course, at) : 0, otherCourse ? placeBelow(otherCourse, at) : 0];
          const isSeen = (one: typeof course): boolean => one === undefined || visibility(one, at) > 0.02;
          return !isSeen(course) || !isSeen(otherCourse) || a.bottom + down <= b.top + otherDown + slack || b.bottom + otherDown <= a.top + down + slack;
        };
        return moments.every(isApart) ? [] : [`${title}: “${one.text}” and “${other.text}”`];
      }));
    });
    expect(overlaps).toEqual([]);
  });

  it('leaves no lone word under a headline', () => {
    const lonely = cases.flatMap(({ title, scene, film }) => scene.pieces.flatMap((piece) => {
      const { display, statement } = film.theme.faces;
      const lines = new Map<number, TextMark[]>();
      for (const mark of piece.marks) {
        if (isText(mark) && mark.font.size > 60 && [display.family, statement.family].includes(mark.font.family) && mark.font.weight !== 0) lines.set(
          mark.y, [...(lines.get(mark.y) ?? []), mark],
        );
      }
      const rows = [...lines.entries()]
        .sort(([a], [b]) => a - b)
        .map(
          ([, marks]) => ({ words: marks.map((mark) => mark.text).join('').trim().split(' ').length, width: marks.reduce((sum, mark) => sum + mark.width, 0) }),
        );
      const last = rows.at(-1);
      const longest = Math.max(...rows.map((row) => row.width));
      // Two words, or words so long that each fills a line, have no other way.
      const words = rows.reduce((sum, row) => sum + row.words, 0);
      return rows.length > 1 && last && last.words === 1 && words > rows.length + 1
        && last.width < longest * 0.4 ? [`${title}: ${piece.marks.map((mark) => (isText(mark) ? mark.text : '')).join(' | ')}`] : [];
    }));
    expect(lonely).toEqual([]);
  });

  it('never draws an empty text', () => {
    expect(complaints((mark) => (isText(mark) && mark.text.trim() === '' ? 'is blank' : undefined))).toEqual([]);
  });

  it('never lays captions over a panel', () => {
    const films = new Set(cases.map((one) => one.film).filter((film) => film.script.burn));
    const over = [...films].flatMap((film) => film.script.captions.flatMap((caption, index) => {
      const fields = film
        .scene(sceneAt(film.starts, Math.floor(caption.start * 30 + 1e-6))).pieces
        .flatMap((piece) => piece.marks.filter((mark) => isField(mark) && !isVeiled(mark, film.grid)))
        .map(box);
      return film.caption(index).marks(1).map((mark) => box({ ...mark, direction: 'ltr' }))
        .filter((mark) => fields.some((one) => one.left < mark.right && mark.left < one.right && one.top < mark.bottom && mark.top < one.bottom))
        .map((mark) => `${film.theme.name} ${film.grid.shape}: ${mark.left}`);
    }));
    expect(over).toEqual([]);
  });

  it('keeps captions inside their band and the margins', () => {
    const films = new Set(cases.map((one) => one.film));
    const outside = [...films].flatMap((film) => film.script.captions.flatMap((_, index) => film.caption(index).marks(2).filter((mark) => {
      const { left, right, top, bottom } = box({ ...mark, direction: 'ltr' });
      const { band } = film.grid;
      return left < 1080 * 0.07 - slack || right > film.grid.width - 1080 * 0.07 + slack || top < band.top
        || bottom > Math.min(band.bottom, film.grid.height - 60);
    }).map((mark) => `${film.theme.name} ${film.grid.shape}: ${mark.kind === 'text' ? mark.text : ''}`)));
    expect(outside).toEqual([]);
  });
});
