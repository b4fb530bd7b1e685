import { Failure } from '../../domain/failure';
import type { Pieces } from '../../engine/pieces';
import { arrayMakers, isPlainArray } from './plainValue';

/** Marks the layout below; another one needs another number, and old entries count as damaged. */
const magic = 0x4b4e_5231;

const utf8 = new TextEncoder();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Gives a plain value as bytes: its structure as JSON, its buffers behind it, each at a multiple of 8.
 *
 * Everything comes back exactly: NaN, infinities, -0, undefined, big integers and the kind of every typed array.
 *
 * In pieces, as a book takes a tenth of a second; the value must not change meanwhile.
 */
export function* encodePieces(value: unknown): Pieces<Uint8Array<ArrayBuffer>> {
  const buffers: Uint8Array[] = [];
  let bufferBytes = 0;
  const place = (bytes: Uint8Array): number => {
    const offset = bufferBytes;
    buffers.push(bytes);
    bufferBytes += padded(bytes.byteLength);
    return offset;
  };
  const tree = toTree(value, place);
  yield;
  const text = JSON.stringify(tree);
  yield;
  const json = utf8.encode(text);
  yield;
  const start = padded(8 + json.byteLength);
  const bytes = new Uint8Array(start + bufferBytes);
  new Uint32Array(bytes.buffer, 0, 2).set([magic, json.byteLength]);
  bytes.set(json, 8);
  let offset = start;
  for (const buffer of buffers) {
    bytes.set(buffer, offset);
    offset += padded(buffer.byteLength);
  }
  return bytes;
}

/**
 * Gives the value back; its buffers are copies.
 *
 * @throws Failure `optimization` if these are not bytes that `encode` made
 */
export function decode(bytes: Uint8Array): unknown {
  try {
    const header = new DataView(bytes.buffer, bytes.byteOffset, 8);
    if (header.getUint32(0, true) !== magic) throw new Error('wrong mark');
    const length = header.getUint32(4, true);
    const tree: unknown = JSON.parse(strictUtf8.decode(bytes.subarray(8, 8 + length)));
    return fromTree(tree, bytes.subarray(padded(8 + length)));
  } catch (cause) {
    throw new Failure('optimization', 'A cache entry must be readable, got damaged bytes.', { bytes: bytes.byteLength }, { cause });
  }
}

/**
 * Gives a 53-bit checksum, by whole words in four lanes that a processor can take side by side: a megabyte takes half a millisecond.
 *
 * Source: the rounds of MurmurHash3 and the final mixing of cyrb53, both public domain.
 */
export function checksum(bytes: Uint8Array): number {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
  let a = 0xdeadbeef ^ bytes.byteLength;
  let b = 0x41c6ce57;
  let c = 0x9e3779b9;
  let d = 0x85ebca6b;
  const rounds = words.length & ~3;
  for (let index = 0; index < rounds; index += 4) {
    // Bounded by the loop.
    a = Math.imul(a ^ (words[index] as number), 0x9e3779b1);
    b = Math.imul(b ^ (words[index + 1] as number), 0x5f356495);
    c = Math.imul(c ^ (words[index + 2] as number), 0x85ebca6b);
    d = Math.imul(d ^ (words[index + 3] as number), 0xc2b2ae35);
    // Products carry upwards only: without turning, two changes of top bits would cancel.
    a = (a << 13) | (a >>> 19);
    b = (b << 13) | (b >>> 19);
    c = (c << 13) | (c >>> 19);
    d = (d << 13) | (d >>> 19);
  }
  for (const byte of aligned.subarray(rounds * 4)) {
    a = Math.imul(a ^ byte, 0x9e3779b1);
    a ^= a >>> 15;
  }
  a ^= Math.imul(c ^ (c >>> 15), 0x85ebca6b);
  b ^= Math.imul(d ^ (d >>> 13), 0xc2b2ae35);
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

function padded(length: number): number {
  return (length + 7) & ~7;
}

/** What JSON cannot say becomes `{ $: [kind, ...] }`; an object that has a `$` of its own is wrapped the same way. */
function toTree(value: unknown, place: (bytes: Uint8Array) => number): unknown {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { $: ['number', Object.is(value, -0) ? '-0' : String(value)] };
    case 'bigint':
      return { $: ['bigint', String(value)] };
    case 'undefined':
      return { $: ['undefined'] };
    case 'object':
      break;
    default:
      return value;
  }
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((entry) => toTree(entry, place));
  if (value instanceof ArrayBuffer) return { $: ['buffer', place(new Uint8Array(value)), value.byteLength] };
  if (isPlainArray(value)) return { $: [value.constructor.name, place(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)), value.byteLength] };
  const tree: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) tree[key] = toTree(entry, place);
  return '$' in tree ? { $: ['object', tree] } : tree;
}

function fromTree(tree: unknown, buffers: Uint8Array): unknown {
  if (tree === null || typeof tree !== 'object') return tree;
  if (Array.isArray(tree)) return tree.map((entry) => fromTree(entry, buffers));
  const record = tree as Record<string, unknown>;
  return '$' in record ? fromTag(record['$'], buffers) : fromRecord(record, buffers);
}

function fromRecord(record: Record<string, unknown>, buffers: Uint8Array): unknown {
  for (const key of Object.keys(record)) record[key] = fromTree(record[key], buffers);
  return record;
}

function fromTag(tag: unknown, buffers: Uint8Array): unknown {
  const [kind, first, second] = tag as readonly unknown[];
  if (kind === 'number') return Number(first);
  if (kind === 'bigint') return BigInt(String(first));
  if (kind === 'undefined') return undefined;
  // The checksum held, so this is what `toTree` wrote.
  if (kind === 'object') return fromRecord(first as Record<string, unknown>, buffers);
  const offset = Number(first);
  const bytes = buffers.slice(offset, offset + Number(second));
  if (bytes.byteLength !== Number(second)) throw new Error('cut short');
  if (kind === 'buffer') return bytes.buffer;
  return new arrayMakers[kind as keyof typeof arrayMakers](bytes.buffer as ArrayBuffer);
}
