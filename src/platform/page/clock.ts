import type { Clock } from '../../engine/ports';
import { later } from './later';

/** Monotonic milliseconds of this thread. */
export const monotonicClock: Clock = { now: () => performance.now() };

/** Milliseconds since 1970: expiry times must outlive the page, so they cannot be monotonic. */
export const wallClock: Clock = { now: () => Date.now() };

/** Resolves after so many milliseconds; rejects with the signal's reason as soon as it aborts. */
export function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      end();
      reject(signal.reason);
    };
    const end = later(milliseconds, () => {
      signal.removeEventListener('abort', leave);
      resolve();
    });
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
}

/** Calls a few times a second until the function it gives is called. */
export function everyMoment(call: () => void): () => void {
  const timer = setInterval(call, 300);
  return () => clearInterval(timer);
}
