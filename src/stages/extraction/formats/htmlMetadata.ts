import { tidy } from '../whitespace';
import { elementsIn, type PageDocument } from '../page/pageTree';
import { table } from '../../../domain/table';

/** What a page says of itself. */
export interface PageMetadata {
  readonly title: string;
  readonly authors: readonly string[];
  /** As declared, possibly empty. */
  readonly language: string;
  /** Absolute, `http` or `https`; empty if none is declared. */
  readonly link: string;
}

/**
 * Reads a page's title, authors, language and address from its head: JSON-LD, Open Graph, Dublin Core, `<title>`, `<html lang>`, `<link rel=canonical>`.
 *
 * Nothing there is trusted to be well formed: what cannot be read is passed over.
 */
export function metadataOf(page: PageDocument): PageMetadata {
  const meta = metaOf(page);
  const article = articleIn(page);
  const heading = tidy(page.querySelector('h1')?.textContent ?? '');
  const named = textIn(article['headline']) || (meta.get('og:title') ?? meta.get('twitter:title') ?? meta.get('dc.title') ?? meta.get('citation_title') ?? '');
  const own = tidy(page.head?.children.find(({ localName }) => localName === 'title')?.textContent ?? '');
  const title = withoutSite(named || own, heading, meta.get('og:site_name') ?? '') || heading;
  const authors = namesIn(article['author']);
  const [canonical] = elementsIn(page, (element) => element.localName === 'link' && /(?:^|\s)canonical(?:\s|$)/i.test(element.getAttribute('rel') ?? ''));
  for (const key of ['author', 'dc.creator', 'citation_author', 'article:author', 'parsely-author']) {
    const name = meta.get(key) ?? '';
    if (authors.length === 0 && name !== '' && !/^(?:https?:|www\.|@)/i.test(name)) authors.push(name);
  }
  return {
    title,
    authors: [...new Set(authors.map((name) => name.replace(/^by\s+/i, '')))],
    language: page.documentElement?.getAttribute('lang') ?? page.documentElement?.getAttribute('xml:lang') ?? meta.get('content-language')
      ?? meta.get('og:locale') ?? '',
    link: addressIn(canonical?.getAttribute('href')) || addressIn(meta.get('og:url')) || addressIn(textIn(article['url'])),
  };
}

/** Names in lower case; of several with one name the first that says something. */
function metaOf(page: PageDocument): Map<string, string> {
  const found = new Map<string, string>();
  for (const element of page.querySelectorAll('meta')) {
    const content = tidy(element.getAttribute('content') ?? '');
    for (const attribute of ['property', 'name', 'http-equiv', 'itemprop']) {
      const name = element.getAttribute(attribute)?.toLowerCase();
      if (name !== undefined && content !== '' && !found.has(name)) found.set(name, content);
    }
  }
  return found;
}

type Json = Readonly<Record<string, unknown>>;

/** The first article that the page's JSON-LD describes. */
function articleIn(page: PageDocument): Json {
  for (const script of page.querySelectorAll('script')) {
    if (script.getAttribute('type')?.trim().toLowerCase() !== 'application/ld+json') continue;
    const { textContent: source } = script;
    // Machines write these short; anything longer is not one article's description.
    if (source.length > 1_000_000) continue;
    let parsed: unknown;
    try {
      parsed = JSON.parse(uncommented(source));
    } catch {
      continue;
    }
    for (const thing of [parsed].flat().flatMap((entry) => (isJson(entry) && Array.isArray(entry['@graph']) ? entry['@graph'] : [entry]))) {
      if (isJson(thing) && [thing['@type']].flat().some((type) => typeof type === 'string' && /(?:Article|Posting|Report|WebPage|Recipe)$/.test(type))
        && textIn(thing['headline']) !== '') return thing;
    }
  }
  return {};
}

/** JSON without the marks around it that keep old browsers from reading it: comments, or a CDATA section, or one in the other. */
function uncommented(source: string): string {
  let text = source.trim();
  for (const [start, end] of [['/*', '*/'], ['<![CDATA[', ''], ['/*', '*/']] as const) {
    if (text.startsWith(start)) text = text.slice(end === '' ? start.length : text.indexOf(end, start.length) + end.length).trimStart();
  }
  for (const [start, end] of [['/*', '*/'], ['', ']]>'], ['/*', '*/']] as const) {
    if (text.endsWith(end)) text = text.slice(0, start === '' ? -end.length : Math.max(0, text.lastIndexOf(start))).trimEnd();
  }
  return text;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text of a page's JSON-LD. Some sites escape theirs as if it were HTML. */
function textIn(value: unknown): string {
  if (typeof value !== 'string') return '';
  return tidy(value.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (source, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? source;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
  }));
}

const entities: Readonly<Record<string, string>> = table({
  amp: '&', quot: '"', apos: "'", lt: '<', gt: '>', nbsp: ' ', hellip: '…', ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”',
});

function namesIn(value: unknown): string[] {
  return [value]
    .flat()
    .map((author) => textIn(isJson(author) ? [author['name']].flat()[0] : author))
    .filter((name) => name !== '' && name.length <= 100 && !/^https?:/i.test(name))
    .slice(0, 20);
}

/** `Title | Site` without the site: cut where the first heading or the site's name shows the seam, else at the last separator if enough is left. */
function withoutSite(title: string, heading: string, site: string): string {
  if (heading !== '' && title !== heading && title.startsWith(heading) && /^\s*[|\-–—·:»«\\/]/.test(title.slice(heading.length))) return heading;
  const seam = /^(.*\S)\s+(?:[|–—·»«]|-|::)\s+(\S.*)$/s.exec(title);
  const [, before = '', after = ''] = seam ?? [];
  if (before === '') return title;
  if (site !== '' && after.toLowerCase() === site.toLowerCase()) return before;
  if (site !== '' && before.toLowerCase() === site.toLowerCase()) return after;
  return before.split(/\s+/).length >= 4 && after.split(/\s+/).length <= 4 ? before : title;
}

function addressIn(value: string | null | undefined): string {
  const address = value?.trim() ?? '';
  return /^https?:\/\/[^\s<>"]+$/i.test(address) ? address : '';
}
