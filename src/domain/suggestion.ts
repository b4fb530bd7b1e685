/** The passage of the source that a suggestion or scene stands on. */
export interface Anchor {
  /** Id of the block. */
  readonly block: number;
  /** Id of the sentence in that block; absent: the whole block. */
  readonly sentence?: number;
}

/** How much each sentence matters. */
export interface Scores {
  /** n × d, row-major, d = `featureNames.length`; each column scaled to [0, 1]. */
  readonly features: Float32Array;
  readonly featureNames: readonly string[];
  /** n values that sum to 1. */
  readonly rank: Float64Array;
}

export type SuggestionKind = 'title' | 'key-sentence' | 'layout' | 'picture' | 'palette' | 'chapter' | 'caption' | 'description';

/** A ranked proposal, with what it stands on and why. */
export interface Suggestion {
  readonly kind: SuggestionKind;
  readonly value: string;
  readonly anchors: readonly Anchor[];
  /** In [0, 1]. */
  readonly score: number;
  /** One sentence for people, e.g. `Central: shares words with 14 other sentences.` */
  readonly reason: string;
}
