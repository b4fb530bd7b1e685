import type { AssetId } from './assets';
import { Failure } from './failure';
import { kindOf } from './scenes/scenes';
import type { Scenes } from './scenes/scenes';

export const themeNames = ['paper', 'ink', 'swiss', 'lecture', 'terminal', 'gazette', 'bloom', 'signal'] as const;
export type ThemeName = (typeof themeNames)[number];

/** Picture size in px (both even) and whole frames a second. */
export interface Format {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

export const tones = ['light', 'dark'] as const;
export type Tone = (typeof tones)[number];

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

/** What a film can show one after the other. */
export type LayoutName = keyof Scenes;
export type Scene = Scenes[LayoutName];

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
  return kindOf(scene).headline(scene);
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
