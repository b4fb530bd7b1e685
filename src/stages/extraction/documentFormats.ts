import type { Source } from '../../domain/source';
import { withoutProlog } from './prolog';
import type { Reading, ReadingTools } from './reading';

/** A kind of document: how it is told, and how it is read. */
export interface DocumentFormat {
  /** As it stands in the middle of a sentence: `Markdown`, `plain text`. */
  readonly name: string;
  /** Lower case, without the dot; no two formats share one. */
  readonly extensions: readonly string[];
  readonly mediaTypes: readonly string[];
  /** Present: a name or a media type is enough to be of this format, as any text can be. Absent: the bytes alone tell it, whatever the file is called. */
  readonly isText?: true;
  /** Text that looks like this format is of it even where it is called something that takes every text. */
  readonly isUnmistakable?: true;
  /**
   * Whether the start of a file looks like this format.
   *
   * @param start the first 64 KiB of the file
   * @param text  gives the first 4096 characters, lines ended by `\n`; undefined for a file that is known not to be text
   */
  recognise(start: Uint8Array, text: () => string | undefined): boolean;
  /**
   * @param source at least one byte, not larger than `largestSource`
   * @throws Failure `damaged-file` where the file is not what its start or its name says, and those of `tools.text`
   */
  read(source: Source, tools: ReadingTools): Promise<Reading>;
}

/** How a format of text is read, once it is known to be text. */
export interface TextFormat extends Omit<DocumentFormat, 'isText' | 'recognise' | 'read'> {
  /** @param start as `recognise` gets it */
  looksLike(start: string): boolean;
  /** @param text decoded, lines ended by `\n` */
  read(text: string, tools: ReadingTools): Promise<Reading>;
}

/** Gives a format whose files are text, in whatever encoding. */
export function textFormat({ looksLike, read, ...names }: TextFormat): DocumentFormat {
  return {
    ...names,
    isText: true,
    recognise: (_start, text) => {
      const start = text();
      return start !== undefined && looksLike(start);
    },
    read: async (_source, tools) => read(tools.text().replace(/\r\n?/g, '\n'), tools),
  };
}

/**
 * Every format, in the order in which people read their names and a file of unknown kind is tried; the last one takes every text.
 *
 * Readers are fetched when a document needs them: their parsers are large. A new row takes files that were refused before, so `read` keeps its
 * version; one that takes files from another row raises it.
 */
export const documentFormats: readonly DocumentFormat[] = [
  textFormat({
    name: 'Markdown',
    extensions: ['md', 'markdown', 'mdown', 'mkd', 'mkdn', 'mdx', 'qmd', 'rmd'],
    mediaTypes: ['text/markdown', 'text/x-markdown'],
    looksLike: (start) => /^(?:---\n[^]*?\n---\n|[^]*?(?:^|\n)(?:#{1,6} \S|```|\|[ :]*-{3,}))/.test(start)
      || /\[[^[\]\n]+\]\((?:https?:|[./#])[^()[\]\s]*\)/.test(start),
    read: async (text, tools) => (await import('./formats/markdown')).readMarkdown(text, tools),
  }),
  textFormat({
    name: 'HTML',
    extensions: ['html', 'htm', 'xhtml', 'xht', 'shtml'],
    mediaTypes: ['text/html', 'application/xhtml+xml'],
    // A page saved with the wrong extension is still a page: shown as plain text it would be all tags.
    isUnmistakable: true,
    looksLike: (start) => /^<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])/i.test(withoutProlog(start)),
    read: async (text) => (await import('./formats/html')).readHtml(text),
  }),
  textFormat({
    name: 'plain text',
    extensions: ['txt', 'text', 'log', 'asc'],
    mediaTypes: ['text/plain'],
    looksLike: () => true,
    read: async (text) => (await import('./formats/plainText')).readPlainText(text),
  }),
];

/**
 * Gives the names of formats as a sentence lists them: `Markdown, HTML and plain text`.
 *
 * @param joint the word before the last one
 */
export function readableNames(formats: readonly DocumentFormat[], joint: 'and' | 'or' = 'and'): string {
  const names = formats.map(({ name }) => name);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${joint} ${names.at(-1)}`;
}

/** Whether a file's name says that it is a document; one without such an ending may be one all the same. */
export function isReadable(name: string, formats: readonly DocumentFormat[] = documentFormats): boolean {
  return formats.some(({ extensions }) => extensions.includes(extensionOf(name)));
}

/** Gives the ending of a file's name in lower case, without its dot; empty if it has none. */
export function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}
