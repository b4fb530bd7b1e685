import { Failure } from '../domain/failure';
import { breather } from '../platform/page/breath';
import { untilAborted } from '../platform/page/untilAborted';
import type { FilmWorker } from './filmPool';

/**
 * Draws and encodes on the page's own thread, in pieces of some 12 ms with everything else of the page in between: for where there are no workers.
 *
 * One picture is never divided: at 1080p drawing and reading one back takes about 10 ms. An abort rejects at once, and what still runs
 * stops after its picture.
 */
export function filmOnPage(): FilmWorker {
  const ended = new AbortController();
  // As much code again as the first screen needs, and hardly ever needed.
  const opened = import('./filmApi').then(({ openFilm }) => openFilm(breather(ended.signal)));
  opened.catch(() => undefined);
  return {
    ready: opened.then(() => undefined),
    isOnPage: true,
    isAlive: () => !ended.signal.aborted,
    dismiss: (reason = new Failure('worker-lost', 'Drawing on the page was ended.')) => ended.abort(reason),
    async call(work, signal) {
      const abort = (): void => ended.abort(signal?.reason);
      signal?.throwIfAborted();
      signal?.addEventListener('abort', abort, { once: true });
      try {
        return await untilAborted(opened.then(work), ended.signal);
      } finally {
        signal?.removeEventListener('abort', abort);
      }
    },
  };
}
