import { segmentOf as joinedSegment } from '../../src/domain/film/segment';
import type { Segment, SoundTrack } from '../../src/domain/film/video';
import type { MuxInput } from '../../src/engine/ports';

/** Decoder description that OpenH264 gave for 1920 × 1080, High profile, level 4. */
export const avcC = Uint8Array.from(
  '01 64 0c 28 ff e1 00 15 67 64 0c 28 ac 19 1a 80 78 02 27 e5 9a 80 80 80 83 c2 21 1a 80 01 00 04 68 ce 3c 80 fd f8 f8 00'.split(' '),
  (byte) => parseInt(byte, 16),
);

/** Pictures shown for 1, 45 and 14 frames: two seconds. */
export function segmentOf(first: number, codec: string): Segment {
  const picture = (
    frame: number, frames: number,
  ) => ({ frame: first + frame, frames, isKey: frame === 0, bytes: Uint8Array.from([0, 0, 0, 1, frame === 0 ? 0x65 : 0x41, frames]) });
  return joinedSegment([picture(0, 1), picture(1, 45), picture(46, 14)], {
    first, end: first + 60, codec, description: codec.startsWith('avc1') ? avcC : new Uint8Array(0), keys: ['a', 'b', 'c'],
  });
}

/** Four seconds of 1024 samples a packet at 48 kHz, after one packet that players skip. */
export function soundOf(codec: 'aac' | 'opus'): SoundTrack {
  const duration = 1024 / 48_000;
  return {
    codec,
    sampleRate: 48_000,
    channels: 1,
    description: codec === 'aac'
      ? Uint8Array.of(0x11, 0x88)
      : Uint8Array.from([...'OpusHead'].map((letter) => letter.charCodeAt(0)).concat([1, 1, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0])),
    packets: Array.from({ length: 188 }, (_, index) => ({ bytes: Uint8Array.of(1, 2, 3), start: index * duration, duration })),
  };
}

export const muxInput: MuxInput = {
  container: 'mp4', format: {
    width: 1920, height: 1080, fps: 30,
  }, title: 'Bees — a film', language: 'de-AT', segments: [segmentOf(0, 'avc1.640028'), segmentOf(60, 'avc1.640028')],
};
