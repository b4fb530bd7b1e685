import { Failure } from '../../domain/failure';
import type { Source } from '../../domain/source';

const name = 'how-rivers-shape-valleys.md';

/**
 * Gives the document that comes with the site, so that the first visit has something to make a film of.
 *
 * @throws Failure `damaged-file` if the site was put up without it
 */
export async function sampleSource(): Promise<Source> {
  const response = await fetch(new URL(`samples/${name}`, document.baseURI));
  if (!response.ok) throw new Failure('damaged-file', `The sample that comes with Kinora must be readable, the server answered ${response.status}.`, { name });
  return { name, mediaType: 'text/markdown', bytes: new Uint8Array(await response.arrayBuffer()) };
}
