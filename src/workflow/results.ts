import type { Scores, Suggestion } from '../domain/suggestion';
import type { AssetId } from '../domain/assets';
import type { Storyboard } from '../domain/storyboard';
import type { Content, Sentence } from '../domain/content';
import type { StageName } from '../engine/step';
import type { Manifest } from '../domain/film/manifest';
import type { MakingPath, Video } from '../domain/film/video';
import type { WorkflowState } from '../engine/workflowState';

/** Milliseconds a stage took, 0 if it did not run. */
export type StageTimes = Readonly<Record<StageName, number>>;

/** What the first two stages make of a source. */
export interface Suggested {
  readonly source: { readonly name: string; readonly digest: string };
  readonly content: Content;
  /** The document's pictures as `data:` URLs, by the assets that its blocks name; absent: none. */
  readonly pictures?: Readonly<Record<AssetId, string>>;
  readonly sentences: readonly Sentence[];
  readonly scores: Scores;
  /** Ids of the key sentences, in order of choice. */
  readonly chosen: readonly number[];
  readonly suggestions: readonly Suggestion[];
  readonly storyboard: Storyboard;
  readonly stages: StageTimes;
  readonly cache: CacheUse;
}

export interface CacheUse {
  readonly hits: number;
  readonly misses: number;
}

/** What the third stage makes of a storyboard. */
export interface Production {
  readonly video: Video;
  /** With the lengths the voice really took. */
  readonly storyboard: Storyboard;
  readonly srt: string;
  readonly vtt: string;
  /** PNG. */
  readonly poster: Uint8Array;
  readonly manifest: Manifest;
  readonly wallMs: number;
  /** What was predicted when the storyboard was there and nothing of the film. */
  readonly predicted: Prediction;
  /** What that really took, s. */
  readonly took: number;
  readonly stages: StageTimes;
  readonly steps: WorkflowState['steps'];
  readonly cache: CacheUse;
  /** Integrated loudness of the sound, LUFS; null for a silent film. */
  readonly loudness: number | null;
  /** Keys of the coded pictures in film order; empty for GIF. */
  readonly keys: readonly string[];
  /** Why the file is not quite what was asked for, in its form or its sound: what was missing here; absent: it is. */
  readonly fellBack?: string;
}

/** What an export will take, before it begins. */
export interface Prediction {
  readonly seconds: number;
  readonly bytes: number;
  /** Share of its pictures that are there from before, in [0, 1]. */
  readonly kept: number;
  /** Whether pictures of this size were really encoded on this device, and the film was looked through. */
  readonly isMeasured: boolean;
  /** How it will be encoded, if that is known. */
  readonly path?: MakingPath;
  /** Codec string. */
  readonly codec?: string;
}
