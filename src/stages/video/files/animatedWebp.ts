import { Failure } from '../../../domain/failure';

/** One step of an animation: what changes, where, and how long the whole is then shown. */
export interface WebpChange {
  /** Place of its upper left corner, px, even. */
  readonly x: number;
  readonly y: number;
  /** px */
  readonly width: number;
  readonly height: number;
  /** A still WebP file of what stands there from now on. */
  readonly bytes: Uint8Array;
  /** Milliseconds, below 2^24. */
  readonly duration: number;
}

/**
 * Joins still pictures to an animated WebP that loops for ever; nothing is encoded again.
 *
 * @param changes the first one covers the whole picture
 * @throws Failure `encoder-failed` if one of them is not a WebP file
 *
 * Source: WebP container specification (RIFF, VP8X, ANIM, ANMF), developers.google.com/speed/webp/docs/riff_container.
 */
export function animatedWebp({ width, height }: { readonly width: number; readonly height: number }, changes: readonly WebpChange[]): Uint8Array<ArrayBuffer> {
  const frames = changes.map((change) => pictureChunks(change.bytes));
  const frameBytes = frames.map((chunks) => chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  const body = 4 + (8 + 10) + (8 + 6) + frameBytes.reduce((sum, bytes) => sum + 8 + 16 + bytes, 0);
  const file = new Uint8Array(8 + body);
  const writer = writerOn(file);
  writer.chunk('RIFF', body);
  writer.name('WEBP');
  writer.chunk('VP8X', 10);
  writer.number(animationFlag, 4);
  writer.number(width - 1, 3);
  writer.number(height - 1, 3);
  writer.chunk('ANIM', 6);
  // White behind all pictures, which cover it; loops for ever.
  writer.number(0xffffffff, 4);
  writer.number(0, 2);
  changes.forEach((change, index) => {
    writer.chunk('ANMF', 16 + (frameBytes[index] ?? 0));
    for (const place of [change.x / 2, change.y / 2, change.width - 1, change.height - 1, change.duration]) writer.number(place, 3);
    writer.number(replaceFlag, 1);
    for (const chunk of frames[index] ?? []) writer.bytes(chunk);
  });
  return file;
}

const animationFlag = 0x02;
/** What is drawn replaces what was there, and stays. */
const replaceFlag = 0x02;

/** The chunks of a still file that hold the picture itself, heads and padding included. */
function pictureChunks(file: Uint8Array): readonly Uint8Array[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const nameAt = (offset: number): string => String.fromCharCode(...file.subarray(offset, offset + 4));
  if (file.byteLength < 20 || nameAt(0) !== 'RIFF' || nameAt(8) !== 'WEBP') throw new Failure(
    'encoder-failed', `A picture of an animation must be a WebP file, got ${file.byteLength} other bytes.`,
  );
  const chunks: Uint8Array[] = [];
  for (let offset = 12; offset + 8 <= file.byteLength;) {
    const size = view.getUint32(offset + 4, true);
    const end = Math.min(file.byteLength, offset + 8 + size + (size % 2));
    if (['VP8 ', 'VP8L', 'ALPH'].includes(nameAt(offset))) chunks.push(file.subarray(offset, end));
    offset = end;
  }
  return chunks;
}

/** Writes little-endian numbers, names and bytes one after the other. */
function writerOn(
  file: Uint8Array,
): { name(text: string): void; number(value: number, bytes: number): void; bytes(part: Uint8Array): void; chunk(name: string, size: number): void } {
  let at = 0;
  const name = (text: string): void => {
    for (const letter of text) file[at++] = letter.charCodeAt(0);
  };
  const number = (value: number, bytes: number): void => {
    for (let byte = 0; byte < bytes; byte++) file[at++] = Math.floor(value / 256 ** byte) % 256;
  };
  return {
    name,
    number,
    bytes(part) {
      file.set(part, at);
      at += part.byteLength;
    },
    chunk(text, size) {
      name(text);
      number(size, 4);
    },
  };
}
