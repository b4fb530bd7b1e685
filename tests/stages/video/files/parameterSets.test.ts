import { expect, test } from 'vitest';
import { parameterSets } from '../../../../src/stages/video/files/parameterSets';

/** Of a segment whose first frame these bytes are; another one lies behind it. */
const of = async (codec: string, bytes: readonly number[], description: readonly number[] = []): Promise<readonly number[]> =>
  [...(await parameterSets({
    codec, description: Uint8Array.from(description), frames: [{ frame: 0, frames: 1, isKey: true, size: bytes.length }],
    bytes: Uint8Array.from([...bytes, 9, 9]),
  }))];

test('H.264 and HEVC keep theirs in the decoder description', async () => {
  expect(await of('avc1.640028', [0, 0, 0, 1], [1, 100])).toEqual([1, 100]);
  expect(await of('hvc1.1.6.L120.B0', [0, 0, 0, 1], [1, 33])).toEqual([1, 33]);
});

test('AV1 keeps them in the sequence header, behind the temporal delimiter', async () => {
  // Type 2 with size 0; type 1 with size 3; type 6, a frame.
  expect(await of('av01.0.08M.08', [0x12, 0, 0x0a, 3, 7, 8, 9, 0x32, 2, 1, 1])).toEqual([7, 8, 9]);
});

test('VP9 frames that differ after their size have equal ones, those of another size do not', async () => {
  const frame = (height: number, rest: number): readonly number[] => [0x82, 0x49, 0x83, 0x42, 0x27, 0x7f, 0x04, height, 0x70 | rest, rest];
  expect(await of('vp09.00.40.08', frame(0x37, 1))).toEqual(await of('vp09.00.40.08', frame(0x37, 9)));
  expect(await of('vp09.00.40.08', frame(0x37, 1))).not.toEqual(await of('vp09.00.40.08', frame(0x38, 1)));
});

test('a frame that is cut short has none', async () => {
  expect(await of('av01.0.08M.08', [0x12])).toEqual([]);
});
