import type { Block, Content } from '../../../src/domain/content';
import type { HtmlParser } from '../../../src/engine/htmlParser';
import type { StepContext } from '../../../src/engine/step';
import { readWith } from '../../../src/stages/extraction/read';
import { documentTools } from '../../support/documentTools';

/** Reads a file as the app does, but with a simpler cleaner; needs a DOM. */
export async function read(name: string, content: string | Uint8Array, mediaType = ''): Promise<Content> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readWith(documentTools({ html: () => Promise.resolve(parser) })).run({ name, mediaType, bytes }, {}, context);
}

/** Each block as `type: text`. */
export function outline(content: { readonly blocks: readonly Pick<Block, 'type' | 'text'>[] }): string[] {
  return content.blocks.map((block) => `${block.type}: ${block.text}`);
}

/** Stands in for DOMPurify, which finds every element of happy-dom forbidden; the real one is measured in Chromium. */
const parser: HtmlParser = {
  parse,
  sanitize(html) {
    const page = parse(html);
    for (const element of [...page.querySelectorAll('script, style, iframe, form, button, input, noscript, svg')]) element.remove();
    return page;
  },
};

function parse(html: string): Document {
  const isWhole = /<(?:html|body|head|!doctype)\b/i.test(html);
  return new DOMParser().parseFromString(isWhole ? html : `<!doctype html><html><head></head><body>${html}</body></html>`, 'text/html');
}

// Reading needs no kernels.
const context = { signal: new AbortController().signal, report: () => undefined } as unknown as StepContext;
