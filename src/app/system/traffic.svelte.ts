import { createSubscriber } from 'svelte/reactivity';

/** What left this device for other addresses since the page opened: the proof behind "nothing is uploaded". */
export class Traffic {
  #requests = 0;
  #bytes = 0;
  readonly #subscribe: () => void;

  /** @param origin addresses that begin with it are this site's own, as are `blob:` and `data:` */
  constructor(origin: string) {
    this.#subscribe = createSubscriber((update) => {
      if (typeof PerformanceObserver === 'undefined') return;
      this.#requests = 0;
      this.#bytes = 0;
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) this.#count(entry, origin);
        update();
      });
      observer.observe({ type: 'resource', buffered: true });
      return () => { observer.disconnect(); };
    });
  }

  /** Requests to other addresses. */
  get requests(): number {
    this.#subscribe();
    return this.#requests;
  }

  /** Bytes that moved with them, as far as the browser tells. */
  get bytes(): number {
    this.#subscribe();
    return this.#bytes;
  }

  #count(entry: PerformanceEntry, origin: string): void {
    if (!isForeign(entry.name, origin)) return;
    this.#requests += 1;
    this.#bytes += entry instanceof PerformanceResourceTiming ? entry.transferSize : 0;
  }
}

/** Whether an address is neither this site's own nor made in this page. */
export function isForeign(address: string, origin: string): boolean {
  return !address.startsWith('blob:') && !address.startsWith('data:') && address !== origin && !address.startsWith(`${origin}/`);
}
