import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digest, digestPieces } from '../../src/domain/digest';

describe('a digest', () => {
  test('has 22 characters of base 36', () => {
    expect(digest('')).toMatch(/^[0-9a-z]{22}$/);
    expect(digest({ a: [1, new Float32Array(3)] })).toMatch(/^[0-9a-z]{22}$/);
  });

  test('is equal for equal values, whatever the order of keys', () => {
    expect(digest({ a: 1, b: [2, 'x'] })).toBe(digest({ b: [2, 'x'], a: 1 }));
    fc.assert(fc.property(fc.jsonValue(), (value) => digest(value) === digest(structuredClone(value))));
  });

  test('is the same taken in pieces, which are many of what is large', () => {
    const whole = (value: unknown): readonly [string, number] => {
      const pieces = digestPieces(value);
      for (let count = 1; ; count += 1) {
        const { done, value: result } = pieces.next();
        if (done === true) return [result, count];
      }
    };
    fc.assert(fc.property(fc.jsonValue(), (value) => whole(value)[0] === digest(value)));
    const large = {
      list: Array.from({ length: 1000 }, (_, index) => ({ text: 'x'.repeat(1000), index })), text: 'y'.repeat(300_000), numbers: new Float32Array(9),
      nothing: undefined,
    };
    const [result, count] = whole(large);
    expect(result).toBe(digest(large));
    expect(count).toBeGreaterThan(10);
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
      new Float32Array([1]),
    ];
    expect(new Set(values.map(digest)).size).toBe(values.length);
  });

  test('does not collide over ten thousand short texts', () => {
    expect(new Set(Array.from({ length: 10_000 }, (_, index) => digest(`t${index}`))).size).toBe(10_000);
  });
});
