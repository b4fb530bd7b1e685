/** A box of an MP4 file: four letters, and where it lies in the file. */
export interface Mp4Box {
  readonly type: string;
  /** First byte of its header. */
  readonly start: number;
  /** First byte behind its header. */
  readonly body: number;
  /** One past its last byte. */
  readonly end: number;
}

/**
 * Gives the boxes in a stretch of a file, one after the other.
 *
 * Source: ISO/IEC 14496-12, section 4.2.
 *
 * @param from  first byte of the first box; all of the file by default
 * @param limit where a box may end at most, where only the file's start is given
 */
export function boxesIn(file: Uint8Array, from = 0, to = file.length, limit = to): readonly Mp4Box[] {
  const view = viewOf(file);
  const boxes: Mp4Box[] = [];
  let start = from;
  while (start + 8 <= to) {
    const short = view.getUint32(start);
    const isLong = short === 1 && start + 16 <= to;
    const size = isLong ? Number(view.getBigUint64(start + 8)) : short === 0 ? to - start : short;
    // A size that cannot be ends the reading: the rest is not boxes.
    if (size < 8 || start + size > limit) break;
    boxes.push({ type: latin1(file.subarray(start + 4, start + 8)), start, body: start + (isLong ? 16 : 8), end: start + size });
    start += size;
  }
  return boxes;
}

/** Gives the first box of a type among others. */
export function boxOf(boxes: readonly Mp4Box[], type: string): Mp4Box | undefined {
  return boxes.find((box) => box.type === type);
}

/** Gives the bytes of a box made of parts: bytes, numbers from 0 to 255, or other boxes. */
export function mp4Box(type: string, ...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  const size = parts.reduce((sum, part) => sum + part.length, 8);
  return joinedBytes([u32(size), [...type].map((letter) => letter.charCodeAt(0)), ...parts]);
}

/** A box with a version and flags. */
export function mp4FullBox(type: string, version: number, flags: number, ...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  return mp4Box(type, [version, (flags >> 16) & 255, (flags >> 8) & 255, flags & 255], ...parts);
}

export function u16(value: number): readonly number[] {
  return [(value >> 8) & 255, value & 255];
}

export function u32(value: number): readonly number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

export function u64(value: number): readonly number[] {
  return [...u32(Math.floor(value / 2 ** 32)), ...u32(value % 2 ** 32)];
}

/** Puts parts one behind the other. */
export function joinedBytes(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
