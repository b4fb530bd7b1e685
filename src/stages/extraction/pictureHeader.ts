import { withoutProlog } from './prolog';

/** Kinds of pictures that can be shown. */
export type PictureType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif' | 'image/svg+xml';

/** What the first bytes of a picture tell. */
export interface PictureHeader {
  readonly mediaType: PictureType;
  /** px, at least 1; of an SVG what it asks for, else 300 × 150 as browsers take it. */
  readonly width: number;
  readonly height: number;
}

/**
 * Reads kind and size of a picture from its first bytes, whatever it is said to be.
 *
 * Nothing is decoded, so that a file that claims a million px a side costs nothing; whether the rest of it is sound is for the decoder to tell.
 *
 * @returns undefined for what is no picture, is cut off before its size, or has no px
 */
export function pictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const read of readers) {
    let found: PictureHeader | undefined;
    try {
      found = read(view, bytes);
    } catch (error) {
      // Cut off.
      if (!(error instanceof RangeError)) throw error;
    }
    if (found !== undefined) return found.width >= 1 && found.height >= 1 ? found : undefined;
  }
  return undefined;
}

type Reader = (view: DataView, bytes: Uint8Array) => PictureHeader | undefined;

const readers: readonly Reader[] = [
  /** PNG (third edition), 5.2 and 11.2.1. */
  (view) => (view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a && view.getUint32(12) === 0x49484452
    ? { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
    : undefined),
  (view) => (view.getUint16(0) === 0xffd8 ? jpegSize(view) : undefined),
  /** GIF89a, 18: the logical screen. */
  (
    view, bytes,
  ) => (/^GIF8[79]a$/.test(latin(bytes, 0, 6)) ? { mediaType: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) } : undefined),
  (view, bytes) => (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 4) === 'WEBP' ? webpSize(view, bytes) : undefined),
  (
    _, bytes,
  ) => (latin(bytes, 4, 4) === 'ftyp' && /^(?:avif|avis|mif1)/.test(latin(bytes, 8, 4)) && latin(bytes, 8, 64).includes('avif') ? avifSize(bytes) : undefined),
  (_, bytes) => svgSize(bytes),
];

/** The first frame header, with the sides exchanged where Exif says that the camera was held upright. Source: ITU-T T.81, B.2.2; Exif 2.32, 4.6.4. */
function jpegSize(view: DataView): PictureHeader | undefined {
  let isTurned = false;
  for (let at = 2; at < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    const length = view.getUint16(at + 2);
    if (isFrame) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return { mediaType: 'image/jpeg', ...(isTurned ? { width: height, height: width } : { width, height }) };
    }
    // The picture itself: a size should have come before it.
    if (marker === 0xda || length < 2) return undefined;
    if (marker === 0xe1) isTurned ||= orientationOf(view, at + 4, at + 2 + length) >= 5;
    at += 2 + length;
  }
  return undefined;
}

/** Orientation 1 to 8 of an Exif segment; 1 if it has none or is broken. */
function orientationOf(view: DataView, start: number, end: number): number {
  try {
    if (view.getUint32(start) !== 0x45786966) return 1;
    const tiff = start + 6;
    const little = view.getUint16(tiff) === 0x4949;
    const directory = tiff + view.getUint32(tiff + 4, little);
    const count = Math.min(200, view.getUint16(directory, little));
    for (let index = 0; index < count; index++) {
      const entry = directory + 2 + index * 12;
      if (entry + 12 > end) return 1;
      if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little);
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return 1;
}

/** Source: RFC 9649, sections 2.5 to 2.7. */
function webpSize(view: DataView, bytes: Uint8Array): PictureHeader | undefined {
  const mediaType = 'image/webp';
  switch (latin(bytes, 12, 4)) {
    case 'VP8 ':
      if (view.getUint8(23) !== 0x9d || view.getUint16(24) !== 0x012a) return undefined;
      return { mediaType, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      if (view.getUint8(20) !== 0x2f) return undefined;
      const bits = view.getUint32(21, true);
      return { mediaType, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { mediaType, width: 1 + (view.getUint32(24, true) & 0xffffff), height: 1 + (view.getUint32(27, true) & 0xffffff) };
    default:
      return undefined;
  }
}

/** The largest extent that the properties name: tiles and thumbnails are smaller. Source: ISO/IEC 23008-12, 6.5.3 (`ispe`). */
function avifSize(bytes: Uint8Array): PictureHeader | undefined {
  const start = latin(bytes, 0, 65_536);
  let best: PictureHeader | undefined;
  for (let at = start.indexOf('ispe'); at >= 0; at = start.indexOf('ispe', at + 4)) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at + 8, 8);
    const [width, height] = [view.getUint32(0), view.getUint32(4)];
    if (best === undefined || width * height > best.width * best.height) best = { mediaType: 'image/avif', width, height };
  }
  return best;
}

/** The size that an SVG asks for: its own, in px or without a unit, else that of its view box. */
function svgSize(bytes: Uint8Array): PictureHeader | undefined {
  const start = new TextDecoder().decode(bytes.subarray(0, 65_536));
  const tag = /^<svg\b([^>]*)>/i.exec(withoutProlog(withoutProlog(start).replace(/^<!doctype[^>]*>/i, '')))?.[1];
  if (tag === undefined) return undefined;
  const length = (name: string): number => Number(new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']\\s*([\\d.]{1,9})(?:px)?\\s*["']`, 'i').exec(tag)?.[1] ?? 0);
  const box = /\sviewBox\s*=\s*["']([^"']*)/i.exec(tag)?.[1]?.trim().split(/[\s,]+/) ?? [];
  const [across, down] = [Number(box[2] ?? 0) || 0, Number(box[3] ?? 0) || 0];
  const [width, height] = [length('width'), length('height')];
  if (width > 0 && height > 0) return { mediaType: 'image/svg+xml', width, height };
  if (across > 0 && down > 0) return {
    mediaType: 'image/svg+xml', width: width || (height * across) / down || across, height: height || (width * down) / across || down,
  };
  return { mediaType: 'image/svg+xml', width: width || 300, height: height || 150 };
}

function latin(bytes: Uint8Array, start: number, length: number): string {
  let text = '';
  for (const byte of bytes.subarray(start, start + length)) text += String.fromCharCode(byte);
  return text;
}
