import { plainTex } from '../../../domain/language/plainTex';
import { tidy } from '../whitespace';
import { mathmlTex } from './mathmlTex';
import { elementsIn, PageElement, PageText, type PageNode } from '../page/pageTree';
import { table } from '../../../domain/table';

/** Gives an element's name in lower case. */
export function tagOf(element: PageElement): string {
  return element.localName.toLowerCase();
}

/** Whether the page itself says that an element is not shown. */
export function isHidden(element: PageElement): boolean {
  if (element.hasAttribute('hidden')) return true;
  const style = element.getAttribute('style');
  return style !== null && /\bdisplay\s*:\s*none|\bvisibility\s*:\s*hidden/i.test(style);
}

/** Whether an element holds nothing to read: hidden, made for machines or for the pointer, or shown a second time. */
export function isSkipped(element: PageElement, tag = tagOf(element)): boolean {
  if (unread.has(tag) || isHidden(element)) return true;
  const name = element.getAttribute('class') ?? '';
  // KaTeX draws each formula twice: as MathML, which is read, and as spans, which are not.
  // MathJax 2 draws formulas beside the scripts that hold their source.
  if (/(?:^|\s)MathJax(?:_Display|_SVG|_SVG_Display|_CHTML)?(?:\s|$)/u.test(name) && tag !== 'mjx-container'
    && element.querySelector('math') === null) return true;
  if (name !== ''
    && /\bkatex-html\b|\bMJX_Assistive_MathML\b|\bMathJax_Preview\b|\bmw-editsection\b|\bheaderlink\b|\bsr-only\b|\bvisually-hidden\b|\bscreen-reader-text\b/.test(
      name,
    )) return true;
  if (tag !== 'a') return false;
  const role = element.getAttribute('role') ?? '';
  if (role === 'doc-noteref' || role === 'doc-backlink' || /\bfootnote-(?:back)?ref\b/.test(name)) return true;
  return (element.getAttribute('href') ?? '').startsWith('#') && /^[#¶§🔗↩︎\s]*$/u.test(element.textContent);
}

const unread: ReadonlySet<string> = new Set(
  (
    'script style noscript template head title meta link iframe object embed canvas svg video audio map area input textarea select button rt rp '
    + 'annotation nav'
  ).split(' '),
);

/**
 * Gives the words of a small element (a caption, a cell) on one line, with a space at the boundaries of blocks.
 *
 * Works without recursion.
 */
export function textOf(root: PageElement): string {
  const parts: string[] = [];
  let node: PageNode | null = root.firstChild;
  while (node !== null) {
    if (node instanceof PageText) parts.push(node.textContent);
    const element = node instanceof PageElement ? node : undefined;
    if (element !== undefined) {
      const tag = tagOf(element);
      if (!inline.has(tag)) parts.push(' ');
      if (tag === 'sup') parts.push(superscript(element));
      else if (tag === 'math') parts.push(plainTex(texOf(element)) || element.textContent);
      else if (tag === 'img') parts.push(plainTex(pictureTex(element).tex));
      else if (!isSkipped(element, tag) && element.firstChild !== null) {
        node = element.firstChild;
        continue;
      }
    }
    while (node !== null && node.nextSibling === null) {
      node = node.parentNode;
      if (node === root) node = null;
      // Only elements have children.
      else if (node !== null && !inline.has(tagOf(node as PageElement))) parts.push(' ');
    }
    node = node?.nextSibling ?? null;
  }
  return tidy(parts.join(''));
}

const inline: ReadonlySet<string> = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math meter nobr output progress q rb ruby s samp small span '
    + 'strike strong sub sup time tt u var wbr'
  ).split(' '),
);

/** Gives raised text: nothing for a footnote's mark, raised digits for an exponent, else the words as they are. */
export function superscript(element: PageElement): string {
  const text = tidy(element.textContent);
  const isReference = element.querySelectorAll('a').some((link) => link.getAttribute('href')?.startsWith('#') === true);
  if (isReference || /^\[\w{1,3}\]$/.test(text)) return '';
  return /^[-+−]?\d+$/.test(text) ? [...text].map((character) => raised[character] ?? character).join('') : text;
}

const raised: Readonly<Record<string, string>> = table({
  '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹', '+': '⁺', '-': '⁻', '−': '⁻',
});

const texEncodings: ReadonlySet<string> = new Set(['application/x-tex', 'application/x-latex', 'TeX']);

/** Gives the TeX source of a MathML element: the one it carries, else one written from its elements. */
export function texOf(math: PageElement): string {
  const [annotation] = elementsIn(math, (element) => element.localName === 'annotation' && texEncodings.has(element.getAttribute('encoding') ?? ''));
  const own = tidy(annotation?.textContent ?? math.getAttribute('alttext') ?? math.getAttribute('data-latex') ?? '');
  return bareTex(own) || mathmlTex(math);
}

/** TeX without the braces around all of it that only set its size. */
function bareTex(tex: string): string {
  return tidy(/^\{\s*\\(?:displaystyle|textstyle)\b([^]*)\}$/u.exec(tex)?.[1] ?? tex);
}

/** TeX of a picture that a page shows in place of a formula; empty if it is any other picture. */
export function pictureTex(picture: PageElement): { readonly tex: string; readonly isDisplay: boolean } {
  const name = picture.getAttribute('class') ?? '';
  if (!/\bmwe-math-fallback-image|\btex\b|\blatex\b/u.test(name)) return { tex: '', isDisplay: false };
  return { tex: bareTex(tidy(picture.getAttribute('alt') ?? '')), isDisplay: /-display\b/u.test(name) };
}

/** Where a picture's address is kept while Readability works on the page. */
export const addressAttribute = 'data-kept-address';

/** Gives where a picture is, as text: lazy pages keep the address elsewhere than in `src`. Addresses that are scripts are dropped. */
export function pictureAddress(element: PageElement): string {
  const source = element.getAttribute('src') ?? '';
  const lazy = element.getAttribute('data-src') ?? element.getAttribute('data-original') ?? element.getAttribute('data-lazy-src') ?? '';
  const first = (element.getAttribute('srcset') ?? element.getAttribute('data-srcset') ?? '').trim().split(/[\s,]/, 1)[0] ?? '';
  // A tiny data URL is a stand-in for a picture that has not been loaded.
  const isStandIn = source === '' || (source.startsWith('data:') && source.length < 400);
  const address = (element.getAttribute(addressAttribute) ?? (isStandIn ? lazy || first || source : source)).trim();
  return /^(?:https?:|data:image\/|[^:]*$|[^:/?#]*[/?#])/i.test(address) ? address : '';
}
