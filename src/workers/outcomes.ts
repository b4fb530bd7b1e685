import { Failure } from '../domain/failure';
import type { Outcome } from '../optimizers/pool/crew';
import { packFailure, unpackFailure } from './failures';
import type { PackedFailure } from './failures';

/** What became of one job of several, as plain cloneable data. */
export type PackedOutcome =
  | { readonly value: unknown }
  | { readonly failure: PackedFailure }
  | { readonly error: { readonly name: string; readonly message: string; readonly stack: string } };

/** Does jobs one after the other; one that fails does not stop the next. */
export async function outcomesOf<Job>(jobs: readonly Job[], run: (job: Job) => unknown): Promise<readonly PackedOutcome[]> {
  const outcomes: PackedOutcome[] = [];
  for (const job of jobs) {
    try {
      outcomes.push({ value: await run(job) });
    } catch (error) {
      outcomes.push(packed(error));
    }
  }
  return outcomes;
}

/** Gives back what the job gave or threw. */
export function unpackOutcome(outcome: PackedOutcome): Outcome {
  if ('value' in outcome) return outcome;
  if ('failure' in outcome) return { error: unpackFailure(outcome.failure) };
  return { error: Object.assign(new Error(outcome.error.message), outcome.error) };
}

function packed(error: unknown): PackedOutcome {
  if (error instanceof Failure) return { failure: packFailure(error) };
  if (error instanceof Error) return { error: { name: error.name, message: error.message, stack: error.stack ?? '' } };
  return { error: { name: 'Error', message: String(error), stack: '' } };
}
