import { Failure } from './failure';
import { plainTex } from './language/plainTex';
import type { Anchor } from './suggestion';

export const themeNames = ['paper', 'ink', 'swiss', 'lecture', 'terminal', 'gazette', 'bloom', 'signal'] as const;
export type ThemeName = (typeof themeNames)[number];

export const layoutNames = [
  'title', 'section', 'statement', 'list', 'quote', 'code', 'table', 'chart', 'number', 'definition', 'picture', 'formula', 'outro',
] as const;
export type LayoutName = (typeof layoutNames)[number];

/** Picture size in px (both even) and whole frames a second. */
export interface Format {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

export const tones = ['light', 'dark'] as const;
export type Tone = (typeof tones)[number];

/** Id of an asset: the digest of its bytes. */
export type AssetId = string;

/** A part of a recorded voice: what is spoken in one scene. */
export interface Recording {
  /** Any sound file a browser can decode. */
  readonly asset: AssetId;
  /** The part that is used, seconds from the start of the file; `end` is after `start`. */
  readonly start: number;
  readonly end: number;
  /** The speech of the scene when it was recorded, its lines joined by a space; where the scene says something else now, people are told. Absent: unknown. */
  readonly said?: string;
}

/** What is heard under the voice. */
export interface Music {
  /** One of our own beds by name, or a sound file among the assets. */
  readonly source: { readonly bed: string } | { readonly asset: AssetId };
  /** dB under the voice, 6 to 40. */
  readonly under: number;
}

/** How a word or phrase is said: `written` as it stands in the text, whole words, in any case; `said` is what the voice reads instead. */
export interface Pronunciation {
  readonly written: string;
  readonly said: string;
}

interface SceneBase {
  /** Unique in its storyboard, stable under edits and moves. */
  readonly id: string;
  readonly anchors: readonly Anchor[];
  /** Length in frames, at least 1. */
  readonly frames: number;
  /** What is spoken and captioned, a sentence an entry; empty: a silent scene. */
  readonly speech: readonly string[];
  /** Chapter the scene belongs to, shown as a label; empty if none. */
  readonly chapter: string;
  /** The scene's own voice; absent: `speech` is synthesized. */
  readonly recording?: Recording;
}

export interface TitleScene extends SceneBase {
  readonly layout: 'title';
  readonly kicker: string;
  readonly title: string;
  readonly byline: string;
}
export interface SectionScene extends SceneBase {
  readonly layout: 'section';
  readonly title: string;
  /** From 1. */
  readonly number: number;
}
export interface StatementScene extends SceneBase {
  readonly layout: 'statement';
  readonly text: string;
  /** A part of `text` set in the accent colour; empty: none. */
  readonly emphasis: string;
}
export interface ListScene extends SceneBase {
  readonly layout: 'list';
  readonly title: string;
  readonly ordered: boolean;
  /** Appear one by one, each with the speech of the same index (the last `entries.length` of `speech`). */
  readonly entries: readonly string[];
}
export interface QuoteScene extends SceneBase {
  readonly layout: 'quote';
  readonly text: string;
  readonly attribution: string;
}
export interface CodeScene extends SceneBase {
  readonly layout: 'code';
  readonly code: string;
  readonly language: string;
  readonly title: string;
  /** Which lines stand out when, in the order of time; absent or empty: all of them, always. */
  readonly focus?: readonly CodeFocus[];
}
/** Some lines of code that stand out while the others recede. */
export interface CodeFocus {
  /** Index of the spoken line it begins with; those that begin with the same one share its time equally. */
  readonly line: number;
  /** Lines [first, end) of the code, from 0; `first` is below `end`. */
  readonly first: number;
  readonly end: number;
}
export interface TableScene extends SceneBase {
  readonly layout: 'table';
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Index of the row set in the accent colour; -1: none. */
  readonly highlight: number;
}
/** `full`: a photograph that runs to the edges, its words over it; `beside`: the whole picture, its words next to it. */
export const placements = ['full', 'beside'] as const;
export type Placement = (typeof placements)[number];

export interface PictureScene extends SceneBase {
  readonly layout: 'picture';
  readonly placement: Placement;
  /** Which of the assets it shows; where that is missing or cannot be decoded, its words stand alone. */
  readonly picture: AssetId;
  /** Natural size of the picture, px. */
  readonly width: number;
  readonly height: number;
  /** What it shows, for those who do not see it. */
  readonly alt: string;
  /** In small letters at the picture; may be empty. */
  readonly caption: string;
  /** What stands over the picture or next to it, large; may be empty. */
  readonly text: string;
  /** Whether it moves slowly where it runs to the edges (Ken Burns). */
  readonly drifts: boolean;
}
/** A value of a chart: what it is called, how large it is, and how its source writes it. */
export interface ChartPoint {
  readonly label: string;
  /** 0 or more. */
  readonly value: number;
  readonly text: string;
}
export interface ChartScene extends SceneBase {
  readonly layout: 'chart';
  /** `share`: parts of one whole. */
  readonly kind: 'bar' | 'line' | 'share';
  readonly title: string;
  /** What the values measure, shown under the title; may be empty. */
  readonly measure: string;
  readonly points: readonly ChartPoint[];
  /** Index of the point set in the accent colour; -1: none. */
  readonly highlight: number;
}
/** A sentence around one figure: what stands before it, the figure with its unit, what stands after it. */
export interface NumberScene extends SceneBase {
  readonly layout: 'number';
  readonly before: string;
  readonly figure: string;
  readonly after: string;
}
export interface DefinitionScene extends SceneBase {
  readonly layout: 'definition';
  readonly term: string;
  /** Kind or origin of the word, in small letters under it; may be empty. */
  readonly note: string;
  readonly text: string;
}
/** What a sign in a formula means. */
export interface FormulaSymbol {
  /** TeX; mostly one letter. */
  readonly symbol: string;
  readonly meaning: string;
}
export interface FormulaScene extends SceneBase {
  readonly layout: 'formula';
  /** May be empty. */
  readonly title: string;
  /** TeX of a display formula, without delimiters. */
  readonly tex: string;
  /** Stand below the formula, each from the moment it is spoken of; may be empty. */
  readonly legend: readonly FormulaSymbol[];
}
export interface OutroScene extends SceneBase {
  readonly layout: 'outro';
  readonly title: string;
  readonly source: string;
  readonly link: string;
}

export type Scene =
  | TitleScene | SectionScene | StatementScene | ListScene
  | QuoteScene | CodeScene | TableScene | PictureScene | ChartScene | NumberScene | DefinitionScene | FormulaScene | OutroScene;

/** What the film shows and says, as `plan` proposes it and the editor edits it. */
export interface Storyboard {
  readonly version: 1;
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly source: { readonly name: string; readonly link: string };
  readonly format: Format;
  readonly theme: ThemeName;
  readonly seed: number;
  /** Wished length in seconds; 0: as long as it takes. */
  readonly seconds: number;
  /** Which of the theme's two sets of colours; absent: the one the theme is known by. */
  readonly tone?: Tone;
  /** Absent: nothing but the voice. */
  readonly music?: Music;
  /** The longest match goes first, then the earlier entry; absent: none. */
  readonly pronunciations?: readonly Pronunciation[];
  /** Files the film is made with (pictures, recordings, music), as `data:` URLs; absent: none. */
  readonly assets?: Readonly<Record<AssetId, string>>;
  readonly scenes: readonly Scene[];
}

/** Length of the film in frames. */
export function totalFrames(storyboard: Storyboard): number {
  return storyboard.scenes.reduce((sum, scene) => sum + scene.frames, 0);
}

/** Length of the film in seconds. */
export function totalSeconds(storyboard: Storyboard): number {
  return totalFrames(storyboard) / storyboard.format.fps;
}

/** First frame of each scene, and one past the last frame of the film: `scenes.length + 1` integers, ascending. */
export function sceneStarts(storyboard: Storyboard): readonly number[] {
  const starts = [0];
  for (const scene of storyboard.scenes) starts.push((starts.at(-1) ?? 0) + scene.frames);
  return starts;
}

/**
 * Index of the scene that shows a frame.
 *
 * @param starts as `sceneStarts` gives them
 * @param frame  clamped to the film
 */
export function sceneAt(starts: readonly number[], frame: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= frame) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The words a scene is known by in lists: its headline, statement or first line. */
export function headline(scene: Scene): string {
  switch (scene.layout) {
    case 'statement':
    case 'quote':
      return scene.text;
    case 'code':
      return scene.title || (scene.code.split('\n', 1)[0] ?? '');
    case 'number':
      return [scene.before, scene.figure, scene.after].filter((part) => part !== '').join(' ');
    case 'definition':
      return scene.term;
    case 'picture':
      return scene.text || scene.caption || scene.alt;
    case 'formula':
      return scene.title || plainTex(scene.tex);
    default:
      return scene.title;
  }
}

/** Throws `invalid-parameter` unless the size is even, 64 to 4096 px a side, and fps is a whole number from 1 to 60. */
export function checkFormat(format: Format): Format {
  const { width, height, fps } = format;
  const isSide = (side: number): boolean => Number.isInteger(side) && side % 2 === 0 && side >= 64 && side <= 4096;
  if (!isSide(width) || !isSide(height)) {
    throw new Failure('invalid-parameter', `Width and height must be even numbers from 64 to 4096, got ${width}x${height}.`, { width, height });
  }
  if (!Number.isInteger(fps) || fps < 1 || fps > 60) {
    throw new Failure('invalid-parameter', `Frames a second must be a whole number from 1 to 60, got ${fps}.`, { fps });
  }
  return format;
}
