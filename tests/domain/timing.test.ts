import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { totalFrames, totalSeconds } from '../../src/domain/storyboard';
import type { StatementScene } from '../../src/domain/scenes/statement';
import type { Scene, Storyboard } from '../../src/domain/storyboard';
import {
  calmSeconds, lineSeconds, lineStarts, predictedLine, predictLines, readingSeconds, retime, silentTiming, spokenSeconds, timingWithin, wordSpans,
} from '../../src/domain/timing';

const statement = (
  id: string, text: string,
): StatementScene => ({ id, layout: 'statement', anchors: [{ block: 0 }], frames: 1, speech: [text], chapter: '', text, emphasis: '' });
const storyboard = (scenes: readonly Scene[], seconds = 0, fps = 10): Storyboard => ({
  version: 1, title: 'T', language: 'en', source: {
    name: 'a.md', link: '',
  }, format: { width: 1920, height: 1080, fps }, theme: 'paper', seed: 1, seconds, scenes,
});

describe('lines in a scene', () => {
  test('each has 0.15 s of air before and 0.25 s after it', () => {
    const starts = lineStarts([1, 2]);
    expect(starts[0]).toBeCloseTo(0.15, 9);
    expect(starts[1]).toBeCloseTo(1.55, 9);
    expect(spokenSeconds([1, 2])).toBeCloseTo(3.8, 9);
    expect(lineStarts([])).toEqual([]);
    expect(spokenSeconds([])).toBe(0);
  });
});

describe('a silent line', () => {
  test('lasts as long as reading 17 characters a second and finding it', () => {
    expect(silentTiming('a'.repeat(34), 'en').duration).toBeCloseTo(2.4, 9);
  });

  test('gives each word its share and leaves 0.2 s at both ends', () => {
    const { duration, words } = silentTiming('one three', 'en');
    expect(words.map(({ offset, length }) => [offset, length])).toEqual([[0, 3], [4, 5]]);
    expect(words[0]?.start).toBeCloseTo(0.2, 9);
    expect(words[1]?.start).toBeCloseTo(words[0]?.end ?? -1, 9);
    expect(words[1]?.end).toBeCloseTo(duration - 0.2, 9);
  });

  test('without words has no word times', () => {
    expect(silentTiming('...', 'en').words).toEqual([]);
  });

  test('counts an ideograph as two letters', () => {
    expect(silentTiming('河流弯曲', 'zh').duration).toBeCloseTo(0.4 + 8 / 17, 9);
  });
});

describe('words of a text', () => {
  test('leave the punctuation around them out', () => {
    const text = '“Well,” he said (twice): it’s 3.5!';
    expect(wordSpans(text, 'en').map(({ offset, length }) => text.slice(offset, offset + length))).toEqual(['Well', 'he', 'said', 'twice', 'it’s', '3.5']);
  });

  test('are found in scripts without spaces', () => {
    const text = '河流在山谷中弯曲。';
    const words = wordSpans(text, 'zh').map(({ offset, length }) => text.slice(offset, offset + length));
    expect(words.join('')).toBe('河流在山谷中弯曲');
    expect(words.length).toBeGreaterThan(2);
  });
});

describe('the predicted voice', () => {
  // Measured with espeak-ng en-us at 165 words a minute, trimmed of silence.
  test.each([
    ['This usage of the word is practically never used in newspaper articles.', 3.85],
    ['If so, then there is a straightforward generalization for PMTGs.', 4.01],
  ])('takes about as long as espeak-ng: %s', (text, seconds) => {
    expect(Math.abs(lineSeconds(text, 'en', 165) / seconds - 1)).toBeLessThan(0.12);
  });

  test('is twice as long at half the rate', () => {
    expect(lineSeconds('A quiet river.', 'en', 100)).toBeCloseTo(2 * lineSeconds('A quiet river.', 'en', 200), 9);
  });

  test('at rate 0 is the reading time', () => {
    expect(lineSeconds('A quiet river.', 'en', 0)).toBe(silentTiming('A quiet river.', 'en').duration);
  });

  test('says numbers and capitals sign by sign', () => {
    expect(lineSeconds('It was 1234567.', 'en', 165)).toBeGreaterThan(lineSeconds('It was a million.', 'en', 165));
    expect(lineSeconds('The BBC and NATO.', 'en', 165)).toBeGreaterThan(lineSeconds('The bbc and nato.', 'en', 165));
  });
});

describe('retiming', () => {
  test('gives a scene its lines with their air, rounded up to whole frames', () => {
    const [scene] = retime(storyboard([statement('a', 'Short.')]), [[3.01]]).scenes;
    expect(scene?.frames).toBe(35);
  });

  test('keeps a scene at least 2.2 s', () => {
    expect(retime(storyboard([statement('a', 'Hi.')]), [[0.3]]).scenes[0]?.frames).toBe(22);
  });

  test('holds scenes to reach a wished length', () => {
    const film = storyboard([statement('a', 'One.'), statement('b', 'Two.')], 6);
    expect(totalSeconds(retime(film, [[2], [2]]))).toBe(6);
  });

  test('never holds a scene more than 1.5 s', () => {
    const film = storyboard([statement('a', 'One.'), statement('b', 'Two.')], 60);
    expect(totalSeconds(retime(film, [[2], [2]]))).toBeCloseTo(2 * (2.4 + 1.5), 9);
  });

  test('gives reading time up before it breaks a wish, but never the voice', () => {
    const long = statement('a', 'x'.repeat(85));
    expect(retime(storyboard([long]), [[3]]).scenes[0]?.frames).toBe(54);
    expect(retime(storyboard([long], 4), [[3]]).scenes[0]?.frames).toBe(40);
    expect(retime(storyboard([long], 1), [[3]]).scenes[0]?.frames).toBe(34);
  });

  test('changes nothing but frames', () => {
    const film = storyboard([statement('a', 'One.')]);
    expect(retime(film, [[5]])).toEqual({ ...film, scenes: [{ ...film.scenes[0], frames: 54 }] });
  });

  test('refuses a scene with another number of lines', () => {
    expect(() => retime(storyboard([statement('a', 'One.')]), [[1, 2]])).toThrow(Failure);
    expect(() => retime(storyboard([statement('a', 'One.')]), [])).toThrow('Scene a needs 1 line lengths, got 0.');
  });

  test('meets every wish that holds can reach, to the frame', () => {
    fc.assert(fc.property(fc.array(
      fc.double({ min: 0.2, max: 12, noNaN: true }), { minLength: 1, maxLength: 30 },
    ), fc.double({ min: 0, max: 1, noNaN: true }), (lengths, share) => {
      const film = storyboard(lengths.map((_, index) => statement(String(index), 'Word.')), 0, 30);
      const lines = lengths.map((length) => [length]);
      const calm = totalFrames(retime(film, lines));
      const wish = calm + Math.floor(share * lengths.length * 45);
      expect(totalFrames(retime({ ...film, seconds: wish / 30 }, lines))).toBe(wish);
    }));
  });
});

describe('a scene nobody hurries', () => {
  test('lasts as long as the longer of voice and reading', () => {
    const scene = statement('a', 'x'.repeat(85));
    expect(readingSeconds(scene)).toBeCloseTo(5.4, 9);
    expect(calmSeconds(scene, [3])).toBeCloseTo(5.4, 9);
    expect(calmSeconds(scene, [6])).toBeCloseTo(6.4, 9);
  });

  test('shows a chart for 0.4 s a point and 2 s, at most 9 s', () => {
    const chart = (points: number): Scene => ({
      id: 'c', layout: 'chart', anchors: [], frames: 1, speech: [], chapter: '', kind: 'bar', title: '', measure: '',
      points: Array.from({ length: points }, () => ({ label: '', value: 1, text: '1' })), highlight: -1,
    });
    expect(readingSeconds(chart(5))).toBeCloseTo(4, 9);
    expect(readingSeconds(chart(99))).toBe(9);
  });

  test('shows code and tables for a bounded time', () => {
    const code: Scene = { id: 'c', layout: 'code', anchors: [], frames: 1, speech: [], chapter: '', code: 'x\n'.repeat(99), language: '', title: '' };
    const table: Scene = {
      id: 't', layout: 'table', anchors: [], frames: 1, speech: [], chapter: '', title: '', header: ['a', 'b'], rows: [['1', '2']], highlight: -1,
    };
    expect(readingSeconds(code)).toBe(9);
    expect(readingSeconds(table)).toBeCloseTo(2.4, 9);
  });
});

test('lines are predicted for every scene', () => {
  const film = storyboard([statement('a', 'One.'), { ...statement('b', 'Two.'), speech: [] }]);
  expect(predictLines(film, 165).map((lines) => lines.length)).toEqual([1, 0]);
});

test('a line that is predicted has the words of its reading, drawn out to its length', () => {
  const text = 'Rivers bend slowly.';
  const { duration, words } = predictedLine(text, 'en', 165);
  expect(duration).toBe(lineSeconds(text, 'en', 165));
  const silent = silentTiming(text, 'en');
  for (const [index, { start, end }] of words.entries()) {
    expect(start).toBeCloseTo(((silent.words[index]?.start ?? 0) * duration) / silent.duration, 12);
    expect(end).toBeGreaterThan(start);
  }
  expect(words.at(-1)?.end).toBeLessThan(duration);
  expect(timingWithin(text, 'en', silent.duration)).toEqual(silent);
});
