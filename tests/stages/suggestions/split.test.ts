import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sentence } from '../../../src/domain/content';
import { sentenceCutter, split } from '../../../src/stages/suggestions/split';
import { code, contentOf, contextOfTest, heading, list, paragraph, quote } from '../../support/contents';

const cut = (text: string, language = 'en'): readonly string[] => sentenceCutter(language)(text).map((span) => span.text);

describe('a sentence', () => {
  test.each<[string, string, readonly string[]]>([
    ['ends at a full stop, a question or a call', 'en', ['Rivers bend.', 'Why do they?', 'Look!', 'They do.']],
    ['goes on after titles', 'en', ['Dr. Ada Brook met Mr. Stone and Prof. Hill.', 'They agreed.']],
    ['goes on after initials', 'en', ['It was J. R. R. Reed who said so.', 'Nobody knew.']],
    ['goes on after decimals and versions', 'en', ['It weighs 3.5 tons.', 'Version 2.0.1 is out.']],
    ['goes on after e.g. and i.e.', 'en', ['Use a tool, e.g. Make, i.e. the old one.', 'Then run it.']],
    ['goes on after figures and pages with a number', 'en', ['See Fig. 3 and p. 55 for that.', 'See also sec. 2.']],
    ['goes on after et al. before a year', 'en', ['Brook et al. (2001) agree.', 'So do we.']],
    ['ends after an abbreviation if a common opener follows', 'en', ['They came from the U.S. by ship.', 'They sold to Reed & Co. in May.']],
    ['keeps addresses whole', 'en', ['Visit https://example.com/a.b?c=d.e now.', 'Then rest.']],
    ['takes the closing quotation mark along', 'en', ['He said “I am here.”', 'Then he left.']],
    ['goes on inside brackets', 'en', ['It grew (slowly. Very slowly.) until May.', 'Then it died.']],
    ['goes on after an ordinal', 'de', ['Am 12. Juni kam Frau Prof. Schulze.', 'Sie blieb, z. B. im Hotel.']],
    ['goes on after an ordinal with a lower-case month', 'cs', ['Bylo to 20. března.', 'Potom odešel.']],
    ['ends at full-width stops without a space', 'zh', ['河流弯曲。', '为什么？']],
  ])('%s', (_, language, sentences) => {
    expect(cut(sentences.join(language === 'zh' ? '' : ' '), language)).toEqual(sentences);
  });

  test('ends at an abbreviation before a common opener', () => {
    expect(cut('I live in the U.S. How about you?')).toEqual(['I live in the U.S.', 'How about you?']);
    expect(cut('They sold it to Reed & Co. It closed later.')).toEqual(['They sold it to Reed & Co.', 'It closed later.']);
  });

  test('takes the marks of reference after it along', () => {
    expect(cut('It is far.[1] It is near.[2][3] It is here.')).toEqual(['It is far.[1]', 'It is near.[2][3]', 'It is here.']);
  });

  test('keeps its list mark', () => {
    expect(cut('1. The first part 2. The second part')).toEqual(['1. The first part', '2. The second part']);
    expect(cut('a) one thing b) two things')).toEqual(['a) one thing', 'b) two things']);
  });

  test('goes on over a line that was only wrapped', () => {
    expect(cut('A line that was\nwrapped. And another.')).toEqual(['A line that was\nwrapped.', 'And another.']);
  });

  test('ends with a line that is complete, whatever follows', () => {
    expect(cut('It works.\nand fits.')).toEqual(['It works.', 'and fits.']);
  });

  test('is not made of signs alone', () => {
    expect(cut('* * *')).toEqual([]);
    expect(cut('')).toEqual([]);
    expect(cut('Well. ... .')).toHaveLength(1);
  });
});

describe('splitting a document', () => {
  const content = contentOf([
    heading(1, 'Rivers. Really.'), paragraph('Water bends. It carries sand.'), list('Plant trees. Soon.', 'move dikes'), code('a. b. C.'),
    quote('We waited. It came.', 'Ada'),
  ]);
  const sentences = split.run(content, {}, contextOfTest()) as readonly Sentence[];

  test('takes prose only, entry by entry', () => {
    expect(sentences.map(({ block, text }) => [block, text])).toEqual([
      [1, 'Water bends.'], [1, 'It carries sand.'], [2, 'Plant trees.'], [2, 'Soon.'], [2, 'move dikes'], [4, 'We waited.'], [4, 'It came.'],
    ]);
  });

  test('numbers sentences in order and keeps them verbatim', () => {
    expect(sentences.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    for (const { block, text, start } of sentences) expect(content.blocks[block]?.text.slice(start, start + text.length)).toBe(text);
  });

  test('stops when it is aborted', () => {
    expect(() => split.run(content, {}, { ...contextOfTest(), signal: AbortSignal.abort(new Error('stop')) })).toThrow('stop');
  });
});

test('sentences are verbatim, in order and apart, and lose no letter', () => {
  const cutter = sentenceCutter('en');
  const piece = fc.constantFrom(
    'Rivers', 'bend', 'Dr', 'U.S', '3.5', '(', ')', '.', '!', '?', '...', '\n', '“', '”', '[1]', '•', '2.', ' ', ' ', 'e.g', '。', 'Ä',
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
    const text = pieces.join('');
    let end = 0;
    let letters = '';
    for (const span of cutter(text)) {
      expect(span.start).toBeGreaterThanOrEqual(end);
      expect(text.slice(span.start, span.start + span.text.length)).toBe(span.text);
      expect(span.text.trim()).toBe(span.text);
      end = span.start + span.text.length;
      letters += span.text.replace(/[^\p{L}\p{N}]/gu, '');
    }
    expect(letters).toBe(text.replace(/[^\p{L}\p{N}]/gu, ''));
  }));
});

test('a long paragraph is cut as its parts are', () => {
  const part = 'Dr. Brook saw the river bend near St. Ives in 1.5 hours. ';
  expect(cut(part.repeat(500))).toEqual(Array.from({ length: 500 }, () => part.trim()));
});
