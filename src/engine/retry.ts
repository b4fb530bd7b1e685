import { Failure, isLostAtWork, type FailureCode } from '../domain/failure';

/*
 * Who tries again, and how often.
 *
 * A worker that is lost says little of what it did: somebody may have ended it. So whoever hired it gives the same piece of work to another one,
 * `mostLosses` workers at most, and then says that the work is to blame (`blamed`): the pool for a step, the film workers for a single picture
 * (larger pieces they divide first, a worker a division), the voice for a sentence. What was blamed is not tried again by anybody; pictures
 * go to another coding. Around that, a whole step is tried again after what may pass by itself (`retried`, below), a scene after an encoder
 * that stumbled (`sceneRetries`), and a worker that never listened is followed by the page's own thread.
 */

/** Workers that may be lost at one piece of work; after that it is the work that ends them. As Dask's `allowed-failures`. */
export const mostLosses = 4;

/** A scene is given out again so often after what it failed with, before its film is coded otherwise. */
export const sceneRetries = { 'encoder-failed': 1, 'worker-lost': 2 } as const;

/**
 * Gives the failure of work that ends its workers.
 *
 * @param name    what was done
 * @param history why each of them ended, in order
 */
export function blamed(name: string, history: readonly string[], cause: Failure): Failure {
  return new Failure(
    'worker-lost', `${name} must leave its worker alive, but ${history.length} workers ended under it.`, {
      ...cause.details, step: name, history, isBlamed: true,
    },
    { cause },
  );
}

/** Whether work was found to end its workers. */
export function isBlamed(error: unknown): boolean {
  return error instanceof Failure && error.details['isBlamed'] === true;
}

/**
 * Does work that is soon done, again if its worker is lost at it.
 *
 * @param name   what is done
 * @param before why workers were lost at it already
 * @throws what the work throws; `worker-lost` that blames it once `mostLosses` workers ended under it
 */
export async function unlost<Result>(name: string, signal: AbortSignal, work: () => Promise<Result>, before: readonly string[] = []): Promise<Result> {
  const history = [...before];
  for (;;) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (!isLostAtWork(error)) throw error;
      history.push(error.message);
      if (history.length >= mostLosses) throw blamed(name, history, error);
    }
  }
}

/** How often work is begun at most, by what it failed with; what is not named here does not pass by itself. */
const attemptsFor: Readonly<Partial<Record<FailureCode, number>>> = {
  'worker-lost': 4,
  'quota-exceeded': 3,
  // Each attempt has already waited long.
  'timed-out': 2,
};

export interface Patience {
  /** A number in [0, 1), for the jitter: tabs that failed together do not try again together. */
  chance(): number;
  /** Resolves after so many ms; rejects with the signal's reason as soon as it aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export interface Retry {
  /** The attempt to come, from 2. */
  readonly attempt: number;
  readonly code: FailureCode;
  /** Milliseconds until then. */
  readonly wait: number;
}

/** Milliseconds before the second attempt, and before any. */
const firstWait = 200;
const longestWait = 5000;

/** Whether trouble may be gone at the next attempt. */
export function mayPass(error: unknown): error is Failure {
  return error instanceof Failure && attemptsFor[error.code] !== undefined && !isBlamed(error);
}

/**
 * Milliseconds to wait before an attempt: doubling, half of it by chance.
 *
 * @param attempt from 2
 * @param chance  in [0, 1)
 *
 * Source: "equal jitter", M. Brooker, Exponential Backoff and Jitter, AWS Architecture Blog 2015.
 */
export function backOff(attempt: number, chance: number): number {
  const whole = Math.min(longestWait, firstWait * 2 ** (attempt - 2));
  return whole / 2 + (whole / 2) * chance;
}

/**
 * Does work, again and again while it fails with what may pass; anything else it throws is thrown at once.
 *
 * @param before told before each wait
 * @throws what the last attempt threw; the signal's reason once it aborts
 */
export async function retried<Result>(
  work: (attempt: number) => Promise<Result>,
  { chance, wait }: Patience,
  signal: AbortSignal,
  before: (retry: Retry) => void = () => undefined,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      signal.throwIfAborted();
      if (!mayPass(error) || attempt >= (attemptsFor[error.code] ?? 1)) throw error;
      const next: Retry = { attempt: attempt + 1, code: error.code, wait: backOff(attempt + 1, chance()) };
      before(next);
      await wait(next.wait, signal);
    }
  }
}
