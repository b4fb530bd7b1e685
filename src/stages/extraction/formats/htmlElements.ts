import { tidy } from '../whitespace';
import { tagOf } from './htmlText';
import type { PageElement } from '../page/pageTree';

/** Pages name whole articles `has-caption` and the like: only what is as short as a caption is one. */
export const longestBeside = 600;

/** Classes of what stands beside the text: captions, credits, date lines. */
export const besideClass =
  /(?:^|[\s_-])(?:img|image|photo|picture|media|wp|fig)?-?(?:caption|credits?|cutline|byline|dateline|timestamp|pubdate|copyright)(?:$|[\s_-])/i;

/** `h1` to `h6`. */
export const headingTag = /^h[1-6]$/;

/** Elements that start and end a block. */
export const blockTags: ReadonlySet<string> = new Set(
  ('address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav noscript ol p pre search section ' +
    'summary table tbody td tfoot th thead tr ul video audio').split(' '),
);

/** Whether a `footer` or `cite` says who is quoted, and is not the title of a work in the middle of a sentence. */
export function isSignature(element: PageElement): boolean {
  const parent = element.parentElement;
  if (parent === null) return false;
  if (tagOf(element) === 'footer') return true;
  return tagOf(parent) === 'blockquote'
    || (tagOf(parent) === 'p' && parent.firstElementChild === element && tidy(parent.textContent) === tidy(element.textContent));
}
