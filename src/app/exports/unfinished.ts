import type { Session } from '../../workflow/session';
import type { Alerts } from '../page/alerts.svelte';
import type { ExportQueue } from './exportQueue.svelte';
import { count } from '../page/wording';

/** Exports that an earlier page left behind when it was closed, reloaded or crashed. */
export class Leftovers {
  readonly #session: Session;
  readonly #queue: ExportQueue;
  readonly #alerts: Alerts;
  readonly #showVideo: () => void;

  constructor(session: Session, queue: ExportQueue, alerts: Alerts, showVideo: () => void) {
    this.#session = session;
    this.#queue = queue;
    this.#alerts = alerts;
    this.#showVideo = showVideo;
  }

  /** Puts them into the list of exports, paused, and asks what shall become of them. */
  async offer(): Promise<void> {
    // A journal that cannot be read has nothing to offer.
    const unfinished = await this.#session.unfinished().catch(() => []);
    const orders = await this.#queue.restore(unfinished);
    const [first] = orders;
    if (first === undefined) return;
    const left = unfinished.find(({ id }) => id === first.workflow);
    const done = left !== undefined && left.scenes > 0 ? `: ${left.scenesDone} of ${count(left.scenes, 'scene')} are done` : '';
    const title = orders.length > 1
      ? `${count(orders.length, 'video')} were not finished.`
      : `The video of ${first.name || 'a storyboard'} was not finished${done}.`;
    this.#alerts.ask(
      title,
      { label: 'Continue', run: () => { this.#showVideo(); this.#queue.resume(); } },
      { label: 'Forget', run: () => { for (const { id } of orders) { this.#queue.cancel(id); this.#queue.forget(id); } } },
    );
    // The list of exports has buttons for the same.
    this.#queue.onceDecided(() => { this.#alerts.clearQuestion(); });
  }
}
