import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inPieces } from '../../../src/engine/pieces';
import { checksum, decode, encodePieces } from '../../../src/optimizers/cache/codec';

/** Without a breath between its pieces, so at once. */
const encode = (value: unknown): Uint8Array => inPieces(encodePieces(value), undefined) as Uint8Array;

/** Any units of UTF-16 at all, halves of pairs among them. */
const text = fc.string({ unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)) });

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.bigInt(), fc.constant(undefined),
    fc.uint8Array(), fc.float32Array(), fc.float64Array(), fc.int32Array(),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.oneof(fc.constant('$'), fc.string().filter((key) => key !== '__proto__')), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

describe('the bytes of a value', () => {
  it('give back any plain value exactly', () => {
    fc.assert(fc.property(plain, (value) => { expect(decode(encode(value))).toStrictEqual(value); }), { numRuns: 500 });
  });

  it('are refused if they are not whole', () => {
    const bytes = encode({ samples: new Float32Array(100), text: 'x' });
    for (const length of [0, 7, 20, bytes.length - 64]) expect(() => decode(bytes.slice(0, length))).toThrow('got damaged bytes');
    expect(() => decode(new Uint8Array(64))).toThrow('got damaged bytes');
  });
});

describe('the checksum', () => {
  it('changes with every bit', () => {
    const bytes = Uint8Array.from({ length: 43 }, (_, index) => index * 7);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = bytes.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(checksum(changed)).not.toBe(checksum(bytes));
    }
  });

  it('changes when two top bits of one lane change, when words swap, and with the length', () => {
    const words = new Uint32Array([1, 2, 3, 4, 5, 6, 7, 8]);
    const sum = (change: (words: Uint32Array) => void): number => {
      const copy = words.slice();
      change(copy);
      return checksum(new Uint8Array(copy.buffer));
    };
    const sums = [
      sum(() => {}),
      sum((copy) => { copy[0]! ^= 0x80000000; copy[4]! ^= 0x80000000; }),
      sum((copy) => { [copy[0], copy[1]] = [copy[1]!, copy[0]!]; }),
      sum((copy) => { [copy[0], copy[4]] = [copy[4]!, copy[0]!]; }),
    ];
    expect(new Set(sums).size).toBe(4);
    expect(checksum(new Uint8Array(16))).not.toBe(checksum(new Uint8Array(32)));
  });

  it('is the same wherever the bytes stand in memory', () => {
    const bytes = Uint8Array.from({ length: 21 }, (_, index) => index);
    const shifted = new Uint8Array(30);
    shifted.set(bytes, 3);
    expect(checksum(shifted.subarray(3, 24))).toBe(checksum(bytes));
  });
});
