import { html as standard } from 'parse5';
import { descendants, PageElement, PageText, type PageDocument, type PageNode } from './pageTree';

/**
 * Leaves of a page what is there to be read: elements and attributes on a list, all others out; of elements nobody knows (those of the page's own making, and
 * forms) what is inside stays. Formulas that MathJax keeps in scripts become MathML with their source.
 */
export function cleanPage(page: PageDocument): void {
  // Collected first: what goes takes what is inside along.
  const elements: PageElement[] = [];
  for (const node of descendants(page)) if (node instanceof PageElement) elements.push(node);
  for (const element of elements) {
    if (element.parentNode === null) continue;
    if (element.localName === 'script') element.replaceWith(...formula(element));
    else if (isDropped(element)) element.remove();
    else if (isKept(element)) keepAttributes(element);
    else element.unwrap();
  }
}

function isDropped({ localName, namespace }: PageElement): boolean {
  return dropped.has(localName) || namespace === standard.NS.SVG || (namespace === standard.NS.MATHML && localName === 'annotation-xml');
}

function isKept({ localName, namespace }: PageElement): boolean {
  return namespace === standard.NS.MATHML || kept.has(localName);
}

function keepAttributes(element: PageElement): void {
  for (const { name, value } of element.attributes) {
    const isScript = addresses.has(name) && /^[\s\p{Cc}]*(?:java|vb)script:/iu.test(value);
    if (isScript || !(attributes.has(name) || name.startsWith('data-') || name.startsWith('aria-'))) element.removeAttribute(name);
  }
}

/** A script that holds a formula, as MathML. */
function formula(script: PageElement): readonly PageNode[] {
  const type = (script.getAttribute('type') ?? '').trim().toLowerCase();
  if (!/^math\/tex(?:$|[;\s])/.test(type)) return [];
  const { ownerDocument } = script;
  const [math, annotation] = ['math', 'annotation'].map((name) => new PageElement(name, ownerDocument, standard.NS.MATHML)) as [PageElement, PageElement];
  if (/mode\s*=\s*display/.test(type)) math.setAttribute('display', 'block');
  annotation.setAttribute('encoding', 'application/x-tex');
  annotation.append(new PageText(script.textContent, ownerDocument));
  math.append(annotation);
  return [math];
}

const listOf = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/));

/** Gone with all that is inside: made for machines, for the pointer, or shown to nobody. */
const dropped = listOf(
  'applet base basefont bgsound button embed frame frameset iframe input isindex link meta noembed noframes noscript object param plaintext portal script '
  + 'select style svg template textarea title xmp',
);

const kept = listOf(
  'a abbr acronym address area article aside audio b bdi bdo big blink blockquote body br canvas caption center cite code col colgroup content data datalist '
  + 'dd decorator del details dfn dir div dl dt element em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 head header hgroup hr html i img ins kbd '
  + 'label legend li main map mark marquee menu menuitem meter nav nobr ol output p picture pre progress q rp rt ruby s samp search section slot small source '
  + 'spacer span strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr',
);

/** What says what an element is, how it is shown and what it names; nothing that runs or asks. */
const attributes = listOf(
  'abbr align alt alttext bgcolor border cellpadding cellspacing cite class close color colspan cols datetime dir display encoding face headers height hidden '
  + 'href hreflang id lang mode name open rel role rows rowspan scope size sizes span src srcset start style summary title type valign value width xml:lang',
);

const addresses = listOf('href src cite');
