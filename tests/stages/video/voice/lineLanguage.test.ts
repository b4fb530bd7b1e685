import { describe, expect, test } from 'vitest';
import { lineLanguage } from '../../../../src/stages/video/voice/lineLanguage';

describe('the language of a line', () => {
  test.each([
    ['en', 'The bank grows and the river moves.', 'en'],
    ['en', 'Der Fluss bewegt sich und das Ufer wächst langsam weiter.', 'de'],
    ['en-GB', 'La vie est belle et il faut en profiter chaque jour.', 'fr'],
    ['de', 'The bank grows and the river moves away from the town.', 'en'],
    ['de', 'El niño llegó en marzo y trajo mucha lluvia a la costa.', 'es'],
    ['fr', 'De rivier verplaatst zich en de oever groeit langzaam aan.', 'nl'],
    ['en', 'Мир дому твоему, сказал он.', 'ru'],
    ['uk', 'Мир дому твоєму, сказав він.', 'uk'],
    ['en', 'これは日本語の文です。', 'ja'],
    ['ja', '東京都の人口は増加した。', 'ja'],
  ])('in a document in %s, "%s" is spoken in %s', async (language, text, spoken) => {
    expect(await lineLanguage(text, language)).toBe(spoken);
  });

  test.each([
    ['a few words', 'Ich bin ein Berliner.'],
    ['names and titles', 'Kubernetes, Docker, Helm, Grafana and Prometheus charts'],
    ['a quotation within', 'As he said: "Ich bin ein Berliner", and everybody cheered.'],
    ['a dead language without small words here', 'Carpe diem, quam minimum credula postero.'],
    ['numbers', 'Revenue 2019: 4.5M, 2020: 6.1M'],
    ['a foreign word', 'The word река means river in Russian.'],
  ])('stays with an English document for %s', async (_, text) => {
    expect(await lineLanguage(text, 'en')).toBe('en');
  });
});
