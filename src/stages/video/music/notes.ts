/** One note of a piece. */
export interface Note {
  /** Beats from the start of the piece. */
  readonly at: number;
  /** Beats that it is held. */
  readonly beats: number;
  /** MIDI number: 60 is middle C. */
  readonly key: number;
  /** How hard it is struck, in (0, 1]. */
  readonly force: number;
}

/** A piece that is played over and over. */
export interface Score {
  /** Notes of each instrument. */
  readonly pad: readonly Note[];
  readonly pluck: readonly Note[];
  readonly piano: readonly Note[];
  /** Length of all. */
  readonly beats: number;
  /** Share of the room in the sound, in [0, 1]. */
  readonly room: number;
}

/** Hz of a key, equal temperament. */
export function pitch(key: number): number {
  return 440 * 2 ** ((key - 69) / 12);
}
