import { describe, expect, test } from 'vitest';
import { definitionIn, figureIn } from '../../../../src/stages/suggestions/units/figuresAndTerms';
import { stopWordsOf } from '../../../../src/domain/language/stopWords';

const define = (
  sentence: string, language = 'en',
): ReturnType<typeof definitionIn> => definitionIn(sentence, language, (word) => stopWordsOf(language).has(word));

describe('the figure of a sentence', () => {
  test.each([
    ['Paving a tenth of the valley raised floods by 40% within ten years.', 'Paving a tenth of the valley raised floods by', '40%', 'within ten years.'],
    ['The old town is 4.3 °C warmer at midnight than the fields.', 'The old town is', '4.3 °C', 'warmer at midnight than the fields.'],
    ['In 2018 the walls cost $1.25 billion, a third of the budget.', 'In 2018 the walls cost', '$1.25 billion', 'a third of the budget.'],
    ['The new filter is 12 times faster than the old one.', 'The new filter is', '12 times', 'faster than the old one.'],
    ['Die Deiche kosten die Stadt rund 84 Millionen im Jahr.', 'Die Deiche kosten die Stadt rund', '84 Millionen', 'im Jahr.'],
    ['Three in four wells fell, a loss of 73%.', 'Three in four wells fell, a loss of', '73%', ''],
  ])('%s', (sentence, before, figure, after) => {
    expect(figureIn(sentence)).toEqual({ before, figure, after });
  });

  test.each([
    'Between 30% and 40% of the wells fell dry.',
    'It took 12 years to fill the basin.',
    'The wells (73%) fell dry in one summer.',
    'The river carries 4 boats, or 73% of the trade.',
    'In 2018 the river ran low for the first time.',
    'Up 73%.',
    'It lent the city $ 500million for a single canal.',
    'The note said that "only 73% of the wells fell dry.',
    'A mere 73% of the wells fell dry).',
    `A sentence that goes on and on ${'and on '.repeat(20)}until it has said that 73% is a lot.`,
    'A rate of 3–5% is common among the rivers here.',
  ])('is not in: %s', (sentence) => {
    expect(figureIn(sentence)).toBeUndefined();
  });
});

describe('a definition', () => {
  test('is a term and what it is', () => {
    expect(
      define('An aquifer is a body of rock that holds enough water to fill a well.'),
    ).toEqual({ term: 'Aquifer', text: 'A body of rock that holds enough water to fill a well.' });
    expect(
      define('Alluvial fans are a kind of plain formed where a river leaves the hills.'),
    ).toEqual({ term: 'Alluvial fans', text: 'A kind of plain formed where a river leaves the hills.' });
    expect(define('Ein Aquifer ist eine Schicht im Boden, die genug Wasser für einen Brunnen hält.', 'de')?.term).toBe('Aquifer');
    expect(define('Un aquifère est une couche de roche qui contient assez d’eau pour un puits.', 'fr')?.term).toBe('Aquifère');
  });

  test.each([
    'It is a body of rock that holds enough water to fill a well.',
    'The plan is a document that holds what the council wants to do.',
    'This is a river that nobody has ever seen from its source to the sea.',
    'Rivers are a problem that cities have had since they were founded on them.',
    'An aquifer is a rock.',
    'Mr Robinson is a person who wanted to buy the whole of the old mill.',
    'An aquifer is dry when nobody has seen rain that lasts for a month.',
    'What we need is a river that can go where it wants to go in spring.',
  ])('is not in: %s', (sentence) => {
    expect(define(sentence)).toBeUndefined();
  });
});
