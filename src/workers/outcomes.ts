import type { Outcome } from '../optimizers/pool/crew';
import { packThrown, unpackThrown } from './failures';
import type { PackedThrown } from './failures';

/** What became of one job of several, as plain cloneable data. */
export type PackedOutcome = { readonly value: unknown } | { readonly thrown: PackedThrown };

/** Does jobs one after the other; one that fails does not stop the next. */
export async function outcomesOf<Job>(jobs: readonly Job[], run: (job: Job) => unknown): Promise<readonly PackedOutcome[]> {
  const outcomes: PackedOutcome[] = [];
  for (const job of jobs) {
    try {
      outcomes.push({ value: await run(job) });
    } catch (error) {
      outcomes.push({ thrown: packThrown(error) });
    }
  }
  return outcomes;
}

/** Gives back what the job gave or threw. */
export function unpackOutcome(outcome: PackedOutcome): Outcome {
  return 'value' in outcome ? outcome : { error: unpackThrown(outcome.thrown) };
}
