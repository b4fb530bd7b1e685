import { describe, expect, test } from 'vitest';
import { fileChecks, type FilmCheck, storyboardChecks, trackChecks } from '../../src/cli/filmChecks';
import type { Manifest } from '../../src/domain/film/manifest';

const manifest: Manifest = {
  version: 1, kinora: '1', storyboard: 's', settings: { container: 'mp4', captions: 'burn', voice: 'auto' }, format: { width: 640, height: 360, fps: 25 },
  frames: 100, seconds: 4, distinctFrames: 8, chapters: [], captions: 'c', pictures: 'p',
  scenes: [{ id: 'a', first: 0, end: 50, pictures: 'pa', segment: 'sa' }, { id: 'b', first: 50, end: 100, pictures: 'pb', segment: 'sb' }],
  sound: 'x', encoder: { path: 'webcodecs', codec: 'avc1.640028', bitrate: 1 }, codecs: ['avc1.640028', 'mp4a.40.2'], steps: {},
  file: { container: 'mp4', mediaType: 'video/mp4', bytes: 3, sha256: 'ab' }, sameEverywhere: [], byEncoder: [],
};
const facts = {
  duration: 4, codecs: ['avc1.640c28', 'mp4a.40.2'], width: 640, height: 360, keyTimes: [0, 2], pictures: 8, pictureDuration: 4, soundDuration: 4.02,
};
const seal = '{"storyboard":"s","pictures":"p","sound":"x"}';

const broken = (checks: readonly FilmCheck[]): readonly string[] => checks.filter(({ ok }) => !ok).map(({ check }) => check);

describe('a film that is as it was made', () => {
  test('passes every check', () => {
    expect(broken(fileChecks(manifest, { bytes: 3, sha256: 'ab', seal }))).toEqual([]);
    expect(broken(trackChecks(manifest, facts))).toEqual([]);
    expect(broken(storyboardChecks(manifest, { storyboard: 's', captions: 'c', pictures: 'p', scenes: manifest.scenes }))).toEqual([]);
  });

  test('passes at a constant rate, and with its last picture repeated', () => {
    expect(broken(trackChecks(manifest, { ...facts, pictures: 100 }))).toEqual([]);
    expect(broken(trackChecks(manifest, { ...facts, pictures: 9, pictureDuration: 3.961 }))).toEqual([]);
  });
});

describe('a film that is not', () => {
  test.each([
    ['bytes', { bytes: 4, sha256: 'ab', seal }],
    ['sha256', { bytes: 3, sha256: 'ac', seal }],
    ['seal', { bytes: 3, sha256: 'ab', seal: '' }],
    ['seal', { bytes: 3, sha256: 'ab', seal: '{"storyboard":"other"}' }],
    ['seal', { bytes: 3, sha256: 'ab', seal: 'not JSON' }],
  ])('fails at its %s', (check, file) => {
    expect(broken(fileChecks(manifest, file))).toEqual([check]);
  });

  test.each([
    ['size', { width: 320 }],
    ['codecs', { codecs: ['vp09.00.40.08', 'opus'] }],
    ['duration', { duration: 4.06 }],
    ['picture track', { pictureDuration: 3.95 }],
    ['sound track', { soundDuration: 3.9 }],
    ['sound track', { soundDuration: undefined }],
    ['pictures', { pictures: 7 }],
    ['scenes', { keyTimes: [0, 2.04] }],
  ])('fails at its %s', (check, change) => {
    expect(broken(trackChecks(manifest, { ...facts, ...change }))).toEqual([check]);
  });

  test('names the scenes whose pictures differ', () => {
    const scenes = manifest.scenes.map((scene) => (scene.id === 'b' ? { ...scene, pictures: 'other' } : scene));
    const checks = storyboardChecks(manifest, { storyboard: 's', captions: 'c', pictures: 'q', scenes });
    expect(checks.at(-1)).toEqual({ check: 'picture keys', ok: false, message: 'must be p, got q; scenes that differ: b' });
  });
});
