/** Milliseconds: a timer that is given more, or Infinity, fires at once in every engine (HTML, "timers": a signed 32-bit integer). */
const longest = 2 ** 31 - 1;

export interface LaterOptions {
  /** Whether a Node process may end while this waits; browsers know no such thing. */
  readonly isIdle?: boolean;
}

/**
 * Calls once after so many milliseconds, however many.
 *
 * @param milliseconds Infinity: never
 * @returns ends the wait
 */
export function later(milliseconds: number, work: () => void, { isIdle = false }: LaterOptions = {}): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (left: number): void => {
    if (left === Infinity) return;
    timer = left > longest ? setTimeout(() => wait(left - longest), longest) : setTimeout(work, left);
    if (isIdle) letGo(timer);
  };
  wait(milliseconds);
  return () => clearTimeout(timer);
}

/** Calls again and again, every so many milliseconds; as `later`. */
export function every(milliseconds: number, work: () => void, options: LaterOptions = {}): () => void {
  if (milliseconds > longest) {
    let end = (): void => {};
    const wait = (): void => {
      end = later(milliseconds, () => {
        wait();
        work();
      }, options);
    };
    wait();
    return () => end();
  }
  const timer = setInterval(work, milliseconds);
  if (options.isIdle === true) letGo(timer);
  return () => clearInterval(timer);
}

/** In Node a timer would keep the process alive; browsers give a number, which has no `unref`. */
function letGo(timer: ReturnType<typeof setTimeout>): void {
  if (typeof timer === 'object') timer.unref();
}
