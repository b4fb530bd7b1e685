import { describe, expect, test } from 'vitest';
import type { Segment } from '../../../../src/domain/film/video';
import type { Muxer } from '../../../../src/engine/ports';
import { referenceKernels } from '../../../../src/kernels/reference';
import { checkedSegments, muxWith } from '../../../../src/stages/video/files/mux';

const format = { width: 640, height: 360, fps: 30 };

/** Two pictures, shown for 10 and 20 frames. */
function segment(first: number, changes: Partial<Segment> = {}): Segment {
  return {
    first,
    end: first + 30,
    codec: 'avc1.640028',
    description: new Uint8Array([1, 2, 3]),
    frames: [{ frame: first, frames: 10, isKey: true, size: 1 }, { frame: first + 10, frames: 20, isKey: false, size: 1 }],
    bytes: new Uint8Array([1, 1]),
    digest: 'd',
    keys: ['a', 'b'],
    ...changes,
  };
}

describe('segments join in one track', () => {
  test('if they follow each other without gaps', async () => {
    expect((await checkedSegments([segment(0), segment(30)])).first).toBe(0);
  });

  test.each([
    ['there is none', []],
    ['the film does not start with frame 0', [segment(30)]],
    ['one is missing', [segment(0), segment(60)]],
    ['one does not start with a key frame', [segment(0, { frames: [{ frame: 0, frames: 30, isKey: false, size: 1 }] })]],
    ['a picture is missing', [segment(0, { frames: [{ frame: 0, frames: 10, isKey: true, size: 1 }] })]],
    ['a picture is shown for no frame', [segment(0, { frames: [{ frame: 0, frames: 0, isKey: true, size: 1 }] })]],
    ['codecs differ', [segment(0), segment(30, { codec: 'avc1.4d0028' })]],
    ['decoder descriptions differ', [segment(0), segment(30, { description: new Uint8Array([1, 2, 4]) })]],
  ])('but not if %s', async (_, segments: readonly Segment[]) => {
    await expect(checkedSegments(segments)).rejects.toMatchObject({ code: 'encoder-failed' });
  });
});

describe('mux', () => {
  const muxer: Pick<Muxer, 'mux'> = { mux: async () => new Uint8Array([7]) };
  const context = { kernels: referenceKernels, signal: new AbortController().signal, report: () => undefined };
  const parts = {
    coding: { path: 'webcodecs', codec: 'avc1.640028', bitrate: 1 }, container: 'mp4', format, title: 'T', language: 'en', segments: [segment(0), segment(30)],
  } as const;

  test('tells the length, the pictures and the codecs of the file', async () => {
    const video = await muxWith(muxer).run(parts, {}, context);
    expect(video).toEqual({
      bytes: new Uint8Array(
        [7],
      ), mediaType: 'video/mp4', container: 'mp4', format, duration: 2, frames: 60, distinctFrames: 4, path: 'webcodecs', codecs: ['avc1.640028'],
    });
  });

  test('names the codec of the sound, too', async () => {
    const sound = { codec: 'opus', sampleRate: 48_000, channels: 1, description: new Uint8Array(0), packets: [] } as const;
    expect((await muxWith(muxer).run({ ...parts, sound }, {}, context)).codecs).toEqual(['avc1.640028', 'opus']);
  });
});
