const extensions = 'png|apng|jpe?g|gif|webp|avif|svg';

/** Whether a file is a picture that can be shown, by its name. */
export function isPictureName(name: string): boolean {
  return new RegExp(`\\.(?:${extensions})$`, 'i').test(name);
}

/**
 * Gives the path that a relative address means, from the document's folder: `./img/a%20b.png?v=2` gives `img/a b.png`.
 *
 * What starts with a slash is taken from that folder, too: of a site there is only the document. A path may lead out of the folder (`../a.png`):
 * it is for the caller to refuse.
 *
 * @returns undefined for addresses elsewhere (`https:`, `data:`, `//host`) and for none
 */
export function localPath(address: string): string | undefined {
  if (/^[a-z][a-z\d+.-]*:|^[\\/]{2}/i.test(address.trim())) return undefined;
  const plain = unescaped(address.trim().replace(/[?#].*$/s, '')).replace(/\\/g, '/');
  const parts: string[] = [];
  for (const part of plain.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  const path = parts.join('/');
  return path === '' || /[\0-\x1f]/.test(path) ? undefined : path;
}

/**
 * Gives the local pictures that a document seems to name, each once: whatever in its text looks like the path of one.
 *
 * It may name too many, never less than `read` will: so the pictures a document needs can be fetched before it is read.
 */
export function namedPictures(text: string): readonly string[] {
  const found = new Set<string>();
  const add = (address: string): void => {
    const path = localPath(address);
    if (path !== undefined && isPictureName(path)) found.add(path);
  };
  for (const match of text.matchAll(new RegExp(`\\.(?:${extensions})(?=[?#"')>\\s,\\\\]|$)`, 'gi'))) {
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, end - longestPath), end);
    add(/(?<![^\s"'()<>=,])[^\s"'()<>=,]*$/.exec(before)?.[0] ?? '');
    // In quotes and in angle or round brackets paths may have spaces.
    add(bracketed(before));
    add(/["'<]([^"'<>\n]*)$/.exec(before)?.[1] ?? '');
  }
  return [...found];
}

/** What stands behind the first bracket or quote that nothing closes. */
function bracketed(before: string): string {
  const last = /["'<>\n][^"'<>\n]*$/.exec(before);
  const isOpen = last !== null && /^["'<]/.test(last[0]);
  const rest = last === null ? before : last[0].slice(1);
  return isOpen ? rest : rest.includes('(') ? rest.slice(rest.indexOf('(') + 1) : '';
}

/** Characters: longer ones are no paths. */
const longestPath = 400;

function unescaped(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    // A percent sign of its own.
    return address;
  }
}
