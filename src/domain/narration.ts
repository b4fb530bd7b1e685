/** When a word of a sentence is heard. */
export interface WordTime {
  /** Offset and length in the sentence's text, UTF-16 units; words never overlap. */
  readonly offset: number;
  readonly length: number;
  /** Seconds from the sentence's start; `end` is never before `start`. */
  readonly start: number;
  readonly end: number;
}

/** One sentence as spoken; silent narration has word times and no samples. */
export interface Utterance {
  readonly text: string;
  /** Mono, in [-1, 1]; empty if silent. */
  readonly samples: Float32Array;
  /** Hz; 0 if silent. */
  readonly sampleRate: number;
  /** Seconds. */
  readonly duration: number;
  readonly words: readonly WordTime[];
  /** BCP 47, where it is spoken in another language than the film. */
  readonly language?: string;
  /** Seconds by which the words of a recording are likely off; absent: the voice itself tells its times, or nobody speaks. */
  readonly placedWithin?: number;
}

/** When the words of a sentence are heard, and its samples only where they are at hand. */
export type SpokenTimes = Omit<Utterance, 'samples'> & Partial<Pick<Utterance, 'samples'>>;

/** When a sentence is spoken in the film, without its samples: all that drawing and captions need. */
export interface SpokenLine {
  /** Id of the scene. */
  readonly scene: string;
  readonly text: string;
  /** Seconds from the start of its *scene*. */
  readonly start: number;
  readonly duration: number;
  readonly words: readonly WordTime[];
  /** As in `Utterance`. */
  readonly language?: string;
  /** As in `Utterance`. */
  readonly placedWithin?: number;
}

/** The voice of a film, without its samples: a long film's would fill the memory. */
export interface Narration {
  /** One for each sentence of each scene, in order. */
  readonly lines: readonly SpokenLine[];
}
