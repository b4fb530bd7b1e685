import { inMemory, partOf } from '../../../domain/bytes';
import type { Segment } from '../../../domain/film/video';

/**
 * Gives what a decoder is set up with before it decodes a segment: segments with equal bytes here can be joined in one track.
 *
 * H.264 and HEVC keep it beside the pictures (`avcC`, `hvcC`), the others in the first key frame: AV1 as its sequence header, VP9 and VP8 as
 * profile, colour and size at the start of the frame.
 *
 * Source: AV1 bitstream specification, section 5.3; VP9, section 6.2; RFC 6386, section 9.1.
 */
export async function parameterSets({ codec, description, frames, bytes }: Pick<Segment, 'codec' | 'description' | 'frames' | 'bytes'>): Promise<Uint8Array> {
  if (!/^(av01|vp09|vp8)/.test(codec)) return description;
  const key = await inMemory(partOf(bytes, 0, frames[0]?.size ?? 0));
  if (codec.startsWith('av01')) return sequenceHeader(key);
  // Profile, sync code, colour space and range, width, height; what follows differs from frame to frame.
  if (codec.startsWith('vp09')) return hasAt(key, 1, [0x49, 0x83, 0x42])
    ? Uint8Array.from(key.subarray(0, 9), (byte, index) => (index === 0 || index === 8 ? byte & 0xf0 : byte))
    : none;
  return hasAt(key, 3, [0x9d, 0x01, 0x2a]) ? key.slice(6, 10) : none;
}

const none = new Uint8Array(0);

function hasAt(bytes: Uint8Array, at: number, sync: readonly number[]): boolean {
  return sync.every((byte, index) => bytes[at + index] === byte);
}

/** The payload of the first sequence header among the OBUs of a frame; empty if there is none. */
function sequenceHeader(frame: Uint8Array): Uint8Array {
  let at = 0;
  while (at < frame.length) {
    const header = frame[at] ?? 0;
    const hasSize = (header & 2) !== 0;
    let start = at + (header & 4 ? 2 : 1);
    let size = frame.length - start;
    if (hasSize) {
      const [value, length] = leb128(frame, start);
      start += length;
      size = value;
    }
    if (header >> 3 === 1) return frame.slice(start, start + size);
    at = start + size;
  }
  return none;
}

/** A number in seven bits a byte, the lowest first, and how many bytes it takes. */
function leb128(bytes: Uint8Array, at: number): readonly [value: number, length: number] {
  let value = 0;
  for (let index = 0; index < 8; index++) {
    const byte = bytes[at + index] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return [value, index + 1];
  }
  return [value, 8];
}
