import { LibraryNotAvailableError } from '../../domain/failure';

/** A program under the GPL, as it lies in `gpl/` beside the page, or the folder of its files. */
export type ProgramFile = 'espeak-ng.js' | 'espeak-ng/' | 'ffmpeg-core.js' | 'ffmpeg-core.wasm.gz';

/**
 * Gives the absolute address of a program's file, from the page and from workers alike.
 *
 * @throws LibraryNotAvailableError if the build leaves the GPL programs out
 */
export function programAddress(file: ProgramFile): string {
  if (import.meta.env['VITE_WITHOUT_GPL'] === '1') {
    throw new LibraryNotAvailableError(`This build leaves out the programs under the GPL, among them ${file}.`, { file });
  }
  return new URL(`gpl/${file}`, siteRoot()).href;
}

/**
 * Fetches a file of the site and inflates it if it is gzipped.
 *
 * Goes by the bytes, not by the name: some hosts serve `.gz` files with `Content-Encoding: gzip`, and then the browser has
 * inflated them already.
 *
 * @throws LibraryNotAvailableError if the file is not there or damaged; the signal's reason if it aborts
 */
export async function fetchProgram(address: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetch(address, { signal });
    // A host that answers every unknown address with its front page says so by the media type.
    if (!response.ok || response.headers.get('Content-Type')?.startsWith('text/html') === true) {
      throw new Error(`HTTP ${response.status} ${response.headers.get('Content-Type') ?? ''}`);
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    return isGzip(bytes) ? await inflate(bytes) : bytes;
  } catch (cause) {
    signal.throwIfAborted();
    throw new LibraryNotAvailableError(`A program of this site must load from ${address}, got: ${String(cause)}.`, { address }, { cause });
  }
}

function siteRoot(): string {
  if (typeof document !== 'undefined') return new URL(import.meta.env.BASE_URL, document.baseURI).href;
  // A worker knows only where its files lie: in a build `assets/` beside `gpl/`, in development somewhere in the sources.
  return new URL(import.meta.env.DEV ? '/' : '../', import.meta.url).href;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Addresses of the voice, as `espeakVoices` takes them. */
export function voiceAddresses(): { readonly program: string; readonly folder: string } {
  return { program: programAddress('espeak-ng.js'), folder: programAddress('espeak-ng/') };
}
