import { html as standard, parse } from 'parse5';
import type { Token, TreeAdapter, TreeAdapterTypeMap } from 'parse5';
import { Failure } from '../../../domain/failure';
import { PageDocument, PageElement, PageText, type PageNode } from './pageTree';

/** A parsed page, and how deep its elements nest; the tree itself is never deeper than 300. */
export interface ParsedPage {
  readonly page: PageDocument;
  readonly depth: number;
}

/** Pages made by people and their programs nest some 60 deep; beyond 300 all is machine noise or malice, and stands on one level. */
const deepest = 300;
/** Elements and texts. The longest books in one page have a third of it. */
const mostNodes = 1_500_000;
/** Attributes of an element: the longest lists that people's pages have are a quarter of it. */
const mostAttributes = 200;

/**
 * Parses HTML as browsers do, in any thread; scripts are text, and nothing is requested.
 *
 * @param most elements and texts it may have
 * @throws Failure `too-complicated` for a page of more elements than anybody reads
 */
export function parsePage(text: string, most = mostNodes): ParsedPage {
  const adapter = new PageAdapter(most);
  const page = parse<PageTypes>(text, { treeAdapter: adapter, scriptingEnabled: false });
  return { page, depth: adapter.depth };
}

type PageTypes = TreeAdapterTypeMap<PageNode, PageElement, PageNode, PageDocument, PageElement, PageElement, PageText, PageText, PageElement, PageText>;

/** Builds our tree as parse5 reads: comments and doctypes are left out, and what is inside templates, which no page shows. */
class PageAdapter implements TreeAdapter<PageTypes> {
  depth = 0;
  readonly #document = new PageDocument();
  /** How deep elements stand; one that would be too deep stands nowhere, and what is inside it goes to the one that is named here. */
  readonly #places = new WeakMap<PageNode, { readonly depth: number; readonly standIn?: PageElement }>();
  readonly #most: number;
  #open = 0;
  #nodes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  createDocument(): PageDocument { return this.#document; }
  createDocumentFragment(): PageElement { return new PageElement('#fragment', this.#document); }
  createCommentNode(): PageText { return this.createTextNode(''); }

  createTextNode(value: string): PageText {
    this.#count();
    return new PageText(value, this.#document);
  }

  createElement(name: string, namespace: standard.NS, attributes: Token.Attribute[]): PageElement {
    this.#count();
    const element = new PageElement(name, this.#document, namespace);
    for (const { name: key, value } of attributes.slice(0, mostAttributes)) element.setAttribute(key, value);
    return element;
  }

  appendChild(parent: PageElement, node: PageNode): void {
    const place = this.#places.get(parent) ?? { depth: 0 };
    const real = place.standIn ?? parent;
    if (node instanceof PageText) {
      if (node.textContent !== '') real.appendChild(node);
    } else if (place.depth < deepest) {
      this.#places.set(node, { depth: place.depth + 1 });
      real.appendChild(node);
    } else {
      this.#places.set(node, { depth: place.depth, standIn: real });
      // What it would have parted stays apart.
      real.appendChild(new PageElement('br', this.#document));
    }
  }

  insertBefore(parent: PageElement, node: PageNode, before: PageNode): void {
    const real = before.parentNode;
    if (real === null) return this.appendChild(parent, node);
    this.#places.set(node, { depth: Math.min(deepest, (this.#places.get(real)?.depth ?? 0) + 1) });
    if (!(node instanceof PageText) || node.textContent !== '') real.insertBefore(node, before);
  }

  insertText(parent: PageElement, text: string): void {
    const { lastChild } = this.#places.get(parent)?.standIn ?? parent;
    if (lastChild instanceof PageText) lastChild.textContent += text;
    else this.appendChild(parent, this.createTextNode(text));
  }

  insertTextBefore(parent: PageElement, text: string, before: PageNode): void {
    const { previousSibling } = before;
    if (previousSibling instanceof PageText) previousSibling.textContent += text;
    else this.insertBefore(parent, this.createTextNode(text), before);
  }

  adoptAttributes(element: PageElement, attributes: readonly Token.Attribute[]): void {
    for (const { name, value } of attributes.slice(0, mostAttributes)) if (!element.hasAttribute(name)) element.setAttribute(name, value);
  }

  detachNode(node: PageNode): void { node.remove(); }
  getFirstChild(element: PageElement): PageNode | null { return element.firstChild; }
  getChildNodes(element: PageElement): PageNode[] { return [...element.childNodes]; }
  getParentNode(node: PageNode): PageElement | null { return this.#places.get(node)?.standIn ?? node.parentNode; }
  getAttrList(element: PageElement): Token.Attribute[] { return element.attributes.map(({ name, value }) => ({ name, value })); }
  getTagName(element: PageElement): string { return element.localName; }
  getNamespaceURI(element: PageElement): standard.NS { return element.namespace; }
  getTextNodeContent(node: PageText): string { return node.textContent; }
  getCommentNodeContent(): string { return ''; }
  isTextNode(node: PageNode): node is PageText { return node instanceof PageText; }
  isCommentNode(_node: PageNode): _node is PageText { return false; }
  isElementNode(node: PageNode): node is PageElement { return node instanceof PageElement; }
  isDocumentTypeNode(_node: PageNode): _node is PageText { return false; }

  setTemplateContent(): void { /* Nobody sees it. */ }
  getTemplateContent(): PageElement { return this.createDocumentFragment(); }
  setDocumentType(): void { /* Pages are read alike whatever they say they are. */ }
  setDocumentMode(): void { /* As above. */ }
  getDocumentMode(): standard.DOCUMENT_MODE { return standard.DOCUMENT_MODE.NO_QUIRKS; }
  getDocumentTypeNodeName(): string { return 'html'; }
  getDocumentTypeNodePublicId(): string { return ''; }
  getDocumentTypeNodeSystemId(): string { return ''; }
  setNodeSourceCodeLocation(): void { /* Not asked for. */ }
  getNodeSourceCodeLocation(): undefined { return undefined; }
  updateNodeSourceCodeLocation(): void { /* Not asked for. */ }

  onItemPush(): void {
    this.depth = Math.max(this.depth, ++this.#open);
  }

  onItemPop(element: PageElement): void {
    this.#open--;
    this.#places.get(element)?.standIn?.appendChild(new PageElement('br', this.#document));
  }

  #count(): void {
    if (++this.#nodes <= this.#most) return;
    throw new Failure('too-complicated', `A page must have at most ${this.#most} elements and texts, but this one has more.`, { most: this.#most });
  }
}
