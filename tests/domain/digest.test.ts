import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { bytesDigest, bytesDigestLater, digest, digestLater } from '../../src/domain/digest';

const arrays = [
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array,
];
/** Bytes from which a value counts by its own hash, and a few more. */
const large = 16_384 + 8;

afterEach(() => vi.unstubAllGlobals());

describe('a digest', () => {
  test('has 64 hexadecimal digits', () => {
    expect(digest('')).toMatch(/^[\da-f]{64}$/);
    expect(digest({ a: [1, new Float32Array(3)] })).toMatch(/^[\da-f]{64}$/);
  });

  test('is equal for equal values, whatever the order of keys', () => {
    expect(digest({ a: 1, b: [2, 'x'] })).toBe(digest({ b: [2, 'x'], a: 1 }));
    fc.assert(fc.property(fc.jsonValue(), (value) => digest(value) === digest(structuredClone(value))));
  });

  test('differs for any two different values', () => {
    const plain = fc.anything({ withTypedArray: true, withBigInt: true, withNullPrototype: false });
    fc.assert(fc.property(plain, plain, (one, other) => {
      const isEqual = (() => { try { expect(one).toStrictEqual(other); return true; } catch { return false; } })();
      // What is undefined counts as absent.
      fc.pre(!JSON.stringify([one, other], (_, value: unknown) => (value === undefined ? '\u0000absent' : typeof value === 'bigint' ? `${value}` : value))
        .includes('absent'));
      expect(digest(one) === digest(other)).toBe(isEqual);
    }));
  });

  test.each(arrays)('tells any two flipped bits of a %o from none, and from two others', (Numbers) => {
    const bytes = 64;
    const seen = new Set<string>();
    const flipped = (...bits: readonly number[]): string => {
      const view = new Uint8Array(bytes).fill(0x55);
      for (const bit of bits) view[bit >> 3] = (view[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return digest(new Numbers(view.buffer));
    };
    seen.add(flipped());
    // The sign and the highest bits of every number, in pairs.
    const bits = Array.from({ length: bytes * 8 }, (_, bit) => bit).filter((bit) => bit % 8 >= 6 || bit % 37 === 0);
    for (const one of bits) for (const other of bits) if (one < other) seen.add(flipped(one, other));
    expect(seen.size).toBe(1 + (bits.length * (bits.length - 1)) / 2);
  });

  test('tells sounds from their inverses, colours from those with another alpha, and lists of numbers from those of other signs', () => {
    const sound = Float32Array.from({ length: 48_000 }, (_, index) => Math.sin(index / 9));
    expect(digest(sound)).not.toBe(digest(sound.map((sample) => -sample)));
    expect(digest([1, 2])).not.toBe(digest([-1, -2]));
    expect(digest([Float64Array.of(1), Float64Array.of(2)])).not.toBe(digest([Float64Array.of(-1), Float64Array.of(-2)]));
    const pixels = (alpha: number): Uint8ClampedArray => new Uint8ClampedArray(4000).map((_, index) => (index % 4 === 3 ? alpha : index));
    expect(digest(pixels(255))).not.toBe(digest(pixels(127)));
  });

  test('tells texts apart whose characters differ by their highest bits alone', () => {
    const texts = Array.from({ length: 128 }, (_, index) => Array.from({ length: 7 }, (_unused, bit) => ((index >> bit) & 1 ? '\uCE2D' : '\u4E2D')).join(''));
    expect(new Set(texts.map(digest)).size).toBe(128);
  });

  test('tells halves of a surrogate pair apart, short and long', () => {
    for (const length of [1, 100, large]) {
      const texts = ['\ud800', '\udbff', '\udc00', '\ufffd', '\ud800\udc00'].map((text) => text.repeat(length));
      expect(new Set(texts.map(digest)).size).toBe(5);
    }
  });

  test('is the same taken in pieces, whoever hashes what is large, and breathes on the way', async () => {
    await fc.assert(fc.asyncProperty(fc.jsonValue(), async (value) => await digestLater(value) === digest(value)));
    const value = {
      list: Array.from({ length: 1000 }, (_, index) => ({ text: 'x'.repeat(1000), index })), text: 'y'.repeat(300_000), numbers: new Float32Array(large),
      nothing: undefined, bytes: [new Uint8Array(large), new ArrayBuffer(large)], half: `${'z'.repeat(large)}\ud800`,
    };
    const breathe = vi.fn(async () => undefined);
    expect(await digestLater(value, breathe)).toBe(digest(value));
    expect(breathe.mock.calls.length).toBeGreaterThan(5);
    vi.stubGlobal('crypto', {});
    expect(await digestLater(value, breathe)).toBe(digest(value));
  });

  test('leaves undefined entries out', () => {
    expect(digest({ a: 1, b: undefined })).toBe(digest({ a: 1 }));
  });

  test('reads the bytes a view covers, not the buffer under it', () => {
    expect(digest(new Uint8Array([1, 2, 3]).subarray(1))).toBe(digest(new Uint8Array([2, 3])));
  });

  test('tells values apart that look alike', () => {
    const values: readonly unknown[] = [
      1, '1', true, 'true', null, 'null', [], {}, [1], ['1'], [[1]], { 0: 1 }, 0, -0, '', [''], ['a', 'b'], ['ab'], new Uint8Array([1]), new Int8Array([1]),
      new Float32Array([1]), undefined, Number.NaN, 1n, ['a', ['b']], [['a'], 'b'], { a: { b: 1 } }, { a: 1, b: {} }, '\u0000', ['', ''],
      new Uint8Array(large), new Int8Array(large), 'a'.repeat(large), ['H', 'a'.repeat(large)],
    ];
    expect(new Set(values.map(digest)).size).toBe(values.length);
  });

  test('of bytes is what everybody calls SHA-256', async () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000, 200_000]) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * index) & 255);
      const known = createHash('sha256').update(bytes).digest('hex');
      expect(bytesDigest(bytes)).toBe(known);
      expect(await bytesDigestLater(bytes)).toBe(known);
    }
  });
});
