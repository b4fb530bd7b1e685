import { describe, expect, test } from 'vitest';
import { packed } from '../../../../src/domain/film/packets';
import type { Storyboard } from '../../../../src/domain/storyboard';
import type { SoundPiece } from '../../../../src/domain/film/video';
import { filmLoudness, joinSound, soundPlaces } from '../../../../src/stages/video/sound/joinSound';
import { statements } from '../../../support/fakePorts';

function board(fps: number, ...frames: readonly number[]): Storyboard {
  const made = statements(frames.map((_, index) => `s${index}`));
  return { ...made, format: { ...made.format, fps }, scenes: made.scenes.map((scene, index) => ({ ...scene, frames: frames[index]! })) };
}

/** A piece whose packets are [scene, 0], [scene, 1]... */
function piece(scene: number, packets: number, power = 0.01): SoundPiece {
  return {
    description: Uint8Array.of(1), packets: packed(Array.from({ length: packets }, (_, index) => Uint8Array.of(scene, index))),
    powers: new Float32Array(Math.ceil(packets * 0.2)).fill(power),
  };
}

const none: SoundPiece = { description: new Uint8Array(0), packets: packed([]), powers: new Float32Array(0) };

describe('the sound of a film', () => {
  test.each([['aac', 1024], ['opus', 960]] as const)('of %s has scenes on its grid, at most half a packet off, without gaps', (codec, packet) => {
    const places = soundPlaces(board(30, 67, 91, 45, 200), codec);
    const starts = [0, 67, 158, 203];
    for (const [scene, { first }] of places.entries()) expect(Math.abs(first * packet - starts[scene]! * 1600)).toBeLessThanOrEqual(packet / 2);
    for (const [scene, { first, packets }] of places.entries()) expect(first + packets).toBe(places[scene + 1]?.first ?? Math.ceil((403 * 1600) / packet));
  });

  test('is exactly as long as the pictures', () => {
    for (const storyboard of [board(30, 67, 91), board(7, 20, 3), board(25, 1)]) {
      const track = joinSound(storyboard, storyboard.scenes.map((_, scene) => piece(scene, 9)), 'aac')!;
      let end = 0;
      for (const { start, duration } of track.packets) {
        expect(start).toBeCloseTo(end, 9);
        expect(duration).toBeGreaterThan(0);
        end = start + duration;
      }
      const seconds = storyboard.scenes.reduce((sum, { frames }) => sum + frames, 0) / storyboard.format.fps;
      expect(Math.abs(end - seconds)).toBeLessThan(1 / 48_000);
    }
  });

  test('goes on with the silence of a scene where it has no more, and with that of another where it has none', () => {
    // A second is 46.9 packets.
    const track = joinSound(board(1, 1, 1), [none, piece(1, 3)], 'aac')!;
    expect(track.packets.map(({ bytes }) => bytes.join()).slice(44, 52)).toEqual(['1,2', '1,2', '1,2', '1,0', '1,1', '1,2', '1,2', '1,2']);
    expect(track.description).toEqual(Uint8Array.of(1));
  });

  test('is cut where a scene ends', () => {
    const track = joinSound(board(1, 1, 1), [piece(0, 99), piece(1, 3)], 'aac')!;
    expect(track.packets.map(({ bytes }) => bytes.join()).slice(46, 49)).toEqual(['0,46', '1,0', '1,1']);
  });

  test('is none where nothing is heard', () => {
    expect(joinSound(board(1, 1, 1), [none, none], 'aac')).toBeUndefined();
  });

  test('is refused where its parts need other decoders', () => {
    expect(() => joinSound(board(1, 1, 1), [piece(0, 2), { ...piece(1, 2), description: Uint8Array.of(2) }], 'aac')).toThrow(/scene 1/);
  });

  test('is as loud as its scenes, silence apart', () => {
    // -0.691 + 10 log10 0.01.
    expect(filmLoudness(board(1, 9, 9, 9), [piece(0, 200), none, piece(2, 200)], 'aac')).toBeCloseTo(-20.7, 0);
    expect(filmLoudness(board(1, 9), [none], 'aac')).toBe(-Infinity);
  });
});
