import type { OpenHtmlParser } from '../../engine/htmlParser';

/**
 * What readers of documents may ask of the browser, a member a part, each opened when a document first needs it.
 *
 * Filled in twice: with the real parts in `workflow/setup.ts`, and in `workers/steps.worker.ts`, where a part that needs the page throws an
 * `OptimizationError` when it is used: the document is then read on the page.
 */
export interface DocumentTools {
  readonly html: OpenHtmlParser;
}
