import { describe, expect, test } from 'vitest';
import { spoken } from '../../../../src/stages/video/voice/spoken';

const say = (text: string, language = 'en'): string => spoken(text, language).text.replace(/\s+/g, ' ').trim();

describe('a text as it is said', () => {
  test('plain prose is left alone', () => {
    const prose = 'Paving a tenth of a valley can double the height of its floods, because water that once soaked in now runs off at once.';
    expect(spoken(prose, 'en').text).toBe(prose);
  });

  test('a language without a table keeps its words and loses only the noise', () => {
    expect(say('Soma lies_alles() 5 → https://example.com 🚀 [3]', 'sw')).toBe('Soma lies alles 5, example dot com');
  });

  test('a place in what was left alone leads back to itself', () => {
    const written = 'Ben & Jerry pay $5 now';
    const said = spoken(written, 'en');
    expect(said.origin(said.text.indexOf('Jerry'))).toBe(written.indexOf('Jerry'));
    expect(said.origin(said.text.indexOf('now'))).toBe(written.indexOf('now'));
  });

  test('words that are changed each lead back to themselves', () => {
    const written = 'It ran 90 km/h on May 5, 2024 for $3.5 million at 7 p.m.';
    const said = spoken(written, 'en');
    const places = [['ninety', '90'], ['kilometres', 'km/h'], ['fifth', '5, 2024'], ['twenty', '2024'], ['P M', 'p.m.']] as const;
    for (const [heard, seen] of places) expect(said.origin(said.text.indexOf(heard)), heard).toBe(written.indexOf(seen));
  });

  test('a text without spaces and end is put into words piece by piece', () => {
    expect(spoken('1'.repeat(5000), 'en').text.length).toBeGreaterThan(5000);
    expect(spoken(`${'word '.repeat(1000)}5 km`, 'en').text).toMatch(/word five kilometres$/);
  });

  test('a place in other words leads back to the first letter or digit of what they stand for', () => {
    const written = 'Ben pays $5 at https://example.com today';
    const said = spoken(written, 'en');
    expect(said.origin(said.text.indexOf('dollars'))).toBe(written.indexOf('5'));
    expect(said.origin(said.text.indexOf('dot'))).toBe(written.indexOf('https'));
    expect(said.origin(0)).toBe(0);
  });
});
