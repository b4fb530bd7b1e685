import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpokenLine } from '../../../src/domain/narration';
import type { Storyboard } from '../../../src/domain/storyboard';
import { captionsOf } from '../../../src/stages/video/captions';

function film(width: number, height: number, frames: readonly number[]): Storyboard {
  return {
    version: 1, title: '', language: 'en', source: { name: '', link: '' }, theme: 'paper', seed: 1, seconds: 0,
    format: { width, height, fps: 10 },
    scenes: frames.map((length, index) => ({
      layout: 'statement', id: `s${index}`, anchors: [], frames: length, speech: [], chapter: '', text: '', emphasis: '',
    })),
  };
}

/** A word a half second. */
function spoken(text: string, scene = 's0', start = 0): SpokenLine {
  const words = [...text.matchAll(/[\p{L}\p{N}'’-]+/gu)].map(
    (match, index) => ({ offset: match.index, length: match[0].length, start: index / 2, end: index / 2 + 0.4 }),
  );
  return { scene, text, start, duration: words.length / 2, words };
}

const wide = film(1920, 1080, [600]);
const texts = (captions: ReturnType<typeof captionsOf>): readonly (readonly string[])[] => captions.map((caption) => caption.lines.map((line) => line.text));

describe('captionsOf', () => {
  it('keeps a short sentence on one line', () => {
    expect(texts(captionsOf(wide, [spoken('Rivers move.')]))).toEqual([['Rivers move.']]);
  });

  it('breaks a sentence of two clauses where the first one ends', () => {
    const captions = captionsOf(wide, [spoken('When the bank gives way, the river takes the field.')]);
    expect(texts(captions)).toEqual([['When the bank gives way,', 'the river takes the field.']]);
  });

  it('ends captions, not only lines, at clauses', () => {
    const captions = captionsOf(
      wide, [spoken('Paving a tenth of a valley can double the height of its floods, because water that once soaked in now runs off at once.')],
    );
    expect(captions.map((caption) => caption.lines.at(-1)?.text.endsWith(',') || caption.lines.at(-1)?.text.endsWith('.'))).toEqual([true, true]);
  });

  it('gives every word with its offset in the line and its time in the film', () => {
    const [caption] = captionsOf(film(1920, 1080, [100, 100]), [spoken('The (old) bank.', 's1', 2)]);
    const line = caption?.lines[0];
    expect(line?.words.map((word) => line.text.slice(word.offset, word.offset + word.length))).toEqual(['The', 'old', 'bank']);
    expect(line?.words.map((word) => word.start)).toEqual([12, 12.5, 13]);
  });

  it('leaves a dash with the words before it', () => {
    const captions = captionsOf(film(1080, 1920, [600]), [spoken('It was the river — the slow one — that moved the town away.')]);
    expect(texts(captions).flat().some((line) => line.startsWith('—'))).toBe(false);
  });

  it('begins no line with a closing mark, even where a whole sentence came as one word', () => {
    const text = '谷の十分の一を舗装すると、しみ込んでいた水が、一気に流れ出し、洪水の高さは二倍になることがある。';
    const captions = captionsOf(film(1920, 1080, [600]), [{ ...spoken(text), words: [{ offset: 0, length: text.length, start: 0, end: 6 }] }]);
    const lines = captions.flatMap((caption) => caption.lines.map((line) => line.text));
    expect(lines.join('')).toBe(text);
    expect(lines.every((line) => line.length <= 20 && !/^[、。]/u.test(line))).toBe(true);
  });

  it('packs at most 20 characters of Chinese or Japanese on a line', () => {
    const text = '谷の十分の一を舗装すると、しみ込んでいた水が一気に流れ出し、洪水の高さは二倍になることがある。';
    const words = [...new Intl.Segmenter('ja', { granularity: 'word' }).segment(text)].filter((part) => part.isWordLike)
      .map((part, index) => ({ offset: part.index, length: part.segment.length, start: index / 4, end: index / 4 + 0.2 }));
    const lines = texts(captionsOf(wide, [{ scene: 's0', text, start: 0, duration: 10, words }])).flat();
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(20);
    expect(lines.join('')).toBe(text);
  });

  it('gives words times of their own where the narration has none', () => {
    const [caption] = captionsOf(wide, [{ scene: 's0', text: 'aaa bbb', start: 1, duration: 4, words: [] }]);
    expect(caption?.lines[0]?.words.map((word) => [word.start, word.end])).toEqual([[1, 3], [3, 5]]);
  });

  it('never ends a line on one letter and its hyphen, though its voice speaks two words', () => {
    const text = 'It is compared with all of its own history so z-scores of three ring a bell';
    const words = [...text.matchAll(/[a-z]+/giu)].map(
      (match, index) => ({ offset: match.index, length: match[0].length, start: index / 2, end: index / 2 + 0.4 }),
    );
    const lines = texts(captionsOf(wide, [{ ...spoken(text), words }])).flat();
    expect(lines.some((line) => line.includes('z-scores'))).toBe(true);
  });

  it('leaves no half line over from a sentence that takes two captions', () => {
    const [first, second, ...more] = texts(captionsOf(wide, [spoken('An aquifer is rock or gravel below the ground that holds enough water to fill a well.')]));
    expect([first?.join(' '), second?.join(' '), more]).toEqual([
      'An aquifer is rock or gravel below the ground', 'that holds enough water to fill a well.', [],
    ]);
  });

  it('splits an address that is longer than a line', () => {
    const address = `https://example.org/${'a'.repeat(60)}`;
    const lines = texts(
      captionsOf(wide, [{ scene: 's0', text: address, start: 0, duration: 4, words: [{ offset: 0, length: address.length, start: 0, end: 4 }] }]),
    ).flat();
    expect(lines.every((line) => line.length <= 42)).toBe(true);
    expect(lines.join('')).toBe(address);
  });

  it('leaves out lines of scenes that are not in the storyboard', () => {
    expect(captionsOf(wide, [spoken('Gone.', 'elsewhere')])).toEqual([]);
  });

  it('holds a caption until it can be read, but not beyond its scene', () => {
    const [long] = captionsOf(film(1920, 1080, [600]), [{ ...spoken('Seventeen letters.'), words: [{ offset: 0, length: 17, start: 0, end: 0.2 }] }]);
    expect(long?.end).toBeCloseTo(18 / 17, 5);
    const [cut] = captionsOf(film(1920, 1080, [5, 600]), [spoken('Short.')]);
    expect(cut?.end).toBe(0.5);
  });

  const word = fc.oneof({ weight: 5, arbitrary: fc.stringMatching(/^[a-z]{1,12}$/) }, { weight: 1, arbitrary: fc.stringMatching(/^[a-z]{1,9}[,;.!?]$/) }, {
    weight: 1, arbitrary: fc.stringMatching(/^“[a-z]{1,9}”$/),
  });
  const sentence = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));

  it('shows every word, in order, in at most two lines of 42, one caption after the other', () => {
    fc.assert(fc.property(fc.array(sentence, { minLength: 1, maxLength: 4 }), fc.boolean(), (sentences, portrait) => {
      const storyboard = film(portrait ? 1080 : 1920, portrait ? 1920 : 1080, sentences.map(() => 260));
      const captions = captionsOf(storyboard, sentences.map((text, index) => spoken(text, `s${index}`, 0.5)));
      expect(captions.flatMap((caption) => caption.lines.map((line) => line.text)).join(' ')).toBe(sentences.join(' '));
      let end = 0;
      for (const caption of captions) {
        expect(caption.lines.length).toBeLessThanOrEqual(2);
        for (const line of caption.lines) {
          expect(line.text.length).toBeLessThanOrEqual(portrait ? 32 : 42);
          for (const one of line.words) expect(line.text.slice(one.offset, one.offset + one.length)).toMatch(/^[a-z]+$/);
        }
        expect(caption.start).toBeGreaterThanOrEqual(end);
        expect(caption.end).toBeGreaterThan(caption.start);
        end = caption.end;
      }
    }), { seed: 7, numRuns: 150 });
  });
});
