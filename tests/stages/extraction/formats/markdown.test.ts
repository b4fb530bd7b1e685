// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { outline, read } from '../reading';

const blocks = async (text: string): Promise<string[]> => outline(await read('a.md', text));

describe('front matter', () => {
  it('gives title, authors, language and address, and no block', async () => {
    const content = await read('a.md', '---\ntitle: "On: rivers"\nauthors:\n  - Ann B\n  - name: Cid D\nlang: de\ncanonical: https://a.org/b\n---\nWörter.');
    expect(content).toMatchObject({ title: 'On: rivers', authors: ['Ann B', 'Cid D'], language: 'de', link: 'https://a.org/b' });
    expect(outline(content)).toEqual(['paragraph: Wörter.']);
  });

  it('is not text between two rules', async () => {
    expect(await blocks('---\nJust some words.\n\n---\n\nMore.')).toEqual(['paragraph: Just some words.', 'paragraph: More.']);
  });
});

describe('CommonMark', () => {
  it('gives headings of both kinds with their levels', async () => {
    expect(
      (await read('a.md', 'One\n===\n\nTwo\n---\n\n### Three ###')).blocks,
    ).toMatchObject([{ level: 1, text: 'One' }, { level: 2, text: 'Two' }, { level: 3, text: 'Three' }]);
  });

  it('keeps the words of links, emphasis and code, and drops their marks', async () => {
    expect(await blocks('A [link *here*](http://a.b "t"), [ref][x], `code`, **bold**, \\*star, &amp; and <http://c.d>.\n\n[x]: http://e.f')).toEqual([
      'paragraph: A link here, ref, code, bold, *star, & and http://c.d.',
    ]);
  });

  it('resolves references across chunks of a long document', async () => {
    const filler = 'Plain words of *some* length fill the page here.\n\n'.repeat(800);
    expect((await blocks(`See [the source][s].\n\n${filler}[s]: http://a.b`))[0]).toBe('paragraph: See the source.');
  });

  it('joins wrapped lines and hard breaks with a space', async () => {
    expect(await blocks('one\ntwo  \nthree\\\nfour')).toEqual(['paragraph: one two three four']);
  });

  it('flattens lists, children after their parent', async () => {
    expect(
      (await read('a.md', '1. a\n   - b\n   - c\n2. d')).blocks,
    ).toMatchObject([{ type: 'list', ordered: true, entries: ['a', 'b', 'c', 'd'], text: 'a\nb\nc\nd' }]);
  });

  it('gives code verbatim with its language, without the indentation all lines share', async () => {
    expect(
      (await read('a.md', '```TS title=x\n  if (a) {\n    b *c*\n  }\n```')).blocks,
    ).toMatchObject([{ type: 'code', language: 'ts', text: 'if (a) {\n  b *c*\n}' }]);
  });

  it('puts code inside a list between its parts', async () => {
    expect(await blocks('- a\n\n  ```\n  x\n  ```\n- b')).toEqual(['list: a', 'code: x', 'list: b']);
  });

  it('gives quotations with who said them', async () => {
    expect((await read('a.md', '> All flows.\n>\n> — Heraclitus')).blocks).toMatchObject([{ type: 'quote', text: 'All flows.', attribution: 'Heraclitus' }]);
    expect((await read('a.md', '> All flows.\n> -- Heraclitus')).blocks).toMatchObject([{ type: 'quote', text: 'All flows.', attribution: 'Heraclitus' }]);
  });
});

describe("GitHub's extensions", () => {
  it('give tables padded to the widest row', async () => {
    expect((await read('a.md', '| a | b |\n|---|---|\n| **1** |')).blocks).toMatchObject([{ header: ['a', 'b'], rows: [['1', '']], text: 'a\tb\n1\t' }]);
  });

  it('give task lists without boxes, alerts as paragraphs, footnotes as text without marks', async () => {
    expect(await blocks('- [x] done\n- [ ] open')).toEqual(['list: done\nopen']);
    expect(await blocks('> [!NOTE]\n> Take care.')).toEqual(['paragraph: Take care.']);
    expect(await blocks('A claim.[^1]\n\n[^1]: Its source.')).toEqual(['paragraph: A claim.', 'paragraph: Its source.']);
  });

  it('have TeX in their words as people read it, and sums of money as they are', async () => {
    expect(
      await blocks('Flow $Q$ and slope $S$ give $\\Omega = \\rho g Q S$; a dam of $5 to $6 million and $7.50 does not.'),
    ).toEqual(['paragraph: Flow Q and slope S give Ω = ρ g Q S; a dam of $5 to $6 million and $7.50 does not.']);
    expect(await blocks('Where \\(x_1*y\\) and $a_1*b_2*c$, not `$x$` nor \\$x\\$.')).toEqual(['paragraph: Where x₁*y and a₁*b₂*c, not $x$ nor $x$.']);
    expect(await blocks('# The law of $x^2$\n\n- one $\\alpha$\n- two')).toEqual(['heading: The law of x²', 'list: one α\ntwo']);
    expect(await blocks('```sh\necho $x$ $$y$$\n```\n\n| $x^2$ | b |\n|---|---|\n| $\\pi$ | d |')).toEqual(['code: echo $x$ $$y$$', 'table: x²\tb\nπ\td']);
  });

  it('give formulas in the middle of words as blocks of their own', async () => {
    expect(
      await blocks('It is\n$$\na\n- b * c\n+ d\n$$\nwhere a is *one*.'),
    ).toEqual(['paragraph: It is', 'formula: a\n- b * c\n+ d', 'paragraph: where a is one.']);
    expect(await blocks('So\n\n\\[\n\\frac{1}{2}\n\\]\n\nit is.')).toEqual(['paragraph: So', 'formula: \\frac{1}{2}', 'paragraph: it is.']);
    expect(
      await blocks('As\n\n\\begin{equation}\n\\frac{a}{b}\n\\end{equation}\n\nso\n\n\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}'),
    ).toEqual(['paragraph: As', 'formula: \\frac{a}{b}', 'paragraph: so', 'formula: \\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}']);
    expect(await blocks('Text $$x$$.')).toEqual(['paragraph: Text', 'formula: x']);
  });

  it('give formulas as TeX', async () => {
    expect(await blocks('$$\na_1 *b*\n$$\n\n```math\nx^2\n```')).toEqual(['formula: a_1 *b*', 'formula: x^2']);
  });
});

describe('HTML inside Markdown', () => {
  it('is read as a page would show it; comments and scripts are dropped', async () => {
    expect(
      await blocks(
        '<!-- a\n\nb -->\n\n<h2 align="center">Title</h2>\n\nwords <b>bold</b><br>next <script>alert(1)</script>\n\n<details><summary>More</summary>\n\nInside *it*.\n\n</details>',
      ),
    ).toEqual([
      'heading: Title', 'paragraph: words bold next', 'paragraph: More', 'paragraph: Inside it.',
    ]);
  });

  it('keeps a table together that has blank lines inside', async () => {
    expect(await blocks('<table><tr><th>a</th><th>b</th></tr>\n\n<tr><td>1</td><td>2</td></tr>\n</table>')).toEqual(['table: a\tb\n1\t2']);
  });
});

describe('pictures', () => {
  it('are blocks with their description and address; badges are dropped', async () => {
    const content = await read('a.md', '[![build](https://img.shields.io/a.svg)](http://c.d)\n\n![A river](river.png "In spring")\n\nWords.');
    expect(content.blocks).toMatchObject([{ type: 'image', address: 'river.png', text: 'A river', caption: 'In spring' }, { type: 'paragraph' }]);
  });

  it('lose addresses that are scripts', async () => {
    expect(
      (await read('a.md', 'Words.\n\n![A river](javascript:alert(1))')).blocks,
    ).toMatchObject([{ type: 'paragraph' }, { type: 'image', address: '', text: 'A river' }]);
  });
});
