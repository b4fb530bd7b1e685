import { Failure, type FailureCode } from '../domain/failure';

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
  return error instanceof Failure && attemptsFor[error.code] !== undefined;
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
