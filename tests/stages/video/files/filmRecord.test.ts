import { describe, expect, test } from 'vitest';
import { manifestJson, parseManifest, type Manifest } from '../../../../src/domain/film/manifest';
import { segmentOf } from '../../../../src/domain/film/segment';
import type { ExportSettings, Segment } from '../../../../src/domain/film/video';
import { filmOutline, filmRecord, manifestOf, picturesDigest, sealOf, storyboardDigest } from '../../../../src/stages/video/files/filmRecord';
import { statements } from '../../../support/fakePorts';

const storyboard = statements(['The bank grows.', 'The river moves.']);
const settings: ExportSettings = { container: 'mp4', captions: 'burn', voice: 'auto' };
const coding = { path: 'webcodecs', codec: 'avc1.640028', bitrate: 6_000_000 } as const;

/** Two pictures, shown for 15 and 5 frames; coded once each, or again for every frame. */
function segment(first: number, everyFrame = false): Segment {
  const lengths = everyFrame ? Array.from({ length: 20 }, () => 1) : [15, 5];
  let frame = first;
  const frames = lengths.map(
    (length, index) => ({ frame: (frame += length) - length, frames: length, isKey: index === 0, bytes: Uint8Array.of(first, index) }),
  );
  return segmentOf(
    frames, { first, end: first + 20, codec: coding.codec, description: new Uint8Array(0), keys: frames.map((one) => (one.frame - first < 15 ? 'a' : 'b')) },
  );
}

function manifest(everyFrame = false): Manifest {
  const record = filmRecord(storyboard, coding, [segment(0, everyFrame), segment(20, everyFrame)], undefined);
  const video = {
    bytes: Uint8Array.of(1, 2, 3), mediaType: 'video/mp4', container: 'mp4', format: storyboard.format, duration: 4, frames: 40, distinctFrames: 4,
    path: 'webcodecs', codecs: ['avc1.640028'],
  } as const;
  return manifestOf({ storyboard, settings, video, record, captions: '1\n', version: '1.2.3', sha256: 'ab', besides: { srt: 'a', vtt: 'b', poster: 'c', storyboard: 'd' }, steps: { encode: 2 } });
}

describe('a manifest', () => {
  test('has the same pictures whether those that stay are coded once or for every frame, but other segments', () => {
    const [once, again] = [manifest(), manifest(true)];
    expect(again.pictures).toBe(once.pictures);
    expect(again.scenes.map(({ pictures }) => pictures)).toEqual(once.scenes.map(({ pictures }) => pictures));
    expect(again.scenes[0]?.segment).not.toBe(once.scenes[0]?.segment);
  });

  test('has other pictures where one is shown longer', () => {
    expect(picturesDigest([{ key: 'a', frames: 2 }, { key: 'a', frames: 1 }])).toBe(picturesDigest([{ key: 'a', frames: 3 }]));
    expect(picturesDigest([{ key: 'a', frames: 2 }])).not.toBe(picturesDigest([{ key: 'a', frames: 3 }]));
  });

  test('is equal to the outline of its storyboard', () => {
    const outline = filmOutline(storyboard, [[{ key: 'a', frames: 15 }, { key: 'b', frames: 5 }], [{ key: 'a', frames: 15 }, { key: 'b', frames: 5 }]], '1\n');
    const { storyboard: board, pictures, captions } = manifest();
    expect(outline).toMatchObject({ storyboard: board, pictures, captions });
  });

  test('survives being written and read', () => {
    expect(parseManifest(manifestJson(manifest()))).toEqual(manifest());
  });

  test.each(['', 'null', '{"version":2}', manifestJson({ ...manifest(), frames: -1 })])('is refused as "%s"', (text) => {
    expect(() => parseManifest(text)).toThrow(expect.objectContaining({ code: 'damaged-file' }));
  });

  test('says what is the same everywhere and what the encoder may make otherwise, each field once', () => {
    const { sameEverywhere, byEncoder } = manifest();
    expect(sameEverywhere.filter((name) => byEncoder.includes(name))).toEqual([]);
    expect(byEncoder).toContain('scenes.segment');
  });
});

test('assets count by their ids, so that megabytes need not be digested', () => {
  const with1 = storyboardDigest({ ...storyboard, assets: { x: 'data:,1' } });
  expect(storyboardDigest({ ...storyboard, assets: { x: 'data:,2' } })).toBe(with1);
  expect(storyboardDigest({ ...storyboard, assets: { y: 'data:,1' } })).not.toBe(with1);
});

test('the seal names storyboard, pictures and sound', () => {
  const { storyboard: board, pictures } = manifest();
  expect(
    JSON.parse(sealOf(storyboard, filmRecord(storyboard, coding, [segment(0), segment(20)], undefined), '1.2.3')),
  ).toEqual({ kinora: '1.2.3', storyboard: board, pictures, sound: '', encoder: 'avc1.640028' });
});
