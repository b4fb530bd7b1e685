import type { Bytes } from '../domain/bytes';
import { Failure } from '../domain/failure';
import { manifestJson } from '../domain/film/manifest';
import type { Companion, Source } from '../domain/source';
import { storyboardJson } from '../domain/storyboardFile';
import { fileForms } from '../domain/film/video';
import { fileSha256 } from '../platform/page/fileSha256';
import type { Production } from '../workflow/results';
import { namedPicturesIn } from './document/companions';
import type { AutomationFile } from './automationCall';

/** Where files wait and results are taken, from the page's address on. */
let meeting = '';

/** Says where that is: whoever drives the page may have a path that only this page is told. Not by its address, which all on the machine can read. */
export function meet(path: string): void {
  meeting = path;
}

/** Hands a film over under its source's name. */
export function putFilm(production: Production, workflow: string, begun?: string): Promise<void> {
  return putAll(production.storyboard.source.name.replace(/\.[^.]*$/, ''), production, workflow, begun);
}

/** @param begun SHA-256 of the film that an earlier page was about to hand over: what of it arrived is not handed over again */
export async function putAll(name: string, { video, srt, vtt, poster, storyboard, manifest }: Production, workflow: string, begun?: string): Promise<void> {
  const put = async (file: string, body: string | Bytes): Promise<void> => {
    if (begun === undefined || !(await isThere(file, body, begun))) await putOutput(file, body, workflow);
  };
  await Promise.all([
    put(`${name}.${fileForms[video.container].ending}`, video.bytes),
    put(`${name}.srt`, srt),
    put(`${name}.vtt`, vtt),
    put(`${name}.poster.png`, poster),
    put(`${name}.json`, storyboardJson(storyboard)),
    put(`${name}.manifest.json`, manifestJson(manifest)),
  ]);
}

export async function fetchSource(file: AutomationFile, index: number, signal: AbortSignal): Promise<Source> {
  const response = await fetch(exchangeAddress(`kinora-source/${index}`), { signal });
  if (!response.ok) throw new Failure('not-readable', `A file must be readable, got: ${await response.text()}`, { name: file.name });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const companions: Companion[] = [];
  for (const path of namedPicturesIn(bytes).slice(0, mostCompanions)) {
    const picture = await fetch(exchangeAddress(`kinora-source/${index}/beside?path=${encodeURIComponent(path)}`), { signal });
    if (picture.status === 200) companions.push({ path, bytes: new Uint8Array(await picture.arrayBuffer()) });
  }
  return { name: file.name, mediaType: '', bytes, ...(companions.length === 0 ? {} : { companions }) };
}

/** Pictures asked for: more than a film can show. */
const mostCompanions = 300;

/** Whether whoever takes the files has this one, as it is now or as the earlier page made it; they tell SHA-256 as its `etag`. */
async function isThere(name: string, body: string | Bytes, begun: string): Promise<boolean> {
  const response = await fetch(outputAddress(name), { method: 'HEAD' });
  const there = response.ok ? response.headers.get('etag') : null;
  if (there === null) return false;
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return there === `"${begun}"` || there === `"${await fileSha256(bytes)}"`;
}

async function putOutput(name: string, body: string | Bytes, workflow: string): Promise<void> {
  const response = await fetch(outputAddress(name), {
    method: 'PUT',
    headers: { 'x-kinora-workflow': workflow },
    // As a blob: whoever drives the browser is told of other bodies in whole, as text, which ends it at half a gigabyte. Ours alone: never shared memory.
    body: new Blob([body as BlobPart]),
  });
  if (!response.ok) throw new Failure('output-not-writable', await response.text(), { name });
}

function outputAddress(name: string): URL {
  return exchangeAddress(`kinora-output/${encodeURIComponent(name)}`);
}

function exchangeAddress(path: string): URL {
  return new URL(meeting + path, document.baseURI);
}
