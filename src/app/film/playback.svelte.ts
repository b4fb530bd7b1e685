import { sceneAt, sceneStarts } from '../../domain/storyboard';
import type { Preview } from '../../workflow/session';

/** Calls back once before the next picture is shown, with monotonic milliseconds. */
export type NextPicture = (callback: (milliseconds: number) => void) => number;

/** What is heard while the preview plays. */
export interface PlaybackVoice {
  /** Says a scene from this many seconds after its start on, and nothing else. */
  enter(scene: number, seconds: number): void;
  /** Whether a scene is about to be said, or being said. */
  state(): 'silent' | 'waiting' | 'speaking';
  stop(): void;
}

/** The place in the film that the player shows, and playing from there. */
export class Playback {
  #preview = $state.raw<Preview>();
  #frame = $state(0);
  #isPlaying = $state(false);
  #ticket: number | undefined;
  readonly #next: NextPicture;
  readonly #drop: (ticket: number) => void;
  readonly #voice: PlaybackVoice;
  readonly #starts = $derived(this.#preview === undefined ? [0] : sceneStarts(this.#preview.storyboard));

  constructor(
    voice: PlaybackVoice = silence,
    next: NextPicture = (callback) => requestAnimationFrame(callback),
    drop: (ticket: number) => void = (ticket) => { cancelAnimationFrame(ticket); },
  ) {
    this.#voice = voice;
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

  /**
   * Plays in real time, dropping pictures rather than falling behind; from the start if the film has ended. A scene stands until it is said:
   * lengths are predicted here, and the voice may take a moment longer.
   */
  play(): void {
    const preview = this.#preview;
    if (preview === undefined || this.#isPlaying) return;
    if (this.#frame >= preview.frames - 1) this.#frame = 0;
    this.#isPlaying = true;
    let last: number | undefined;
    let said: number | undefined;
    // Kept apart from `#frame`, so that fractions of frames add up.
    let exact = this.#frame;
    const step = (now: number): void => {
      const shown = this.#preview;
      if (shown === undefined || !this.#isPlaying) return;
      const { fps } = shown.storyboard.format;
      const starts = this.#starts;
      if (Math.floor(exact) !== this.#frame) {
        exact = this.#frame;
        said = undefined;
      }
      const passed = ((now - (last ?? now)) / 1000) * fps;
      last = now;
      if (this.#voice.state() !== 'waiting') exact += passed;
      const scene = sceneAt(starts, Math.min(exact, shown.frames - 1));
      const isBehind = said !== undefined && this.#voice.state() === 'speaking' && exact >= (starts[said + 1] ?? shown.frames) - 1;
      if (isBehind) exact = (starts[(said ?? 0) + 1] ?? shown.frames) - 1;
      else if (scene !== said) {
        said = scene;
        this.#voice.enter(scene, (exact - (starts[scene] ?? 0)) / fps);
      }
      this.seek(exact);
      if (exact >= shown.frames - 1 && !isBehind) this.pause();
      else this.#ticket = this.#next(step);
    };
    this.#ticket = this.#next(step);
  }

  pause(): void {
    this.#isPlaying = false;
    this.#voice.stop();
    if (this.#ticket !== undefined) this.#drop(this.#ticket);
    this.#ticket = undefined;
  }

  toggle(): void {
    if (this.#isPlaying) this.pause();
    else this.play();
  }
}

const silence: PlaybackVoice = { enter: () => undefined, state: () => 'silent', stop: () => undefined };
