/** What a document says of itself before its first line, and where the document starts. */
export interface FrontMatter {
  readonly title: string;
  readonly authors: readonly string[];
  readonly language: string;
  readonly link: string;
  /** Offset of the first character after it; 0 without front matter. */
  readonly end: number;
}

/**
 * Reads the front matter of a Markdown document: the plain keys of YAML between `---`, or of TOML between `+++`.
 *
 * Only `title`, `author(s)`, `lang(uage)` and an address are looked for, as text or as a list of texts; everything else is passed over.
 */
export function frontMatterOf(text: string): FrontMatter {
  const none = { title: '', authors: [], language: '', link: '', end: 0 };
  const found = /^(---|\+\+\+)[ \t]*\n([^]{0,65536}?)\n?^(?:\1|\.\.\.)[ \t]*(?:\n|$)/m.exec(text);
  if (found === null || found.index !== 0) return none;
  const values = valuesIn(found[2] ?? '');
  if (values === undefined) return none;
  const first = (...keys: readonly string[]): readonly string[] => keys.map((key) => values.get(key)).find((value) => value !== undefined && value.length > 0)
    ?? [];
  return {
    title: first('title', 'name')[0] ?? '',
    authors: first('authors', 'author', 'by', 'byline'),
    language: first('lang', 'language', 'locale')[0] ?? '',
    link: first('canonical', 'canonical_url', 'canonicalurl', 'url', 'link', 'permalink')[0] ?? '',
    end: found[0].length,
  };
}

/** Texts by key in lower case; undefined if a line shows that this is not front matter but text between two rules. */
function valuesIn(source: string): Map<string, string[]> | undefined {
  const values = new Map<string, string[]>();
  let key = '';
  for (const line of source.split('\n')) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const pair = /^["']?([\w.-]+)["']?[ \t]*[:=](?:[ \t]+([^ \t].*)?|(["'[].*)?)$/.exec(line);
    const entry = /^\s*-\s+(?:name\s*:\s*)?(\S.*)?$/.exec(line);
    const inner = /^\s+name\s*:\s*(\S.*)?$/.exec(line);
    if (pair !== null) {
      key = (pair[1] ?? '').toLowerCase();
      values.set(key, textsIn(pair[2] ?? pair[3] ?? ''));
    } else if (entry !== null || inner !== null) {
      values.get(key)?.push(...textsIn((entry ?? inner)?.[1] ?? ''));
    } else if (!/^\s|^[\]}[{]/.test(line)) {
      return undefined;
    }
  }
  return values.size > 0 ? values : undefined;
}

/** A comment begins behind a space; one with a quote in it may be none. */
function withoutComment(value: string): string {
  const quote = Math.max(value.lastIndexOf('"'), value.lastIndexOf("'"));
  const comment = value.slice(quote + 1).search(/\s#/);
  return comment < 0 ? value : value.slice(0, quote + 1 + comment).trimEnd();
}

function textsIn(value: string): string[] {
  const trimmed = withoutComment(value.trim());
  if (/^[|>][-+]?$/.test(trimmed) || trimmed === '') return [];
  const parts = /^\[.*\]$/.test(trimmed) ? trimmed.slice(1, -1).split(',') : [trimmed];
  return parts.map((part) => part.trim().replace(/^(["'])(.*)\1$/, '$2').replace(/\\(["'\\])/g, '$1').replace(/''/g, "'")).filter((part) => part !== '');
}
