import type { Block, Code, Content, Formula, Heading, List, Paragraph, Picture, Quote, Table } from '../../domain/content';
import { tidy } from './whitespace';

type WithoutId<B extends Block> = B extends Block ? Omit<B, 'id'> : never;

/** A block that has no number yet: `read` numbers blocks when it knows which of them stay. */
export type Draft = WithoutId<Block>;

/** What a format finds in a source; whatever is absent is found out by `read`, the same way for all formats. */
export interface Reading {
  readonly title?: string;
  readonly authors?: readonly string[];
  /** As declared, not yet checked. */
  readonly language?: string;
  /** As declared, not yet checked. */
  readonly link?: string;
  readonly site?: string;
  /** A date, and whatever else stands with it. */
  readonly published?: string;
  /** The document's own summary. */
  readonly description?: string;
  readonly blocks: readonly Draft[];
  /** Those that the document has inside, as far as its blocks name them; absent: none. */
  readonly pictures?: readonly CarriedPicture[];
}

/** A picture inside a document that is no text: a block of type `image` shows it by naming its address. */
export interface CarriedPicture {
  /** Told apart from all others in the document; looked up as it stands, before the files beside the document. */
  readonly address: string;
  /** As the document declares it, possibly empty; what the bytes say counts. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What `read` gives: content, and the pictures inside that its blocks name, until `illustrate` makes them fit for films. */
export interface ReadDocument extends Content {
  /** Absent: none. */
  readonly pictures?: readonly CarriedPicture[];
}

/** What a reader of a format may use beside the document. */
export interface ReadingTools {
  /**
   * Gives the document's text, in whatever encoding it came. A tool, not a part of the formats' table, as the first screen lists formats and reads none.
   *
   * @throws Failure as `decode` does
   */
  text(): string;
  readonly signal: AbortSignal;
  /** @param fraction in [0, 1] */
  report(fraction: number): void;
}

/** Gives a heading; levels outside 1 to 6 are clamped. */
export function headingDraft(level: number, text: string, offset = 0): Omit<Heading, 'id'> {
  return { type: 'heading', level: Math.max(1, Math.min(6, level)), text: tidy(text), place: { offset } };
}

/** Gives a paragraph. */
export function paragraphDraft(text: string, offset = 0): Omit<Paragraph, 'id'> {
  return { type: 'paragraph', text: tidy(text), place: { offset } };
}

/** An entry of a list as a reader finds it. */
export interface Entry {
  readonly text: string;
  /** null: a bullet. Absent: the next one, or a bullet, as the list is. */
  readonly number?: number | null;
  /** How deep it is nested; absent: 0. */
  readonly level?: number;
}

/** Gives a list; entries without words are left out, and the others keep their numbers. */
export function listDraft(ordered: boolean, entries: readonly (string | Entry)[], offset = 0): Omit<List, 'id'> {
  const all = entries.map((entry, index) => {
    const { text, number = ordered ? index + 1 : null, level = 0 } = typeof entry === 'string' ? { text: entry } : entry;
    return { text: tidy(text), number, level };
  });
  const kept = all.filter(({ text }) => text !== '');
  const isUsual = kept.every(({ number }, index) => number === (ordered ? index + 1 : null));
  return {
    type: 'list', ordered, entries: kept.map(({ text }) => text), text: kept.map(({ text }) => text).join('\n'), place: { offset },
    ...(isUsual ? {} : { numbers: kept.map(({ number }) => number) }),
    ...(kept.every(({ level }) => level === 0) ? {} : { levels: kept.map(({ level }) => level) }),
  };
}

/** Gives the entries of a list as they were found, so that more can be put behind them. */
export function entriesIn({ ordered, entries, numbers, levels }: Omit<List, 'id'>): readonly Entry[] {
  return entries.map((text, index) => ({
    text, number: numbers === undefined ? (ordered ? index + 1 : null) : (numbers[index] ?? null), level: levels?.[index] ?? 0,
  }));
}

/**
 * Gives a quotation, a line a paragraph.
 *
 * A last line that starts with a dash names who said it, as in `— Heraclitus`, unless an attribution is given.
 */
export function quoteDraft(paragraphs: readonly string[], attribution = '', offset = 0): Omit<Quote, 'id'> {
  const lines = paragraphs.map(tidy).filter((line) => line !== '');
  let by = tidy(attribution).replace(signature, '');
  const last = lines.at(-1);
  if (by === '' && lines.length > 1 && last !== undefined && signature.test(last) && last.length <= 120) {
    by = last.replace(signature, '');
    lines.pop();
  }
  return { type: 'quote', text: lines.join('\n'), place: { offset }, ...(by === '' ? {} : { attribution: by }) };
}

/** A dash before a name: em dash, horizontal bar, en dash or two hyphens. */
const signature = /^(?:[—―–]|--)\s*(?=\S)/u;

/** Gives program text, verbatim but for the indentation that all its lines share. */
export function codeDraft(text: string, language = '', offset = 0): Omit<Code, 'id'> {
  return { type: 'code', language: language.toLowerCase(), text: withoutCommonIndent(text), place: { offset } };
}

/** Gives a table whose rows are all as wide as the widest; rows without any words are left out. */
export function tableDraft(header: readonly string[], rows: readonly (readonly string[])[], caption = '', offset = 0): Omit<Table, 'id'> {
  const cleanHeader = header.map(tidy);
  const cleanRows = rows.map((row) => row.map(tidy)).filter((row) => row.some((cell) => cell !== ''));
  const hasHeader = cleanHeader.some((cell) => cell !== '');
  const width = cleanRows.reduce((widest, row) => Math.max(widest, row.length), hasHeader ? cleanHeader.length : 0);
  const padded = (row: readonly string[]): string[] => [...row, ...Array<string>(width - row.length).fill('')];
  const fullHeader = hasHeader ? padded(cleanHeader) : [];
  const fullRows = cleanRows.map(padded);
  const lines = [...(hasHeader ? [fullHeader] : []), ...fullRows].map((row) => row.join('\t'));
  const words = tidy(caption);
  return { type: 'table', header: fullHeader, rows: fullRows, text: lines.join('\n'), place: { offset }, ...(words === '' ? {} : { caption: words }) };
}

/** Gives a picture; its words are its description, else its caption. A file's name is no description. */
export function pictureDraft(address: string, description: string, caption = '', offset = 0): Omit<Picture, 'id'> {
  const words = tidy(caption);
  const described = tidy(description);
  return { type: 'image', address, text: (isFileName(described) ? '' : described) || words, place: { offset }, ...(words === '' ? {} : { caption: words }) };
}

/** One word with an extension, or joined by low lines or several hyphens. */
function isFileName(text: string): boolean {
  if (/\s/.test(text)) return false;
  const [first, last] = [text.indexOf('-', 1), text.lastIndexOf('-', text.length - 2)];
  return /.\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)$|_|^(?:image|img|photo|picture|logo|icon)$/i.test(text) || (first > 0 && last > first + 1);
}

/** Gives a formula from its TeX source. */
export function formulaDraft(tex: string, offset = 0): Omit<Formula, 'id'> {
  const source = tex.trim();
  return { type: 'formula', tex: source, text: source, place: { offset } };
}

/** Whether a block has something that can be read, heard or shown. */
export function hasContent(draft: Draft): boolean {
  return draft.type === 'image' ? draft.address !== '' || draft.text !== '' : draft.text.trim() !== '';
}

function withoutCommonIndent(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  while (lines.length > 0 && lines[0]?.trim() === '') lines.shift();
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  let common: string | undefined;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    common = common === undefined ? indent : sharedStart(common, indent);
  }
  const width = common?.length ?? 0;
  return lines.map((line) => (line.trim() === '' ? '' : line.slice(width).trimEnd())).join('\n');
}

function sharedStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}
