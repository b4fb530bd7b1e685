import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanPage } from '../../../../src/stages/extraction/page/cleanPage';
import { descendants, elementsIn, PageElement, PageText, type PageNode } from '../../../../src/stages/extraction/page/pageTree';
import { parsePage } from '../../../../src/stages/extraction/page/parsePage';

/** A tree as a line of text: names, attributes, words. */
function outline(node: PageNode): string {
  if (!(node instanceof PageElement)) return JSON.stringify(node.textContent);
  const attributes = node.attributes.map(({ name, value }) => ` ${name}=${value}`).join('');
  return `${node.localName}${attributes}(${node.childNodes.map(outline).join(' ')})`;
}

function bodyOf(html: string, isClean = false): string {
  const { page } = parsePage(html);
  if (isClean) cleanPage(page);
  return outline(page.body ?? page).replace(/^body\(|\)$/g, '');
}

/** Whether every node stands where its neighbours say it does. */
function isWhole(root: PageElement): boolean {
  return [root, ...elementsIn(root, () => true)].every((element) => {
    const forwards: PageNode[] = [];
    for (let node = element.firstChild; node !== null; node = node.nextSibling) forwards.push(node);
    const backwards: PageNode[] = [];
    for (let node = element.lastChild; node !== null; node = node.previousSibling) backwards.unshift(node);
    return forwards.length === backwards.length && forwards.every((node, index) => node === backwards[index] && node.parentNode === element)
      && element.childNodes.length === forwards.length;
  });
}

describe('a page', () => {
  test.each([
    ['<p>One<p>Two', 'p("One") p("Two")'],
    ['<ul><li>a<li>b</ul>', 'ul(li("a") li("b"))'],
    ['<b>1<p>2</b>3', 'b("1") p(b("2") "3")'],
    ['<table><tr><td>1</table>', 'table(tbody(tr(td("1"))))'],
    ['<table>x<tr><td>1</table>', '"x" table(tbody(tr(td("1"))))'],
    ['a<!-- b -->c&amp;d', '"ac&d"'],
    ['<div></x>a</div>', 'div("a")'],
    ['<!-- --!>a<div>b', '"a" div("b")'],
    ['z<noscript><p>a</noscript>', '"z" noscript(p("a"))'],
    ['z<template><p>a</template>b', '"z" template() "b"'],
    ['<math><mi>x</mi></math>', 'math(mi("x"))'],
    ['<a href=x title=y>z', 'a href=x title=y("z")'],
  ])('is parsed as browsers parse it: %s', (html, expected) => {
    expect(bodyOf(html)).toBe(expected);
  });

  test('nests 300 deep at most; what is deeper keeps its words, in their order and apart', () => {
    const { page, depth } = parsePage(`${'<div>'.repeat(5000)}one<p>two</p>three<div>four</div>${'</div>'.repeat(5000)}five`);
    expect(depth).toBeGreaterThan(5000);
    const depthOf = (node: PageNode): number => (node.parentNode === null ? 0 : 1 + depthOf(node.parentNode));
    expect(Math.max(...elementsIn(page, () => true).map(depthOf))).toBeLessThanOrEqual(301);
    expect(page.textContent).toBe('onetwothreefourfive');
    const words = [...descendants(page)].filter((node) => node instanceof PageText);
    expect(words.map(({ textContent }) => textContent)).toEqual(['one', 'two', 'three', 'four', 'five']);
  });

  test('of more elements than anybody reads is too complicated', () => {
    const fonts = Array.from({ length: 200 }, (_, index) => `<p><font a${index}>`).join('');
    expect(() => parsePage(fonts, 10_000)).toThrow(expect.objectContaining({ code: 'too-complicated' }));
  });

  test('stays a tree whatever is parsed and cleaned', () => {
    const piece = fc.constantFrom(
      '<div>', '</div>', '<p>', '</p>', '<b>', '</b>', '<a href=#x>', '</a>', '<table>', '<tr>', '<td>', '</table>', '<svg>', '<math>', '<mi>', '<script>x</script>',
      '<select>', '<option>', '</x>', '<x-y>', 'words ', '<template>', '<form>', '<noscript>', '</noscript>', '<body>', '<frameset>', '<li>', '<h1>', '&#0;', '<!--', '-->',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { page } = parsePage(pieces.join(''));
      expect(isWhole(page)).toBe(true);
      cleanPage(page);
      expect(isWhole(page)).toBe(true);
    }));
  });
});

describe('a clean page', () => {
  test.each([
    ['<script>alert(1)</script>a', '"a"'],
    ['<img src=x onerror=alert(1)>', 'img src=x()'],
    ['<a href="javascript:alert(1)">a</a><a href=" &#1;jav\nascript:x">b</a>', 'a("a") a href= \u0001jav\nascript:x("b")'],
    ['<iframe srcdoc="<script>"></iframe><object data=x>a</object><embed src=x>b', '"b"'],
    ['<form><p>a</p><input value=b><button>c</button></form>', 'p("a")'],
    ['<x-card><p>a</p></x-card>', 'p("a")'],
    ['<svg><style><!--</style><img src=1 onerror=alert(1)>--></svg>b', '"b"'],
    ['<math><annotation-xml encoding="text/html"><p>a</p></annotation-xml><mi>x</mi></math>', 'math(mi("x"))'],
    ['<noscript><p title="</noscript><img src=x onerror=alert(1)>">', 'p title=</noscript><img src=x onerror=alert(1)>()'],
    ['<template><script>x</script></template><style>*{}</style><title>t</title>a', '"a"'],
    ['<p style="display:none" class=c data-x=1 aria-label=l onclick=x itemprop=y>a', 'p style=display:none class=c data-x=1 aria-label=l("a")'],
    ['a<script type="math/tex; mode=display">x<1</script>', '"a" math display=block(annotation encoding=application/x-tex("x<1"))'],
    ['a<script type="math/tex">y</script>', '"a" math(annotation encoding=application/x-tex("y"))'],
  ])('holds what is there to be read: %s', (html, expected) => {
    expect(bodyOf(html, true)).toBe(expected);
  });
});

describe('an element', () => {
  test('keeps and gives back what is inside it by name', () => {
    const { page } = parsePage('<div><p class=a>one</p>two</div>');
    const div = page.querySelector('div') as PageElement;
    const kept = div.innerHTML;
    div.replaceChildren();
    div.innerHTML = kept;
    expect(outline(div)).toBe('div(p class=a("one") "two")');
    div.innerHTML = kept;
    expect(outline(div)).toBe('div(p class=a("one") "two")');
  });

  test('tells of its style what makes it invisible', () => {
    const { page } = parsePage('<p style="color: red; DISPLAY : None;visibility:hidden">a');
    expect(page.querySelector('p')?.style).toEqual({ display: 'none', visibility: 'hidden' });
  });
});
