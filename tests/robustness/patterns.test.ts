import { expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure';
import { parseStoryboard, storyboardJson } from '../../src/domain/storyboardFile';
import type { StepContext } from '../../src/engine/step';
import { referenceKernels } from '../../src/kernels/reference';
import { namedPictures } from '../../src/stages/extraction/pictureAddresses';
import { pictureHeader } from '../../src/stages/extraction/pictureHeader';
import { readWith } from '../../src/stages/extraction/read';
import { plan } from '../../src/stages/suggestions/plan';
import { score } from '../../src/stages/suggestions/score';
import { select } from '../../src/stages/suggestions/select';
import { split } from '../../src/stages/suggestions/split';
import { spoken } from '../../src/stages/video/voice/spoken';

/*
 * What is said again and again makes a pattern or a loop that is not linear take for ever. The patterns themselves are proven by `npm run lint`; here
 * whole documents of one sign go all the way through what reads them.
 */

/** Bytes of each document, and ms that reading and planning it may take on a busy machine: a tenth is usual, minutes is what they took. */
const size = 200_000;
const patience = 10_000;

const pieces = [
  '<!---->', 'a-', '1. ', '"', 'A. ', '[', '{#', '<', '(', '\t', '`', '*', '$', '\\(', '\\[', '|', '!', '&', '. ', 'http://', 'a@', '0', '²', '_', '> ', '#', '=',
  ':', '“', "'", 'ab ', '中', '<?x?>', '\\begin{math}', '![](', '](', 'www.', '/a', '0-', '• ', '…', 'é', '\u0301', '\u200d', '🙂', '- ', '  ', '---\n', 'a: b\n', '| a ',
  '```\n', '[a]: b\n', '*a **b ', '&#x', 'Dr. ', 'e.g. ', '?!', 'a\n', '<b>', '<a href="', '\u202e', '[^1]', '$a', 'St. ', '9K ', '<td>', 'said " ', 'was named a ',
  'a,', '; ', 'x² ', '1/2 ', '—', '<p>', '<!--', ']]>', 'and ', '.a', 'I. ', '(a) ', '¿', '\u00a0', 'a. B', '1,', '-1 ', '<li>',
];

const context: StepContext = { kernels: referenceKernels, signal: new AbortController().signal, report: () => undefined };

test.for(pieces.flatMap((piece) => ['md', 'html', 'txt'].map((ending) => [JSON.stringify(piece), ending, piece] as const)))(
  'a document of %s in .%s ends within its time', { timeout: patience }, async ([, ending, piece]) => {
    const text = `${ending === 'html' ? '<p>' : ''}${piece.repeat(size / piece.length)} Words stand here at the end, as they are in any document.`;
    try {
      const content = await readWith().run({ name: `a.${ending}`, mediaType: '', bytes: new TextEncoder().encode(text) }, {}, context);
      const sentences = await split.run(content, split.defaults, context);
      const scores = await score.run({ content, sentences }, score.defaults, context);
      const { chosen, suggestions } = await select.run({ content, sentences, scores }, select.defaults, context);
      const film = await plan.run({
        content, sentences, scores, chosen, suggestions, format: { width: 1280, height: 720, fps: 30 }, theme: 'paper', source: 'a',
      }, plan.defaults, context);
      // What is planned can be written down, read again and said.
      await parseStoryboard(storyboardJson(film));
      for (const line of film.scenes.flatMap(({ speech }) => speech)) expect(spoken(line, film.language, []).text.length).toBeLessThan(size);
    } catch (error) {
      expect(error).toBeInstanceOf(Failure);
      expect(['nothing-to-say', 'too-complicated', 'damaged-file']).toContain((error as Failure).code);
    }
  },
);

test.for(pieces.map((piece) => [JSON.stringify(piece), piece] as const))(
  'pictures and addresses of %s are looked for within their time', { timeout: patience }, ([, piece]) => {
    const text = piece.repeat(size / piece.length);
    expect(pictureHeader(new TextEncoder().encode(`${text}<svg`))).toBeUndefined();
    pictureHeader(new TextEncoder().encode(`<svg ${text}>`));
    expect(namedPictures(`${text} a.png`)).toContain('a.png');
  },
);
