import { describe, expect, it } from 'vitest';
import type { Font } from '../../../../src/domain/film/drawing';
import type { Face } from '../../../../src/stages/video/draw/themes/theme';
import { breakLines } from '../../../../src/stages/video/draw/lineBreaking';
import { ellipsize, setText } from '../../../../src/stages/video/draw/typesetting';
import { fakeRuler } from '../../../support/fakeRuler';

// 100 px high: a character is 52 px wide.
const font: Font = { family: 'x', size: 100, weight: 400 };
const face: Face = { family: 'x', weight: 400, strong: 700, italic: false, tracking: 0, leading: 1.2 };
const setting = { ruler: fakeRuler, language: 'en' };
const lines = (text: string, characters: number, wrap: 'balanced' | 'even' = 'balanced', language = 'en'): readonly string[] =>
  breakLines(text, font, characters * 52 + 1, wrap, { ...setting, language }).lines.map((line) => line.text);

describe('breakLines', () => {
  it('balances a headline', () => {
    expect(lines('How a river decides where to bend', 30)).toEqual(['How a river decides', 'where to bend']);
  });

  it('leaves no lone word on the last line', () => {
    expect(lines('the bank grows and the river moves on', 35, 'even').at(-1)?.split(' ').length).toBeGreaterThan(1);
  });

  it('does not end a line on an article if it can help it', () => {
    expect(lines('We walked along the river and a heron rose', 28)[0]).not.toMatch(/ (a|the|and)$/);
  });

  it('breaks where clauses end, and leaves no word of one on the line of another', () => {
    expect(
      lines('The man whose duvet nearly killed him: how this mystery was solved', 20),
    ).toEqual(['The man whose duvet', 'nearly killed him:', 'how this mystery', 'was solved']);
    expect(lines('For example, the port of Red Dead Redemption 2 does not run', 24)).toContainEqual(expect.stringContaining('Redemption 2'));
  });

  it('breaks Japanese between words, never before a full stop', () => {
    const set = breakLines('私たちは川をまっすぐにしたのではない。', font, 900, 'balanced', { ...setting, language: 'ja' }).lines;
    expect(set.length).toBeGreaterThan(1);
    expect(set.every((line) => !line.text.startsWith('。'))).toBe(true);
  });

  it('breaks Chinese where a mark stands, and Japanese not before a particle', () => {
    const chinese = breakLines('我们没有把河流拉直，我们只是缩短了自己的耐心。', font, 1500, 'balanced', { ...setting, language: 'zh' }).lines.map((line) => line.text);
    expect(chinese).toEqual(['我们没有把河流拉直，', '我们只是缩短了自己的耐心。']);
    const japanese = breakLines('川はどこで曲がるかをどう決めるのか', font, 1100, 'balanced', { ...setting, language: 'ja' }).lines.map((line) => line.text);
    expect(japanese.some((line) => /^[をはがにのでも]/u.test(line))).toBe(false);
  });

  it('keeps words joined by a no-break space together', () => {
    expect(lines('under 30\u00a0mm of rain', 8)).toContainEqual(expect.stringContaining('30\u00a0mm'));
  });

  it('tears a word only if a line cannot hold it', () => {
    const broken = breakLines('abcdefghij', font, 4 * 52 + 1, 'balanced', setting);
    expect(broken).toMatchObject({ torn: true });
    expect(broken.lines.map((line) => line.text)).toEqual(['abcd', 'efgh', 'ij']);
  });

  it('says where each line lies in the text', () => {
    for (const line of breakLines('How a river decides where to bend', font, 1000, 'balanced', setting).lines) {
      expect('How a river decides where to bend'.slice(line.start, line.end)).toBe(line.text);
    }
  });

  it.each([
    ['a z-score of two', 'z-score'], [
      'by @ffmpeg/core now', '@ffmpeg/core',
    ], ['send an e-mail now', 'e-mail'], ['a 12-bit colour', '12-bit'], ['from 1990–2000 on', '1990–2000'], ['at 80 km/h there', '80 km/h'],
    ['see p. 5 there', 'p. 5'], ['under § 3 there', '§ 3'], [
      'wrote J. Smith then', 'J. Smith',
    ], ['so z. B. hier', 'z. B.'], ['asked Dr. Brook then', 'Dr. Brook'], ['as Table 2 says', 'Table 2'], ['some 40 ms later', '40 ms'],
  ])('keeps what is read as one in “%s” on a line', (text, together) => {
    for (let width = together.length; width < text.length; width++) {
      expect(lines(text, width).some((line) => line.includes(together))).toBe(true);
    }
  });

  it('breaks long compounds after their hyphen', () => {
    expect(lines('the well-established method', 9)).toContain('the well-');
    expect(lines('documentation/reference', 15)).toEqual(['documentation/', 'reference']);
  });

  it('obeys line breaks in the text', () => {
    expect(lines('one\ntwo three', 40)).toEqual(['one', 'two three']);
  });

  it('takes a language tag it does not know', () => {
    expect(lines('川はどこで曲がるか', 30, 'balanced', 'not a tag')).toHaveLength(1);
  });
});

describe('setText', () => {
  const measure = { face, sizes: [100, 50], width: 10 * 52 + 1, height: 250, maxLines: 2, wrap: 'balanced' } as const;

  it('takes the largest size that fits', () => {
    expect(setText('one two', measure, setting).font.size).toBe(100);
    expect(setText('one two three four five', measure, setting).font.size).toBe(50);
  });

  it('cuts with an ellipsis what does not fit even in the smallest', () => {
    const set = setText('one two three four five six seven eight nine ten', measure, setting);
    expect(set.cut).toBe(true);
    expect(set.lines).toHaveLength(2);
    expect(set.lines.at(-1)?.text.endsWith('…')).toBe(true);
    expect(Math.max(...set.lines.map((line) => line.width))).toBeLessThanOrEqual(measure.width);
  });

  it('prefers lines that are whole phrases, even if they are smaller', () => {
    const set = setText('We did it. They saw.', { ...measure, sizes: [100, 90], width: 11 * 52 * 0.9 + 1, maxLines: 3, height: 999 }, setting);
    expect(set.lines.map((line) => line.text)).toEqual(['We did it.', 'They saw.']);
  });

  it('prefers lines without loose ends, even if they are smaller', () => {
    const text = 'In this article, and in the coming weeks, I share my approach to online growth.';
    const set = (
      sizes: readonly number[],
    ): readonly string[] => setText(text, { ...measure, sizes, width: 23 * 52 + 1, maxLines: 5, height: 999 }, setting).lines.map((line) => line.text);
    expect(set([100])).toEqual(['In this article, and', 'in the coming weeks,', 'I share my approach', 'to online growth.']);
    expect(set([100, 95])).toEqual(['In this article,', 'and in the coming weeks,', 'I share my approach', 'to online growth.']);
  });

  it('sets Japanese upright', () => {
    expect(setText('川', { ...measure, face: { ...face, italic: true, tracking: -0.02 } }, setting).font).toMatchObject({ italic: false, tracking: 0 });
  });
});

describe('ellipsize', () => {
  it('keeps as much as fits before the ellipsis, without a dangling comma or half a word', () => {
    expect(ellipsize('ab, cd ef', font, 5 * 52 + 1, fakeRuler)).toBe('ab…');
    expect(ellipsize('abcdef', font, 4 * 52 + 1, fakeRuler)).toBe('abc…');
    expect(ellipsize('one two three', font, 11 * 52 + 1, fakeRuler)).toBe('one two…');
    expect(ellipsize('abc', font, 4 * 52 + 1, fakeRuler)).toBe('abc');
  });
});
