import { describe, expect, test } from 'vitest';
import { av1CodecString, avcCodecStrings, bitrateOf, codecOf, hevcCodecString, vp9CodecString } from '../../../src/platform/files/codecStrings';

describe('H.264 levels', () => {
  test.each([
    [640, 360, 30, '1e'],
    [1280, 720, 30, '1f'],
    [1280, 720, 60, '20'],
    [1920, 1080, 30, '28'],
    [1080, 1920, 30, '28'],
    [1920, 1080, 60, '2a'],
    [3840, 2160, 30, '33'],
    [4096, 4096, 60, '3c'],
  ])('%i x %i at %i takes level 0x%s', (width, height, fps, level) => {
    expect(avcCodecStrings({ width, height, fps })).toEqual([`avc1.6400${level}`, `avc1.4d00${level}`, `avc1.42e0${level}`]);
  });
});

test('VP9 says its level, 8 bits and BT.709 in limited range', () => {
  expect(vp9CodecString({ width: 1920, height: 1080, fps: 30 })).toBe('vp09.00.40.08.01.01.01.01.00');
  expect(vp9CodecString({ width: 1280, height: 720, fps: 30 })).toBe('vp09.00.31.08.01.01.01.01.00');
});

test.each([
  [1280, 720, 30, '05', '93'],
  [1920, 1080, 30, '08', '120'],
  [1080, 1920, 60, '09', '123'],
  [3840, 2160, 60, '13', '153'],
  [4096, 4096, 60, '17', '183'],
])('AV1 and HEVC say the lowest level that holds %i x %i at %i', (width, height, fps, av1, hevc) => {
  expect(av1CodecString({ width, height, fps })).toBe(`av01.0.${av1}M.08.0.110.01.01.01.0`);
  expect(hevcCodecString({ width, height, fps })).toBe(`hvc1.1.6.L${hevc}.B0`);
});

test('codecs are known by their codec strings and by the names of ffmpeg', () => {
  expect(['avc1.640028', 'libx264', 'hvc1.1.6.L93.B0', 'av01.0.08M.08', 'vp09.00.40.08', 'libvpx-vp9', 'vp8'].map(codecOf)).toEqual([
    'h264', 'h264', 'hevc', 'av1', 'vp9', 'vp9', 'vp9',
  ]);
});

describe('the bitrate', () => {
  test('is 6 million a second for 1080p at 30', () => {
    expect(bitrateOf({ width: 1920, height: 1080, fps: 30 })).toBe(6_000_000);
  });

  test('grows by 8 for 16 times the pixels, and never falls below 700,000', () => {
    expect(bitrateOf({ width: 480, height: 270, fps: 30 }) * 8).toBeCloseTo(6_000_000, -1);
    expect(bitrateOf({ width: 64, height: 64, fps: 1 })).toBe(700_000);
  });
});
