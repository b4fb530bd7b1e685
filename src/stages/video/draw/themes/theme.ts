import type { Colour, Glow } from '../../../../domain/film/drawing';
import type { ThemeName, Tone } from '../../../../domain/storyboard';

/** A way to set type: everything about a font but its size. */
export interface Face {
  /** CSS family list. */
  readonly family: string;
  readonly weight: number;
  /** Weight of words that stand out. */
  readonly strong: number;
  readonly italic: boolean;
  /** em between characters. */
  readonly tracking: number;
  /** Baseline to baseline, em. */
  readonly leading: number;
}

/** The colours of a theme in one tone. */
export interface Palette {
  readonly background: Colour;
  /** Behind code, and cards of lists. */
  readonly surface: Colour;
  readonly text: Colour;
  /** Second tone: labels, bylines, table heads. */
  readonly muted: Colour;
  /** Lines between rows; carries no text. */
  readonly rule: Colour;
  readonly accent: Colour;
  readonly caption: Colour;
  /** The word being spoken. */
  readonly spoken: Colour;
  /** Behind the word being spoken; absent: nothing. */
  readonly box?: Colour;
  /** Bars and lines of charts that do not stand out; carries no text. */
  readonly bar: Colour;
  /** Fields of colour that run off the picture, and text on them. */
  readonly panel?: Colour;
  readonly onPanel?: Colour;
  readonly code: {
    readonly plain: Colour; readonly comment: Colour; readonly text: Colour; readonly keyword: Colour; readonly number: Colour; readonly name: Colour;
    readonly type: Colour;
  };
  /** Soft lights over the background. */
  readonly glows?: readonly Glow[];
}

export interface Theme {
  readonly name: ThemeName;
  /** The tone that `colours` are in: of the table of themes, the one the theme is known by. */
  readonly tone: Tone;
  readonly colours: Palette;
  /** The colours in the other tone. */
  readonly counter: Palette;
  readonly faces: {
    readonly display: Face;
    /** Large numerals, as high as capitals; absent: as display. */
    readonly figure?: Face;
    readonly statement: Face;
    readonly text: Face;
    /** Entries of lists; absent: as text. */
    readonly entry?: Face;
    readonly quote: Face;
    readonly label: Face;
    readonly caption: Face;
    readonly mono: Face;
  };
  /**
   * Chapter labels: in the accent; muted behind a short line in the accent; muted alone; behind a square; across the head with the
   * number of the scene, alone (`bar`) or between two rules (`masthead`).
   */
  readonly label: 'accent' | 'line' | 'quiet' | 'square' | 'bar' | 'masthead';
  /**
   * How captions mark the word being spoken, beside its colour and weight: not at all (a palette may set it on a box); by a line under it; by
   * all words that were spoken before it, which keep its colour.
   */
  readonly captions: 'plain' | 'underlined' | 'karaoke';
  /** Lists: rows under the headline, or beside it in wide pictures; beside a panel that holds it; columns; rows on cards. */
  readonly list: 'stacked' | 'beside' | 'panel' | 'columns' | 'cards';
  /** First, last and chapter scenes: a short rule above the title; all on a panel; a cursor behind the title; nothing. */
  readonly opening: { readonly kind: 'rule'; readonly width: number; readonly height: number } | { readonly kind: 'panel' | 'cursor' | 'plain' };
  /** What other scenes have at their edge: a strip of the panel's colour; a bar beside the sentence; nothing. */
  readonly page: 'bare' | 'strip' | 'focus';
  /** Code on a panel, or behind a bar. */
  readonly code: 'panel' | 'focus';
  /** Whose a quotation is: below it, or at the foot of the page. */
  readonly attribution: 'below' | 'foot';
  /** Lines between rows, units. */
  readonly ruleWeight: number;
  /** Steps of the scale by which text may be larger than in other themes. */
  readonly larger: 0 | 1;
  /** Extra space at the start edge of wide pictures, units. */
  readonly inset: number;
}
