/** Does the work for each index in order, at most `concurrency` at a time; the first failure stops the others and is thrown. */
export async function forEachOf(
  indices: readonly number[],
  concurrency: number,
  signal: AbortSignal,
  work: (index: number, stop: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const waiting = indices.values();
  const lane = async (): Promise<void> => {
    for (const index of waiting) {
      stop.throwIfAborted();
      try {
        await work(index, stop);
      } catch (error) {
        failed.abort(error);
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, indices.length) }, lane));
}
