import type { Clock } from '../engine/ports';

/** Monotonic milliseconds of this thread. */
export const monotonicClock: Clock = { now: () => performance.now() };

/** Milliseconds since 1970: expiry times must outlive the page, so they cannot be monotonic. */
export const wallClock: Clock = { now: () => Date.now() };

/**
 * Milliseconds since 1970 that never run backwards within this page, to fractions of a millisecond; lines up across threads.
 *
 * For traces: each thread's `performance.now()` starts elsewhere.
 */
export const traceClock: Clock = { now: () => performance.timeOrigin + performance.now() };
