// Long: one walk over a page, a case an element.
import { formulaDraft, hasContent, headingDraft, listDraft, paragraphDraft, pictureDraft, quoteDraft, type Draft } from '../reading';
import { plainTex } from '../../../domain/language/plainTex';
import { tidy } from '../whitespace';
import { texIn } from '../inlineTex';
import { isSkipped, pictureAddress, pictureTex, superscript, tagOf, texOf, textOf } from './htmlText';
import { codeOf } from './htmlCode';
import { besideClass, blockTags, headingTag, isSignature, longestBeside } from './htmlElements';
import { isDataTable, tableOf } from './htmlTable';
import { PageElement, PageText, type PageNode } from '../page/pageTree';

/** A block with what the page's structure tells about its worth. */
export interface Taken {
  readonly draft: Draft;
  /** Characters of its text that are links. */
  readonly linked: number;
  /** Whether its words stood in an element made for running text (`p`, `li`, `blockquote`...) and not in a bare `div`. */
  readonly isProper: boolean;
  /** Whether its element's class says that it stands beside the text: a caption, a credit, a date line. */
  readonly isBeside: boolean;
}

/**
 * Gives the blocks below an element in reading order; text is cut at block boundaries, never glued across them.
 *
 * Works without recursion: pages nest as deep as they like.
 */
export function takeBlocks(root: PageElement): Taken[] {
  const taker = new Taker();
  let node: PageNode | null = root.firstChild;
  while (node !== null) {
    if (node instanceof PageText) taker.text(node.textContent);
    const element = node instanceof PageElement ? node : undefined;
    if (element !== undefined && taker.enter(element)) {
      if (element.firstChild !== null) {
        node = element.firstChild;
        continue;
      }
      taker.leave(element);
    }
    while (node !== null && node.nextSibling === null) {
      node = node.parentNode;
      if (node === root || node === null) {
        node = null;
      } else {
        // Only elements have children that were entered.
        taker.leave(node as PageElement);
      }
    }
    node = node?.nextSibling ?? null;
  }
  return taker.end();
}

type Frame =
  | { readonly kind: 'list'; readonly element: PageElement; readonly ordered: boolean; entries: string[]; entry: string[]; linked: number; broken: boolean }
  | { readonly kind: 'quote'; readonly element: PageElement; paragraphs: string[]; attribution: string; linked: number }
  | { readonly kind: 'heading'; readonly element: PageElement; readonly level: number; parts: string[]; linked: number }
  | { readonly kind: 'figure'; readonly element: PageElement; readonly caption: string; readonly first: number };

class Taker {
  readonly #taken: Taken[] = [];
  readonly #frames: Frame[] = [];
  #buffer: string[] = [];
  #linked = 0;
  #linkDepth = 0;
  #breaks = 0;
  #paragraphDepth = 0;
  #beside: PageElement | undefined;
  #pictures: Taken[] = [];

  text(text: string): void {
    if (text.trim() !== '') {
      this.#breaks = 0;
      if (this.#linkDepth > 0) this.#linked += text.trim().length;
    }
    this.#buffer.push(text);
  }

  /** Whether to go on with the element's children; `leave` is then called after them. */
  enter(element: PageElement): boolean {
    const tag = tagOf(element);
    if (isSkipped(element, tag)) return false;
    if (blockTags.has(tag)) this.#flush();
    const isEntered = this.#open(element, tag);
    if (isEntered && this.#beside === undefined && besideClass.test(element.getAttribute('class') ?? '')
      && element.textContent.length < longestBeside) {
      this.#flush();
      this.#beside = element;
    }
    return isEntered;
  }

  #open(element: PageElement, tag: string): boolean {
    switch (tag) {
      case 'br':
        // Two line breaks in a row are how old pages end a paragraph.
        if (++this.#breaks > 1) this.#flush();
        else this.#buffer.push('\n');
        return false;
      case 'img': {
        const { tex, isDisplay } = pictureTex(element);
        if (tex === '') this.#picture(element);
        else if (isDisplay) this.#display(tex);
        else this.#buffer.push(plainTex(tex));
        return false;
      }
      case 'a':
        this.#linkDepth++;
        return true;
      case 'q':
        this.#buffer.push('“');
        return true;
      case 'sup':
        this.#buffer.push(superscript(element));
        return false;
      case 'math':
        this.#formula(element);
        return false;
      case 'pre':
        this.#endGroups();
        this.#push(codeOf(element));
        return false;
      case 'table':
        if (!isDataTable(element)) return true;
        this.#endGroups();
        this.#push(tableOf(element));
        return false;
      case 'figure':
        return this.#figure(element);
      case 'figcaption':
        return !this.#frames.some((frame) => frame.kind === 'figure' && frame.caption !== '');
      case 'ul':
      case 'ol':
      case 'menu':
      case 'dl':
        this.#list(element, tag === 'ol');
        return true;
      case 'blockquote':
        this.#endGroups();
        this.#frames.push({ kind: 'quote', element, paragraphs: [], attribution: '', linked: 0 });
        return true;
      case 'p':
        this.#paragraphDepth++;
        return true;
      case 'li':
      case 'dt':
        this.#endEntry();
        return true;
      default:
        if (headingTag.test(tag)) this.#heading(element, Number(tag[1]));
        return true;
    }
  }

  leave(element: PageElement): void {
    const tag = tagOf(element);
    const top = this.#frames.at(-1);
    if (top?.kind === 'quote' && (tag === 'footer' || tag === 'cite') && isSignature(element)) {
      top.attribution = tidy(this.#buffer.join(''));
      this.#buffer = [];
      this.#linked = 0;
    }
    if (blockTags.has(tag)) this.#flush();
    if (tag === 'a') this.#linkDepth--;
    else if (tag === 'q') this.#buffer.push('”');
    else if (tag === 'p') this.#paragraphDepth--;
    else if (tag === 'li' || tag === 'dd') this.#endEntry();
    else if (tag === 'dt' && top?.kind === 'list') {
      const term = top.entry.pop();
      if (term !== undefined) top.entry.push(/[:?.!]$/.test(term) ? term : `${term}:`);
    }
    if (top?.element === element) this.#endFrame(top);
    if (this.#beside === element) {
      this.#flush();
      this.#beside = undefined;
    }
  }

  end(): Taken[] {
    this.#flush();
    for (let top = this.#frames.at(-1); top !== undefined; top = this.#frames.at(-1)) this.#endFrame(top);
    return this.#taken.filter((taken) => hasContent(taken.draft));
  }

  /** Ends the run of text since the last block boundary. */
  #flush(): void {
    const text = tidy(this.#buffer.join(''));
    const linked = this.#linked;
    this.#buffer = [];
    this.#linked = 0;
    this.#breaks = 0;
    if (text !== '') this.#placeWithTex(text, linked);
    const pictures = this.#pictures;
    if (pictures.length === 0) return;
    this.#pictures = [];
    this.#endGroups();
    for (const picture of pictures) this.#taken.push(picture);
  }

  /** Formulas that the page's own scripts would have set stand in its text between `\\(` and `\\)`, `\\[` and `\\]`, or two dollars. */
  #placeWithTex(text: string, linked: number): void {
    let words = '';
    let at = 0;
    for (const { start, end, tex, isDisplay } of texIn(text, false)) {
      words += text.slice(at, start);
      at = end;
      if (!isDisplay) words += plainTex(tex);
      else {
        if (words.trim() !== '') this.#place(tidy(words), 0);
        words = '';
        this.#endGroups();
        this.#push(formulaDraft(tex));
      }
    }
    const rest = tidy(words + text.slice(at));
    if (rest !== '' && (at === 0 || !/^[.,;]$/u.test(rest))) this.#place(rest, linked);
  }

  #place(text: string, linked: number): void {
    const frame = this.#frames.findLast((candidate) => candidate.kind !== 'figure');
    if (frame?.kind === 'heading') frame.parts.push(text);
    else if (frame?.kind === 'list' && !frame.broken) frame.entry.push(text);
    else if (frame?.kind === 'quote') frame.paragraphs.push(text);
    else {
      this.#push(paragraphDraft(text), linked, this.#paragraphDepth > 0);
      return;
    }
    frame.linked += linked;
  }

  #push(draft: Draft, linked = 0, isProper = true): void {
    this.#taken.push({ draft, linked, isProper, isBeside: this.#beside !== undefined });
  }

  /** Puts out what lists and quotations hold so far, because a block that cannot be inside them follows. */
  #endGroups(): void {
    for (const frame of this.#frames) {
      if (frame.kind === 'list') this.#putList(frame);
      else if (frame.kind === 'quote') this.#putQuote(frame);
    }
  }

  #endFrame(frame: Frame): void {
    if (frame.kind === 'list') this.#putList(frame);
    else if (frame.kind === 'quote') this.#putQuote(frame);
    else if (frame.kind === 'heading') this.#push(headingDraft(frame.level, frame.parts.join(' ')), frame.linked);
    else this.#captionFigure(frame);
    this.#frames.pop();
  }

  #list(element: PageElement, ordered: boolean): void {
    const top = this.#frames.at(-1);
    // A list within a list is flattened: its entries follow their parent.
    if (top?.kind === 'list') {
      this.#endEntry();
      return;
    }
    this.#endGroups();
    this.#frames.push({ kind: 'list', element, ordered, entries: [], entry: [], linked: 0, broken: false });
  }

  #endEntry(): void {
    const top = this.#frames.at(-1);
    if (top?.kind !== 'list' || top.entry.length === 0) return;
    top.entries.push(top.entry.join(' '));
    top.entry = [];
  }

  #putList(frame: Extract<Frame, { kind: 'list' }>): void {
    if (frame.entry.length > 0) frame.entries.push(frame.entry.join(' '));
    if (frame.entries.length > 0) this.#push(listDraft(frame.ordered, frame.entries), frame.linked);
    frame.entries = [];
    frame.entry = [];
    frame.linked = 0;
  }

  #putQuote(frame: Extract<Frame, { kind: 'quote' }>): void {
    if (frame.paragraphs.length > 0) this.#push(quoteDraft(frame.paragraphs, frame.attribution), frame.linked);
    frame.paragraphs = [];
    frame.attribution = '';
    frame.linked = 0;
  }

  #heading(element: PageElement, level: number): void {
    const top = this.#frames.at(-1);
    if (top?.kind === 'heading') return;
    this.#endGroups();
    // Lists with headings inside are cards, not lists of points.
    for (const frame of this.#frames) if (frame.kind === 'list') frame.broken = true;
    this.#frames.push({ kind: 'heading', element, level, parts: [], linked: 0 });
  }

  #figure(element: PageElement): boolean {
    const captionElement = element.querySelector('figcaption');
    const caption = captionElement === null ? '' : textOf(captionElement);
    if (element.querySelector('blockquote, pre, table, p, ul, ol') !== null && !captionElement?.querySelector('p')) {
      this.#frames.push({ kind: 'figure', element, caption, first: this.#taken.length });
      return true;
    }
    const pictures = [...element.querySelectorAll('img')];
    if (pictures.length === 0) return true;
    for (const picture of pictures) this.#picture(picture, caption);
    this.#flush();
    return false;
  }

  #captionFigure(frame: Extract<Frame, { kind: 'figure' }>): void {
    if (frame.caption === '') return;
    const index = this.#taken.findIndex(({ draft }, at) => at >= frame.first && (draft.type === 'quote' || draft.type === 'table' || draft.type === 'image'));
    const taken = this.#taken[index];
    if (taken === undefined) this.#push(paragraphDraft(frame.caption), 0, false);
    else if (taken.draft.type === 'quote') this.#taken[index] = {
      ...taken, draft: quoteDraft(taken.draft.text.split('\n'), taken.draft.attribution ?? frame.caption),
    };
    else if (taken.draft.type === 'table' || taken.draft.type === 'image') this.#taken[index] = {
      ...taken, draft: { ...taken.draft, caption: taken.draft.caption ?? frame.caption },
    };
  }

  #picture(element: PageElement, caption = ''): void {
    const address = pictureAddress(element);
    const description = element.getAttribute('alt') ?? '';
    // Spacers and counters: a pixel or two, without a word.
    if (Number(element.getAttribute('width') ?? 100) <= 2 || (address === '' && tidy(description) === '')) return;
    this.#pictures.push({ draft: pictureDraft(address, description, caption), linked: 0, isProper: true, isBeside: false });
  }

  #formula(element: PageElement): void {
    const tex = texOf(element);
    if (tex !== '' && (element.getAttribute('display') === 'block' || element.getAttribute('mode') === 'display')) {
      this.#display(tex);
    } else {
      this.#buffer.push(plainTex(tex) || textOf(element));
    }
  }

  #display(tex: string): void {
    this.#flush();
    this.#endGroups();
    this.#push(formulaDraft(tex));
  }
}
