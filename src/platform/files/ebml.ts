import { joinedBytes } from './mp4Boxes';

/** An element of a Matroska or WebM file and where it lies in the file. */
export interface EbmlElement {
  /** With its length marker, e.g. 0x1f43b675. */
  readonly id: number;
  readonly start: number;
  /** First byte behind its id and size. */
  readonly body: number;
  readonly end: number;
}

/** Ids of the elements that are read or written here. Source: RFC 9559, section 5. */
export const ids = {
  segment: 0x18538067, seekHead: 0x114d9b74, seek: 0x4dbb, seekId: 0x53ab, seekPosition: 0x53ac,
  info: 0x1549a966, title: 0x7ba9,
  tracks: 0x1654ae6b, trackEntry:
    0xae, trackNumber: 0xd7, trackUid: 0x73c5, trackType: 0x83, flagDefault: 0x88, flagLacing: 0x9c, trackLanguage: 0x22b59c, codecId: 0x86,
  cluster: 0x1f43b675, clusterTime: 0xe7, blockGroup: 0xa0, block: 0xa1, blockDuration: 0x9b,
  tags: 0x1254c367, tag: 0x7373, targets: 0x63c0, simpleTag: 0x67c8, tagName: 0x45a3, tagString: 0x4487,
  cues: 0x1c53bb6b, cuePoint: 0xbb, cueTime: 0xb3, cueTrackPositions: 0xb7, cueClusterPosition: 0xf1,
  chapters: 0x1043a770, editionEntry: 0x45b9, editionDefault: 0x45db, chapterAtom: 0xb6, chapterUid: 0x73c4, chapterStart: 0x91, chapterEnd: 0x92,
  chapterDisplay: 0x80, chapterTitle: 0x85, chapterLanguage: 0x437c,
  attachments: 0x1941a469, attachedFile: 0x61a7, fileDescription: 0x467e, fileName: 0x466e, fileMediaType: 0x4660, fileData: 0x465c, fileUid: 0x46ae,
} as const;

/**
 * Gives the elements in a stretch of a file, one after the other.
 *
 * Source: RFC 8794, sections 4 to 6.
 */
export function elementsIn(file: Uint8Array, from: number, to: number): readonly EbmlElement[] {
  const elements: EbmlElement[] = [];
  let start = from;
  while (start < to) {
    const idLength = lengthAt(file, start);
    const sizeLength = lengthAt(file, start + idLength);
    const body = start + idLength + sizeLength;
    if (idLength > 4 || sizeLength > 8 || body > to) break;
    const size = sizeAt(file, start + idLength, sizeLength);
    // All ones: of unknown size, up to the end.
    const end = size === 2 ** (7 * sizeLength) - 1 ? to : body + size;
    if (end > to) break;
    elements.push({ id: numberIn(file, start, idLength), start, body, end });
    start = end;
  }
  return elements;
}

/** Gives an element made of parts: bytes or other elements. Its size always takes 8 bytes, so that it does not depend on what is inside. */
export function element(id: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joinedBytes([elementHead(id, parts.reduce((sum, part) => sum + part.length, 0)), ...parts]);
}

/** Gives what an element begins with: its id, and the size of what is inside. */
export function elementHead(id: number, size: number): Uint8Array<ArrayBuffer> {
  return joinedBytes([bytesOf(id), [1], bytesOf(size, 7)]);
}

/** A whole number, in as many bytes as it needs or as are asked for. */
export function unsigned(value: number, length?: number): Uint8Array {
  return Uint8Array.from(bytesOf(value, length));
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The bytes of a whole number, the highest first. */
function bytesOf(value: number, length = 0): readonly number[] {
  const bytes: number[] = [];
  for (let rest = value; rest > 0 || bytes.length < Math.max(1, length); rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return bytes;
}

/** Bytes of the variable-length number at a place, as its first byte tells. */
function lengthAt(file: Uint8Array, at: number): number {
  return Math.clz32(file[at] ?? 0) - 23;
}

/** A size without the marker of its length: taken out first, as 57 bits are more than a number holds. */
function sizeAt(file: Uint8Array, at: number, length: number): number {
  const first = (file[at] ?? 0) & (255 >> length);
  return first * 256 ** (length - 1) + numberIn(file, at + 1, length - 1);
}

/** Numbers of more than 53 bits are none that a file of ours holds. */
export function numberIn(file: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = 0; index < length; index++) value = value * 256 + (file[at + index] ?? 0);
  return value;
}
