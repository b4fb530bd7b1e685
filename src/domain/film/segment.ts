import { digest } from '../digest';
import type { EncodedFrame, Segment } from './video';

/** An encoded picture by itself. */
export interface FrameBytes extends Omit<EncodedFrame, 'size'> {
  readonly bytes: Uint8Array;
}

/** Makes a segment of its encoded pictures, in order; they are copied. */
export function segmentOf(frames: readonly FrameBytes[], rest: Pick<Segment, 'first' | 'end' | 'codec' | 'description' | 'keys'>): Segment {
  const bytes = new Uint8Array(frames.reduce((sum, one) => sum + one.bytes.length, 0));
  let at = 0;
  for (const one of frames) {
    bytes.set(one.bytes, at);
    at += one.bytes.length;
  }
  return {
    ...rest,
    frames: frames.map(({ frame, frames: shown, isKey, bytes: { length: size } }) => ({ frame, frames: shown, isKey, size })),
    bytes,
    digest: digest(frames.map((one) => one.bytes)),
  };
}

/** Gives the encoded pictures of a segment, of which all bytes are in memory; they are views. */
export function framesOf({ frames }: Pick<Segment, 'frames'>, bytes: Uint8Array): readonly FrameBytes[] {
  let at = 0;
  return frames.map(({ frame, frames: shown, isKey, size }) => ({ frame, frames: shown, isKey, bytes: bytes.subarray(at, (at += size)) }));
}
