/** Parses and cleans HTML; apart from the other ports because its types need the DOM. */
export interface HtmlParser {
  /** An inert document: no script runs, nothing is requested. */
  parse(html: string): Document;
  /** The same without scripts, event attributes, frames, forms and unknown elements; also inert. */
  sanitize(html: string): Document;
}

/** Gives the parser when a document first needs it. */
export type OpenHtmlParser = () => Promise<HtmlParser>;
