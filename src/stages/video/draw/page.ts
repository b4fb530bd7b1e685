import type { Colour, Crop, Font, PictureLight, ScrimStop } from '../../../domain/film/drawing';
import type { Composed } from '../../../domain/film/composed';
import type { SpokenLine } from '../../../domain/narration';
import type { AssetId } from '../../../domain/assets';
import type { Grid } from './grid';
import type { Theme } from './themes/theme';
import type { SetText } from './typesetting';
import type { Setting } from './lineBreaking';
import { extent } from './typesetting';
import { directionOf } from './typography';

/** What a layout sets a scene on. Layouts work from left to right; pages of right-to-left films are mirrored afterwards. */
export interface Page {
  readonly grid: Grid;
  readonly theme: Theme;
  readonly setting: Setting;
  readonly direction: 'ltr' | 'rtl';
  /** What is spoken in the scene, in order. */
  readonly lines: readonly SpokenLine[];
  /** Chapter label to show; empty: none. */
  readonly chapter: string;
  /** Title of the film, for themes that name it at the head of every page. */
  readonly film: string;
  /** Which scene this is, from 1, and of how many. */
  readonly number: number;
  readonly count: number;
  /** How long the scene lasts, seconds. */
  readonly seconds: number;
  /** How many scenes of the same layout stand directly before it. */
  readonly run: number;
  /** Whether captions will stand on it. */
  readonly captioned: boolean;
  /** The pictures that can be drawn. */
  readonly pictures: Readonly<Record<AssetId, PictureLight>>;
  /** What was set beforehand. */
  readonly composed: Composed;
}

/**
 * A drawn thing, in units; a rectangle that bleeds is background and may cross the margins. `x` is the edge at which reading starts, from that side of the
 * picture.
 */
export type Mark =
  | {
    readonly kind: 'rectangle'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly radius: number;
    readonly colour: Colour; readonly bleed?: boolean;
  }
  /** `points` from the first to the last, `[x, y]`; `x`, `y`, `width` and `height` are the box around them. */
  | {
    readonly kind: 'line'; readonly x: number; readonly y: number; readonly width: number; readonly height: number;
    readonly points: readonly (readonly [number, number])[]; readonly thickness: number; readonly colour: Colour;
  }
  /** A part of a picture, which drifts until it is another part of the same shape; one that bleeds may cross the margins. */
  | {
    readonly kind: 'picture'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly picture: AssetId;
    readonly crop: Crop; readonly until?: Crop; readonly radius: number; readonly bleed?: boolean;
  }
  /** A veil over a picture: background. `towards` `end`: from the edge at which reading starts. */
  | {
    readonly kind: 'scrim'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly colour: Colour;
    readonly towards: 'down' | 'end'; readonly stops: readonly ScrimStop[];
  }
  /**
   * Filled outlines of thousandths of an em, an em being `size` units. `x`, `y`, `width` and `height` are the box of its ink; `origin` is where in it the
   * path's own origin lies.
   */
  | {
    readonly kind: 'path'; readonly path: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number;
    readonly origin: readonly [number, number]; readonly size: number; readonly colour: Colour;
  }
  /** `y` is the baseline; `box` is what the text was given to stay in. */
  | {
    readonly kind: 'text'; readonly text: string; readonly x: number; readonly y: number; readonly width: number; readonly font: Font; readonly colour: Colour;
    readonly direction?: 'ltr' | 'rtl';
  };

/** Marks that move as one. */
export interface Piece {
  readonly marks: readonly Mark[];
  /**
   * `rise`: fades in from a little below; `grow`: a line drawn from its start; `up`: a bar that grows from its foot; `still`: there from the first frame;
   * `cut`: there to the last one as well; `drift`: the same, and pictures move.
   */
  readonly motion: 'rise' | 'grow' | 'up' | 'still' | 'cut' | 'drift';
  /** Seconds from the scene's start at which it enters; absent: in its turn. */
  readonly at?: number;
  /**
   * What it is, across scenes: one of the same name in the scene before moves here instead of leaving, if both have the same words or are fields.
   * Once a scene.
   */
  readonly share?: string;
  /** Set from left to right even in films that run from right to left: code and formulas. */
  readonly unmirrored?: boolean;
  /** What becomes of it once it has entered; absent: nothing. */
  readonly course?: Course;
}

/** From one moment to another, seconds from the scene's start. */
export interface TimeSpan {
  readonly from: number;
  readonly until: number;
}

/** What happens to a piece while its scene lasts. */
export interface Course {
  /** When it stands out, in order; at other times it recedes. Absent: always. */
  readonly lit?: readonly TimeSpan[];
  /** When it is there at all, in order. Absent: always. */
  readonly shown?: readonly TimeSpan[];
  /** Where it stands from some moment on, units below where its marks are, in order; before the first: where they are. */
  readonly places?: readonly { readonly at: number; readonly below: number }[];
}

export interface Placed {
  readonly marks: readonly Mark[];
  /** Lower edge of the descenders. */
  readonly bottom: number;
  /** Right edge of the longest line. */
  readonly right: number;
}

/** A stretch of a set text in a colour and weight of its own; offsets as in `Line`. */
export interface Emphasis {
  readonly start: number;
  readonly end: number;
  readonly colour: Colour;
  readonly weight?: number;
}

/**
 * Puts a set text at a place.
 *
 * @param x     start edge
 * @param top   top of the capitals of the first line
 * @param align `end`: lines end at `x` instead
 * @param hangs whether quotation marks at the start of lines stand before `x`, where the margin has room for them
 */
export function place(
  set: SetText, x: number, top: number, colour: Colour, page: Page,
  options: { readonly emphasis?: Emphasis; readonly align?: 'start' | 'end'; readonly hangs?: boolean } = {},
): Placed {
  const { above } = extent(set.lines.map((line) => line.text).join(''));
  const marks: Mark[] = [];
  // A line that begins with a foreign word runs as its whole text does.
  const direction = directionOf(set.lines.map((line) => line.text).join(' '), page.direction);
  let right = x;
  set.lines.forEach((line, row) => {
    const y = top + above * set.font.size + row * set.leading;
    const mark = options.hangs === true ? (/^[“„«‘‚「『]/u.exec(line.text)?.[0] ?? '') : '';
    const overhang = mark === '' ? 0 : page.setting.ruler.width(mark, set.font);
    // Marks carry white at their left: a little less room than they take will do.
    const room = Math.min(overhang, x - leastMargin);
    const from = options.align === 'end' ? x - line.width : x - (room > overhang * 0.6 ? room : 0);
    right = Math.max(right, from + line.width);
    marks.push(...runs(line, from, y, set.font, colour, options.emphasis, page, direction));
  });
  return { marks, bottom: top + set.height, right };
}

/** 7% of the short side, and what swashes need. */
const leastMargin = 78;

/** One line as text marks: a single one, or the parts before, in and after the emphasis. */
function runs(
  line: SetText['lines'][number], x: number, y: number, font: Font, colour: Colour, emphasis: Emphasis | undefined, page: Page, direction: 'ltr' | 'rtl',
): readonly Mark[] {
  const start = Math.max(line.start, emphasis?.start ?? 0) - line.start;
  const end = Math.min(line.end, emphasis?.end ?? 0, line.start + line.text.length) - line.start;
  if (!emphasis || start >= end) return [{ kind: 'text', text: line.text, x, y, width: line.width, font, colour, ...told(line.text, direction, page) }];
  const { ruler } = page.setting;
  const strong = emphasis.weight === undefined ? font : { ...font, weight: emphasis.weight };
  const parts = [
    { text: line.text.slice(0, start), font, colour },
    { text: line.text.slice(start, end), font: strong, colour: emphasis.colour },
    { text: line.text.slice(end), font, colour },
  ].filter((part) => part.text.length > 0);
  // A line that runs against the page's direction is laid from its far end.
  const against = direction !== page.direction;
  const widths = parts.map((part) => ruler.width(part.text, part.font));
  const total = widths.reduce((sum, width) => sum + width, 0);
  let at = 0;
  return parts.map((part, index) => {
    const width = widths[index] ?? 0;
    const offset = against ? total - at - width : at;
    at += width;
    return { kind: 'text', text: part.text, x: x + offset, y, width, font: part.font, colour: part.colour, ...told(part.text, direction, page) };
  });
}

/** The direction of a mark where its own letters tell another. */
function told(text: string, direction: 'ltr' | 'rtl', page: Page): { readonly direction?: 'ltr' | 'rtl' } {
  return directionOf(text, page.direction) === direction ? {} : { direction };
}

export function rectangle(x: number, y: number, width: number, height: number, colour: Colour, radius = 0): Mark {
  return { kind: 'rectangle', x, y, width, height, radius, colour };
}

/** A field of background: one that the scenes before and after have as well changes its shape, others come and go with the cut. */
export function field(x: number, y: number, width: number, height: number, colour: Colour): Piece {
  return { marks: [{ kind: 'rectangle', x, y, width, height, radius: 0, colour, bleed: true }], motion: 'cut', share: 'field' };
}

/** The top at which a block of some height stands well between two edges: a little above the middle. */
export function opticalTop(top: number, bottom: number, height: number, share = 0.38): number {
  return top + Math.max(0, bottom - top - height) * share;
}

export type PhysicalMark = Mark & { readonly direction: 'ltr' | 'rtl' };
