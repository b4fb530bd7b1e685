import { createSubscriber } from 'svelte/reactivity';
import { trafficChannel, type TrafficNotice } from '../../platform/page/startWorker';

/** Which other addresses this page and its workers asked for anything: what is behind "nothing is uploaded". */
export class Traffic {
  #asked: readonly string[] = [];
  #refused: readonly string[] = [];
  readonly #subscribe: () => void;

  /** @param origin addresses that begin with it are this site's own, as are `blob:` and `data:` */
  constructor(origin: string) {
    this.#subscribe = createSubscriber((update) => {
      if (typeof PerformanceObserver === 'undefined') return;
      this.#asked = [];
      const watching = new AbortController();
      const { signal } = watching;
      const note = (notice: TrafficNotice): void => {
        const address = 'asked' in notice ? notice.asked : notice.refused;
        if (!isForeign(address, origin)) return;
        if ('asked' in notice) this.#asked = [...this.#asked, address];
        else if (!this.#refused.includes(address)) this.#refused = [...this.#refused, address];
        update();
      };
      const observer = new PerformanceObserver((list) => { for (const { name } of list.getEntries()) note({ asked: name }); });
      observer.observe({ type: 'resource', buffered: true });
      addEventListener('securitypolicyviolation', ({ blockedURI }) => { note({ refused: blockedURI }); }, { signal });
      const workers = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(trafficChannel);
      // Only workers of this very page know the channel's name.
      workers?.addEventListener('message', ({ data }) => { note(data as TrafficNotice); });
      return () => {
        observer.disconnect();
        workers?.close();
        watching.abort();
      };
    });
  }

  /** Requests to other addresses that were let out. */
  get requests(): number {
    this.#subscribe();
    // What the policy refuses is told twice: asked for, and refused.
    return this.#asked.filter((address) => !this.#refused.includes(address)).length;
  }

  /** Other addresses that something asked for and the page's policy refused. */
  get refused(): number {
    this.#subscribe();
    return this.#refused.length;
  }
}

/** Whether an address is of another site, and neither this site's own nor made in this page. */
export function isForeign(address: string, origin: string): boolean {
  return /^(?:https?|wss?|ftp):/i.test(address) && address !== origin && !address.startsWith(`${origin}/`);
}
