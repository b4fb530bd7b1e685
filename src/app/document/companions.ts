import { largestSource, type Companion, type Source } from '../../domain/source';
import { isPictureName, namedPictures } from '../../stages/extraction/pictureAddresses';
import type { GivenFile } from './givenFiles';

/** Paths of the local pictures that the bytes of a document seem to name. */
export function namedPicturesIn(bytes: Uint8Array): readonly string[] {
  // Paths are plain letters in nearly every encoding; a file that is no text names nothing. Larger ones are refused when they are read.
  return bytes.length > largestSource ? [] : namedPictures(new TextDecoder().decode(bytes));
}

/** A document as it outlives the page: with the files of the pictures that it names, by the paths in it. */
export interface KeptDocument {
  readonly file: File;
  readonly pictures: readonly GivenFile[];
}

/** The pictures that were given so far: documents find theirs among them. Only those that a document names are read. */
export class Companions {
  #pictures: readonly GivenFile[] = [];
  /** Where documents lay in what was dropped. */
  readonly #paths = new WeakMap<File, string>();
  /** Pictures of documents that an earlier page kept, by the paths that they are named by. */
  readonly #adopted = new WeakMap<File, readonly GivenFile[]>();
  /** The document that was read last: pictures that it names may come after it. */
  #last: File | undefined;

  /**
   * Takes what was dropped or picked together and gives the documents to open. Pictures alone are for the document that was read last, if it
   * names one of them, else they are given back: as a document each.
   */
  async take(given: readonly GivenFile[]): Promise<readonly File[]> {
    const pictures = given.filter(({ file }) => isPictureName(file.name));
    const documents = given.filter((one) => !pictures.includes(one));
    this.#pictures = [...pictures, ...this.#pictures].slice(0, mostPictures);
    for (const { file, path } of documents) this.#paths.set(file, path);
    if (documents.length > 0) return documents.map(({ file }) => file);
    const last = this.#last;
    const source = last === undefined ? undefined : await this.source(last).catch(() => undefined);
    const found = source?.companions?.some(({ path }) => pictures.some((picture) => picture === this.#find(this.#folderOf(last), path)));
    return last !== undefined && found === true ? [last] : given.map(({ file }) => file);
  }

  /**
   * Gives a document with the pictures that it names.
   *
   * @throws the browser's own error if a file cannot be read any more
   */
  async source(document: File): Promise<Source> {
    this.#last = document;
    const bytes = new Uint8Array(await document.arrayBuffer());
    const companions: Companion[] = [];
    for (const { path, file } of this.#foundIn(document, bytes)) companions.push({ path, bytes: new Uint8Array(await file.arrayBuffer()) });
    return { name: document.name, mediaType: document.type, bytes, ...(companions.length === 0 ? {} : { companions }) };
  }

  /** Gives a document with the files of its pictures, so that a later page has them, too; one that cannot be read has none. */
  async kept(document: File): Promise<KeptDocument> {
    const bytes = await document.arrayBuffer().catch(() => new ArrayBuffer(0));
    return { file: document, pictures: this.#foundIn(document, new Uint8Array(bytes)) };
  }

  /** Takes up a document that an earlier page kept. */
  adopt({ file, pictures }: KeptDocument): File {
    this.#adopted.set(file, pictures);
    return file;
  }

  #foundIn(document: File, bytes: Uint8Array): readonly GivenFile[] {
    const adopted = this.#adopted.get(document) ?? [];
    if (this.#pictures.length + adopted.length === 0) return [];
    return namedPicturesIn(bytes).flatMap((path) => {
      const found = this.#find(this.#folderOf(document), path) ?? adopted.find((picture) => picture.path === path);
      return found === undefined ? [] : [{ path, file: found.file }];
    });
  }

  #folderOf(document: File | undefined): readonly string[] {
    const path = (document && this.#paths.get(document)) ?? '';
    return path.split('/').slice(0, -1);
  }

  /** By its path, else the only one of its name: files picked side by side have no folders. */
  #find(folder: readonly string[], path: string): GivenFile | undefined {
    const whole = resolved(folder, path);
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    const alike = this.#pictures.filter(({ file }) => file.name.toLowerCase() === name);
    return this.#pictures.find((picture) => picture.path === whole) ?? (alike.length === 1 ? alike[0] : undefined);
  }
}

/** Files: names only, nothing is read before it is needed. */
const mostPictures = 5000;

/** A path from a folder, as a path of what was dropped. */
function resolved(folder: readonly string[], path: string): string {
  const parts = [...folder];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
