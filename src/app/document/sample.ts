import { Failure } from '../../domain/failure';
import type { Source } from '../../domain/source';

const name = 'how-rivers-shape-valleys.md';
/** It lies beside the document, which names it so. */
const picture = 'river-valley.png';

/**
 * Gives the document that comes with the site, with its picture, so that the first visit has something to make a film of.
 *
 * @throws Failure `damaged-file` if the site was put up without it
 */
export async function sampleSource(): Promise<Source> {
  const [bytes, pictureBytes] = await Promise.all([sampleFile(name), sampleFile(picture)]);
  return { name, mediaType: 'text/markdown', bytes, companions: [{ path: picture, bytes: pictureBytes }] };
}

async function sampleFile(file: string): Promise<Uint8Array> {
  const response = await fetch(new URL(`samples/${file}`, document.baseURI));
  if (!response.ok) throw new Failure(
    'damaged-file', `The sample that comes with Kinora must be readable, the server answered ${response.status}.`, { name: file },
  );
  return new Uint8Array(await response.arrayBuffer());
}
