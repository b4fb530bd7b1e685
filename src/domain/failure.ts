/**
 * Every expected kind of trouble, as a closed list: a new code does not compile until
 * `app/state/explain.ts` says what a person should do about it.
 */
export const failureCodes = [
  'empty-source',
  'unsupported-file',
  'damaged-file',
  'not-found',
  'is-a-folder',
  'not-readable',
  'output-not-writable',
  'output-not-ours',
  'too-large',
  'too-complicated',
  'nothing-to-say',
  'no-sound',
  'invalid-parameter',
  'invalid-storyboard',
  'library-not-available',
  'configuration',
  'optimization',
  'no-encoder',
  'encoder-failed',
  'voice-failed',
  'no-microphone',
  'worker-lost',
  'timed-out',
  'quota-exceeded',
  'cancelled',
] as const;

export type FailureCode = (typeof failureCodes)[number];

/** What a report needs beside the message; plain cloneable values only. */
export type FailureDetails = Readonly<Record<string, unknown>>;

/**
 * Expected trouble, with a message for people: the rule, then what was got.
 *
 * Anything thrown that is not a `Failure` is a bug and is shown as one.
 */
export class Failure extends Error {
  override readonly name: string = 'Failure';
  readonly code: FailureCode;
  readonly details: FailureDetails;

  constructor(code: FailureCode, message: string, details: FailureDetails = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}

/** Whether work was lost with its worker in the midst of it: another one may do it. One that could not even be loaded would fail again. */
export function isLostAtWork(error: unknown): error is Failure {
  return error instanceof Failure && error.code === 'worker-lost' && error.details['hasServed'] === true;
}

/** Root of what can go wrong inside the optimization system itself. */
export class OptimizationError extends Failure {
  override readonly name: string = 'OptimizationError';

  constructor(message: string, details: FailureDetails = {}, options?: { cause?: unknown; code?: FailureCode }) {
    super(options?.code ?? 'optimization', message, details, options);
  }
}

/** A part that this browser or this build lacks. */
export class LibraryNotAvailableError extends OptimizationError {
  override readonly name: string = 'LibraryNotAvailableError';

  constructor(message: string, details: FailureDetails = {}, options?: { cause?: unknown }) {
    super(message, details, { ...options, code: 'library-not-available' });
  }
}

/** A setting outside its range; `details` holds `path`, `rule` and `value`. */
export class ConfigurationError extends OptimizationError {
  override readonly name: string = 'ConfigurationError';

  constructor(message: string, details: FailureDetails = {}, options?: { cause?: unknown }) {
    super(message, details, { ...options, code: 'configuration' });
  }
}

/** The reason of an abort that a person asked for; passed to `AbortController.abort`. */
export function cancelled(what = 'The work'): Failure {
  return new Failure('cancelled', `${what} was cancelled.`);
}
