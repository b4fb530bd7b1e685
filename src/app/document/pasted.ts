import type { Source } from '../../domain/source';
import { words } from '../words/words';

/** Tags that carry structure; editors also put styled lines of plain text on the clipboard as HTML, which says less than the text. */
const structure = /<(?:h[1-6]|p|li|table|blockquote|pre)[\s>]/iu;

/**
 * Gives pasted text as a source: as HTML if it has structure, else as Markdown; `undefined` if there is no text.
 *
 * @param html what the clipboard holds as `text/html`, possibly empty
 * @param text what it holds as `text/plain`, possibly empty
 */
export function pastedSource(html: string, text: string): Source | undefined {
  const encoder = new TextEncoder();
  if (structure.test(html)) return { name: words.document.pastedPage, mediaType: 'text/html', bytes: encoder.encode(html) };
  if (text.trim() === '') return undefined;
  return { name: words.document.pastedText, mediaType: 'text/markdown', bytes: encoder.encode(text) };
}

/** Whether a source is a storyboard that was saved, not a document. */
export function isStoryboardFile(source: Source): boolean {
  return source.name.toLowerCase().endsWith('.json') || source.mediaType === 'application/json';
}

/**
 * Gives a file as a source.
 *
 * @throws the browser's own error if the file cannot be read any more
 */
export async function fileSource(file: File): Promise<Source> {
  return { name: file.name, mediaType: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}
