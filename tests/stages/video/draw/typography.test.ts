import { describe, expect, it } from 'vitest';
import { curled, directionOf, filmDirection, polish, quoteMarks, unquoted } from '../../../../src/stages/video/draw/typography';

describe('polish', () => {
  it.each([
    ['He said "no" and don\'t ask.', 'en', 'He said “no” and don’t ask.'],
    ['Er sagte "nein".', 'de', 'Er sagte „nein“.'],
    ['from 1990-1999 ...', 'en', 'from 1990–1999 …'],
    ['on 2024-01-05', 'en', 'on 2024-01-05'],
    ['slow - but sure', 'en', 'slow\u00a0– but sure'],
    ['so — it seems', 'en', 'so\u00a0— it seems'],
    ['30 mm and 5 years', 'en', '30\u00a0mm and 5\u00a0years'],
    ['5 members', 'en', '5 members'],
    ['  two   spaces ', 'en', 'two spaces'],
  ])('makes %j (%s) %j', (text, language, expected) => {
    expect(polish(text, language)).toBe(expected);
    expect(polish(expected, language)).toBe(expected);
  });
});

describe('unquoted', () => {
  it('takes off marks around a whole text, and only those', () => {
    expect(unquoted('“Listen.”')).toBe('Listen.');
    expect(unquoted('"a" and "b"')).toBe('"a" and "b"');
    expect(unquoted('plain')).toBe('plain');
  });
});

describe('quoteMarks', () => {
  it('knows the marks of a language by its first subtag', () => {
    expect(quoteMarks('de-AT')).toEqual(['„', '“']);
    expect(quoteMarks('')).toEqual(['“', '”']);
    expect([quoteMarks('zh'), quoteMarks('zh-Hant-HK'), quoteMarks('zh-TW')]).toEqual([['“', '”'], ['「', '」'], ['「', '」']]);
  });
});

describe('curled', () => {
  it('prints quotes, apostrophes and dashes, each for one character', () => {
    for (const [typed, printed] of [
      ['a "river\'s" bed', 'a “river’s” bed'], ['said \'slow\' - twice', 'said ‘slow’ – twice'], ['1990-2000, X-ray,"', '1990–2000, X-ray,”'],
    ] as const) expect(curled(typed, 'en')).toBe(printed);
    expect(curled('le "fleuve"', 'fr')).toBe('le «fleuve»');
  });
});

describe('directionOf', () => {
  it('goes by the first letter', () => {
    expect(directionOf('12 أنهار', 'ltr')).toBe('rtl');
    expect(directionOf('Rhine نهر', 'rtl')).toBe('ltr');
    expect(directionOf('84', 'rtl')).toBe('rtl');
  });
});

describe('filmDirection', () => {
  it('goes by the language, and by the letters where there is none', () => {
    expect(filmDirection('he-IL', [])).toBe('rtl');
    expect(filmDirection('en', ['أنهار'])).toBe('ltr');
    expect(filmDirection('und', ['أنهار تتحرك', 'a'])).toBe('rtl');
  });
});
