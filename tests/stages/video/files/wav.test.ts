import { expect, test } from 'vitest';
import { readWav, wav } from '../../../../src/stages/video/files/wav';

test('a WAV tells its rate and length and holds samples of 16 bits', () => {
  const file = wav(Int16Array.of(0, 16384, -32768, 32767), 48_000);
  const view = new DataView(file.buffer);
  expect(file.length).toBe(44 + 8);
  expect([view.getUint32(24, true), view.getUint32(28, true), view.getUint32(40, true)]).toEqual([48_000, 96_000, 8]);
  expect([44, 46, 48, 50].map((place) => view.getInt16(place, true))).toEqual([0, 16384, -32768, 32767]);
});

test('a WAV is read back as it was written, whatever stands before its sound', () => {
  const file = wav(Int16Array.of(0, 16384, -32768), 24_000);
  expect(readWav(file)).toEqual({ samples: Float32Array.of(0, 0.5, -1), sampleRate: 24_000 });
  const listed = new Uint8Array([...file.subarray(0, 36), ...new TextEncoder().encode('LIST'), 2, 0, 0, 0, 1, 2, ...file.subarray(36)]);
  expect(readWav(listed)?.samples).toEqual(Float32Array.of(0, 0.5, -1));
  expect(readWav(new TextEncoder().encode('no sound at all, only words and words'))).toBeUndefined();
});
