import { Failure } from '../../domain/failure';
import { largestSource } from '../../domain/source';
import { checkKind, kindOf } from './fileKinds';

const mebibyte = 1024 * 1024;

/** A file as it came, if it is text. */
export interface EncodedText {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Checks that a file has something in it and is no larger than a tab can bear. @throws Failure `too-large`, `empty-source` */
export function checkSize({ name, bytes }: Pick<EncodedText, 'name' | 'bytes'>): void {
  if (bytes.length > largestSource) {
    throw new Failure('too-large', `A document must not exceed ${largestSource / mebibyte} MiB, got ${(bytes.length / mebibyte).toFixed(1)} MiB.`, {
      name, bytes: bytes.length, limit: largestSource,
    });
  }
  if (bytes.length === 0) throw new Failure('empty-source', `A document must have text, but "${name}" has 0 bytes.`, { name });
}

/**
 * Gives the first 4096 characters of a file's text, lines ended by `\n`, as `decode` would; undefined for a file that is known not to be text.
 *
 * What is damaged is not found out: its start may still tell a format.
 */
export function startOfText({ mediaType, bytes }: EncodedText): string | undefined {
  if (kindOf(bytes) !== undefined) return undefined;
  // Sixteen bytes a character: no encoding takes more, its marks between them included.
  const start = new TextDecoder(encodingOf(bytes, mediaType)).decode(bytes.subarray(0, 16 * 4096), { stream: true });
  return start.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n').slice(0, 4096);
}

/**
 * Gives the text of a file.
 *
 * The encoding is the one its byte order mark says; else UTF-8 if the bytes are valid as such; else the declared one
 * (`<meta charset>`, `<?xml encoding?>`, `charset=` of the media type); else a guess that ends with windows-1252.
 *
 * @throws Failure `empty-source` without any text, `too-large` above 32 MiB, `unsupported-file` for files that are known not
 * to be text (details tell the kind), `damaged-file` for bytes that no encoding makes text of
 */
export function decode(source: EncodedText): string {
  const { name, bytes } = source;
  checkSize(source);
  checkKind(source, 'text');
  const encoding = encodingOf(bytes, source.mediaType);
  const text = new TextDecoder(encoding).decode(bytes).replace(/^\ufeff/, '');
  checkIsText(name, text, encoding);
  if (!/\S/.test(text.replace(/[\u00ad\u200b\u2060\ufeff\0]/g, ''))) {
    throw new Failure('empty-source', `A document must have text, but "${name}" holds only white space.`, { name, bytes: bytes.length });
  }
  return text;
}

function encodingOf(bytes: Uint8Array, mediaType: string): string {
  const marked = byteOrderMark(bytes) ?? wideWithoutMark(bytes);
  if (marked !== undefined) return marked;
  const declared = declaredEncoding(bytes, mediaType);
  // Seven-bit encodings look like ASCII, so only a declaration can tell them.
  if (declared === 'iso-2022-jp') return declared;
  const invalid = invalidShare(bytes);
  if (invalid === 0) return 'utf-8';
  // A byte order of UTF-16 would have shown as NULs: such a declaration is wrong (the HTML standard reads it as UTF-8).
  if (declared !== undefined && declared !== 'utf-8' && !declared.startsWith('utf-16')) return declared;
  // A few broken sequences among many sound ones: cut or badly joined UTF-8.
  if (invalid < 0.1) return 'utf-8';
  return guess(bytes);
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return undefined;
}

/** UTF-16 without its mark: Latin text then has a NUL in nearly every other byte, always on the same side. */
function wideWithoutMark(bytes: Uint8Array): string | undefined {
  const end = Math.min(bytes.length & ~1, 4096);
  if (end < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < end; index += 2) {
    if (bytes[index] === 0) even++;
    if (bytes[index + 1] === 0) odd++;
  }
  const pairs = end / 2;
  if (odd > pairs * 0.6 && even === 0) return 'utf-16le';
  if (even > pairs * 0.6 && odd === 0) return 'utf-16be';
  return undefined;
}

/** The label in the media type, or in the first 1024 bytes of markup, as the encoding's standard name; undefined if it is not one. */
function declaredEncoding(bytes: Uint8Array, mediaType: string): string | undefined {
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 1024));
  const label =
    /charset\s*=\s*["']?([\w.:-]+)/i.exec(mediaType)?.[1] ??
    /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)/i.exec(start)?.[1] ??
    /<meta\b[^<>]*\bcharset\s*=\s*(?:["']\s*)?([\w.:-]+)/i.exec(start)?.[1];
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/** Share of broken sequences among those that are not ASCII; 0 for plain ASCII. */
function invalidShare(bytes: Uint8Array): number {
  let sound = 0;
  let broken = 0;
  for (let index = 0; index < bytes.length; ) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x80) {
      index++;
      continue;
    }
    const length = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 1;
    let follow = 1;
    while (follow < length && ((bytes[index + follow] ?? 0) & 0xc0) === 0x80) follow++;
    if (length > 1 && follow === length) sound++;
    else broken++;
    index += follow;
  }
  return broken === 0 ? 0 : broken / (sound + broken);
}

/**
 * Guesses an undeclared legacy encoding: where most letters are beyond ASCII, the East Asian encoding that decodes
 * without an error into the most kana, hangul or common ideographs, else Cyrillic; where few are, windows-1252.
 */
function guess(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 65536);
  let high = 0;
  let letters = 0;
  for (const byte of sample) {
    if (byte >= 0x80) high++;
    else if ((byte | 32) >= 97 && (byte | 32) <= 122) letters++;
  }
  if (high < (high + letters) * 0.3) return 'windows-1252';
  let best = 'windows-1251';
  let bestShare = 0.5;
  for (const encoding of ['shift_jis', 'euc-jp', 'euc-kr', 'big5', 'gb18030']) {
    const share = commonShare(new TextDecoder(encoding).decode(sample));
    if (share > bestShare) {
      best = encoding;
      bestShare = share;
    }
  }
  return best;
}

/** Share of kana, hangul, frequent Chinese characters and CJK punctuation among the characters beyond ASCII. */
function commonShare(text: string): number {
  const beyond = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  if (beyond === 0) return 0;
  const common = text.match(/[\u3040-\u30ff\uac00-\ud7a3\u3001\u3002\uff0c的一是不了在人有我他这這中大来來上国國个個们們为為和地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年]/gu)?.length ?? 0;
  const broken = text.match(/[\ufffd\uff61-\uff9f\ue000-\uf8ff]/g)?.length ?? 0;
  // Frequent characters are about a quarter of Chinese prose, and far less of text decoded wrongly.
  return Math.min(1, (3 * common) / beyond) - (2 * broken) / beyond;
}

function checkIsText(name: string, text: string, encoding: string): void {
  // Control characters and replacement characters do not occur in text; one in a hundred is more than a flaw in it.
  const strange = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]/g)?.length ?? 0;
  if (strange > Math.max(1, text.length * 0.01)) {
    throw new Failure('damaged-file', `A document must be text, but ${Math.round((100 * strange) / text.length)}% of the characters of "${name}" are not.`, {
      name, encoding, strange, characters: text.length,
      advice: 'Export the document again as text in UTF-8.',
    });
  }
}
