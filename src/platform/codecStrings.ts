import { Failure } from '../domain/failure';
import type { Format } from '../domain/storyboard';

/**
 * Gives H.264 codec strings for a format, the best profile first: High, Main, Constrained Baseline, each at the lowest level that holds it.
 *
 * Source: ITU-T H.264, table A-1; RFC 6381, section 3.3.
 *
 * @throws Failure `no-encoder` if no level is high enough
 */
export function avcCodecStrings(format: Format): readonly string[] {
  const blocks = Math.ceil(format.width / 16) * Math.ceil(format.height / 16);
  const longSide = Math.ceil(Math.max(format.width, format.height) / 16);
  const level = avcLevels.find(({ size, rate }) => blocks <= size && longSide <= Math.sqrt(8 * size) && blocks * format.fps <= rate);
  if (!level) throw new Failure('no-encoder', `H.264 must hold ${describe(format)}, but its highest level does not.`, { ...format });
  const suffix = level.number.toString(16).padStart(2, '0');
  return [`avc1.6400${suffix}`, `avc1.4d00${suffix}`, `avc1.42e0${suffix}`];
}

/**
 * Gives the VP9 codec string for a format: profile 0, 8 bits, 4:2:0, BT.709 in limited range, at the lowest level that holds it.
 *
 * Source: VP9 bitstream specification, annex A; "VP Codec ISO Media File Format Binding".
 *
 * @throws Failure `no-encoder` if no level is high enough
 */
export function vp9CodecString(format: Format): string {
  const samples = format.width * format.height;
  const level = vp9Levels.find(({ size, rate }) => samples <= size && samples * format.fps <= rate);
  if (!level) throw new Failure('no-encoder', `VP9 must hold ${describe(format)}, but its highest level does not.`, { ...format });
  return `vp09.00.${level.number}.08.01.01.01.01.00`;
}

/**
 * Gives the bits a second to aim at: 2.5 million for 1920 × 1080 at 30, less than proportionally more for larger films.
 *
 * Letters on a plain ground are cheap; at this rate OpenH264 keeps them at 47 dB.
 */
export function bitrateOf({ width, height, fps }: Format): number {
  const relative = (width * height * fps) / (1920 * 1080 * 30);
  return Math.round(Math.max(300_000, 2_500_000 * relative ** 0.75));
}

/** Largest picture in macroblocks and largest number of them a second; `number` is ten times the level. */
const avcLevels = [
  { number: 30, size: 1620, rate: 40_500 },
  { number: 31, size: 3600, rate: 108_000 },
  { number: 32, size: 5120, rate: 216_000 },
  { number: 40, size: 8192, rate: 245_760 },
  { number: 42, size: 8704, rate: 522_240 },
  { number: 50, size: 22_080, rate: 589_824 },
  { number: 51, size: 36_864, rate: 983_040 },
  { number: 52, size: 36_864, rate: 2_073_600 },
  { number: 60, size: 139_264, rate: 4_177_920 },
] as const;

/** Largest picture in samples and largest number of them a second. */
const vp9Levels = [
  { number: 30, size: 552_960, rate: 20_736_000 },
  { number: 31, size: 983_040, rate: 36_864_000 },
  { number: 40, size: 2_228_224, rate: 83_558_400 },
  { number: 41, size: 2_228_224, rate: 160_432_128 },
  { number: 50, size: 8_912_896, rate: 311_951_360 },
  { number: 51, size: 8_912_896, rate: 588_251_136 },
  { number: 52, size: 8_912_896, rate: 1_176_502_272 },
  { number: 60, size: 35_651_584, rate: 1_176_502_272 },
] as const;

function describe({ width, height, fps }: Format): string {
  return `${width}x${height} at ${fps} frames a second`;
}
