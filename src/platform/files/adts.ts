import { Failure } from '../../domain/failure';

/** AAC frames as ADTS wraps them, unwrapped. */
export interface AacStream {
  readonly sampleRate: number;
  readonly channels: number;
  /** AudioSpecificConfig. */
  readonly description: Uint8Array<ArrayBuffer>;
  /** 1,024 samples each. */
  readonly frames: readonly Uint8Array<ArrayBuffer>[];
}

const sampleRates = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

/**
 * Takes AAC frames out of an ADTS stream.
 *
 * @throws Failure `encoder-failed` if it is not one, to its last byte
 *
 * Source: ISO/IEC 14496-3, 1.A.2.
 */
export function readAdts(bytes: Uint8Array<ArrayBuffer>): AacStream {
  const frames: Uint8Array<ArrayBuffer>[] = [];
  const header = fieldsAt(bytes, 0);
  for (let at = 0; at < bytes.length; ) {
    const { headerLength, frameLength } = fieldsAt(bytes, at);
    if (frameLength <= headerLength || at + frameLength > bytes.length) throw damaged(at);
    frames.push(bytes.slice(at + headerLength, at + frameLength));
    at += frameLength;
  }
  const { objectType, rateIndex, channels } = header;
  const sampleRate = sampleRates[rateIndex];
  if (sampleRate === undefined) throw damaged(0);
  // Five bits of object type, four of sample rate, four of channels, three of zeros.
  const description = new Uint8Array([(objectType << 3) | (rateIndex >> 1), ((rateIndex & 1) << 7) | (channels << 3)]);
  return { sampleRate, channels, description, frames };
}

function fieldsAt(bytes: Uint8Array, at: number): { objectType: number; rateIndex: number; channels: number; headerLength: number; frameLength: number } {
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = bytes.subarray(at, at + 7);
  if (bytes.length - at < 7 || first !== 0xff || (second & 0xf6) !== 0xf0) throw damaged(at);
  return {
    objectType: (third >> 6) + 1,
    rateIndex: (third >> 2) & 15,
    channels: ((third & 1) << 2) | (fourth >> 6),
    // Two more bytes if a checksum follows.
    headerLength: (second & 1) === 1 ? 7 : 9,
    frameLength: ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5),
  };
}

function damaged(at: number): Failure {
  return new Failure('encoder-failed', `Encoded sound must be whole ADTS frames, got something else at byte ${at}.`, { at });
}
