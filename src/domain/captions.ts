import type { WordTime } from './narration';

/** One caption as shown: at most two lines, with the time of each word. */
export interface Caption {
  /** Seconds from the start of the film. */
  readonly start: number;
  readonly end: number;
  readonly lines: readonly CaptionLine[];
}

export interface CaptionLine {
  readonly text: string;
  /** Offsets refer to this line's `text`; times are seconds from the start of the *film*. */
  readonly words: readonly WordTime[];
}
