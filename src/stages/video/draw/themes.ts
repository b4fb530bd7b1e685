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

/** Stands for the Chinese, Japanese or Korean faces of the film's language: one code point has another shape in each. */
const han = '"Han"';
const serif = (first: string): string => `"${first}", "${faceNames.sourceSerif}", "Noto Serif", ${han}, serif`;
const sans = `"${faceNames.instrumentSans}", "${faceNames.interTight}", "Noto Sans", ${han}, sans-serif`;
const mono: Face = { family: `"${faceNames.jetbrainsMono}", "Noto Sans Mono", monospace`, weight: 400, strong: 600, italic: false, tracking: 0, leading: 1.52 };

const fraunces: Face = { family: serif(faceNames.fraunces), weight: 430, strong: 500, italic: false, tracking: -0.022, leading: 1.06 };
const newsreader: Face = { family: serif(faceNames.newsreader), weight: 400, strong: 650, italic: false, tracking: 0, leading: 1.36 };

/** A theme with its faces chosen for a language (BCP 47). */
export function themeFor(name: ThemeName, language: string): Theme {
  const theme = themes[name];
  const chosen = (family: string): string => family.replace('"Han"', family.endsWith('sans-serif') ? hanFaces(language).sans : hanFaces(language).serif);
  const faces = Object.fromEntries(Object.entries(theme.faces).map(([role, face]) => [role, { ...face, family: chosen(face.family) }]));
  // The same roles that were taken apart a line above.
  return { ...theme, faces: faces as Theme['faces'] };
}

function hanFaces(language: string): { readonly serif: string; readonly sans: string } {
  const [primary = '', ...rest] = language.toLowerCase().split('-');
  if (primary === 'ja') return { serif: '"Noto Serif CJK JP", "Noto Serif JP", "Hiragino Mincho ProN", "Yu Mincho"', sans: '"Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic"' };
  if (primary === 'ko') return { serif: '"Noto Serif CJK KR", "Noto Serif KR", "AppleMyungjo", "Batang"', sans: '"Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic"' };
  if (primary === 'zh' && rest.some((part) => ['tw', 'hk', 'mo', 'hant'].includes(part))) return { serif: '"Noto Serif CJK TC", "Noto Serif TC", "Songti TC"', sans: '"Noto Sans CJK TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei"' };
  return { serif: '"Noto Serif CJK SC", "Noto Serif SC", "Songti SC", "SimSun"', sans: '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei"' };
}

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
