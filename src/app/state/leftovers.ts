import type { Session } from '../../workflow/session';
import type { Alerts } from './alerts.svelte';
import type { Exports } from './exports.svelte';
import { count } from './wording';

/** Exports that an earlier page left behind when it was closed, reloaded or crashed. */
export class Leftovers {
  readonly #session: Session;
  readonly #exports: Exports;
  readonly #alerts: Alerts;
  readonly #showVideo: () => void;

  constructor(session: Session, exports: Exports, alerts: Alerts, showVideo: () => void) {
    this.#session = session;
    this.#exports = exports;
    this.#alerts = alerts;
    this.#showVideo = showVideo;
  }

  /** Asks what shall become of them, one at a time, the newest first. */
  async offer(): Promise<void> {
    // A journal that cannot be read has nothing to offer.
    const [left] = await this.#session.unfinished().catch(() => []);
    if (left === undefined) return;
    const done = left.scenes > 0 ? `: ${left.scenesDone} of ${count(left.scenes, 'scene')} are done` : '';
    this.#alerts.ask(
      `The video of ${left.source || 'a storyboard'} was not finished${done}.`,
      { label: 'Continue', run: () => { void this.#answer(async () => this.#continue(left.id)); } },
      { label: 'Forget', run: () => { void this.#answer(async () => this.#session.abandon(left.id)); } },
    );
  }

  async #continue(id: string): Promise<void> {
    this.#showVideo();
    await this.#exports.resume(id);
    this.#alerts.say('The video is ready.');
  }

  async #answer(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#alerts.report(error);
      return;
    }
    await this.offer();
  }
}
