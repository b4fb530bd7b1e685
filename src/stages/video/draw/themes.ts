import { faceNames } from '../../../domain/faces';
import type { Colour } from '../../../domain/drawing';
import type { ThemeName } from '../../../domain/storyboard';

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

export interface Theme {
  readonly name: ThemeName;
  readonly colours: {
    readonly background: Colour;
    /** Behind code. */
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
    readonly code: { readonly plain: Colour; readonly comment: Colour; readonly text: Colour; readonly keyword: Colour; readonly number: Colour; readonly name: Colour };
  };
  readonly faces: {
    readonly display: Face;
    readonly statement: Face;
    readonly text: Face;
    readonly quote: Face;
    readonly label: Face;
    readonly caption: Face;
    readonly mono: Face;
  };
  /** Chapter labels: in the accent alone, or muted behind a short line in the accent. */
  readonly label: 'accent' | 'line';
  /** Wide lists: headline over the entries, or beside them. */
  readonly list: 'stacked' | 'beside';
  /** Extra space at the start edge of wide pictures, units. */
  readonly inset: number;
}

const serif = (first: string): string => `"${first}", "${faceNames.sourceSerif}", Georgia, "Noto Serif", "Noto Serif CJK SC", serif`;
const sans = `"${faceNames.instrumentSans}", "${faceNames.interTight}", "Noto Sans", "Noto Sans CJK SC", sans-serif`;
const mono: Face = { family: `"${faceNames.jetbrainsMono}", "Noto Sans Mono", monospace`, weight: 400, strong: 600, italic: false, tracking: 0, leading: 1.52 };

const fraunces: Face = { family: serif(faceNames.fraunces), weight: 430, strong: 500, italic: false, tracking: -0.022, leading: 1.06 };
const newsreader: Face = { family: serif(faceNames.newsreader), weight: 400, strong: 650, italic: false, tracking: 0, leading: 1.36 };

/** Both themes as their stills draw them; contrasts are kept by a test. */
export const themes: Readonly<Record<ThemeName, Theme>> = {
  paper: {
    name: 'paper',
    colours: {
      background: '#FAF6EE',
      surface: '#F2EBDD',
      text: '#221D17',
      muted: '#6B6257',
      rule: '#E2D9C8',
      accent: '#B4432B',
      caption: '#221D17',
      spoken: '#93321F',
      code: { plain: '#2B251E', comment: '#6D6357', text: '#3E6133', keyword: '#A13722', number: '#855312', name: '#275775' },
    },
    faces: {
      display: fraunces,
      statement: { ...fraunces, weight: 410, tracking: -0.018, leading: 1.14 },
      text: { ...newsreader, weight: 420 },
      quote: { ...newsreader, italic: true, tracking: -0.014, leading: 1.16 },
      label: { ...newsreader, weight: 500, tracking: 0.012 },
      caption: { ...newsreader, weight: 420, strong: 620 },
      mono,
    },
    label: 'accent',
    list: 'stacked',
    inset: 0,
  },
  ink: {
    name: 'ink',
    colours: {
      background: '#121316',
      surface: '#1A1C20',
      text: '#F3EFE6',
      muted: '#9C978C',
      rule: '#303238',
      accent: '#F0BE4F',
      caption: '#ADA89D',
      spoken: '#FFFFFF',
      code: { plain: '#DAD6CC', comment: '#8F8A80', text: '#A9C794', keyword: '#F0BE4F', number: '#E49E77', name: '#93BEE0' },
    },
    faces: {
      display: { ...newsreader, weight: 360, strong: 450, tracking: -0.016, leading: 1.1 },
      statement: { ...newsreader, weight: 350, tracking: -0.012, leading: 1.2 },
      text: newsreader,
      quote: { ...newsreader, weight: 350, italic: true, tracking: -0.01, leading: 1.18 },
      label: { family: sans, weight: 500, strong: 600, italic: false, tracking: 0, leading: 1.36 },
      caption: { ...newsreader, strong: 620 },
      mono,
    },
    label: 'line',
    list: 'beside',
    inset: 66,
  },
};
