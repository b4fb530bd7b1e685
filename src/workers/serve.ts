import * as Comlink from 'comlink';
import { carryFailures } from './failures';

/** What a worker says once it listens; `lock` names the lock it holds as long as it lives, empty where there are no locks. */
export interface ServingNotice {
  readonly serving: true;
  readonly lock: string;
}

/**
 * Offers an API to the page that hired this worker; the last line of every worker file.
 *
 * The worker holds a Web Lock for life: the browser frees it however the worker ends (terminated, crashed, closed, out of memory),
 * of which no event tells the page.
 */
export function serve(api: object): void {
  carryFailures();
  Comlink.expose(api);
  const tell = (lock: string): void => globalThis.postMessage({ serving: true, lock } satisfies ServingNotice);
  // Absent where the page is not a secure context.
  const locks = (globalThis.navigator as { readonly locks?: LockManager }).locks;
  if (locks === undefined) {
    tell('');
    return;
  }
  const name = `kinora-worker-${crypto.randomUUID()}`;
  locks
    .request(name, () => {
      tell(name);
      return new Promise<never>(() => {});
    })
    .catch(() => tell(''));
}
