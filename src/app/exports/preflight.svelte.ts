import { Failure } from '../../domain/failure';
import type { Storyboard } from '../../domain/storyboard';
import type { ExportSettings } from '../../domain/film/video';
import type { Session } from '../../workflow/session';

/** Milliseconds of quiet before a film is looked through: typing ends first. */
const quiet = 1200;

/** Finds out, while nothing else happens, what the export of the film at hand will take. */
export class Preflight {
  readonly #session: Session;
  readonly #isBusy: () => boolean;
  #isMeasuring = $state(false);
  #trouble = $state('');
  #rounds = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #controller: AbortController | undefined;

  /** @param isBusy whether an export runs: its workers are not to be taken */
  constructor(session: Session, isBusy: () => boolean) {
    this.#session = session;
    this.#isBusy = isBusy;
  }

  get isMeasuring(): boolean { return this.#isMeasuring; }
  /** Why the film cannot be made as chosen; empty if it can, or nobody knows yet. */
  get trouble(): string { return this.#trouble; }
  /** Grows with each answer: what was predicted before is out of date. */
  get rounds(): number { return this.#rounds; }

  /** Looks a film through after a moment of quiet; only the last of several calls does. */
  follow(storyboard: Storyboard, settings: ExportSettings): void {
    this.stop();
    this.#trouble = '';
    this.#timer = setTimeout(() => { void this.#measure(storyboard, settings); }, quiet);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#controller?.abort();
    this.#controller = undefined;
    this.#isMeasuring = false;
  }

  async #measure(storyboard: Storyboard, settings: ExportSettings): Promise<void> {
    if (this.#isBusy() || document.visibilityState === 'hidden') return;
    const controller = new AbortController();
    this.#controller = controller;
    this.#isMeasuring = true;
    try {
      await this.#session.preflight(storyboard, settings, controller.signal);
    } catch (error) {
      // Anything else shows when the video is made: this was only a look ahead.
      if (this.#controller === controller && error instanceof Failure && error.code === 'no-encoder') this.#trouble = error.message;
    }
    if (this.#controller !== controller) return;
    this.#rounds += 1;
    this.#isMeasuring = false;
  }
}
