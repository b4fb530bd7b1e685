import type { Session } from '../../workflow/session';
import type { Alerts } from '../page/alerts.svelte';
import type { ExportQueue } from './exportQueue.svelte';
import { words } from '../words/words';

/**
 * Puts exports that an earlier page left behind, when it was closed, reloaded or crashed, into the list, paused, and asks what shall become of
 * them.
 *
 * @param showVideo called once they go on
 */
export async function offerUnfinished(session: Session, queue: ExportQueue, alerts: Alerts, showVideo: () => void): Promise<void> {
  // A journal that cannot be read has nothing to offer.
  const unfinished = await session.unfinished().catch(() => []);
  const orders = await queue.restore(unfinished);
  const [first] = orders;
  if (first === undefined) return;
  const left = unfinished.find(({ id }) => id === first.workflow);
  const { oneUnfinished, someUnfinished, goOn, forget } = words.exports;
  const title = orders.length > 1
    ? someUnfinished(orders.length)
    : oneUnfinished(first.name, left !== undefined && left.scenes > 0 ? { done: left.scenesDone, of: left.scenes } : undefined);
  alerts.ask(
    title,
    { label: goOn, run: () => { showVideo(); queue.resume(); } },
    { label: forget, run: () => { for (const { id } of orders) { queue.cancel(id); queue.forget(id); } } },
  );
  // The list of exports has buttons for the same.
  queue.onceDecided(() => { alerts.clearQuestion(); });
}
