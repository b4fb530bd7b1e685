/** What takes bytes one piece after the other. */
export interface RunningHash {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** Bytes or characters from which a value counts by its own hash: whoever shares the thread can have that computed elsewhere. */
const large = 16_384;
/** Bytes that are gathered before they are hashed: a text below `large` is at most three times as long in UTF-8. */
export const packingRoom = 65_536;
/** Bytes between two breaths, about a millisecond. */
const pieceLength = 100_000;

/** Bytes in front of a value: its kind and its length. */
const headLength = 5;

const utf8 = new TextEncoder();

/**
 * Writes plain values so that no two different ones are written alike: the kind of each, its length or its eight bytes, then what is inside.
 *
 * Object keys go in sorted order, those that are undefined are left out.
 */
export class Packer {
  /** Bytes taken since a piece began. */
  #taken = 0;
  readonly #hash: RunningHash;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  #length = 0;

  /** @param bytes `packingRoom` of them, nobody else's until the end */
  constructor(hash: RunningHash, bytes = new Uint8Array(packingRoom)) {
    this.#hash = hash;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }

  /** Whether others should come first; then a new piece begins. */
  isFull(): boolean {
    if (this.#taken < pieceLength) return false;
    this.#taken = 0;
    return true;
  }

  /** Begins a value of a kind, one ASCII letter, with so many things inside. */
  begin(kind: string, count: number): void {
    this.#make(headLength);
    this.#head(kind, count);
  }

  number(value: number): void {
    this.#make(9);
    this.#bytes[this.#length] = 0x6e;
    // Machines write different bits for what is no number.
    this.#view.setFloat64(this.#length + 1, Number.isNaN(value) ? Number.NaN : value);
    this.#length += 9;
  }

  /** A text shorter than `large`. */
  text(text: string): void {
    if (!text.isWellFormed()) return this.bytes('w', utf16(text));
    this.#make(headLength + text.length * 3);
    const start = this.#length + headLength;
    let at = start;
    // Keys and words are short and plain: asking the encoder for each would cost more than all the rest.
    if (text.length < 64) for (let index = 0, code = 0; index < text.length && (code = text.charCodeAt(index)) < 0x80; index++) this.#bytes[at++] = code;
    if (at - start < text.length) at = start + utf8.encodeInto(text, this.#bytes.subarray(start)).written;
    this.#head('s', at - start);
    this.#length = at;
  }

  /** Bytes, with their head no more than `packingRoom`. */
  bytes(kind: string, bytes: Uint8Array): void {
    this.#make(headLength + bytes.length);
    this.#head(kind, bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  end(): Uint8Array {
    this.#empty();
    return this.#hash.digest();
  }

  #head(kind: string, count: number): void {
    this.#bytes[this.#length] = kind.charCodeAt(0);
    this.#view.setUint32(this.#length + 1, count);
    this.#length += headLength;
  }

  #make(length: number): void {
    if (this.#length + length > packingRoom) this.#empty();
  }

  #empty(): void {
    this.#hash.update(this.#bytes.subarray(0, this.#length));
    this.#taken += this.#length;
    this.#length = 0;
  }
}

/** Hashes what is large in a value. */
export type LargeHash = (bytes: Uint8Array) => Uint8Array;

/** Packs a value at once. */
export function pack(packer: Packer, value: unknown, sha256: LargeHash): void {
  const bytes = largeBytes(value);
  if (bytes !== undefined) packLarge(packer, value, sha256(bytes));
  else if (!isBranch(value)) packSmall(packer, value);
  else {
    const branch = branchOf(value);
    packer.begin(branch.kind, branch.entries.length);
    for (const entry of branch.entries) pack(packer, entry, sha256);
  }
}

/**
 * As `pack`, in pieces: yields what is large, to be given its hash, and undefined wherever others may come first.
 *
 * @param levels lists and objects within so many are taken entry by entry
 */
export function* packPieces(
  packer: Packer, value: unknown, sha256: LargeHash, levels: number,
): Generator<Uint8Array | undefined, void, Uint8Array | undefined> {
  const bytes = largeBytes(value);
  if (bytes !== undefined) packLarge(packer, value, (yield bytes) ?? sha256(bytes));
  else if (levels === 0 || !isBranch(value)) {
    pack(packer, value, sha256);
    if (packer.isFull()) yield undefined;
  } else {
    const branch = branchOf(value);
    packer.begin(branch.kind, branch.entries.length);
    for (const entry of branch.entries) yield* packPieces(packer, entry, sha256, levels - 1);
  }
}

/** The bytes of what is large by itself: a text, an array of bytes or numbers. */
function largeBytes(value: unknown): Uint8Array | undefined {
  if (typeof value === 'string') {
    if (value.length < large) return undefined;
    return value.isWellFormed() ? utf8.encode(value) : utf16(value);
  }
  if (value instanceof ArrayBuffer) return value.byteLength < large ? undefined : new Uint8Array(value);
  return ArrayBuffer.isView(value) && value.byteLength >= large ? bytesOf(value) : undefined;
}

function packLarge(packer: Packer, value: unknown, hash: Uint8Array): void {
  // What was encoded as UTF-16 must not be taken for a text of the same bytes in UTF-8.
  packer.text(typeof value !== 'string' ? viewName(value) : value.isWellFormed() ? 'S' : 'W');
  packer.bytes('H', hash);
}

function packSmall(packer: Packer, value: unknown): void {
  if (typeof value === 'number') packer.number(value);
  else if (typeof value === 'string') packer.text(value);
  else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    packer.text(viewName(value));
    packer.bytes('b', bytesOf(value));
  } else if (value === null || value === undefined) packer.begin(value === null ? '0' : 'u', 0);
  else {
    packer.begin('v', 0);
    packer.text(typeof value);
    packer.text(String(value));
  }
}

/** Whether others stand inside. */
function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer);
}

/** What stands inside a list or an object, its keys before each. */
function branchOf(value: object): { readonly kind: string; readonly entries: readonly unknown[] } {
  if (Array.isArray(value)) return { kind: 'l', entries: value };
  // True of plain values: keys of their own are all they have.
  const fields = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(fields).filter((key) => fields[key] !== undefined).sort();
  return { kind: 'o', entries: keys.flatMap((key) => [key, fields[key]]) };
}

/** Two arrays of the same bytes are different values if one has numbers of another kind. */
function viewName(value: unknown): string {
  return value instanceof ArrayBuffer ? 'Uint8Array' : (value as ArrayBufferView).constructor.name;
}

function bytesOf(value: ArrayBuffer | ArrayBufferView): Uint8Array {
  return value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes[index * 2] = unit;
    bytes[index * 2 + 1] = unit >> 8;
  }
  return bytes;
}
