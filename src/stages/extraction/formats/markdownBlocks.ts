import type { Blockquote, FootnoteDefinition, List, ListItem, Nodes, Paragraph, Root, RootContent, Table } from 'mdast';
import { codeDraft, formulaDraft, hasContent, headingDraft, listDraft, paragraphDraft, pictureDraft, quoteDraft, tableDraft, type Draft } from '../reading';
import { tidy } from '../whitespace';
import { isBadge, phrasesOf as rawPhrasesOf, picturesIn, type Addresses } from './markdownPhrases';
import type { PutAway } from './markdownTex';

/** Where the tree came from. */
export interface MarkdownOrigin {
  /** The text that was parsed; nodes that start after its end are borrowed definitions and give nothing. */
  readonly source: string;
  /** What stands for TeX in `source`. */
  readonly tex: PutAway;
  /** Offset of `source` in the whole document. */
  readonly start: number;
  /** Reads a piece of raw HTML. */
  readHtml(html: string): Draft[];
}

/** Gives the blocks of a parsed piece of Markdown in reading order. Nesting must be bounded by the caller: this recurs into quotes and lists. */
export function markdownBlocks(tree: Root, origin: MarkdownOrigin): Draft[] {
  const addresses = new Map<string, string>();
  for (const node of tree.children) if (node.type === 'definition') addresses.set(node.identifier, node.url);
  return new Walk(origin, addresses).blocks(tree.children).filter(hasContent);
}

class Walk {
  constructor(
    private readonly origin: MarkdownOrigin,
    private readonly addresses: Addresses,
  ) {}

  blocks(nodes: readonly RootContent[]): Draft[] {
    const drafts: Draft[] = [];
    for (let index = 0; index < nodes.length; index++) {
      const node = nodes[index];
      if (node === undefined || startOf(node) >= this.origin.source.length) continue;
      if (node.type === 'html') {
        const last = lastOfElement(nodes, index);
        const html = this.origin.tex.verbatim(this.origin.source.slice(startOf(node), endOf(nodes[last] ?? node)));
        for (const draft of this.#html(html, this.#offset(node))) drafts.push(draft);
        index = last;
      } else {
        for (const draft of this.#block(node)) drafts.push(draft);
      }
    }
    return drafts;
  }

  #block(node: RootContent): Draft[] {
    const offset = this.#offset(node);
    switch (node.type) {
      case 'heading':
        return [headingDraft(node.depth, withoutAttributes(this.#phrases(node)), offset)];
      case 'paragraph':
        return this.#paragraph(node);
      case 'code':
        return node.lang === 'math'
          ? [formulaDraft(this.origin.tex.verbatim(node.value), offset)]
          : [codeDraft(this.origin.tex.verbatim(node.value), /^[\w+#.-]+/.exec(node.lang ?? '')?.[0] ?? '', offset)];
      case 'list':
        return this.#list(node);
      case 'blockquote':
        return this.#quote(node);
      case 'table':
        return [this.#table(node)];
      case 'footnoteDefinition':
        return this.blocks((node satisfies FootnoteDefinition).children);
      default:
        return [];
    }
  }

  #paragraph(node: Paragraph): Draft[] {
    const offset = this.#offset(node);
    const pictures = picturesIn(node, this.addresses)
      .filter((picture) => !isBadge(picture))
      .map((picture) => pictureDraft(picture.address, picture.description, picture.title, offset));
    const parts = this.origin.tex
      .parts(rawPhrasesOf(node))
      .map((part) => ('tex' in part ? formulaDraft(part.tex, offset) : paragraphDraft(part.words, offset)));
    return [...parts, ...pictures];
  }

  /** A list is one block; code, tables and quotes inside stand between its parts. */
  #list(list: List): Draft[] {
    const drafts: Draft[] = [];
    let entries: string[] = [];
    let offset = this.#offset(list);
    const put = (next: number): void => {
      if (entries.length > 0) drafts.push(listDraft(list.ordered === true, entries, offset));
      entries = [];
      offset = next;
    };
    const take = (item: ListItem): void => {
      let entry: string[] = [];
      const end = (): void => {
        if (entry.length > 0) entries.push(entry.join(' '));
        entry = [];
      };
      for (const child of item.children) {
        if (child.type === 'paragraph') {
          const parts = this.#paragraph(child);
          const isText = parts.every((part) => part.type === 'paragraph');
          if (isText) {
            for (const part of parts) entry.push(part.text);
          } else {
            for (const part of parts) if (part.type === 'paragraph' && part.text !== '') entry.push(part.text);
            end();
            const others = parts.filter((part) => part.type !== 'paragraph');
            put(this.#offset(child));
            for (const other of others) drafts.push(other);
          }
        } else if (child.type === 'list') {
          end();
          for (const inner of child.children) take(inner);
        } else {
          const parts = this.blocks([child]);
          if (parts.length === 0) continue;
          end();
          put(this.#offset(child));
          for (const part of parts) drafts.push(part);
        }
      }
      end();
    };
    for (const item of list.children) take(item);
    put(0);
    return drafts;
  }

  #quote(quote: Blockquote): Draft[] {
    const first = quote.children[0];
    // GitHub's alerts are boxes, not somebody's words.
    const isAlert = first?.type === 'paragraph' && /^\[!\w+\]/.test(this.#phrases(first).trim());
    const drafts: Draft[] = [];
    let lines: string[] = [];
    let offset = this.#offset(quote);
    const put = (next: number): void => {
      if (lines.some((line) => tidy(line) !== '')) drafts.push(quoteDraft(lines, '', offset));
      lines = [];
      offset = next;
    };
    const take = (nodes: readonly RootContent[]): void => {
      for (const child of nodes) {
        if (child.type === 'blockquote') take(child.children);
        else if (child.type === 'paragraph' && isAlert) drafts.push(
          paragraphDraft(this.#phrases(child).trimStart().replace(/^\[!\w+\]/, ''), this.#offset(child)),
        );
        else if (child.type === 'paragraph') {
          // Attribution often stands on the last line of the paragraph it belongs to.
          const words = this.#phrases(child).trim();
          const last = words.slice(words.lastIndexOf('\n') + 1);
          const before = words.slice(0, words.length - last.length).trim();
          if (before === '' || !/^\s*(?:[—―–]|--)\s*\S/.test(last)) lines.push(this.#phrases(child));
          else lines.push(before, last.trim());
        } else {
          const parts = this.blocks([child]);
          if (parts.length === 0) continue;
          put(this.#offset(child));
          for (const part of parts) drafts.push(part);
        }
      }
    };
    take(quote.children);
    put(0);
    return drafts;
  }

  #table(table: Table): Draft {
    const [header, ...rows] = table.children.map((row) => row.children.map((cell) => this.#phrases(cell)));
    return tableDraft(header ?? [], rows, '', this.#offset(table));
  }

  #html(html: string, offset: number): Draft[] {
    // Tags that open or close what other Markdown stands in, and comments, say nothing themselves.
    if (!/<(?:img|table|math)\b/i.test(html) && html.replace(/<!--[^]*?(?:-->|$)/g, '').replace(/<[^<>]*>/g, '').trim() === '') return [];
    return this.origin
      .readHtml(html)
      .filter(
        (draft) => draft.type !== 'image' || !isBadge({ address: draft.address, description: draft.text, isLinked: /^\s*<(?:a|p)\b[^>]*>\s*<a\b/i.test(html) }),
      )
      .map((draft) => ({ ...draft, place: { offset } }));
  }

  #phrases(node: Nodes): string {
    return this.origin.tex.words(rawPhrasesOf(node));
  }

  #offset(node: Nodes): number {
    return this.origin.start + startOf(node);
  }
}

/**
 * Index of the node that closes the table or the like that the node at `index` opens: blank lines end a piece of raw HTML
 * in Markdown, but not the element. A search, not a parse: at most the next 200 nodes.
 */
function lastOfElement(nodes: readonly RootContent[], index: number): number {
  const node = nodes[index];
  if (node?.type !== 'html') return index;
  const opens = node.value.match(/<table[\s>]/gi)?.length ?? 0;
  let open = opens - (node.value.match(/<\/table\s*>/gi)?.length ?? 0);
  for (let at = index + 1; open > 0 && at < Math.min(nodes.length, index + 200); at++) {
    const next = nodes[at];
    if (next?.type !== 'html') continue;
    open += (next.value.match(/<table[\s>]/gi)?.length ?? 0) - (next.value.match(/<\/table\s*>/gi)?.length ?? 0);
    if (open <= 0) return at;
  }
  return index;
}

function startOf(node: Nodes): number {
  return node.position?.start.offset ?? 0;
}

function endOf(node: Nodes): number {
  return node.position?.end.offset ?? 0;
}

/** A heading without the attributes that Pandoc and its like write behind it: `{#id .class}`. */
function withoutAttributes(heading: string): string {
  const text = heading.trimEnd();
  const open = text.lastIndexOf('{');
  return open >= 0 && /[#.:]/.test(text.charAt(open + 1)) && text.indexOf('}', open) === text.length - 1 ? text.slice(0, open).trimEnd() : heading;
}
