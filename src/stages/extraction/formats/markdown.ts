import { gfm } from 'micromark-extension-gfm';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { entriesIn, listDraft, paragraphDraft, quoteDraft, type Draft, type Reading, type ReadingTools } from '../reading';
import { frontMatterOf } from './frontMatter';
import { readFragment } from './html';
import { markdownBlocks } from './markdownBlocks';
import { markdownChunks, type Chunk } from './markdownChunks';
import { putTexAway } from './markdownTex';

/**
 * Reads Markdown (CommonMark 0.31 and GitHub's extensions): front matter, then blocks.
 *
 * HTML inside is read as a page would show it; comments, badges and the marks of footnotes are dropped.
 */
export function readMarkdown(text: string, { signal, report }: Pick<ReadingTools, 'signal' | 'report'>): Reading {
  const { end, ...metadata } = frontMatterOf(text);
  const definitions = definitionsIn(text);
  const blocks: Draft[] = [];
  // What goes on is joined once, at its end: joining piece by piece takes time that grows with the square of the pieces.
  let continued: string[] = [];
  const join = (): void => {
    const last = blocks.at(-1);
    if (continued.length > 0 && last?.type === 'list') blocks[blocks.length - 1] = listDraft(
      last.ordered, [...entriesIn(last), ...continued], last.place.offset,
    );
    else if (continued.length > 0 && last?.type === 'quote') blocks[blocks.length - 1] = quoteDraft(
      [...last.text.split('\n'), ...continued], last.attribution, last.place.offset,
    );
    continued = [];
  };
  for (const chunk of markdownChunks(text, end)) {
    signal.throwIfAborted();
    const drafts = draftsOf(text, chunk, definitions);
    const last = blocks.at(-1);
    const first = drafts[0];
    if (chunk.isContinued && last?.type === 'list' && first?.type === 'list' && last.ordered === first.ordered) {
      for (const entry of first.entries) continued.push(entry);
      drafts.shift();
    } else if (chunk.isContinued && last?.type === 'quote' && first?.type === 'quote') {
      for (const line of first.text.split('\n')) continued.push(line);
      drafts.shift();
    }
    if (drafts.length > 0) join();
    for (const draft of drafts) blocks.push(draft);
    report(chunk.end / text.length);
  }
  join();
  return { ...metadata, blocks };
}

const syntax = gfm();
const nodes = gfmFromMarkdown();

function draftsOf(text: string, chunk: Chunk, definitions: ReadonlyMap<string, string>): Draft[] {
  const source = text.slice(chunk.start, chunk.end);
  if (chunk.kind === 'plain') return [paragraphDraft(source, chunk.start + source.search(/\S|$/))];
  // Nobody wrote this by hand: its words are kept, its marks are not.
  if (chunk.kind === 'tangled') return [paragraphDraft(source.replace(definitionLine, '').replace(/[*_~`[\]<>|!()\\]+/g, ' '), chunk.start)];
  const tex = putTexAway(withoutDeepNesting(source));
  const tree = fromMarkdown(tex.source + definitionsFor(tex.source, definitions), { extensions: [syntax], mdastExtensions: [nodes] });
  return markdownBlocks(tree, { source: tex.source, tex, start: chunk.start, readHtml: readFragment });
}

/** A label and its address, on a line of its own. */
const definitionLine = /^ {0,3}\[([^[\]\n]{1,200})\]:[ \t]*(\S+).*/gm;

/** Where links of the form `[words][label]` lead, by label: a chunk is parsed with the definitions it needs from elsewhere. */
function definitionsIn(text: string): Map<string, string> {
  const definitions = new Map<string, string>();
  if (!text.includes(']:')) return definitions;
  for (const [, label = '', address = ''] of text.matchAll(definitionLine)) {
    const key = keyOf(label);
    if (!definitions.has(key)) definitions.set(key, label.startsWith('^') ? `[${label}]: -` : `[${label}]: ${address}`);
  }
  return definitions;
}

function definitionsFor(source: string, definitions: ReadonlyMap<string, string>): string {
  if (definitions.size === 0 || !source.includes('[')) return '';
  const needed = new Set<string>();
  for (const [, label = ''] of source.matchAll(/\[([^[\]]{1,200})\]/g)) {
    const definition = definitions.get(keyOf(label));
    if (definition !== undefined) needed.add(definition);
  }
  return needed.size === 0 ? '' : `\n\n${[...needed].join('\n\n')}\n`;
}

/** Labels match whatever their case and spacing (CommonMark 0.31, section 4.7). */
function keyOf(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Quotes and lists nested deeper than this are nobody's writing, and overflow the parser's stack from some thousands on. */
const deepest = 32;

/** Takes away the marks of quotes and lists beyond the 32nd of a line, and indentation that only such nesting needs. */
function withoutDeepNesting(source: string): string {
  return source.replace(/^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){33,}/gm, (marks) => {
    const each = marks.match(/(?:(?<![ \t])[ \t]+)?(?:>|[-+*]|\d{1,9}[.)])/g) ?? [];
    return each.slice(0, deepest).join('');
  }).replace(/^[ \t]{400,}/gm, (indent) => indent.slice(0, 400));
}
