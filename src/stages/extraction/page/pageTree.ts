// Long: the members of the DOM that reading a page needs, each a few lines.
import { html } from 'parse5';

/**
 * A page as a tree that lives in any thread: the members of the DOM that Readability and the readers use, by the DOM's names and meanings, and nothing that
 * runs, asks or draws. Siblings are linked, so that no change costs more than what it changes.
 *
 * Source: the DOM standard, sections 4.2 to 4.9.
 */
export abstract class PageNode {
  abstract readonly nodeType: number;
  abstract readonly nodeName: string;
  abstract textContent: string;
  readonly ownerDocument: PageDocument | null;
  parentNode: PageElement | null = null;
  previousSibling: PageNode | null = null;
  nextSibling: PageNode | null = null;

  constructor(ownerDocument: PageDocument | null) {
    this.ownerDocument = ownerDocument;
  }

  get parentElement(): PageElement | null {
    return this.parentNode?.nodeType === 1 ? this.parentNode : null;
  }

  get nextElementSibling(): PageElement | null {
    let node = this.nextSibling;
    while (node !== null && !(node instanceof PageElement)) node = node.nextSibling;
    return node;
  }

  get previousElementSibling(): PageElement | null {
    let node = this.previousSibling;
    while (node !== null && !(node instanceof PageElement)) node = node.previousSibling;
    return node;
  }

  remove(): void {
    const { parentNode: parent, previousSibling: before, nextSibling: after } = this;
    if (parent === null) return;
    if (before === null) parent.firstChild = after;
    else before.nextSibling = after;
    if (after === null) parent.lastChild = before;
    else after.previousSibling = before;
    this.parentNode = this.previousSibling = this.nextSibling = null;
    parent.forgetLists();
  }

  replaceWith(...nodes: readonly PageNode[]): void {
    const { parentNode: parent, nextSibling: after } = this;
    this.remove();
    for (const node of nodes) parent?.insertBefore(node, after);
  }
}

export class PageText extends PageNode {
  readonly nodeType = 3;
  readonly nodeName = '#text';
  textContent: string;

  constructor(text: string, ownerDocument: PageDocument | null) {
    super(ownerDocument);
    this.textContent = text;
  }

  get nodeValue(): string { return this.textContent; }
  get firstChild(): null { return null; }
  get childNodes(): readonly PageNode[] { return none; }
}

const none: readonly PageNode[] = [];

/** An attribute as lists of them have it. */
export interface PageAttribute {
  readonly name: string;
  readonly value: string;
  cloneNode(): PageAttribute;
}

export class PageElement extends PageNode {
  readonly nodeType: number = 1;
  /** As the page spells it in its namespace: lower case in HTML. */
  readonly localName: string;
  /** Upper case in HTML. */
  readonly tagName: string;
  readonly namespace: html.NS;
  firstChild: PageNode | null = null;
  lastChild: PageNode | null = null;
  readonly #attributes = new Map<string, string>();
  #children: readonly PageElement[] | undefined;
  #childNodes: readonly PageNode[] | undefined;

  /** @param namespace in which names keep their case, unless it is that of HTML */
  constructor(localName: string, ownerDocument: PageDocument | null, namespace = html.NS.HTML) {
    super(ownerDocument);
    this.namespace = namespace;
    const isHtml = namespace === html.NS.HTML;
    this.localName = isHtml ? localName.toLowerCase() : localName;
    this.tagName = isHtml ? localName.toUpperCase() : localName;
  }

  get nodeName(): string { return this.tagName; }
  get className(): string { return this.getAttribute('class') ?? ''; }
  set className(value: string) { this.setAttribute('class', value); }
  get id(): string { return this.getAttribute('id') ?? ''; }
  set id(value: string) { this.setAttribute('id', value); }
  get src(): string { return this.getAttribute('src') ?? ''; }
  get srcset(): string { return this.getAttribute('srcset') ?? ''; }

  /** What of its own style makes it invisible. */
  get style(): { readonly display: string; readonly visibility: string } {
    const style = this.getAttribute('style') ?? '';
    const valueOf = (name: string): string => {
      const declaration = style.split(';').find((one) => one.trimStart().toLowerCase().startsWith(name));
      return declaration?.slice(declaration.indexOf(':') + 1).trim().toLowerCase() ?? '';
    };
    return style === '' ? visible : { display: valueOf('display'), visibility: valueOf('visibility') };
  }

  get attributes(): readonly PageAttribute[] {
    return Array.from(this.#attributes, ([name, value]) => attribute(name, value));
  }

  getAttribute(name: string): string | null { return this.#attributes.get(name) ?? null; }
  hasAttribute(name: string): boolean { return this.#attributes.has(name); }
  setAttribute(name: string, value: string): void { this.#attributes.set(name, value); }
  setAttributeNode({ name, value }: PageAttribute): void { this.#attributes.set(name, value); }
  removeAttribute(name: string): void { this.#attributes.delete(name); }

  get childNodes(): readonly PageNode[] {
    if (this.#childNodes === undefined) {
      const nodes: PageNode[] = [];
      for (let node = this.firstChild; node !== null; node = node.nextSibling) nodes.push(node);
      this.#childNodes = nodes;
    }
    return this.#childNodes;
  }

  get children(): readonly PageElement[] {
    return (this.#children ??= this.childNodes.filter((node): node is PageElement => node instanceof PageElement));
  }

  get firstElementChild(): PageElement | null {
    return this.firstChild instanceof PageElement ? this.firstChild : (this.firstChild?.nextElementSibling ?? null);
  }

  get lastElementChild(): PageElement | null {
    return this.lastChild instanceof PageElement ? this.lastChild : (this.lastChild?.previousElementSibling ?? null);
  }

  get textContent(): string {
    const parts: string[] = [];
    for (const node of descendants(this)) if (node instanceof PageText) parts.push(node.textContent);
    return parts.join('');
  }

  set textContent(text: string) {
    this.replaceChildren(...(text === '' ? [] : [new PageText(text, this.ownerDocument)]));
  }

  /** A name for its content as it is now: the page's own, given back by setting it. Nothing is written as text and parsed again. */
  get innerHTML(): string {
    const document = this.ownerDocument ?? (this as unknown as PageDocument);
    return document.keep(this);
  }

  set innerHTML(name: string) {
    this.replaceChildren();
    const kept = this.ownerDocument?.kept(name);
    if (kept !== undefined) this.takeFrom(kept);
  }

  appendChild<Node extends PageNode>(node: Node): Node {
    return this.insertBefore(node, null);
  }

  /** @param before a child of this element; null: at the end */
  insertBefore<Node extends PageNode>(node: Node, before: PageNode | null): Node {
    if (node === before) return node;
    node.remove();
    const after = before === null ? this.lastChild : before.previousSibling;
    node.parentNode = this;
    node.previousSibling = after;
    node.nextSibling = before;
    if (after === null) this.firstChild = node;
    else after.nextSibling = node;
    if (before === null) this.lastChild = node;
    else before.previousSibling = node;
    this.forgetLists();
    return node;
  }

  replaceChild<Node extends PageNode>(node: PageNode, old: Node): Node {
    if (node !== old) {
      this.insertBefore(node, old);
      old.remove();
    }
    return old;
  }

  removeChild<Node extends PageNode>(node: Node): Node {
    node.remove();
    return node;
  }

  append(...nodes: readonly PageNode[]): void {
    for (const node of nodes) this.appendChild(node);
  }

  replaceChildren(...nodes: readonly PageNode[]): void {
    for (let node = this.firstChild; node !== null; node = this.firstChild) node.remove();
    this.append(...nodes);
  }

  /** Puts the children of another element behind its own; they may be too many to be named one by one. */
  takeFrom(other: PageElement): void {
    for (let node = other.firstChild; node !== null; node = other.firstChild) this.appendChild(node);
  }

  /** Puts its children in its place. */
  unwrap(): void {
    for (let node = this.firstChild; node !== null; node = this.firstChild) this.parentNode?.insertBefore(node, this);
    this.remove();
  }

  /** @param tags names in lower case with commas between them, or `*`: all that Readability ever asks for */
  querySelectorAll(tags: string): readonly PageElement[] {
    const names = new Set(tags.split(',').map((name) => name.trim().toLowerCase()));
    return elementsIn(this, ({ localName }) => names.has('*') || names.has(localName));
  }

  /** The first of them, in the order of the page. */
  querySelector(tags: string): PageElement | null {
    const names = new Set(tags.split(',').map((name) => name.trim().toLowerCase()));
    for (const node of descendants(this)) if (node instanceof PageElement && names.has(node.localName)) return node;
    return null;
  }

  getElementsByTagName(tag: string): readonly PageElement[] {
    return this.querySelectorAll(tag);
  }

  /** A copy with all that is inside. */
  cloneNode(): PageElement {
    const copy = new PageElement(this.localName, this.ownerDocument, this.namespace);
    for (const [name, value] of this.#attributes) copy.setAttribute(name, value);
    const copies = new Map<PageElement, PageElement>([[this, copy]]);
    for (const node of descendants(this)) {
      const parent = copies.get(node.parentNode as PageElement);
      if (node instanceof PageText) parent?.appendChild(new PageText(node.textContent, this.ownerDocument));
      else if (node instanceof PageElement) {
        const child = new PageElement(node.localName, this.ownerDocument, node.namespace);
        for (const [name, value] of node.#attributes) child.setAttribute(name, value);
        parent?.appendChild(child);
        copies.set(node, child);
      }
    }
    return copy;
  }

  /** Its lists are read anew: a child came or went. */
  forgetLists(): void {
    this.#children = this.#childNodes = undefined;
  }
}

export class PageDocument extends PageElement {
  override readonly nodeType = 9;
  readonly baseURI = '';
  readonly documentURI = '';
  title = '';
  readonly #kept = new Map<string, PageElement>();

  constructor() {
    super('#document', null);
  }

  get documentElement(): PageElement | null { return this.firstElementChild; }
  get head(): PageElement | null { return this.documentElement?.children.find(({ localName }) => localName === 'head') ?? null; }
  get body(): PageElement | null { return this.documentElement?.children.find(({ localName }) => localName === 'body') ?? null; }
  createElement(name: string): PageElement { return new PageElement(name, this); }
  createTextNode(text: string): PageText { return new PageText(text, this); }

  keep(element: PageElement): string {
    const name = `kept:${this.#kept.size}`;
    this.#kept.set(name, element.cloneNode());
    return name;
  }

  kept(name: string): PageElement | undefined {
    return this.#kept.get(name)?.cloneNode();
  }
}

/** All nodes below an element in the order of the page; the one at hand may be taken out or changed inside before the next is asked for. */
export function* descendants(root: PageElement): Generator<PageNode, void, undefined> {
  let node: PageNode | null = root.firstChild;
  while (node !== null) {
    yield node;
    node = following(node, root);
  }
}

/** Elements below one that are as asked, in the order of the page. */
export function elementsIn(root: PageElement, isWanted: (element: PageElement) => boolean): readonly PageElement[] {
  const found: PageElement[] = [];
  for (const node of descendants(root)) if (node instanceof PageElement && isWanted(node)) found.push(node);
  return found;
}

function following(node: PageNode, root: PageElement): PageNode | null {
  if (node instanceof PageElement && node.firstChild !== null) return node.firstChild;
  for (let at: PageNode | null = node; at !== null && at !== root; at = at.parentNode) if (at.nextSibling !== null) return at.nextSibling;
  return null;
}

const visible = { display: '', visibility: '' };

function attribute(name: string, value: string): PageAttribute {
  return { name, value, cloneNode: () => attribute(name, value) };
}
