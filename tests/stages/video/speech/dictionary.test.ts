import { describe, expect, test } from 'vitest';
import { phonemesClose, phonemesOpen } from '../../../../src/stages/video/speech/dictionary';
import { spoken } from '../../../../src/stages/video/voice/spoken';

const say = (
  text: string, pronunciations: readonly { written: string; said: string }[], language = 'en',
): string => spoken(text, language, pronunciations).text;

describe("a project's own pronunciations", () => {
  test('stand for whole words, in any case', () => {
    expect(say('SQL, sql and MySQLite', [{ written: 'Sql', said: 'sequel' }])).toBe('sequel, sequel and My SQ Lite');
    expect(say('Ärzte, ärzte, Ärztekammer', [{ written: 'ärzte', said: 'x' }], 'de')).toBe('x, x, Ärztekammer');
  });

  test('go before every other rule, and what they say is put into words itself', () => {
    expect(say('Dr. No ran 5 km', [{ written: 'Dr.', said: 'Drive' }, { written: 'km', said: 'clicks' }])).toBe('Drive No ran five clicks');
    expect(say('the K9 unit', [{ written: 'K9', said: 'K 9' }])).toBe('the K nine unit');
  });

  test('the longest match goes first, then the earlier entry', () => {
    const entries = [{ written: 'York', said: 'b' }, { written: 'New York', said: 'a' }, { written: 'york', said: 'c' }];
    expect(say('New  York and York', entries)).toBe('a and b');
  });

  test('may begin and end with signs, and need no spaces where a script has none', () => {
    expect(say('C++ and .NET', [{ written: 'C++', said: 'sea' }, { written: '.NET', said: 'dot net' }])).toBe('sea and dot net');
    expect(say('東京都は', [{ written: '東京', said: 'とうきょう' }], 'ja')).toBe('とうきょう都は');
  });

  test('leave addresses alone', () => {
    expect(say('kinora at kinora.org', [{ written: 'kinora', said: 'kin ora' }])).toBe('kin ora at kinora dot org');
  });

  test('may be phonemes, which a text itself never is', () => {
    expect(say('a GIF', [{ written: 'GIF', said: "[[dZ'If]]" }])).toBe(`a ${phonemesOpen}dZ'If${phonemesClose}`);
    expect(say(`a ${phonemesOpen}x`, [])).toBe('a   x');
  });

  test('lead back to the word that is written', () => {
    const said = spoken('It is SQL now', 'en', [{ written: 'SQL', said: 'structured query' }]);
    expect(said.origin(said.text.indexOf('query'))).toBe(6);
    expect(said.origin(said.text.indexOf('now'))).toBe(10);
  });
});
