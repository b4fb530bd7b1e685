import { expect, test } from 'vitest';
import { wav } from '../../../src/stages/video/wav';

test('a WAV tells its rate and length and holds samples of 16 bits', () => {
  const file = wav(Int16Array.of(0, 16384, -32768, 32767), 48_000);
  const view = new DataView(file.buffer);
  expect(file.length).toBe(44 + 8);
  expect([view.getUint32(24, true), view.getUint32(28, true), view.getUint32(40, true)]).toEqual([48_000, 96_000, 8]);
  expect([44, 46, 48, 50].map((place) => view.getInt16(place, true))).toEqual([0, 16384, -32768, 32767]);
});
