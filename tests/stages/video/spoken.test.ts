import { describe, expect, test } from 'vitest';
import { spoken } from '../../../src/stages/video/spoken';

const say = (text: string, language = 'en'): string => spoken(text, language).text.replace(/\s+/g, ' ').trim();

describe('a text as it is said', () => {
  test.each([
    ['See https://www.example.com/guide/first-steps?x=1#top.', 'See example dot com slash guide slash first steps.'],
    ['Write to ann.lee@example.org!', 'Write to ann dot lee at example dot org!'],
    ['Fast (e.g. in tests, i.e. often), etc. and so on', 'Fast (for example in tests, that is often), et cetera and so on'],
    ['Dr. J. R. Smith vs. Mr. Jones', 'Doctor J R Smith versus Mister Jones'],
    ['Call parse_all_files() in read.ts', 'Call parse all files in read dot ts'],
    ['a -> b => c ≤ 5 != 6', 'a to b to c at most 5 is not 6'],
    ['Ben & Jerry', 'Ben and Jerry'],
    ['Released v1.2.3 after 1.2', 'Released version 1 point 2 point 3 after 1.2'],
    ['It costs $4.20, €5, £1 or $3.5 million', 'It costs 4 dollars 20, 5 euros, 1 pound or 3.5 million dollars'],
    ['90 km/h at 20 °C, 1.5× faster, 48 kHz, 5 s', '90 kilometres per hour at 20 degrees Celsius, 1.5 times faster, 48 kilohertz, 5 seconds'],
    ['in the 1990s', 'in the 1990s'],
    ['1920×1080 and 2020–2024', '1920 by 1080 and 2020 to 2024'],
    ['On 2024-05-01 we shipped', 'On 1 May 2024 we shipped'],
    ['Issue #12 in C# and/or F#', 'Issue number 12 in C sharp and or F sharp'],
    ['As shown [3], floods rise [4, 5].', 'As shown, floods rise.'],
    ['It must be in [0, 1] or in [2, 3]', 'It must be in [0, 1] or in [2, 3]'],
    ['A Map<Key> where 1 < 2 and x > y', 'A Map Key where 1 less than 2 and x greater than y'],
    ['Install vite@^4 for x^2', 'Install vite@^4 for x to the power of 2'],
    ['The U.S. Government, not the E.U., acts', 'The U S Government, not the E U, acts'],
    ['Ship it 🚀 now', 'Ship it now'],
    ['Water — once soaked in — runs off', 'Water, once soaked in, runs off'],
    ['x² = 4 ± 1', 'x squared equals 4 plus or minus 1'],
    ['loud: −16 LUFS', 'loud: minus 16 LUFS'],
    ['No. 5 on p. 12, Fig. 3', 'number 5 on page 12, figure 3'],
    ['It ends. No one knew.', 'It ends. No one knew.'],
    ['`code` and **bold**', 'code and bold'],
    ['10% of 3,400 people', '10% of 3,400 people'],
  ])('%s', (written, said) => {
    expect(say(written)).toBe(said);
  });

  test('plain prose is left alone', () => {
    const prose = 'Paving a tenth of a valley can double the height of its floods, because water that once soaked in now runs off at once.';
    expect(spoken(prose, 'en').text).toBe(prose);
  });

  test('other languages keep their words and lose only the noise', () => {
    expect(say('Ruf lies_alles() auf & sieh z.B. https://example.com → gut', 'de')).toBe('Ruf lies alles auf & sieh z.B. example dot com, gut');
  });

  test('a place in what was left alone leads back to itself', () => {
    const written = 'Ben & Jerry pay $5 now';
    const said = spoken(written, 'en');
    expect(said.origin(said.text.indexOf('Jerry'))).toBe(written.indexOf('Jerry'));
    expect(said.origin(said.text.indexOf('now'))).toBe(written.indexOf('now'));
  });

  test('a place in other words leads back to the first letter or digit of what they stand for', () => {
    const written = 'Ben pays $5 at https://example.com today';
    const said = spoken(written, 'en');
    expect(said.origin(said.text.indexOf('dollars'))).toBe(written.indexOf('5'));
    expect(said.origin(said.text.indexOf('dot'))).toBe(written.indexOf('https'));
    expect(said.origin(0)).toBe(0);
  });
});
