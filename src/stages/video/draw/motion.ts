import type { Course, Mark, TimeSpan } from './page';

/** Seconds an entrance takes, and the way it comes, in units (2.4% of the short side). */
export const entrance = { seconds: 0.52, rise: 26 };
/** Seconds between one piece and the next in reading order. */
export const stagger = 0.075;
/** Seconds a leave takes: half of an entrance. */
export const leave = 0.26;

/** Units that what moves most in a drifting picture moves from one step to the next: too little to be seen as a step. */
const driftStep = 0.9;
/** Most steps a second, at the drift's fastest: each is a picture of its own to be encoded. */
const driftRate = 15;

/** In how many steps the pictures among some marks drift; 0 if none does. */
export function driftSteps(marks: readonly Mark[]): number {
  const travels = marks.map((mark) => {
    if (mark.kind !== 'picture' || mark.until === undefined) return 0;
    const { crop, until, width, height } = mark;
    // A zoom moves the corners most.
    const across = Math.max(Math.abs(until.x - crop.x), Math.abs(until.x + until.width - crop.x - crop.width)) / Math.max(crop.width, until.width);
    const down = Math.max(Math.abs(until.y - crop.y), Math.abs(until.y + until.height - crop.y - crop.height)) / Math.max(crop.height, until.height);
    return Math.max(across * width, down * height);
  });
  return Math.ceil(Math.max(0, ...travels) / driftStep);
}

/**
 * How far a drift has come, in [0, 1]: slow at both ends, in steps whose number does not grow with time, so that a scene held a
 * little longer still shows the same pictures.
 *
 * @param length seconds of the scene
 */
export function drifted(seconds: number, length: number, steps: number): number {
  const share = Math.min(1, Math.max(0, seconds / length));
  // Smoothstep is at most half as fast again as its mean.
  const count = Math.max(1, Math.min(steps, Math.floor((length * driftRate) / 1.5)));
  return Math.round(share * share * (3 - 2 * share) * count) / count;
}

/** How far an entrance has come at `seconds` after its start, in [0, 1]. */
export function entered(seconds: number, duration: number): number {
  return easeOut(seconds / duration);
}

/** How far a leave has come, in [0, 1]. */
export function left(seconds: number, duration: number): number {
  return Math.min(1, Math.max(0, seconds / duration));
}

/** How far something that moves from place to place has come: it sets off before it slows down, cubic-bezier(0.4, 0, 0.1, 1). */
export function moved(seconds: number, duration: number): number {
  return eased(seconds / duration, 0.4, 0, 0.1, 1);
}

/** Seconds in which a line of code comes forward or recedes, and in which a window on code moves. */
const turning = 0.42;
/** Opacity of what recedes: there to be looked at, not to be read first. */
const receded = 0.42;

/** Opacity of a piece by its course, in [0, 1]. */
export function visibility({ lit, shown }: Course, seconds: number): number {
  const there = shown === undefined ? 1 : within(shown, seconds);
  return lit === undefined ? there : there * (receded + (1 - receded) * within(lit, seconds));
}

/** How far below its place a piece stands by its course, units. */
export function placeBelow({ places = [] }: Course, seconds: number): number {
  let below = 0;
  for (const place of places) {
    if (seconds <= place.at) break;
    below += (place.below - below) * easeOut((seconds - place.at) / turning);
  }
  return below;
}

/** 1 within a stretch of time, 0 outside, and between on the way from one to the other. */
function within(stretches: readonly TimeSpan[], seconds: number): number {
  return stretches.reduce((most, { from, until }) => Math.max(most, easeOut((seconds - from) / turning) * (1 - easeOut((seconds - until) / turning))), 0);
}

/** cubic-bezier(0.16, 1, 0.3, 1), clamped to [0, 1]. */
export function easeOut(x: number): number {
  return eased(x, 0.16, 1, 0.3, 1);
}

/** A cubic Bézier curve as CSS names it by its two handles, clamped to [0, 1]. Source: CSS Easing Functions 1, section 2.2. */
function eased(x: number, firstX: number, firstY: number, secondX: number, secondY: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // x(t) rises steadily: twenty halvings find t within a millionth.
  let low = 0;
  let high = 1;
  for (let step = 0; step < 20; step++) {
    const t = (low + high) / 2;
    if (bezier(firstX, secondX, t) < x) low = t;
    else high = t;
  }
  return bezier(firstY, secondY, (low + high) / 2);
}

function bezier(first: number, second: number, t: number): number {
  const u = 1 - t;
  return 3 * u * u * t * first + 3 * u * t * t * second + t * t * t;
}
