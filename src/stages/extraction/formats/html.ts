import { Readability } from '@mozilla/readability';
import type { HtmlParser } from '../../../engine/htmlParser';
import type { Draft, Reading } from '../reading';
import { tidy } from '../whitespace';
import { takeBlocks, type Taken } from './htmlBlocks';
import { metadataOf } from './htmlMetadata';
import { withBoundedNesting } from './htmlNesting';
import { pruned } from './htmlPruning';
import { addressAttribute, pictureAddress } from './htmlText';

/**
 * Reads a web page: what it is about, without what stands around it.
 *
 * The article is found by Mozilla's Readability and pruned; where that finds nothing, or nearly nothing of a page that has
 * little else, the whole body is taken.
 */
export function readHtml(text: string, parser: HtmlParser): Reading {
  const { html, depth } = withBoundedNesting(text);
  const metadata = metadataOf(parser.parse(html));
  const page = parser.sanitize(withFormulas(html));
  // Readability drops a heading that repeats the title; sanitising took the title away.
  page.title = metadata.title;
  prepare(page);
  const whole = wholeBody(page);
  const article = depth > deepestArticle ? undefined : articleOf(page, whole, metadata.title);
  return { ...metadata, blocks: article ?? whole };
}

/** Saves from Readability what it would change: addresses, which it makes absolute as seen from the app, the names under quotations, and formulas. */
function prepare(page: Document): void {
  for (const picture of page.querySelectorAll('img')) picture.setAttribute(addressAttribute, pictureAddress(picture));
  // Wikipedia has each formula twice, one of them hidden by a style that Readability takes off.
  for (const formula of page.querySelectorAll('.mwe-math-element')) {
    const math = formula.querySelector('math');
    if (math !== null) formula.replaceChildren(math);
  }
  for (const footer of page.querySelectorAll('blockquote footer')) {
    const cite = page.createElement('cite');
    cite.append(...footer.childNodes);
    footer.replaceWith(cite);
  }
}

/** Reads HTML that stands inside another document: all of it, as it stands. */
export function readFragment(html: string, parser: HtmlParser): Draft[] {
  return takeBlocks(parser.sanitize(withBoundedNesting(html).html).body).map((taken) => taken.draft);
}

/** Readability asks every element about all those around it: the time for a deep page grows with the square of its depth. */
const deepestArticle = 150;

/** Above this, Readability's repeated passes take longer than people wait; such pages are books and dumps, not articles in a frame. */
const largestPage = 200_000;

function articleOf(page: Document, whole: readonly Draft[], title: string): readonly Draft[] | undefined {
  if (page.getElementsByTagName('*').length > largestPage) return undefined;
  // What it finds is handed over as it is, not as a string to be parsed once more. It changes the page.
  const found = new Readability<Node>(page, { serializer: (node) => node, disableJSONLD: true, keepClasses: true }).parse();
  const root = found?.content;
  if (root?.nodeType !== 1) return undefined;
  // Node type 1 is an element by the DOM standard.
  const article = pruned(takeBlocks(root as Element), title);
  const share = lengthOf(article) / Math.max(1, lengthOf(whole));
  return lengthOf(article) === 0 || (lengthOf(whole) < shortPage && share < 0.4) ? undefined : article;
}

/** Pages of less than this many characters have little to hide: Readability, made for articles, then errs by leaving out. */
const shortPage = 1500;

function wholeBody(page: Document): Draft[] {
  return takeBlocks(page.body).filter(isNotEmptyLink).map((taken) => taken.draft);
}

function isNotEmptyLink(taken: Taken): boolean {
  return taken.draft.type !== 'paragraph' || taken.linked < tidy(taken.draft.text).length;
}

function lengthOf(blocks: readonly Draft[]): number {
  return blocks.reduce((sum, block) => sum + block.text.length, 0);
}

/** MathJax keeps formulas in scripts, which sanitising would drop: they become MathML with their source. */
function withFormulas(html: string): string {
  if (!html.includes('math/tex')) return html;
  return html.replace(/<script\b[^>]*\btype\s*=\s*["']math\/tex(;\s*mode=display)?["'][^>]*>([^]*?)<\/script>/gi, (
    _, display: string | undefined, tex: string,
  ) => {
    const source = tex.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    return `<math${display === undefined ? '' : ' display="block"'}><annotation encoding="application/x-tex">${source}</annotation></math>`;
  });
}
