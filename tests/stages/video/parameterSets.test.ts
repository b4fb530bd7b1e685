import { expect, test } from 'vitest';
import { parameterSets } from '../../../src/stages/video/parameterSets';

const of = (codec: string, bytes: readonly number[], description: readonly number[] = []): readonly number[] =>
  [...parameterSets({ codec, description: Uint8Array.from(description), frames: [{ frame: 0, frames: 1, isKey: true, bytes: Uint8Array.from(bytes) }] })];

test('H.264 and HEVC keep theirs in the decoder description', () => {
  expect(of('avc1.640028', [0, 0, 0, 1], [1, 100])).toEqual([1, 100]);
  expect(of('hvc1.1.6.L120.B0', [0, 0, 0, 1], [1, 33])).toEqual([1, 33]);
});

test('AV1 keeps them in the sequence header, behind the temporal delimiter', () => {
  // Type 2 with size 0; type 1 with size 3; type 6, a frame.
  expect(of('av01.0.08M.08', [0x12, 0, 0x0a, 3, 7, 8, 9, 0x32, 2, 1, 1])).toEqual([7, 8, 9]);
});

test('VP9 frames that differ after their size have equal ones, those of another size do not', () => {
  const frame = (height: number, rest: number): readonly number[] => [0x82, 0x49, 0x83, 0x42, 0x27, 0x7f, 0x04, height, 0x70 | rest, rest];
  expect(of('vp09.00.40.08', frame(0x37, 1))).toEqual(of('vp09.00.40.08', frame(0x37, 9)));
  expect(of('vp09.00.40.08', frame(0x37, 1))).not.toEqual(of('vp09.00.40.08', frame(0x38, 1)));
});

test('a frame that is cut short has none', () => {
  expect(of('av01.0.08M.08', [0x12])).toEqual([]);
});
