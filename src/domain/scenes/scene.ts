import type { AssetId } from '../assets';
import type { Anchor } from '../suggestion';

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

/** What every scene has, whatever it shows. */
export interface SceneBase {
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
