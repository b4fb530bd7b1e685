/** A value cut loose from its maker: deeply copied and frozen. */
export interface Detached {
  readonly value: unknown;
  /** What it weighs in memory, bytes, estimated. */
  readonly bytes: number;
  /** What of that is not in buffers and becomes text on disk. */
  readonly textBytes: number;
  /** Whether it holds typed arrays or buffers: these cannot be frozen, so every reader gets copies of them. */
  readonly hasBuffers: boolean;
}

/** Makers of the binary values that a plain value may hold, by name. */
export const arrayMakers = {
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array,
} as const;
export type PlainArray = InstanceType<(typeof arrayMakers)[keyof typeof arrayMakers]>;

/** Deeper nesting is taken for a cycle. */
const maxDepth = 200;

/**
 * Whether a value is nothing but primitives, arrays, simple objects, typed arrays and array buffers.
 *
 * Arrays without holes: those have no equal copy as text, nor a digest of their own.
 *
 * Only such values have a digest that tells them apart (a `Map`, a `Date`, a `Blob` have no enumerable properties) and a copy equal to them.
 */
export function isPlain(value: unknown, depth = 0): boolean {
  if (value === null || typeof value !== 'object') return typeof value !== 'function' && typeof value !== 'symbol';
  if (depth > maxDepth) return false;
  if (Array.isArray(value)) return isSimpleArray(value) && value.every((entry) => isPlain(entry, depth + 1));
  if (isBinary(value)) return true;
  if (!isSimpleObject(value)) return false;
  for (const key in value) {
    if (!isPlain((value as Record<string, unknown>)[key], depth + 1)) return false;
  }
  return true;
}

/** Gives a frozen deep copy of a plain value, and its weight; `undefined` for any other value. */
export function detach(value: unknown): Detached | undefined {
  if (value === undefined || !isPlain(value)) return undefined;
  const tally = { bytes: 0, bufferBytes: 0, hasBuffers: false };
  const copy = detachInto(value, tally);
  const { bytes, bufferBytes, hasBuffers } = tally;
  return { value: copy, bytes, textBytes: bytes - bufferBytes, hasBuffers };
}

/** As `detach`, for a value that nobody else has, weighed before: it is frozen where it stands. */
export function seal(value: unknown): Detached | undefined {
  if (value === undefined || !isPlain(value)) return undefined;
  const tally = { hasBuffers: false };
  sealParts(value, tally);
  return { value, bytes: 0, textBytes: 0, ...tally };
}

/** Gives the value to a reader: itself if nothing in it can be changed, else with fresh buffers. */
export function lend(detached: Detached): unknown {
  return detached.hasBuffers ? copyBuffers(detached.value) : detached.value;
}

export function isPlainArray(value: unknown): value is PlainArray {
  return ArrayBuffer.isView(value) && (arrayMakers as Readonly<Record<string, unknown>>)[value.constructor.name] === value.constructor;
}

function isBinary(value: object): value is PlainArray | ArrayBuffer {
  return value instanceof ArrayBuffer || isPlainArray(value);
}

function isSimpleObject(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype && !Object.hasOwn(value, '__proto__') && Object.getOwnPropertySymbols(value).length === 0;
}

function isSimpleArray(value: readonly unknown[]): boolean {
  if (Object.getPrototypeOf(value) !== Array.prototype) return false;
  // `every` and its like pass over holes.
  for (let index = 0; index < value.length; index++) if (value[index] === undefined && !Object.hasOwn(value, index)) return false;
  return true;
}

function detachInto(value: unknown, tally: { bytes: number; bufferBytes: number; hasBuffers: boolean }): unknown {
  if (typeof value === 'string') {
    tally.bytes += 16 + 2 * value.length;
    return value;
  }
  if (value === null || typeof value !== 'object') {
    tally.bytes += 8;
    return value;
  }
  if (isBinary(value)) {
    tally.bytes += 64 + value.byteLength;
    tally.bufferBytes += value.byteLength;
    tally.hasBuffers = true;
    return value.slice(0);
  }
  tally.bytes += 32;
  if (Array.isArray(value)) return Object.freeze(value.map((entry) => detachInto(entry, tally)));
  const copy: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    tally.bytes += 16;
    copy[key] = detachInto(entry, tally);
  }
  return Object.freeze(copy);
}

function sealParts(value: unknown, tally: { hasBuffers: boolean }): void {
  if (value === null || typeof value !== 'object') return;
  if (isBinary(value)) {
    tally.hasBuffers = true;
    return;
  }
  for (const part of Array.isArray(value) ? value : Object.values(value)) sealParts(part, tally);
  Object.freeze(value);
}

function copyBuffers(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (isBinary(value)) return value.slice(0);
  if (Array.isArray(value)) return Object.freeze(value.map(copyBuffers));
  const copy: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) copy[key] = copyBuffers(entry);
  return Object.freeze(copy);
}
