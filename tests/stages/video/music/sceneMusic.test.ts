import { describe, expect, test } from 'vitest';
import type { SpokenLine } from '../../../../src/domain/narration';
import { musicLevel, sceneMusic } from '../../../../src/stages/video/music/sceneMusic';
import { statements } from '../../../support/fakePorts';

const board = { ...statements(['a', 'b', 'c']), scenes: statements(['a', 'b', 'c']).scenes.map((scene) => ({ ...scene, frames: 100 })) };
const line = (scene: string): SpokenLine => ({ scene, text: 'x', start: 0.15, duration: 2, words: [{ offset: 0, length: 1, start: 0, end: 2 }] });
const lines = [[line('s0')], [], [line('s2')]];
const music = { source: { bed: 'drift' }, under: 18 };

describe('music under scenes', () => {
  const parts = sceneMusic(board, music, lines, -16, 'aac');

  test('follows itself without a gap, with eight packets before each scene and three after', () => {
    for (const [scene, part] of parts.entries()) {
      expect(part.lead).toBe(8 * 1024);
      expect(part.length).toBe(part.body + 11 * 1024);
      if (scene > 0) expect(part.from + part.lead).toBe(parts[scene - 1]!.from + parts[scene - 1]!.lead + parts[scene - 1]!.body);
    }
    expect(parts[0]!.from).toBe(-8 * 1024);
  });

  test('is 18 dB under the voice, and at its full level at a join seen from both sides', () => {
    expect(20 * Math.log10(musicLevel(parts[2]!, 1))).toBeCloseTo(-16 - 18 + 20, 5);
    expect(20 * Math.log10(musicLevel(parts[1]!, 5))).toBeCloseTo(-16 - 18 + 20 + 6, 5);
    const before = musicLevel(parts[0]!, parts[0]!.body / 48_000 + 0.05);
    expect(musicLevel(parts[1]!, 0.05)).toBeCloseTo(before, 6);
  });

  test('comes and goes with the film', () => {
    expect(musicLevel(parts[0]!, 0)).toBe(0);
    expect(parts[1]).not.toHaveProperty('filmEnd');
    expect(musicLevel(parts[2]!, 10)).toBeCloseTo(0, 3);
  });

  test('depends on the voice nearby alone', () => {
    const other = sceneMusic(board, music, [[line('s0')], [], [{ ...line('s2'), words: [{ offset: 0, length: 1, start: 0.1, end: 1 }] }]], -16, 'aac');
    expect(other[0]).toEqual(parts[0]);
    expect(other[2]).not.toEqual(parts[2]);
  });

  test('of the scenes before an edit stays as it is, though somebody speaks without a pause', () => {
    const talk = (
      scene: string, seconds: number,
    ): SpokenLine => ({ scene, text: 'x', start: 0.15, duration: seconds, words: [{ offset: 0, length: 1, start: 0, end: seconds }] });
    const whole = sceneMusic(board, music, [[talk('s0', 9.6)], [talk('s1', 9.6)], [talk('s2', 9.6)]], -16, 'aac');
    const edited = sceneMusic(board, music, [[talk('s0', 9.6)], [talk('s1', 9.6)], [talk('s2', 7)]], -16, 'aac');
    expect(edited.slice(0, 2)).toEqual(whole.slice(0, 2));
  });

  test('is as loud as its loop where nobody speaks in the whole film', () => {
    expect(musicLevel(sceneMusic(board, music, [[], [], []], -16, 'opus')[1]!, 5)).toBe(1);
  });
});
