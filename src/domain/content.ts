import type { AssetId } from './assets';

/** Where a block stood in its source. */
export interface Place {
  /** Start of the block in the decoded text of the source, UTF-16 units; 0 where the format has no such notion. */
  readonly offset: number;
  /** From 1; absent in formats without pages. */
  readonly page?: number;
}

interface BlockBase {
  /** Index in `Content.blocks`. */
  readonly id: number;
  readonly place: Place;
  /** The block's words as a person would read them; empty only for a picture without description. */
  readonly text: string;
  /** BCP 47; absent: the document's. */
  readonly language?: string;
  /** As the document declares it; absent: as its letters run. */
  readonly direction?: 'ltr' | 'rtl';
  /** What of the document's machinery the block is; absent: it is of the text. Shown greyed to readers, never chosen, drawn or spoken. */
  readonly apparatus?: Apparatus;
}

/** What stands around a text without being of it. */
export type Apparatus = (typeof apparatusKinds)[number];

export const apparatusKinds = [
  'references', 'notes', 'see-also', 'contents', 'links', 'comments', 'newsletter', 'author', 'credits', 'navigation', 'shares', 'notice',
] as const;

export interface Heading extends BlockBase {
  readonly type: 'heading';
  /** 1 to 6. */
  readonly level: number;
}
export interface Paragraph extends BlockBase {
  readonly type: 'paragraph';
}
export interface List extends BlockBase {
  readonly type: 'list';
  readonly ordered: boolean;
  /** In order; nested entries follow their parent, flattened. `text` joins them with line breaks. */
  readonly entries: readonly string[];
  /** The number that the document gives each entry, null for one with a bullet; absent: from 1 where `ordered`, else bullets. */
  readonly numbers?: readonly (number | null)[];
  /** How deep each entry is nested, 0 for the outermost; absent: all are 0. */
  readonly levels?: readonly number[];
}
export interface Quote extends BlockBase {
  readonly type: 'quote';
  readonly attribution?: string;
}
export interface Code extends BlockBase {
  readonly type: 'code';
  /** As the fence or class says it, lower case (`ts`, `python`); empty if unknown. `text` is the code itself. */
  readonly language: string;
}
export interface Table extends BlockBase {
  readonly type: 'table';
  /** One cell a column; empty if the table has no header row. */
  readonly header: readonly string[];
  /** Every row as wide as the widest, padded with empty cells. `text` has a line a row, cells joined by tabs. */
  readonly rows: readonly (readonly string[])[];
  readonly caption?: string;
}
export interface Picture extends BlockBase {
  readonly type: 'image';
  /**
   * `data:` URL as `read` found it in the source, cut off after its type once `illustrate` has taken the picture out; or a relative or
   * remote address that is kept as text and never requested.
   */
  readonly address: string;
  readonly caption?: string;
  /** The picture itself, if it is there and can be shown. */
  readonly picture?: PictureFacts;
  /** Why it cannot be shown, in a sentence for people; absent: it can, or nobody tried. */
  readonly trouble?: string;
}
/** A picture that was found: where it is and how large. */
export interface PictureFacts {
  readonly asset: AssetId;
  /** As it came: photographs are `image/jpeg` and the like, drawings `image/png` or `image/svg+xml`. */
  readonly mediaType: string;
  /** px, as it came; it may be kept smaller. */
  readonly width: number;
  readonly height: number;
}
export interface Formula extends BlockBase {
  readonly type: 'formula';
  /** TeX source, without delimiters. */
  readonly tex: string;
}

export type Block = Heading | Paragraph | List | Quote | Code | Table | Picture | Formula;
export type BlockType = Block['type'];

/** What a reader sees in a source: blocks in reading order. */
export interface Content {
  readonly title: string;
  readonly authors: readonly string[];
  /** BCP 47, e.g. `en`, `de`, `pt-BR`; `und` if it cannot be told. */
  readonly language: string;
  /** Canonical address of the source, if it names one. */
  readonly link?: string;
  /** The site or publication it stood in, if it names one. */
  readonly site?: string;
  /** When it was published, as an ISO 8601 date (`2024-05-01`), if it says so. */
  readonly published?: string;
  /** The document's own summary: its description or standfirst, if it has one. */
  readonly description?: string;
  readonly blocks: readonly Block[];
}

/** A text unit that can be ranked, shown and spoken; verbatim from its block. */
export interface Sentence {
  /** Index in the document's sentences. */
  readonly id: number;
  /** Id of its block. */
  readonly block: number;
  /** Verbatim: `block.text.slice(start, start + text.length) === text`. */
  readonly text: string;
  /** Offset in the block's text, UTF-16 units. */
  readonly start: number;
}

/** Whether a block holds prose that sentences can be taken from. */
export function isProse(block: Block): block is Paragraph | List | Quote {
  return block.type === 'paragraph' || block.type === 'list' || block.type === 'quote';
}
