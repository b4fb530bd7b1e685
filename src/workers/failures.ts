import * as Comlink from 'comlink';
import { ConfigurationError, Failure, failureCodes, LibraryNotAvailableError, OptimizationError } from '../domain/failure';
import type { FailureCode, FailureDetails } from '../domain/failure';

/** A `Failure` as plain cloneable data. */
export interface PackedFailure {
  readonly kind: 'failure';
  /** Name of its class. */
  readonly name: string;
  readonly code: FailureCode;
  readonly message: string;
  readonly details: FailureDetails;
  readonly stack: string;
  readonly cause?: PackedThrown;
}

/** Any other error as plain cloneable data. */
export interface PackedError {
  readonly kind: 'error';
  /** The most special of the standard classes that it is of. */
  readonly of: string;
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly code?: string | number;
  readonly cause?: PackedThrown;
  /** Of an `AggregateError`. */
  readonly errors?: readonly PackedThrown[];
}

/** Whatever was thrown, as plain cloneable data. */
export type PackedThrown = PackedFailure | PackedError | { readonly kind: 'value'; readonly value: unknown };

/** A chain of causes that is longer is cut; one that leads back to itself has no end. */
const deepest = 16;

type ErrorClass = new (message: string) => Error;

/** Standard classes by name, as far as this engine has them; all but plain `Error`. */
const standardClasses: ReadonlyMap<string, ErrorClass> = new Map<string, ErrorClass>([
  ['EvalError', EvalError], ['RangeError', RangeError], ['ReferenceError', ReferenceError], ['SyntaxError', SyntaxError], ['TypeError', TypeError],
  ['URIError', URIError],
  ...(typeof WebAssembly === 'undefined' ? [] : [
    ['WebAssembly.CompileError', WebAssembly.CompileError] as const,
    ['WebAssembly.LinkError', WebAssembly.LinkError] as const,
    ['WebAssembly.RuntimeError', WebAssembly.RuntimeError] as const,
  ]),
]);

/**
 * Makes what is thrown cross a worker's boundary as itself: class, code, details and causes; both sides must call it, again does nothing.
 *
 * Comlink alone keeps only name, message and stack of what is thrown, and its `throw` handler finds thrown values by a symbol that it
 * does not export: so that handler is wrapped.
 */
export function carryFailures(): void {
  if (Comlink.transferHandlers.has('error')) return;
  const thrown = Comlink.transferHandlers.get('throw');
  if (thrown !== undefined) {
    Comlink.transferHandlers.set('throw', {
      canHandle: (value: unknown): value is unknown => thrown.canHandle(value),
      serialize: (value: unknown) => {
        const error = typeof value === 'object' && value !== null && 'value' in value ? value.value : undefined;
        return error instanceof Error ? [packThrown(error), []] : thrown.serialize(value);
      },
      deserialize: (wire: unknown): unknown => {
        if (isPackedThrown(wire)) throw unpackThrown(wire);
        return thrown.deserialize(wire);
      },
    });
  }
  Comlink.transferHandlers.set('error', {
    canHandle: (value: unknown): value is Error => value instanceof Error,
    serialize: (error: Error) => [packThrown(error), []],
    deserialize: (wire: PackedThrown) => unpackThrown(wire),
  });
}

/** Gives whatever was thrown as plain data that `structuredClone` takes; never throws itself. What cannot be cloned becomes words. */
export function packThrown(thrown: unknown, depth = 0): PackedThrown {
  try {
    if (thrown instanceof Failure) return packFailure(thrown, depth);
    if (thrown instanceof Error) return packError(thrown, depth);
    return { kind: 'value', value: structuredClone(thrown) };
  } catch {
    return { kind: 'error', of: 'Error', name: 'Error', message: wordsOf(thrown), stack: '' };
  }
}

/** Gives back what was thrown, of the class it was; an unknown subclass becomes the standard class above it, under its own name. */
export function unpackThrown(packed: PackedThrown): unknown {
  if (packed.kind === 'value') return packed.value;
  return packed.kind === 'failure' ? unpackFailure(packed) : unpackError(packed);
}

/** Gives a failure as plain data that `structuredClone` takes; details that it would refuse become words. */
export function packFailure(failure: Failure, depth = 0): PackedFailure {
  return {
    kind: 'failure',
    name: failure.name,
    code: failure.code,
    message: failure.message,
    details: Object.fromEntries(Object.entries(failure.details).map(([name, value]) => [name, cloneable(value)])),
    stack: failure.stack ?? '',
    ...causeOf(failure, depth),
  };
}

/** Gives back the failure, of the class it was; an unknown subclass becomes a plain `Failure`. */
export function unpackFailure(packed: PackedFailure): Failure {
  const failure = rebuiltFailure(packed, packed.cause === undefined ? {} : { cause: unpackThrown(packed.cause) });
  failure.stack = packed.stack;
  return failure;
}

/** Whether a value that came from another thread is what `packThrown` gave. */
function isPackedThrown(value: unknown): value is PackedThrown {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, name, code } = value as Readonly<Record<string, unknown>>;
  if (kind === 'value') return 'value' in value;
  return typeof name === 'string' && (kind === 'error' || (kind === 'failure' && failureCodes.some((known) => known === code)));
}

function packError(error: Error, depth: number): PackedError {
  const { code } = error as { readonly code?: unknown };
  return {
    kind: 'error',
    of: classOf(error),
    name: String(error.name),
    message: String(error.message),
    stack: typeof error.stack === 'string' ? error.stack : '',
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...causeOf(error, depth),
    ...(error instanceof AggregateError && depth < deepest ? { errors: [...error.errors].map((one) => packThrown(one, depth + 1)) } : {}),
  };
}

/** Absent where there is none, which is not the same as one that is undefined. */
function causeOf(error: Error, depth: number): { readonly cause?: PackedThrown } {
  return 'cause' in error && depth < deepest ? { cause: packThrown(error.cause, depth + 1) } : {};
}

function classOf(error: Error): string {
  if (isDomException(error)) return 'DOMException';
  if (error instanceof AggregateError) return 'AggregateError';
  for (const [name, one] of standardClasses) if (error instanceof one) return name;
  return 'Error';
}

function unpackError(packed: PackedError): Error {
  const error = rebuiltError(packed);
  const define = (name: string, value: unknown, enumerable = false): void => {
    Object.defineProperty(error, name, { value, enumerable, configurable: true, writable: true });
  };
  if (error.name !== packed.name) define('name', packed.name);
  define('stack', packed.stack);
  if (packed.cause !== undefined) define('cause', unpackThrown(packed.cause));
  // A DOMException has its code by its name.
  if (packed.code !== undefined && !isDomException(error)) define('code', packed.code, true);
  return error;
}

function rebuiltError({ of, name, message, errors = [] }: PackedError): Error {
  if (of === 'DOMException' && typeof DOMException !== 'undefined') return new DOMException(message, name);
  if (of === 'AggregateError') return new AggregateError(errors.map(unpackThrown), message);
  const Class = standardClasses.get(of) ?? Error;
  return new Class(message);
}

function rebuiltFailure(packed: PackedFailure, options: { readonly cause?: unknown }): Failure {
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

function isDomException(error: unknown): boolean {
  return typeof DOMException !== 'undefined' && error instanceof DOMException;
}

function cloneable(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return wordsOf(value);
  }
}

function wordsOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'It has no words.';
  }
}
