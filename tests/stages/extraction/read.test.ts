// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { outline, read } from './reading';

const prose = 'Rivers carry water from high ground to the sea, and in doing so they shape the land around them.';

describe('the format of a file', () => {
  it('is told by its extension, in any case', async () => {
    expect(outline(await read('A.MD', '# Title'))).toEqual(['heading: Title']);
    expect(outline(await read('a.txt', `# ${prose}`))).toEqual([`paragraph: # ${prose}`]);
  });

  it('is told by its media type where the name has no known extension', async () => {
    expect(outline(await read('page', '# Title', 'text/markdown; charset=utf-8'))).toEqual(['heading: Title']);
  });

  it('is told by its first lines where neither helps', async () => {
    expect(outline(await read('page', `<!doctype html><title>T</title><p>${prose}`))).toEqual([`paragraph: ${prose}`]);
    expect(outline(await read('pasted', `Words.\n\n## Part\n\n${prose}`))[1]).toBe('heading: Part');
    expect(outline(await read('pasted', prose))).toEqual([`paragraph: ${prose}`]);
  });

  it('is HTML for a page saved as text', async () => {
    expect(outline(await read('a.txt', `<html><body><p>${prose}</p></body></html>`))).toEqual([`paragraph: ${prose}`]);
  });
});

describe('the title', () => {
  it('is the declared one, else the highest heading, else a short first line, else the file name', async () => {
    expect((await read('a.md', '---\ntitle: Declared\n---\n# Heading')).title).toBe('Declared');
    expect((await read('a.md', '## Low\n\n# High\n\nWords.')).title).toBe('High');
    expect((await read('a.md', `On rivers\n\n${prose}`)).title).toBe('On rivers');
    expect((await read('how-rivers_work.md', prose)).title).toBe('How rivers work');
  });
});

describe('the language', () => {
  it('is the declared one in its canonical form', async () => {
    expect((await read('a.md', `---\nlang: pt_br\n---\n${prose}`)).language).toBe('pt-BR');
  });

  it('is detected from the words where none or nonsense is declared', async () => {
    expect((await read('a.md', prose)).language).toBe('en');
    expect((await read('a.md', `---\nlang: "???"\n---\n${prose}`)).language).toBe('en');
    expect((await read('a.md', 'Die Flüsse tragen das Wasser von den Bergen zum Meer und formen dabei das Land.')).language).toBe('de');
    expect((await read('a.md', '川は高いところから海へ水を運び、その途中で土地の形をつくっていきます。')).language).toBe('ja');
  });

  it('is undetermined for a table of numbers', async () => {
    expect((await read('a.md', '| 1 | 2 |\n|---|---|\n| 3 | 4 |')).language).toBe('und');
  });
});

describe('a document', () => {
  it('has its blocks numbered in reading order', async () => {
    const content = await read('a.md', '# A\n\nB c.\n\n- d\n- e');
    expect(content.blocks.map((block) => block.id)).toEqual([0, 1, 2]);
    expect(content.blocks.map((block) => block.place.offset)).toEqual([0, 5, 11]);
  });

  it('that is only a table becomes that table', async () => {
    for (const [name, text] of [
      ['a.md', '| River | km |\n|---|---|\n| Nile | 6650 |'], ['a.html', '<table><tr><th>River<th>km<tr><td>Nile<td>6650</table>'],
      ['a.txt', 'River\tkm\nNile\t6650'],
    ] as const) {
      expect(
        (await read(name, text)).blocks,
      ).toMatchObject([{ type: 'table', header: ['River', 'km'], rows: [['Nile', '6650']], text: 'River\tkm\nNile\t6650' }]);
    }
  });

  it('without a word is refused', async () => {
    for (const [name, text] of [
      ['a.md', '<!-- note -->\n\n---'], ['a.html', '<title>T</title><script>let a</script>'], ['a.txt', '---'], ['a.md', '![](a.png)'],
    ] as const) {
      await expect(read(name, text)).rejects.toMatchObject({ code: 'nothing-to-say' });
    }
  });

  it('keeps non-breaking spaces and drops soft hyphens', async () => {
    expect(outline(await read('a.md', 'It is 10\u00a0km   to the val\u00adley.'))).toEqual(['paragraph: It is 10\u00a0km to the valley.']);
  });
});

describe('hostile documents', () => {
  const depth = 100_000;
  const cases: readonly (readonly [string, string])[] = [
    ['quotes.md', `${'>'.repeat(depth)} words`], ['lists.md', `${'- '.repeat(depth)} words`], ['brackets.md', `${'['.repeat(depth)} words`],
    [
      'links.md', `${'[a]('.repeat(depth)} words`,
    ], ['stars.md', `${'*a '.repeat(depth)}words`], ['lines.md', '> words\n'.repeat(20_000)], ['definitions.md', `${'[a]: b\n'.repeat(20_000)}\nwords`],
    // Fewer: the test's own parser takes time quadratic in them. Still deeper than any stack.
    ['tags.md', `${'<div>'.repeat(depth / 4)}words`],
  ];
  for (const [name, text] of cases) {
    it(`are read: ${name}`, async () => {
      expect(outline(await read(name, text)).join()).toContain('words');
    });
  }
});
