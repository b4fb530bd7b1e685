import { describe, expect, test } from 'vitest';
import type { SpokenLine } from '../../../../src/domain/narration';
import { fade, lift, voiceSpans } from '../../../../src/stages/video/music/duck';

const line = (start: number, ...words: readonly (readonly [number, number])[]): SpokenLine => ({
  scene: 's', text: 'x', start, duration: 9, words: words.map(([from, end]) => ({ offset: 0, length: 1, start: from, end })),
});

describe('the voice', () => {
  test('is heard from word to word, short pauses included', () => {
    // Words at 1.1 to 1.5, 2 to 3, then nothing for a second.
    expect(
      voiceSpans([{ line: line(1, [0.1, 0.5], [1, 2]), from: 0 }, { line: line(0, [0, 1]), from: 4 }]),
    ).toEqual([{ start: 1.1, end: 3 }, { start: 4, end: 5 }]);
  });

  test('of a line without words is the whole line', () => {
    expect(voiceSpans([{ line: line(1), from: 2 }])).toEqual([{ start: 3, end: 12 }]);
  });
});

describe('music', () => {
  const spans = [{ start: 1, end: 2 }, { start: 4, end: 5 }];

  test('is down while somebody speaks, and already when the first word comes', () => {
    for (const time of [1, 1.5, 2, 4, 5]) expect(lift(time, spans, 18)).toBe(0);
  });

  test('comes up by 6 dB in a pause, in 0.6 s, and goes down in 0.2 s', () => {
    expect(lift(3, spans, 18)).toBe(6);
    expect(lift(2.3, spans, 18)).toBeCloseTo(3);
    expect(lift(2.6, spans, 18)).toBeCloseTo(6);
    expect(lift(3.8, spans, 18)).toBeCloseTo(6);
    expect(lift(3.9, spans, 18)).toBeCloseTo(3);
    expect(lift(9, spans, 18)).toBe(6);
  });

  test('never comes nearer than 12 dB to the voice', () => {
    expect(lift(3, spans, 14)).toBe(2);
    expect(lift(3, spans, 6)).toBe(0);
  });

  test('comes in 1.5 s and goes in 3 s', () => {
    expect([fade(0, 60), fade(0.75, 60), fade(1.5, 60), fade(30, 30), fade(60, 3), fade(60, 1.5), fade(60, 0), fade(-1, 60)].map(
      (share) => Number(share.toFixed(3)),
    )).toEqual([
      0, 0.5, 1, 1, 1, 0.5, 0, 0,
    ]);
  });
});
