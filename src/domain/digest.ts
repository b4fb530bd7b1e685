/**
 * Gives a 106-bit digest of any plain value (typed arrays too), 22 characters of base 36; object keys are taken in sorted order, so equal values give equal
 * digests.
 *
 * Not cryptographic: it names cache entries and pictures, and guards against accident, not malice.
 *
 * Source: cyrb53 by bryc, public domain, twice with different seeds.
 */
export function digest(value: unknown): string {
  const hash = new Hash();
  feed(hash, value);
  return hash.end();
}

/** As `digest`, in pieces: yields wherever others may come first, about once a millisecond. */
export function* digestPieces(value: unknown): Generator<undefined, string, undefined> {
  const hash = new Hash();
  yield* feedPieces(hash, value, deepestPieces);
  return hash.end();
}

/** Lists within so many levels are taken entry by entry: a document's blocks stand on the third. */
const deepestPieces = 3;
/** Units of a piece. */
const pieceLength = 100_000;

class Hash {
  /** Units taken since a piece began. */
  taken = 0;
  #a = 0xdeadbeef;
  #b = 0x41c6ce57;
  #c = 0x9e3779b9;
  #d = 0x85ebca6b;

  unit(code: number): void {
    this.taken++;
    this.#a = Math.imul(this.#a ^ code, 2654435761);
    this.#b = Math.imul(this.#b ^ code, 1597334677);
    this.#c = Math.imul(this.#c ^ code, 2246822519);
    this.#d = Math.imul(this.#d ^ code, 3266489917);
  }

  /** Takes two texts as if they were one, without joining them: the second may be megabytes. */
  text(text: string, rest = ''): void {
    this.unit(text.length + rest.length);
    for (let index = 0; index < text.length; index++) this.unit(text.charCodeAt(index));
    for (let index = 0; index < rest.length; index++) this.unit(rest.charCodeAt(index));
  }

  end(): string {
    const first = mix(this.#a, this.#b);
    const second = mix(this.#c, this.#d);
    return first.toString(36).padStart(11, '0') + second.toString(36).padStart(11, '0');
  }
}

function mix(low: number, high: number): number {
  let a = Math.imul(low ^ (low >>> 16), 2246822507);
  a ^= Math.imul(high ^ (high >>> 13), 3266489909);
  let b = Math.imul(high ^ (high >>> 16), 2246822507);
  b ^= Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

/** Takes the same units as `feed`. */
function* feedPieces(hash: Hash, value: unknown, levels: number): Generator<undefined, void, undefined> {
  if (typeof value === 'string' && value.length > pieceLength) {
    hash.unit('string:'.length + value.length);
    for (const text of ['string:', value]) {
      for (let index = 0; index < text.length; index++) {
        hash.unit(text.charCodeAt(index));
        if (isFull(hash)) yield;
      }
    }
  } else if (levels === 0 || value === null || typeof value !== 'object' || ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    feed(hash, value);
    if (isFull(hash)) yield;
  } else if (Array.isArray(value)) {
    hash.text(`list:${value.length}`);
    for (const entry of value) yield* feedPieces(hash, entry, levels - 1);
  } else {
    const { fields, keys } = fieldsOf(value);
    hash.text('object:', String(keys.length));
    for (const key of keys) {
      hash.text(key);
      yield* feedPieces(hash, fields[key], levels - 1);
    }
  }
}

function isFull(hash: Hash): boolean {
  if (hash.taken < pieceLength) return false;
  hash.taken = 0;
  return true;
}

function feed(hash: Hash, value: unknown): void {
  if (value === null || typeof value !== 'object') {
    hash.text(`${typeof value}:`, Object.is(value, -0) ? '-0' : String(value));
  } else if (ArrayBuffer.isView(value)) {
    hash.text(`bytes:${value.constructor.name}:${value.byteLength}`);
    feedBytes(hash, value);
  } else if (value instanceof ArrayBuffer) {
    feed(hash, new Uint8Array(value));
  } else if (Array.isArray(value)) {
    hash.text(`list:${value.length}`);
    for (const entry of value) feed(hash, entry);
  } else {
    const { fields, keys } = fieldsOf(value);
    hash.text('object:', String(keys.length));
    for (const key of keys) {
      hash.text(key);
      feed(hash, fields[key]);
    }
  }
}

/** What an object holds, and under which keys, in order. */
function fieldsOf(value: object): { readonly fields: Readonly<Record<string, unknown>>; readonly keys: readonly string[] } {
  // True of plain values: keys of their own are all they have.
  const fields = value as Readonly<Record<string, unknown>>;
  return { fields, keys: Object.keys(fields).filter((key) => fields[key] !== undefined).sort() };
}

/** Takes four bytes at a time: samples and pictures are megabytes. Wherever they lie, equal bytes are equal words. */
function feedBytes(hash: Hash, view: ArrayBufferView): void {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const { buffer, byteOffset } = view.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = view.byteLength >> 2;
  for (const word of new Uint32Array(buffer, byteOffset, words)) hash.unit(word);
  for (const byte of new Uint8Array(buffer, byteOffset + words * 4, view.byteLength - words * 4)) hash.unit(byte);
}
