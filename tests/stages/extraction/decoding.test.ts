import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/domain/failure';
import { largestSource } from '../../../src/domain/source';
import { decode } from '../../../src/stages/extraction/decoding';

const bytesOf = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const text = (bytes: Uint8Array, name = 'a.txt', mediaType = ''): string => decode({ name, mediaType, bytes });

function failureOf(bytes: Uint8Array, name = 'a.md'): Failure {
  try {
    decode({ name, mediaType: '', bytes });
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('It must fail.');
}

describe('the encoding of a file', () => {
  it('is what its byte order mark says, and the mark is not text', () => {
    expect(text(bytesOf(0xef, 0xbb, 0xbf, 0x61))).toBe('a');
    expect(text(bytesOf(0xff, 0xfe, 0x61, 0, 0xe9, 0))).toBe('aé');
    expect(text(bytesOf(0xfe, 0xff, 0, 0x61, 0, 0xe9))).toBe('aé');
  });

  it('is UTF-8 where the bytes are valid as such, whatever is declared', () => {
    expect(text(new TextEncoder().encode('<meta charset="iso-8859-1"><p>Flüsse'))).toContain('Flüsse');
  });

  it('is the declared one where they are not', () => {
    expect(text(latin('<meta charset="iso-8859-2"><p>\xb3'))).toContain('ł');
    expect(text(latin('<?xml version="1.0" encoding="koi8-r"?>\xd7'))).toContain('в');
    expect(text(latin('\xd7\xd7'), 'a.txt', 'text/plain; charset=koi8-r')).toBe('вв');
  });

  it('is windows-1252 for Latin text with a few accents', () => {
    expect(text(latin('Les rivi\xe8res creusent les vall\xe9es.'))).toBe('Les rivières creusent les vallées.');
  });

  it('is guessed from the script where most letters are beyond ASCII', () => {
    // "Реки текут" in windows-1251, "川は流れる。" in Shift JIS.
    expect(text(bytesOf(0xd0, 0xe5, 0xea, 0xe8, 0x20, 0xf2, 0xe5, 0xea, 0xf3, 0xf2))).toBe('Реки текут');
    expect(text(bytesOf(0x90, 0xec, 0x82, 0xcd, 0x97, 0xac, 0x82, 0xea, 0x82, 0xe9, 0x81, 0x42))).toBe('川は流れる。');
  });

  it('is UTF-16 without a mark where every other byte is zero', () => {
    expect(text(bytesOf(0x61, 0, 0x62, 0, 0x63, 0, 0x64, 0))).toBe('abcd');
  });

  it('stays UTF-8 if a file was cut in the middle of a character', () => {
    const whole = new TextEncoder().encode('é'.repeat(30));
    expect(text(whole.subarray(0, 59))).toBe(`${'é'.repeat(29)}\ufffd`);
  });
});

describe('what cannot be read', () => {
  it('is empty without a byte, or with white space alone', () => {
    expect(failureOf(bytesOf()).code).toBe('empty-source');
    expect(failureOf(latin(' \n\t\r\n ')).code).toBe('empty-source');
    expect(failureOf(bytesOf(0xef, 0xbb, 0xbf)).code).toBe('empty-source');
  });

  it('is named by its first bytes, whatever its file name says, and comes with advice', () => {
    const cases: readonly (readonly [string, string])[] = [
      [
        '%PDF-1.7', 'PDF',
      ], ['PK\x03\x04\x14\0word/document.xml', 'DOCX'], ['PK\x03\x04\x14\0ppt/slides', 'PPTX'], ['PK\x03\x04\x14\0mimetypeapplication/epub+zip', 'EPUB'],
      ['PK\x03\x04\x14\0', 'ZIP'], ['\x89PNG\r\n\x1a\n', 'PNG'], ['\xff\xd8\xff\xe0', 'JPEG'], ['\x7fELF', 'program'], ['{\\rtf1', 'Rich Text'],
    ];
    for (const [start, kind] of cases) {
      const failure = failureOf(latin(start));
      expect(failure.code).toBe('unsupported-file');
      expect(failure.message).toContain(kind);
      expect(String(failure.details['advice']).length).toBeGreaterThan(10);
    }
  });

  it('is damaged if its bytes are not text in any encoding', () => {
    const garbage = Uint8Array.from({ length: 4096 }, (_, index) => (Math.imul(index + 1, 2654435761) >>> 13) & 255);
    expect(failureOf(garbage).code).toBe('damaged-file');
  });

  it('is too large above the stated limit', () => {
    expect(failureOf(new Uint8Array(largestSource + 1)).code).toBe('too-large');
  });
});
