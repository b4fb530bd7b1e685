/** Gives a signal that never aborts: one of its own for each caller, as listeners would pile up at a common one. */
export function never(): AbortSignal {
  return new AbortController().signal;
}
