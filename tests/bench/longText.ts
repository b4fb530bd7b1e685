import { chance } from '../../src/domain/chance';

const subjects = [
  'The river', 'A flood plain', 'The old weir', 'Every meander', 'The upper valley', 'A gravel bar', 'The restored bank', 'Each tributary', 'The harbour town',
  'A narrow gorge',
];
const verbs = ['carries', 'slows', 'widens', 'protects', 'divides', 'shelters', 'feeds', 'reshapes', 'drains', 'borders'];
const objects = [
  'the fields below', 'fine sand and clay', 'three villages', 'the water of a whole season', 'young fish in spring', 'the road to the coast',
  'meadows that flood each winter', 'two old mills', 'the roots of tall poplars', 'a chain of small lakes',
];
const endings = [
  'because its bed is shallow', 'when snow melts in the hills', 'long before the rain arrives', 'as people there have known for centuries',
  'although no map shows it', 'and nobody has measured it since 1974', 'which makes the soil rich', 'so that engineers return every decade',
  'until the first frost', 'wherever the slope is gentle',
];

/**
 * Gives a seeded Markdown text of about so many words: chapters, paragraphs and lists of plausible sentences, for tests of length and speed.
 *
 * @param words at least 1
 */
export function longText(words: number, seed = 1): string {
  const next = chance(seed);
  const pick = (choices: readonly string[]): string => choices[Math.floor(next() * choices.length)] ?? '';
  const lines = ['# What the river does', ''];
  let count = 5;
  for (let chapter = 1; count < words; chapter += 1) {
    lines.push(`## ${pick(subjects)} in year ${chapter}`, '');
    for (let paragraph = 0; paragraph < 4 && count < words; paragraph += 1) {
      const sentences = Array.from({ length: 5 }, () => `${pick(subjects)} ${pick(verbs)} ${pick(objects)} ${pick(endings)}.`);
      count += sentences.join(' ').split(' ').length;
      lines.push(sentences.join(' '), '');
    }
    if (chapter % 3 === 0) lines.push(...Array.from({ length: 3 }, () => `- ${pick(subjects)} ${pick(verbs)} ${pick(objects)}`), '');
  }
  return `${lines.join('\n')}\n`;
}
