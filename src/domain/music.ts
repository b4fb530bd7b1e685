/** Our own music, by name. */
export const bedNames = ['drift', 'pebbles', 'lamplight'] as const;
export type BedName = (typeof bedNames)[number];

/** dB that music stays under the voice where nobody says otherwise. */
export const usualUnder = 18;

/** A piece of music that goes on for ever: its end leads into its start. */
export interface Loop {
  /** Mono, at `soundRate`, at `loopLoudness`. */
  readonly samples: Int16Array<ArrayBuffer>;
  /** Greatest absolute value between the samples too, as a share of full scale. */
  readonly peak: number;
}

/** Integrated loudness of every loop, LUFS. */
export const loopLoudness = -20;
