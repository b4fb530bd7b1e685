import type { Preview } from '../../workflow/session';

/** Calls back once before the next picture is shown, with monotonic milliseconds. */
export type NextPicture = (callback: (milliseconds: number) => void) => number;

/** The place in the film that the player shows, and silent playing from there. */
export class Playback {
  #preview = $state.raw<Preview>();
  #frame = $state(0);
  #isPlaying = $state(false);
  #ticket: number | undefined;
  readonly #next: NextPicture;
  readonly #drop: (ticket: number) => void;

  constructor(
    next: NextPicture = (callback) => requestAnimationFrame(callback),
    drop: (ticket: number) => void = (ticket) => { cancelAnimationFrame(ticket); },
  ) {
    this.#next = next;
    this.#drop = drop;
  }

  get preview(): Preview | undefined {
    return this.#preview;
  }

  /** From 0, below the preview's number of frames. */
  get frame(): number {
    return this.#frame;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** Shows another film at the same place, or at its end if it is shorter. */
  show(preview: Preview | undefined): void {
    this.#preview = preview;
    if (preview === undefined) this.pause();
    this.seek(this.#frame);
  }

  /** @param frame clamped to the film and rounded down */
  seek(frame: number): void {
    this.#frame = Math.max(0, Math.min(Math.floor(frame), (this.#preview?.frames ?? 1) - 1));
  }

  /** Plays in real time, dropping pictures rather than falling behind; from the start if the film has ended. */
  play(): void {
    const preview = this.#preview;
    if (preview === undefined || this.#isPlaying) return;
    if (this.#frame >= preview.frames - 1) this.#frame = 0;
    this.#isPlaying = true;
    let last: number | undefined;
    // Kept apart from `#frame`, so that fractions of frames add up.
    let exact = this.#frame;
    const step = (now: number): void => {
      const shown = this.#preview;
      if (shown === undefined || !this.#isPlaying) return;
      if (Math.floor(exact) !== this.#frame) exact = this.#frame;
      exact += ((now - (last ?? now)) / 1000) * shown.storyboard.format.fps;
      last = now;
      this.seek(exact);
      if (exact >= shown.frames - 1) this.pause();
      else this.#ticket = this.#next(step);
    };
    this.#ticket = this.#next(step);
  }

  pause(): void {
    this.#isPlaying = false;
    if (this.#ticket !== undefined) this.#drop(this.#ticket);
    this.#ticket = undefined;
  }

  toggle(): void {
    if (this.#isPlaying) this.pause();
    else this.play();
  }
}
