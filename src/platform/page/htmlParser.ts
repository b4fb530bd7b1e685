import DOMPurify from 'dompurify';
import type { HtmlParser } from '../../engine/htmlParser';

/**
 * Gives the browser's own HTML parser, and DOMPurify behind it.
 *
 * Both results are documents without a browsing context: scripts do not run, images are not requested. They are only read, never put into the page.
 */
export function htmlParser(): HtmlParser {
  return { parse, sanitize };
}

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

function sanitize(html: string): Document {
  const root = DOMPurify.sanitize(html, {
    WHOLE_DOCUMENT: true,
    RETURN_DOM: true,
    // MathML keeps its TeX source in an annotation, which DOMPurify drops by default because of what may happen when
    // its output is serialised and parsed once more. This output is a document that is read and thrown away.
    ADD_TAGS: ['semantics', 'annotation'],
    ADD_ATTR: ['encoding'],
    FORBID_TAGS: ['form', 'input', 'textarea', 'select', 'option', 'optgroup', 'button', 'dialog', 'svg'],
    // Text in these is for people who fill in the form, not for those who read.
    ADD_FORBID_CONTENTS: ['button', 'select', 'textarea', 'svg', 'object'],
  });
  if (root.ownerDocument === null) throw new TypeError('DOMPurify must give a node of a document.');
  return root.ownerDocument;
}
