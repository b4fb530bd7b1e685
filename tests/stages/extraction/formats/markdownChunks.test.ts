import { gfm } from 'micromark-extension-gfm';
import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { describe, expect, it } from 'vitest';
import { markdownBlocks } from '../../../../src/stages/extraction/formats/markdownBlocks';
import { readMarkdown } from '../../../../src/stages/extraction/formats/markdown';
import { markdownChunks } from '../../../../src/stages/extraction/formats/markdownChunks';
import { putTexAway } from '../../../../src/stages/extraction/formats/markdownTex';

const tools = { signal: new AbortController().signal, report: () => undefined };

const lines = [
  '', '', '', 'Plain words of a paragraph.', 'More words', '# Heading', '## Other', '- entry', '- other', '* star', '1. one', '2. two', '> quote', '> - in quote',
  '    indented', '  hanging', '```', '```js', '~~~', 'Words with *emphasis* and `code`.', '| a | b |', '|---|---|', '| c | d |', '---', '===', '[link][label] here', '\n[label]: http://a.b\n',
  '   - deep', '[^1] note', '\n[^1]: The note.\n', '1) paren', '+ plus', '\tTabbed', '\\* escaped', 'a & b &amp; c', '    - nested', '$$', '#hash',
];

function wholly(text: string): string[] {
  const tex = putTexAway(text);
  const tree = fromMarkdown(tex.source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return markdownBlocks(tree, { source: tex.source, tex, start: 0, readHtml: () => [] }).map((block) => `${block.type} ${block.place.offset}: ${block.text}`);
}

describe('reading Markdown in chunks', () => {
  it('gives the blocks that reading it whole gives', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 14 }), (chosen) => {
        const text = chosen.join('\n');
        // Definitions inside code define nothing; telling so would take the parser, and costs a pair of brackets at most.
        fc.pre(!/^(?:---|\+\+\+)/.test(text) && !(/\]:/.test(text) && /```|~~~|^(?: {4}|\t)/m.test(text)));
        const chunked = readMarkdown(text, tools).blocks.filter((block) => block.text !== '');
        expect(chunked.map((block) => `${block.type} ${block.place.offset}: ${block.text}`)).toEqual(wholly(text));
      }),
      { numRuns: 300, seed: 7 },
    );
  }, 60_000);

  it('covers the text without gaps', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 30 }), (chosen) => {
        const text = chosen.join('\n');
        const chunks = markdownChunks(text, 0);
        expect(chunks.map((chunk) => text.slice(chunk.start, chunk.end)).join('')).toBe(text);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});
