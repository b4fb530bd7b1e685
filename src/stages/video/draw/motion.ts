/** Seconds an entrance takes, and the way it comes, in units (2.4% of the short side). */
export const entrance = { seconds: 0.52, rise: 26 };
/** Seconds between one piece and the next in reading order. */
export const stagger = 0.075;
/** Seconds a leave takes: half of an entrance. */
export const leave = 0.26;

/** How far an entrance has come at `seconds` after its start, in [0, 1]. */
export function entered(seconds: number, duration: number): number {
  return easeOut(seconds / duration);
}

/** How far a leave has come, in [0, 1]. */
export function left(seconds: number, duration: number): number {
  return Math.min(1, Math.max(0, seconds / duration));
}

/** cubic-bezier(0.16, 1, 0.3, 1), clamped to [0, 1]. */
export function easeOut(x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // x(t) rises steadily: twenty halvings find t within a millionth.
  let low = 0;
  let high = 1;
  for (let step = 0; step < 20; step++) {
    const t = (low + high) / 2;
    if (bezier(0.16, 0.3, t) < x) low = t;
    else high = t;
  }
  return bezier(1, 1, (low + high) / 2);
}

function bezier(first: number, second: number, t: number): number {
  const u = 1 - t;
  return 3 * u * u * t * first + 3 * u * t * t * second + t * t * t;
}
