/** Work that yields wherever others may come first, and returns its result. */
export type Pieces<Result> = Generator<undefined, Result, undefined>;

/**
 * Does work to its end: at once, or with a breath between its pieces where the thread is shared.
 *
 * @param breathe lets others come first, if it is their turn; absent: nobody else uses this thread
 */
export function inPieces<Result>(work: Pieces<Result>, breathe: (() => Promise<void>) | undefined): Result | Promise<Result> {
  return breathe === undefined ? atOnce(work) : withBreaths(work, breathe);
}

function atOnce<Result>(work: Pieces<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

async function withBreaths<Result>(work: Pieces<Result>, breathe: () => Promise<void>): Promise<Result> {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    await breathe();
  }
}
