/**
 * Gives markup from its first element on, or from its doctype: without what may stand before that, a byte order mark, an XML declaration and comments.
 *
 * @param start of the markup; empty is given back where a comment goes on beyond it
 */
export function withoutProlog(start: string): string {
  const space = /[\s\ufeff]*/y;
  for (let at = 0; ;) {
    space.lastIndex = at;
    at += space.exec(start)?.[0].length ?? 0;
    const mark = start.startsWith('<!--', at) ? '-->' : start.startsWith('<?', at) ? '>' : undefined;
    if (mark === undefined) return start.slice(at);
    const end = start.indexOf(mark, at + 2);
    if (end < 0) return '';
    at = end + mark.length;
  }
}
