import type { Block, Content } from '../../domain/content';
import { Failure } from '../../domain/failure';
import type { Source } from '../../domain/source';
import type { OpenHtmlParser } from '../../engine/htmlParser';
import type { Step } from '../../engine/step';
import { decode } from './decoding';
import { languageOf } from './language';
import { hasContent, type Draft, type Reading, type ReadingTools } from './reading';
import { tidy } from './whitespace';

interface SourceFormat {
  readonly name: string;
  readonly extensions: readonly string[];
  readonly mediaTypes: readonly string[];
  /** Whether the start of a text of unknown kind looks like this format. */
  looksLike(start: string): boolean;
  read(text: string, tools: ReadingTools): Promise<Reading>;
}

/**
 * Every format, in the order in which a text of unknown kind is tried; the last one takes everything. Readers are fetched when a document needs them: their
 * parsers are large.
 */
const formats: readonly SourceFormat[] = [
  {
    name: 'HTML',
    extensions: ['html', 'htm', 'xhtml', 'xht', 'shtml'],
    mediaTypes: ['text/html', 'application/xhtml+xml'],
    looksLike: (start) => /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])/i.test(start),
    read: async (text, { parser }) => (await import('./formats/html')).readHtml(text, parser),
  },
  {
    name: 'Markdown',
    extensions: ['md', 'markdown', 'mdown', 'mkd', 'mkdn', 'mdx', 'qmd', 'rmd'],
    mediaTypes: ['text/markdown', 'text/x-markdown'],
    looksLike: (start) => /^(?:---\n[^]*?\n---\n|[^]*?(?:^|\n)(?:#{1,6} \S|```|\|[ :]*-{3,}))/.test(start)
      || /\[[^\]\n]+\]\((?:https?:|[./#])[^)\s]*\)/.test(start),
    read: async (text, tools) => (await import('./formats/markdown')).readMarkdown(text, tools),
  },
  {
    name: 'plain text',
    extensions: ['txt', 'text', 'log', 'asc'],
    mediaTypes: ['text/plain'],
    looksLike: () => true,
    read: async (text) => (await import('./formats/plainText')).readPlainText(text),
  },
];

/**
 * Makes the step that reads a file as dropped into blocks in reading order.
 *
 * The format is told by the file's extension, else by its media type, else by its first lines.
 * Its failures: `empty-source`, `too-large`, `unsupported-file`, `damaged-file` (see `decode`), and `nothing-to-say` for a
 * document without a single word.
 */
export function readWith(openParser: OpenHtmlParser): Step<Source, Record<never, never>, Content> {
  return {
    name: 'read',
    stage: 'extraction',
    version: 4,
    defaults: {},
    ranges: {},
    traits: { pooled: true, cacheable: true },
    async run(source, _parameters, { signal, report }) {
      const text = decode(source).replace(/\r\n?/g, '\n');
      report(0.05);
      const tools: ReadingTools = { parser: await openParser(), signal, report: (fraction) => report(0.05 + 0.9 * fraction) };
      const reading = await formatOf(source, text).read(text, tools);
      signal.throwIfAborted();
      const content = await complete(source, reading);
      report(1);
      return content;
    },
  };
}

function formatOf(source: Source, text: string): SourceFormat {
  const extension = /\.([^.]+)$/.exec(source.name)?.[1]?.toLowerCase() ?? '';
  const mediaType = source.mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const start = text.slice(0, 4096);
  const isNamed = (format: SourceFormat): boolean => format.extensions.includes(extension);
  const isTyped = (format: SourceFormat): boolean => format.mediaTypes.includes(mediaType);
  const found = formats.find(isNamed) ?? formats.find(isTyped);
  // A page saved with the wrong extension is still a page: shown as plain text it would be all tags.
  if (found === undefined || found.name === 'plain text') {
    const page = formats.find((format) => format.name === 'HTML' && format.looksLike(start));
    if (page !== undefined) return page;
  }
  // The last format takes everything.
  return (found ?? formats.find((format) => format.looksLike(start))) as SourceFormat;
}

async function complete(source: Source, reading: Reading): Promise<Content> {
  const drafts = reading.blocks.filter(hasContent);
  if (!drafts.some((draft) => /[\p{L}\p{N}]/u.test(draft.text))) {
    throw new Failure(
      'nothing-to-say', `A document must have something to read, but "${source.name}" has no words.`, { name: source.name, blocks: drafts.length },
    );
  }
  const link = reading.link?.trim() ?? '';
  return {
    title: tidy(reading.title ?? '') || titleIn(drafts) || nameOf(source),
    authors: (reading.authors ?? []).map(tidy).filter((author) => author !== ''),
    language: await languageOf(reading.language ?? '', drafts),
    ...(/^https?:\/\/\S+$/i.test(link) ? { link } : {}),
    blocks: drafts.map((draft, id): Block => ({ ...draft, id })),
  };
}

/** The first heading of the highest level among the first blocks, else a first line that is short and no sentence. */
function titleIn(drafts: readonly Draft[]): string {
  let best: Extract<Draft, { type: 'heading' }> | undefined;
  for (const draft of drafts.slice(0, 20)) {
    if (draft.type === 'heading' && (best === undefined || draft.level < best.level)) best = draft;
  }
  const first = drafts[0];
  const isTitle = first?.type === 'paragraph' && first.text.length <= 80 && /[\p{L}\p{N}][)"'”’?!]?$/u.test(first.text);
  return best?.text ?? (isTitle ? first.text : '');
}

/** `how-rivers_work.md` becomes `How rivers work`. */
function nameOf(source: Source): string {
  const words = tidy(source.name.replace(/\.[^.]*$/, '').replace(/[-_+]+/g, ' '));
  return words === '' ? 'Untitled' : words.charAt(0).toUpperCase() + words.slice(1);
}
