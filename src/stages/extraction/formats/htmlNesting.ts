/** Pages made by people and their programs nest some 60 deep; beyond 300 all is machine noise or malice. */
const deepest = 300;

/**
 * Gives a page with elements nested deeper than 300 turned into line breaks, and how deep it nests.
 *
 * A browser's parser takes a minute for 100,000 open tags: its time grows with the square of the depth. The count is rough,
 * for it reads tags, not elements; tags that a page need not close do not count.
 */
export function withBoundedNesting(html: string): { readonly html: string; readonly depth: number } {
  const tag = /<(?:!--|(\/?)([a-zA-Z][a-zA-Z0-9:-]*))/g;
  const parts: string[] = [];
  let copied = 0;
  let depth = 0;
  let beyond = 0;
  let most = 0;
  for (let found = tag.exec(html); found !== null; found = tag.exec(html)) {
    const name = found[2]?.toLowerCase();
    if (name === undefined) {
      const end = html.indexOf('-->', tag.lastIndex - 2);
      if (end < 0) break;
      tag.lastIndex = end + 3;
      continue;
    }
    if (uncounted.has(name)) continue;
    const isClosing = found[1] === '/';
    if (!isClosing && rawText.has(name)) {
      const end = html.slice(tag.lastIndex, tag.lastIndex + 1_000_000).search(rawTextEnd);
      if (end >= 0) tag.lastIndex += end + 2;
      continue;
    }
    if (isClosing && beyond === 0) depth = Math.max(0, depth - 1);
    else if (!isClosing && depth < deepest) depth++;
    else {
      beyond += isClosing ? -1 : 1;
      parts.push(html.slice(copied, found.index), isClosing ? '</br' : '<br');
      copied = tag.lastIndex;
    }
    most = Math.max(most, depth + beyond);
  }
  return { html: copied === 0 ? html : parts.join('') + html.slice(copied), depth: most };
}

/** Elements without an end tag, and those whose end tag may be left out. */
const uncounted: ReadonlySet<string> = new Set(
  (
    'area base br col embed hr img input link meta param source track wbr p li dt dd option optgroup tr td th thead tbody tfoot colgroup rb rt rtc rp '
    + 'html head body'
  ).split(' '),
);

/** Elements in which tags are text. */
const rawText: ReadonlySet<string> = new Set('script style textarea title xmp iframe noembed noframes'.split(' '));
const rawTextEnd = /<\/(?:script|style|textarea|title|xmp|iframe|noembed|noframes)/i;
