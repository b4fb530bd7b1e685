// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { outline, read } from '../reading';

const sentence = 'Rivers carry water from high ground to the sea, and in doing so they shape the land around them. ';
const page = (body: string, head = ''): string => `<!doctype html><html lang="en"><head><title>On rivers</title>${head}</head><body>${body}</body></html>`;
const blocks = async (body: string): Promise<string[]> => outline(await read('a.html', page(body)));

describe('a page', () => {
  it('gives its article without what stands around it', async () => {
    const article = `<article><h1>On rivers</h1>${`<p>${sentence.repeat(4)}</p>`.repeat(5)}</article>`;
    const found = await blocks(`<nav><a href="/">Home</a> <a href="/a">About</a></nav>${article}<footer><p>Subscribe to our newsletter.</p></footer>`);
    expect(found).toEqual(Array<string>(5).fill(`paragraph: ${sentence.repeat(4).trim()}`));
  });

  it('says its title, authors, language and address in its head', async () => {
    const head = '<meta property="og:title" content="How rivers work"><meta name="author" content="Ann B"><link rel="canonical" href="https://a.org/rivers">';
    expect(
      await read('a.html', page(`<p>${sentence}</p>`, head)),
    ).toMatchObject({ title: 'How rivers work', authors: ['Ann B'], language: 'en', link: 'https://a.org/rivers' });
  });

  it('may say it in JSON-LD, and broken JSON-LD is passed over', async () => {
    const head =
      '<script type="application/ld+json">{broken</script><script type="application/ld+json">{"@type":"NewsArticle","headline":"Deep &amp; wide, it doesn&#8217;t stop","author":[{"name":"Ann B"}]}</script>';
    expect(await read('a.html', page(`<p>${sentence}</p>`, head))).toMatchObject({ title: 'Deep & wide, it doesn’t stop', authors: ['Ann B'] });
  });

  it('of a few words is taken whole', async () => {
    expect(
      await blocks('<h2>The delta</h2><p>They flow.</p><div>And end in the sea.</div>'),
    ).toEqual(['heading: The delta', 'paragraph: They flow.', 'paragraph: And end in the sea.']);
  });
});

describe('blocks of a page', () => {
  it('are cut at block boundaries, never glued', async () => {
    expect(
      await blocks('<div>One <b>two</b><div>three</div>four<br><br>five</div>'),
    ).toEqual(['paragraph: One two', 'paragraph: three', 'paragraph: four', 'paragraph: five']);
  });

  it('are lists with their nested entries, and definitions', async () => {
    expect((await read('a.html', page('<ol><li>a<ul><li>b</ul><li><p>c</p><p>d</p></ol><dl><dt>Delta<dd>New land.</dl>'))).blocks).toMatchObject([
      { type: 'list', ordered: true, entries: ['a', 'b', 'c d'] }, { type: 'list', ordered: false, entries: ['Delta: New land.'] },
    ]);
  });

  it('are quotations with who said them', async () => {
    expect(
      (await read('a.html', page('<blockquote><p>All flows.</p><footer>— <cite>Heraclitus</cite></footer></blockquote>'))).blocks,
    ).toMatchObject([{ type: 'quote', text: 'All flows.', attribution: 'Heraclitus' }]);
  });

  it('are code with its language and lines', async () => {
    expect(
      (await read('a.html', page('<pre><code class="language-ts">  a\n    b</code></pre>'))).blocks,
    ).toMatchObject([{ type: 'code', language: 'ts', text: 'a\n  b' }]);
  });

  it('are tables of data, and the parts of tables made for layout', async () => {
    expect(await blocks('<table><caption>Lengths</caption><tr><th>River<th>km<tr><td>Nile<td>6650</table>')).toEqual(['table: River\tkm\nNile\t6650']);
    expect(await blocks('<table><tr><td><p>Left words.</p></table>')).toEqual(['paragraph: Left words.']);
  });

  it('are pictures with their caption, and formulas with their source', async () => {
    const found = await read('a.html', page(
      '<figure><img src="a.png" alt="A river"><figcaption>In spring</figcaption></figure><p>Words.</p><math display="block"><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math>',
    ));
    expect(found.blocks).toMatchObject([
      { type: 'image', address: 'a.png', text: 'A river', caption: 'In spring' }, { type: 'paragraph', text: 'Words.' }, { type: 'formula', tex: 'x^2' },
    ]);
  });

  it('give each formula once, whoever drew it', async () => {
    const annotated = (
      tex: string, display = '',
    ): string => `<math${display}><semantics><mi>?</mi><annotation encoding="application/x-tex">${tex}</annotation></semantics></math>`;
    const katex = (
      tex: string, display = '',
    ): string => `<span class="katex"><span class="katex-mathml">${annotated(
      tex, display,
    )}</span><span class="katex-html" aria-hidden="true"><span>?</span></span></span>`;
    expect(
      await blocks(`<p>The law ${katex('x^2')} holds.</p><span class="katex-display">${katex('\\frac{a}{b}', ' display="block"')}</span><p>So it is.</p>`),
    ).toEqual(['paragraph: The law x² holds.', 'formula: \\frac{a}{b}', 'paragraph: So it is.']);
    const second = (
      tex: string, mode: string,
    ): string =>
      `<span class="MathJax_Preview">?</span><span class="MathJax" id="MathJax-Element-1-Frame"><nobr><span class="math">?</span></nobr></span><script type="math/tex${mode}">${tex}</script>`;
    expect(
      await blocks(`<p>MathJax 2 sets ${second('\\alpha', '')} so.</p>${second('E = mc^2', '; mode=display')}`),
    ).toEqual(['paragraph: MathJax 2 sets α so.', 'formula: E = mc^2']);
    const third =
      '<mjx-container class="MathJax" jax="CHTML" display="true"><mjx-math><mjx-mi></mjx-mi></mjx-math><mjx-assistive-mml><math display="block"><mfrac><mi>a</mi><msqrt><mi>b</mi></msqrt></mfrac><mo>=</mo><msup><mi>c</mi><mn>2</mn></msup></math></mjx-assistive-mml></mjx-container>';
    expect(await blocks(`<p>Words.</p>${third}`)).toEqual(['paragraph: Words.', 'formula: \\frac{a}{\\sqrt{b}} = c^{2}']);
    const wiki =
      '<span class="mwe-math-element"><span style="display: none;"><math alttext="{\\displaystyle \\rho }"></math></span><img src="x.svg" class="mwe-math-fallback-image-inline" alt="{\\displaystyle \\rho }"></span>';
    expect(await blocks(`<p>Its density ${wiki} is high.</p>`)).toEqual(['paragraph: Its density ρ is high.']);
    expect(
      await blocks('<p>Raw \\(x_1\\) and \\[ y = \\sqrt{x} \\] with $5 or $6.</p>'),
    ).toEqual(['paragraph: Raw x₁ and', 'formula: y = \\sqrt{x}', 'paragraph: with $5 or $6.']);
  });

  it('have no hidden words, footnote marks or scripts', async () => {
    expect(
      await blocks(
        '<p>Seen<sup><a href="#n">[1]</a></sup> 10<sup>6</sup>.</p><p hidden>Not</p><p style="display: none">Nor</p><script>no()</script><p><a href="javascript:x()">Link</a> words.</p>',
      ),
    ).toEqual([
      'paragraph: Seen 10⁶.', 'paragraph: Link words.',
    ]);
  });
});
