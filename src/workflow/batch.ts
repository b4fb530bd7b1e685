import type { Progress } from '../engine/progress';
import type { Watch } from './session';

export type Outcome<Result> = { readonly ok: true; readonly value: Result } | { readonly ok: false; readonly error: unknown };

export interface BatchOptions<Result> {
  /** How many run at once, at least 1. */
  readonly concurrency: number;
  /** Ends all of them. */
  readonly signal: AbortSignal;
  progress(index: number, progress: Progress): void;
  /** Told of each job once, as it ends, whatever its end. */
  settled(index: number, outcome: Outcome<Result>): void | Promise<void>;
}

/** Runs many workflows, a few at a time, in order; one that fails never stops another. */
export async function runBatch<Result>(jobs: readonly ((watch: Watch) => Promise<Result>)[], options: BatchOptions<Result>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < jobs.length; index = next++) {
      const job = jobs[index];
      if (job === undefined) return;
      const at = index;
      await options.settled(at, await outcomeOf(job, { signal: options.signal, progress: (progress) => options.progress(at, progress) }));
    }
  };
  await Promise.all(Array.from({ length: Math.min(Math.max(1, options.concurrency), jobs.length) }, lane));
}

async function outcomeOf<Result>(job: (watch: Watch) => Promise<Result>, watch: Watch): Promise<Outcome<Result>> {
  try {
    watch.signal.throwIfAborted();
    return { ok: true, value: await job(watch) };
  } catch (error) {
    return { ok: false, error };
  }
}
