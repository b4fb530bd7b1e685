import { Readability } from '@mozilla/readability';
import { cleanPage } from '../page/cleanPage';
import { elementsIn, PageElement, type PageDocument } from '../page/pageTree';
import { parsePage } from '../page/parsePage';
import type { Draft, Reading } from '../reading';
import { tidy } from '../whitespace';
import { takeBlocks, type Taken } from './htmlBlocks';
import { metadataOf } from './htmlMetadata';
import { pruned } from './htmlPruning';
import { addressAttribute, pictureAddress } from './htmlText';

/**
 * Reads a web page: what it is about, without what stands around it.
 *
 * The article is found by Mozilla's Readability and pruned; where that finds nothing, or nearly nothing of a page that has
 * little else, the whole body is taken.
 *
 * @throws Failure `too-complicated`, as `parsePage` does
 */
export function readHtml(text: string): Reading {
  const { page, depth } = parsePage(text);
  const metadata = metadataOf(page);
  cleanPage(page);
  // Readability drops a heading that repeats the title; cleaning took the title away.
  page.title = metadata.title;
  prepare(page);
  const whole = wholeBody(page);
  const article = depth > deepestArticle ? undefined : articleOf(page, whole, metadata.title);
  return { ...metadata, blocks: article ?? whole };
}

/** Reads HTML that stands inside another document: all of it, as it stands. */
export function readFragment(html: string): Draft[] {
  const { page } = parsePage(html);
  cleanPage(page);
  return takeBlocks(bodyOf(page)).map((taken) => taken.draft);
}

/** Saves from Readability what it would change: addresses, the names under quotations, and formulas. */
function prepare(page: PageDocument): void {
  for (const picture of page.querySelectorAll('img')) picture.setAttribute(addressAttribute, pictureAddress(picture));
  // Wikipedia has each formula twice, one of them hidden by a style that Readability takes off.
  for (const formula of elementsIn(page, ({ className }) => /(?:^|\s)mwe-math-element(?:\s|$)/.test(className))) {
    const math = formula.querySelector('math');
    if (math !== null) formula.replaceChildren(math);
  }
  for (const footer of elementsIn(page, (element) => element.localName === 'footer' && isWithin(element, 'blockquote'))) {
    const cite = page.createElement('cite');
    cite.takeFrom(footer);
    footer.replaceWith(cite);
  }
}

function isWithin(element: PageElement, name: string): boolean {
  for (let around = element.parentElement; around !== null; around = around.parentElement) if (around.localName === name) return true;
  return false;
}

/** Readability asks every element about all those around it: the time for a deep page grows with the square of its depth. */
const deepestArticle = 150;

/** Above this, Readability's repeated passes take longer than people wait; such pages are books and dumps, not articles in a frame. */
const largestPage = 200_000;

function articleOf(page: PageDocument, whole: readonly Draft[], title: string): readonly Draft[] | undefined {
  if (page.getElementsByTagName('*').length > largestPage) return undefined;
  // It has the members of a document that Readability uses. What is found is handed over as it is, not as a string to be parsed once more.
  const document = page as unknown as ConstructorParameters<typeof Readability>[0];
  const found = new Readability<unknown>(document, { serializer: (node) => node, disableJSONLD: true, keepClasses: true }).parse();
  const root = found?.content;
  if (!(root instanceof PageElement)) return undefined;
  const article = pruned(takeBlocks(root), title);
  const share = lengthOf(article) / Math.max(1, lengthOf(whole));
  return lengthOf(article) === 0 || (lengthOf(whole) < shortPage && share < 0.4) ? undefined : article;
}

/** Pages of less than this many characters have little to hide: Readability, made for articles, then errs by leaving out. */
const shortPage = 1500;

function wholeBody(page: PageDocument): Draft[] {
  return takeBlocks(bodyOf(page)).filter(isNotEmptyLink).map((taken) => taken.draft);
}

/** What a page shows; one of frames has no body. */
function bodyOf(page: PageDocument): PageElement {
  return page.body ?? page;
}

function isNotEmptyLink(taken: Taken): boolean {
  return taken.draft.type !== 'paragraph' || taken.linked < tidy(taken.draft.text).length;
}

function lengthOf(blocks: readonly Draft[]): number {
  return blocks.reduce((sum, block) => sum + block.text.length, 0);
}
