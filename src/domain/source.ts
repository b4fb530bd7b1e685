/** A picture that lies beside a document. */
export interface Companion {
  /** From the document's folder, parts joined by `/`, e.g. `img/bend.png`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A file as it was dropped, picked or pasted. */
export interface Source {
  /** File name with its extension, without folders; what `read` goes by when the media type is empty. */
  readonly name: string;
  /** As the browser or the sender said it, possibly empty. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Pictures that the document names by relative addresses, as far as they were given with it; absent: none. */
  readonly companions?: readonly Companion[];
}

/** Bytes of the largest document that is read, 32 MiB: forty times the longest novel; above it a tab may run out of memory while a page is parsed. */
export const largestSource = 32 * 1024 * 1024;
