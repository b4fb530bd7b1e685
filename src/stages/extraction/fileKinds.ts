import { Failure } from '../../domain/failure';
import { startsWith } from './startsWith';

/** A kind of file that is not text, and what a person who has one can do. */
export interface FileKind {
  /** With its article, e.g. `a PDF document`. */
  readonly label: string;
  readonly advice: string;
}

/**
 * Checks that a file is of no kind that is known by its first bytes and is not text.
 *
 * @param wanted what it must be, as a sentence lists it
 * @throws Failure `unsupported-file`; its details tell the kind and what to do
 */
export function checkKind({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }, wanted: string): void {
  const kind = kindOf(bytes);
  if (kind === undefined) return;
  throw new Failure('unsupported-file', `A document must be ${wanted}, but "${name}" is ${kind.label}.`, { name, kind: kind.label, advice: kind.advice });
}

/** Gives the kind of a file that is known by its first bytes and is not text; undefined for everything else. */
export function kindOf(bytes: Uint8Array): FileKind | undefined {
  const zip = startsWith(bytes, 'PK\x03\x04') ? zipKind(bytes) : undefined;
  return zip ?? kinds.find((kind) => startsWith(bytes, kind.magic, kind.at))?.kind;
}

const asText = 'Open it in the program it was made with, copy the text and paste it here, or save it as HTML or plain text.';
const picture = 'A picture has no text to read: drop the document it belongs to.';
const recording = 'Kinora makes videos from text: drop its transcript instead.';
const unpack = 'Unpack it and drop the documents that are inside.';
const program = 'Drop the text that describes it, such as its README.';

/** First bytes as Latin-1 text; the order matters only where one starts with another. */
const kinds: readonly { readonly magic: string; readonly at?: number; readonly kind: FileKind }[] = [
  { magic: '%PDF-', kind: { label: 'a PDF document', advice: asText } },
  { magic: '{\\rtf', kind: { label: 'a Rich Text document', advice: asText } },
  { magic: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', kind: { label: 'an old Office document (DOC, XLS or PPT)', advice: asText } },
  { magic: '%!PS', kind: { label: 'a PostScript document', advice: asText } },
  { magic: 'PK\x03\x04', kind: { label: 'a ZIP archive', advice: unpack } },
  { magic: 'PK\x05\x06', kind: { label: 'an empty ZIP archive', advice: unpack } },
  { magic: '\x1f\x8b', kind: { label: 'a gzip archive', advice: unpack } },
  { magic: '1AY&SY', at: 4, kind: { label: 'a bzip2 archive', advice: unpack } },
  { magic: '\xfd7zXZ\0', kind: { label: 'an XZ archive', advice: unpack } },
  { magic: '7z\xbc\xaf\x27\x1c', kind: { label: 'a 7z archive', advice: unpack } },
  { magic: 'Rar!\x1a\x07', kind: { label: 'a RAR archive', advice: unpack } },
  { magic: '\x28\xb5\x2f\xfd', kind: { label: 'a Zstandard archive', advice: unpack } },
  { magic: 'ustar', at: 257, kind: { label: 'a TAR archive', advice: unpack } },
  { magic: '\x89PNG\r\n\x1a\n', kind: { label: 'a PNG picture', advice: picture } },
  { magic: '\xff\xd8\xff', kind: { label: 'a JPEG picture', advice: picture } },
  { magic: 'GIF87a', kind: { label: 'a GIF picture', advice: picture } },
  { magic: 'GIF89a', kind: { label: 'a GIF picture', advice: picture } },
  { magic: 'WEBP', at: 8, kind: { label: 'a WebP picture', advice: picture } },
  { magic: 'II*\0', kind: { label: 'a TIFF picture', advice: picture } },
  { magic: 'MM\0*', kind: { label: 'a TIFF picture', advice: picture } },
  { magic: 'ftypavif', at: 4, kind: { label: 'an AVIF picture', advice: picture } },
  { magic: 'ftyphei', at: 4, kind: { label: 'a HEIC picture', advice: picture } },
  { magic: 'ftyp', at: 4, kind: { label: 'an MP4 or QuickTime video', advice: recording } },
  { magic: '\x1a\x45\xdf\xa3', kind: { label: 'a Matroska or WebM video', advice: recording } },
  { magic: 'AVI ', at: 8, kind: { label: 'an AVI video', advice: recording } },
  { magic: 'WAVE', at: 8, kind: { label: 'a WAV recording', advice: recording } },
  { magic: 'ID3\x03', kind: { label: 'an MP3 recording', advice: recording } },
  { magic: 'ID3\x04', kind: { label: 'an MP3 recording', advice: recording } },
  { magic: 'OggS\0', kind: { label: 'an Ogg recording', advice: recording } },
  { magic: 'fLaC\0', kind: { label: 'a FLAC recording', advice: recording } },
  { magic: '\x7fELF', kind: { label: 'a program', advice: program } },
  { magic: 'MZ\x90\0', kind: { label: 'a program', advice: program } },
  { magic: '\xcf\xfa\xed\xfe', kind: { label: 'a program', advice: program } },
  { magic: '\xca\xfe\xba\xbe', kind: { label: 'a program', advice: program } },
  { magic: '\0asm', kind: { label: 'a WebAssembly module', advice: program } },
  { magic: 'SQLite format 3\0', kind: { label: 'a SQLite database', advice: 'Export what it says as a Markdown or HTML table.' } },
  { magic: 'wOFF\0', kind: { label: 'a font', advice: program } },
  { magic: 'wOF2\0', kind: { label: 'a font', advice: program } },
];

/** Office and book formats are ZIP archives: the names of their first members, which stand uncompressed, tell which. */
function zipKind(bytes: Uint8Array): FileKind | undefined {
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 8192));
  const member = (label: string): FileKind => ({ label, advice: asText });
  if (start.includes('application/epub+zip')) return member('an EPUB book');
  if (start.includes('application/vnd.oasis.opendocument')) return member('an OpenDocument file');
  if (start.includes('word/')) return member('a Word document (DOCX)');
  if (start.includes('ppt/')) return member('a PowerPoint presentation (PPTX)');
  if (start.includes('xl/')) return member('an Excel workbook (XLSX)');
  if (start.includes('[Content_Types].xml')) return member('an Office document');
  return undefined;
}
