import { later } from './later';

/** Ends something that is needed now and then once nobody has used it for a while, so that its memory is free. */
export interface Idle {
  /** Does something with it; while anything is done it is not idle. */
  use<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * @param milliseconds without use after which it ends; Infinity: never
 * @param end          called once every time it became idle
 */
export function idleAfter(milliseconds: number, end: () => void): Idle {
  let users = 0;
  let stay = (): void => {};
  return {
    async use(work) {
      users += 1;
      stay();
      try {
        return await work();
      } finally {
        users -= 1;
        if (users === 0) {
          stay();
          stay = later(milliseconds, end, { isIdle: true });
        }
      }
    },
  };
}
