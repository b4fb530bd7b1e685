import { describe, expect, it } from 'vitest';
import { largeBuffers } from '../../src/workers/transfers';

describe('the buffers to hand over', () => {
  it('are the large ones, each once, wherever they are', () => {
    const shared = new ArrayBuffer(16);
    const value = {
      a: new Uint8Array(shared, 0, 8), list: [new Float32Array(shared, 8, 2), new Uint8Array(4)], raw: new ArrayBuffer(32), text: 'x', none: null,
    };
    expect(largeBuffers(value, 16)).toEqual([shared, value.raw]);
  });
});
