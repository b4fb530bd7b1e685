import type { Image, ImageReference, Nodes, PhrasingContent } from 'mdast';

/** Addresses of references, by the identifier that the parser gives. */
export type Addresses = ReadonlyMap<string, string>;

export interface FoundPicture {
  readonly address: string;
  readonly description: string;
  readonly title?: string;
  readonly isLinked: boolean;
}

/**
 * Gives the words of a heading, paragraph or cell as they are read: link words stay, addresses, pictures, tags, comments
 * and footnote marks go; line breaks stay line breaks.
 *
 * Works without recursion, for emphasis nests as deep as its author likes.
 */
export function phrasesOf(node: Nodes): string {
  const parts: string[] = [];
  // Text between these tags is for machines.
  let machineTag = '';
  for (const phrase of phrasesWithin(node)) {
    if (phrase.type === 'html') {
      const tag = /^<(\/?)(script|style)\b/i.exec(phrase.value);
      if (tag !== null) machineTag = tag[1] === '/' ? '' : (tag[2] ?? '');
      else if (/^<br\b/i.test(phrase.value)) parts.push('\n');
    } else if (machineTag !== '') continue;
    else if (phrase.type === 'text' || phrase.type === 'inlineCode') parts.push(phrase.value);
    else if (phrase.type === 'break') parts.push('\n');
  }
  return parts.join('');
}

/** Gives the pictures of a paragraph, with whether they are links. */
export function picturesIn(node: Nodes, addresses: Addresses): FoundPicture[] {
  const linked = new Set<Nodes>();
  const pictures: FoundPicture[] = [];
  for (const phrase of phrasesWithin(node)) {
    if (phrase.type === 'link' || phrase.type === 'linkReference') for (const child of phrase.children) linked.add(child);
    if (phrase.type !== 'image' && phrase.type !== 'imageReference') continue;
    const address = addressOf(phrase, addresses);
    pictures.push({
      address: /^(?:https?:|data:image\/|[^:]*$|[^:/?#]*[/?#])/i.test(address) ? address : '',
      description: phrase.alt ?? '',
      ...(phrase.type === 'image' && phrase.title ? { title: phrase.title } : {}),
      isLinked: linked.has(phrase),
    });
  }
  return pictures;
}

/** Whether a picture is a badge: made by a service from a state, as in the first lines of a README. */
export function isBadge({ address, description, isLinked }: FoundPicture): boolean {
  if (/\b(?:badges?|shields?)\b|badgen|badge\.fury|travis-ci|circleci\.com|codecov\.io|coveralls|appveyor|\/workflows\/|opencollective\.com|snyk\.io|deepsource|codacy|codeclimate|gitpod\.io|netlify\.com\/v1|bestpractices|isitmaintained|repology/i.test(
    address,
  )) return true;
  return isLinked && /\.svg(?:[?#]|$)/i.test(address)
    && /\b(?:badge|build|status|version|licen[cs]e|downloads|coverage|npm|pypi|ci|chat|sponsors?|stars)\b/i.test(description);
}

function addressOf(phrase: Image | ImageReference, addresses: Addresses): string {
  return phrase.type === 'image' ? phrase.url : (addresses.get(phrase.identifier) ?? '');
}

/** Every phrase below a node in reading order, parents before their children. */
function* phrasesWithin(node: Nodes): Generator<PhrasingContent> {
  const stack: Nodes[] = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    // Below a paragraph, heading or cell there are only phrases.
    if (next !== node) yield next as PhrasingContent;
    if ('children' in next) for (let index = next.children.length - 1; index >= 0; index--) {
      const child = next.children[index];
      if (child !== undefined) stack.push(child);
    }
  }
}
