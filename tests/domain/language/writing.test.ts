import { describe, expect, it } from 'vitest';
import { familiesIn, scriptFacesOf, scriptSetting, textsOf } from '../../../src/domain/language/writing';
import { withTheme } from '../../../src/domain/edits';
import { storyboard } from '../../support/storyboards';

const setting = { kind: 'Serif', han: 'japanese' } as const;

describe('scriptFacesOf', () => {
  it.each([
    ['Dvořák, “Ναυσικά”, річка – № 5', []],
    ['نهر', ['arabicSerif']],
    ['נהר', ['hebrewSerif']],
    ['नदी', ['devanagariSerif']],
    ['নদী', ['bengaliSerif']],
    ['แม่น้ำ', ['thaiSerif']],
    ['川（かわ）', ['japaneseSerif']],
    ['한국어', ['koreanSerif']],
    ['川 한', ['japaneseSerif', 'koreanSerif']],
    ['r ← d·(Sᵀr) ≤ 1', ['math']],
    ['✓ done', ['symbols']],
    ['🚀 now', ['emoji']],
  ])('gives %s %j', (text, faces) => {
    expect(scriptFacesOf(text, setting)).toEqual(faces);
  });

  it('asks for a face once', () => {
    expect(scriptFacesOf('강 川', { ...setting, han: 'korean' })).toEqual(['koreanSerif']);
  });
});

describe('scriptSetting', () => {
  const of = (
    language: string, theme: Parameters<typeof withTheme>[1] = 'paper', title = '',
  ): unknown => scriptSetting({ ...withTheme(storyboard, theme), language, title });

  it.each([
    ['zh', 'simplified'], ['zh-CN', 'simplified'], ['zh-Hant', 'traditional'], ['zh-TW', 'traditional'], ['yue', 'traditional'], ['ja', 'japanese'],
    ['ko-KR', 'korean'], ['en', 'simplified'],
  ])('prints Han in %s as %s', (language, han) => {
    expect(of(language)).toEqual({ kind: 'Serif', han });
  });

  it('goes by kana and Hangul where the language does not tell', () => {
    expect(of('en', 'paper', 'called 川の字')).toMatchObject({ han: 'japanese' });
    expect(of('und', 'paper', '漢字 한글')).toMatchObject({ han: 'korean' });
  });

  it('follows the character of the theme', () => {
    expect(of('ja', 'gazette')).toMatchObject({ kind: 'Serif' });
    expect(of('ja', 'swiss')).toMatchObject({ kind: 'Sans' });
  });
});

describe('familiesIn', () => {
  const familyFor = familiesIn(setting);

  it('puts a face before the last word, and only where a text needs it', () => {
    expect(familyFor('river', '"A", serif')).toBe('"A", serif');
    expect(familyFor('川', '"A", serif')).toBe('"A", "Film Noto Serif JP", serif');
    expect(familyFor('→', '"A", sans-serif')).toBe('"A", "Film Noto Sans Math", sans-serif');
  });

  it('adds nothing twice', () => {
    const once = familyFor('川', '"A", serif');
    expect(familyFor('川', once)).toBe(once);
  });
});

describe('textsOf', () => {
  it('has all words of a film, and none of its assets', () => {
    const texts = textsOf({ ...storyboard, assets: { x: 'data:image/png;base64,AAAA' } });
    expect(texts).toContain('It carries 6.2 tons of sand.');
    expect(texts.join(' ')).not.toContain('base64');
  });
});
