import { nothingComposed } from '../../../domain/film/composed';
import type { Composed } from '../../../domain/film/composed';
import { digest } from '../../../domain/digest';
import type { Font, Ruler } from '../../../domain/film/drawing';
import { familiesIn, scriptSetting } from '../../../domain/language/writing';
import { kindOf } from '../../../domain/scenes/scenes';
import type { Scenes } from '../../../domain/scenes/scenes';
import { headline, sceneAt, sceneStarts } from '../../../domain/storyboard';
import type { LayoutName, Scene } from '../../../domain/storyboard';
import type { FilmScript } from '../../../engine/ports';
import { layOutCaption } from './captionDrawing';
import type { LaidOutCaption } from './captionDrawing';
import { gridFor } from './grid';
import type { Grid } from './grid';
import { chartLayout } from './layouts/chart';
import { codeLayout } from './layouts/code';
import { definitionLayout } from './layouts/definition';
import { formulaLayout } from './layouts/formula';
import { listLayout } from './layouts/list';
import { numberLayout } from './layouts/number';
import { outroLayout } from './layouts/outro';
import { pictureLayout } from './layouts/picture';
import { quoteLayout } from './layouts/quote';
import { sectionLayout } from './layouts/section';
import { statementLayout } from './layouts/statement';
import { tableLayout } from './layouts/table';
import { titleLayout } from './layouts/title';
import { driftSteps, stagger } from './motion';
import { flightBetween } from './flight';
import type { Flight } from './flight';
import type { Course, Mark, Page, PhysicalMark, Piece } from './page';
import { themeFor, themes } from './themes/themes';
import type { Theme } from './themes/theme';
import type { Setting } from './lineBreaking';
import { directionOf, filmDirection, polish } from './typography';
import { overPicture } from './veil';

/** A film whose text is set: each scene once, when its first frame is asked for. */
export interface LaidOutFilm {
  readonly script: FilmScript;
  readonly theme: Theme;
  readonly direction: 'ltr' | 'rtl';
  /** First frame of each scene and the end of the film. */
  readonly starts: readonly number[];
  readonly grid: Grid;
  scene(index: number): LaidOutScene;
  caption(index: number): LaidOutCaption;
}

export interface LaidOutScene {
  readonly grid: Grid;
  readonly pieces: readonly LaidOutPiece[];
  /** Names everything in the scene that does not move. */
  readonly digest: string;
  /** Share of the scenes that are over when the one before ends, and when this one does. */
  readonly progress: { readonly from: number; readonly to: number };
}

export interface LaidOutPiece {
  /** Physical: `x` from the left edge of the picture. */
  readonly marks: readonly PhysicalMark[];
  readonly motion: Piece['motion'];
  readonly course?: Course;
  /** Seconds from the scene's start. */
  readonly at: number;
  /** Its way from where it stood in the scene before; absent: it comes by its motion. */
  readonly flight?: Flight;
  /** Whether it stood in the scene before, or stands in the next: such a piece holds still. */
  readonly arrived: boolean;
  readonly stays: boolean;
  /** Whether a picture that runs to the edge fades in from the page, and out to it: not from one to another, between which the page would flash. */
  readonly fades?: { readonly in: boolean; readonly out: boolean };
  /** In how many small steps its pictures drift; 0: they hold still. */
  readonly steps: number;
}

/** A piece whose marks have their places. */
interface SetPiece {
  readonly piece: Piece;
  readonly marks: readonly PhysicalMark[];
  readonly digest: string;
}

/** Turns of `stagger` that others wait while a piece flies: most of its way is behind it then. */
const turnsInFlight = 4;

/**
 * Sets the text of a film.
 *
 * @param ruler    measures as the canvas that will draw; its faces must be loaded
 * @param composed what `compose` gives for the film's storyboard; without it formulas are shown as their source
 */
export function layOut(film: FilmScript, ruler: Ruler, composed: Composed = nothingComposed): LaidOutFilm {
  const { storyboard } = film;
  const theme = themeFor(storyboard.theme, storyboard.tone);
  const direction = filmDirection(storyboard.language, storyboard.scenes.flatMap((scene) => [headline(scene), ...scene.speech]));
  const familyFor = familiesIn(scriptSetting(storyboard));
  const inFaces = (text: string, font: Font): Font => {
    const family = familyFor(text, font.family);
    return family === font.family ? font : { ...font, family };
  };
  const setting: Setting = { ruler: { width: (text, font) => ruler.width(text, inFaces(text, font)) }, language: storyboard.language };
  const faced = <M extends Mark>(mark: M): M => (mark.kind === 'text' ? { ...mark, font: inFaces(mark.text, mark.font) } : mark);
  const starts = sceneStarts(storyboard);
  const grid = gridFor(storyboard.format, film.burn, theme.inset);

  const set = memo((index: number) => {
    const scene = storyboard.scenes[index];
    if (!scene) return undefined;
    const captioned = film.burn && film.lines.some((line) => line.scene === scene.id);
    const page: Page = {
      grid: gridFor(storyboard.format, captioned, theme.inset),
      theme,
      setting,
      direction,
      lines: film.lines.filter((line) => line.scene === scene.id),
      chapter: labelOf(scene, storyboard.language),
      film: polish(storyboard.title, storyboard.language),
      number: index + 1,
      count: storyboard.scenes.length,
      seconds: scene.frames / storyboard.format.fps,
      captioned,
      run: runBefore(storyboard.scenes, index),
      pictures: film.pictures ?? {},
      composed,
    };
    // Typewriter marks are replaced in all prose it shows.
    const polished = kindOf(scene).withProse(scene, (text) => polish(text, storyboard.language));
    const pieces = layoutOf(polished.layout, polished, page).filter((piece) => piece.marks.length > 0);
    return {
      grid: page.grid,
      pieces: pieces.map((piece) => {
        const marks = piece.marks.map((mark) => physical(faced(mark), page, piece.unmirrored ?? false));
        return { piece, marks, digest: digest(marks) };
      }),
    };
  });

  /** The way of a piece from the one of the same name among `previous`, or from that one alone if its place is given; none for one that stood there already. */
  const flightInto = (piece: SetPiece, previous: readonly SetPiece[], place?: number): Flight | undefined => {
    const { share } = piece.piece;
    if (share === undefined || share === '' || previous.some((one) => one.digest === piece.digest)) return undefined;
    const at = previous.findIndex((one) => one.piece.share === share);
    const from = previous[at];
    return from === undefined || (place !== undefined && at !== place) ? undefined : flightBetween(from.marks, piece.marks, setting.ruler);
  };

  const scene = memo((index: number): LaidOutScene => {
    const here = set(index);
    if (!here) throw new RangeError(`No scene ${index}.`);
    const [previous, next] = [set(index - 1)?.pieces ?? [], set(index + 1)?.pieces ?? []];
    const before = new Set(previous.map((piece) => piece.digest));
    const after = new Set(next.map((piece) => piece.digest));
    const flights = here.pieces.map((piece) => flightInto(piece, previous));
    // One idea moves at a time: what else comes waits until the way is nearly done.
    let turn = flights.some((flight) => flight !== undefined) ? turnsInFlight : 0;
    let opened = 0;
    const pieces = here.pieces.map(({ piece, marks, digest: name }, place): LaidOutPiece => {
      const flight = flights[place];
      const arrived = before.has(name);
      // The film opens on its title: the first frame is what people see before they press play.
      const opening = index === 0 && piece.motion === 'rise' && piece.at === undefined && opened++ < 2;
      const at = flight ? 0 : (piece.at ?? stagger * turn);
      if (!arrived && !flight) turn++;
      const stays = after.has(name) || next.some((one) => flightInto(one, here.pieces, place) !== undefined);
      return {
        marks, motion: opening ? 'still' : piece.motion, ...(piece.course ? { course: piece.course } : {}), at, arrived, stays, ...(flight ? { flight } : {}),
        ...(isBleeding(piece)
          ? { fades: { in: index > 0 && !previous.some((one) => isBleeding(one.piece)), out: !next.some((one) => isBleeding(one.piece)) } }
          : {}),
        steps: piece.motion === 'drift' ? driftSteps(marks) : 0,
      };
    });
    return {
      grid: here.grid,
      pieces,
      // A film in the tone its theme is known by has the keys it always had.
      digest: digest([
        storyboard.format, storyboard.theme, here.pieces.map((piece) => piece.digest), ...(theme.tone === themes[storyboard.theme].tone ? [] : [theme.tone]),
      ]),
      // By scenes, not by time: a scene that becomes longer changes no picture of another, so their segments can be kept.
      progress: { from: Math.max(1, index) / storyboard.scenes.length, to: (index + 1) / storyboard.scenes.length },
    };
  });

  const caption = memo((index: number): LaidOutCaption => {
    const one = film.captions[index];
    if (!one) throw new RangeError(`No caption ${index}.`);
    const at = sceneAt(starts, Math.floor(one.start * storyboard.format.fps + 1e-6));
    const inPlace = (laidOut: LaidOutCaption): LaidOutCaption => ({ ...laidOut, marks: (index) => laidOut.marks(index).map(faced) });
    if (storyboard.scenes.length === 0) return inPlace(layOutCaption(one, grid, theme, setting, direction));
    const below = scene(at);
    return inPlace(
      layOutCaption(one, grid, isVeiled(below) ? { ...theme, colours: overPicture(theme.colours) } : theme, setting, direction, captionArea(below)),
    );
  });

  return { script: film, theme, direction, starts, grid, scene, caption };
}

/** Between which edges captions are centred: what panels at the sides of their band leave free. */
function captionArea({ grid, pieces }: LaidOutScene): { readonly left: number; readonly right: number } {
  const panels = pieces.flatMap((piece) => piece.marks.filter(
    (mark) => (mark.kind === 'rectangle' || mark.kind === 'picture') && mark.bleed && mark.y + mark.height > grid.band.top && mark.width < grid.width,
  ));
  return {
    left: Math.max(0, ...panels.filter((mark) => mark.x <= 0).map((mark) => mark.x + mark.width)),
    right: Math.min(grid.width, ...panels.filter((mark) => mark.x > 0).map((mark) => mark.x)),
  };
}

/** Whether captions stand over a picture. */
function isVeiled({ grid, pieces }: LaidOutScene): boolean {
  return pieces.some((piece) => piece.marks.some((mark) => mark.kind === 'scrim' && mark.y + mark.height > grid.band.top));
}

function isBleeding({ marks }: Piece): boolean {
  return marks.some((mark) => mark.kind === 'picture' && mark.bleed === true);
}

/** How many scenes of its layout stand directly before a scene. */
function runBefore(scenes: readonly Scene[], index: number): number {
  let run = 0;
  while (run < index && scenes[index - run - 1]?.layout === scenes[index]?.layout) run++;
  return run;
}

/** Laid-out scenes and captions that are held: a long film has hundreds, and what is needed again is made again in a millisecond. */
const mostHeld = 64;

function memo<T>(make: (index: number) => T): (index: number) => T {
  const made = new Map<number, T>();
  return (index) => {
    const known = made.get(index);
    if (known !== undefined) return known;
    const value = make(index);
    if (made.size >= mostHeld) made.clear();
    made.set(index, value);
    return value;
  };
}

/** How a scene of each layout is laid out. */
const layouts: { readonly [L in LayoutName]: (scene: Scenes[L], page: Page) => readonly Piece[] } = {
  title: titleLayout,
  section: sectionLayout,
  statement: statementLayout,
  list: listLayout,
  quote: quoteLayout,
  code: codeLayout,
  table: tableLayout,
  chart: chartLayout,
  number: numberLayout,
  definition: definitionLayout,
  picture: pictureLayout,
  formula: formulaLayout,
  outro: outroLayout,
};

/** @param layout the scene's own */
function layoutOf<L extends LayoutName>(layout: L, scene: Scenes[L], page: Page): readonly Piece[] {
  return layouts[layout](scene, page);
}

/** The chapter, unless the scene itself says it. */
function labelOf(scene: Scene, language: string): string {
  if (kindOf(scene).isHeading) return '';
  if ('title' in scene && scene.title === scene.chapter) return '';
  // Sections show their numbers large; a label names the chapter alone.
  return polish(scene.chapter.replace(/^\s*\d{1,3}(?:\.\d{1,3})*[.)]\s+(?=\p{L})/u, ''), language);
}

/** A mark as the canvas wants it: mirrored if the film runs from right to left, text with its own direction. */
function physical(mark: Mark, page: Page, unmirrored: boolean): PhysicalMark {
  const mirrored = page.direction === 'rtl' && !unmirrored;
  const x = mirrored ? page.grid.width - mark.x - mark.width : mark.x;
  if (mark.kind === 'line') {
    const points = mirrored ? mark.points.map(([left, y]) => [page.grid.width - left, y] as const) : mark.points;
    return { ...mark, x, points, direction: page.direction };
  }
  if (mark.kind === 'scrim' && mirrored && mark.towards === 'end') {
    return { ...mark, x, stops: mark.stops.map(({ at, alpha }) => ({ at: 1 - at, alpha })).reverse(), direction: page.direction };
  }
  const direction = unmirrored ? 'ltr' : mark.kind === 'text' ? (mark.direction ?? directionOf(mark.text, page.direction)) : page.direction;
  return { ...mark, x, direction };
}
