import * as Comlink from 'comlink';
import { ConfigurationError, Failure, failureCodes, LibraryNotAvailableError, OptimizationError } from '../domain/failure';
import type { FailureCode, FailureDetails } from '../domain/failure';

/** A `Failure` as plain cloneable data. */
export interface PackedFailure {
  /** Name of its class. */
  readonly name: string;
  readonly code: FailureCode;
  readonly message: string;
  readonly details: FailureDetails;
  readonly stack: string;
  /** A failure, or the words of any other error. */
  readonly cause?: PackedFailure | string;
}

/**
 * Makes a `Failure` cross a worker's boundary as itself: class, code, details and cause; both sides must call it, again does nothing.
 *
 * Comlink alone keeps only name, message and stack of what is thrown, and its `throw` handler finds thrown values by a symbol that it
 * does not export: so that handler is wrapped.
 */
export function carryFailures(): void {
  if (Comlink.transferHandlers.has('failure')) return;
  const thrown = Comlink.transferHandlers.get('throw');
  if (thrown !== undefined) {
    Comlink.transferHandlers.set('throw', {
      canHandle: (value: unknown): value is unknown => thrown.canHandle(value),
      serialize: (value: unknown) => {
        const error = isRecord(value) ? value['value'] : undefined;
        return error instanceof Failure ? [packFailure(error), []] : thrown.serialize(value);
      },
      deserialize: (wire: unknown): unknown => {
        if (isPackedFailure(wire)) throw unpackFailure(wire);
        return thrown.deserialize(wire);
      },
    });
  }
  Comlink.transferHandlers.set('failure', {
    canHandle: (value: unknown): value is Failure => value instanceof Failure,
    serialize: (failure: Failure) => [packFailure(failure), []],
    deserialize: (wire: PackedFailure) => unpackFailure(wire),
  });
}

/** Gives a failure as plain data that `structuredClone` takes; details that it would refuse become words. */
export function packFailure(failure: Failure): PackedFailure {
  return {
    name: failure.name,
    code: failure.code,
    message: failure.message,
    details: cloneableDetails(failure.details),
    stack: failure.stack ?? '',
    ...(failure.cause === undefined ? {} : { cause: failure.cause instanceof Failure ? packFailure(failure.cause) : String(failure.cause) }),
  };
}

/** Gives back the failure, of the class it was; an unknown subclass becomes a plain `Failure`. */
export function unpackFailure(packed: PackedFailure): Failure {
  const cause = typeof packed.cause === 'object' ? unpackFailure(packed.cause) : packed.cause;
  const options = cause === undefined ? {} : { cause };
  const failure = rebuild(packed, options);
  failure.stack = packed.stack;
  return failure;
}

function rebuild(packed: PackedFailure, options: { readonly cause?: unknown }): Failure {
  const { message, details, code } = packed;
  switch (packed.name) {
    case 'LibraryNotAvailableError':
      return new LibraryNotAvailableError(message, details, options);
    case 'ConfigurationError':
      return new ConfigurationError(message, details, options);
    case 'OptimizationError':
      return new OptimizationError(message, details, { ...options, code });
    default:
      return new Failure(code, message, details, options);
  }
}

function cloneableDetails(details: FailureDetails): FailureDetails {
  try {
    return structuredClone(details);
  } catch {
    return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)]));
  }
}

function isPackedFailure(value: unknown): value is PackedFailure {
  return isRecord(value) && typeof value['name'] === 'string' && failureCodes.some((code) => code === value['code']);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
