import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readablePieces, readingLength } from '../../../src/stages/suggestions/clauses';

describe('readable pieces', () => {
  test('are the sentence itself, in one line, if it is short enough', () => {
    expect(readablePieces('A river\n bends.', 40)).toEqual(['A river bends.']);
  });

  test('end at clauses', () => {
    expect(readablePieces('Paving a tenth of a valley can double its floods, because water that once soaked in now runs off at once.', 70)).toEqual([
      'Paving a tenth of a valley can double its floods,', 'because water that once soaked in now runs off at once.',
    ]);
  });

  test('do not end on the word that ties the next one to them', () => {
    for (const piece of readablePieces('The bank that grows and the bank that falls are the two sides of one and the same slow river and of its sand', 45)) {
      expect(piece).not.toMatch(/\b(?:and|that|of)$/);
    }
  });

  test('count signs of scripts without spaces double', () => {
    expect(readingLength('河流ab')).toBe(6);
    const pieces = readablePieces('河流在山谷中弯曲，因为沙子在内侧沉积，城市扩张使洪水更加严重。', 44);
    expect(pieces.join('')).toBe('河流在山谷中弯曲，因为沙子在内侧沉积，城市扩张使洪水更加严重。');
    expect(pieces.slice(0, -1).every((piece) => piece.endsWith('，'))).toBe(true);
  });

  test('lose nothing and keep their length', () => {
    const word = fc.constantFrom('river', 'and', 'sand,', 'bends;', '(inner', 'bank)', 'a', 'slow—water', 'because');
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 80 }), fc.integer({ min: 40, max: 200 }), (words, longest) => {
      const pieces = readablePieces(words.join(' '), longest);
      expect(pieces.join(' ').replace(/\s/g, '')).toBe(words.join('').replace(/\s/g, ''));
      for (const piece of pieces) expect(readingLength(piece)).toBeLessThanOrEqual(longest);
    }));
  });
});
