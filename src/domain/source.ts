/** A file as it was dropped, picked or pasted. */
export interface Source {
  /** File name with its extension, without folders; what `read` goes by when the media type is empty. */
  readonly name: string;
  /** As the browser or the sender said it, possibly empty. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}
