import { later } from './later';

/**
 * Follows a promise for so long; the work itself goes on unheard.
 *
 * @param milliseconds until then it must have ended
 * @throws what `late` gives, after that
 */
export async function within<Value>(promise: Promise<Value>, milliseconds: number, late: () => Error): Promise<Value> {
  // The loser of the race may still reject, with nobody left to hear it.
  promise.catch(() => undefined);
  let end = (): void => {};
  const over = new Promise<never>((_, reject) => (end = later(milliseconds, () => reject(late()))));
  try {
    return await Promise.race([promise, over]);
  } finally {
    end();
  }
}
