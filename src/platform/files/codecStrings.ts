import { Failure } from '../../domain/failure';
import type { Format } from '../../domain/storyboard';
import type { VideoCodec } from '../../domain/film/video';

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
  if (!level) return refuse('H.264', format);
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
  const level = levelOf(vp9Levels, format) ?? refuse('VP9', format);
  return `vp09.00.${level.number}.08.01.01.01.01.00`;
}

/**
 * Gives the AV1 codec string for a format: Main profile and tier, 8 bits, 4:2:0, BT.709 in limited range, at the lowest level that holds it.
 *
 * Source: AV1 bitstream specification, annex A.3; "AV1 Codec ISO Media File Format Binding", section 5.
 *
 * @throws Failure `no-encoder` if no level is high enough
 */
export function av1CodecString(format: Format): string {
  const level = levelOf(av1Levels, format) ?? refuse('AV1', format);
  return `av01.0.${String(level.number).padStart(2, '0')}M.08.0.110.01.01.01.0`;
}

/**
 * Gives the HEVC codec string for a format: Main profile and tier, progressive, at the lowest level that holds it.
 *
 * Source: ITU-T H.265, tables A.8 and A.9; ISO/IEC 14496-15, annex E.
 *
 * @throws Failure `no-encoder` if no level is high enough
 */
export function hevcCodecString(format: Format): string {
  const level = levelOf(hevcLevels, format) ?? refuse('HEVC', format);
  return `hvc1.1.6.L${level.number}.B0`;
}

/** The codec that a codec string, or ffmpeg's name of an encoder, stands for; VP8 is taken for VP9's elder brother. */
export function codecOf(codec: string): VideoCodec {
  if (/^(avc|libx264)/.test(codec)) return 'h264';
  if (/^(hvc1|hev1)/.test(codec)) return 'hevc';
  return codec.startsWith('av01') ? 'av1' : 'vp9';
}

/**
 * Gives the bits a second to aim at where an encoder takes no quantizer: 6 million for 1920 × 1080 at 30, less than proportionally more for
 * larger films.
 *
 * Pictures of letters never take as much; the rate only says how soon OpenH264 becomes coarse when much moves. At 2.5 million a dark ground is
 * off by one level in 27% of its pixels, in blocks that a bright screen shows, at 6 million in 0.2%; films grow by 22%.
 */
export function bitrateOf({ width, height, fps }: Format): number {
  const relative = (width * height * fps) / (1920 * 1080 * 30);
  return Math.round(Math.max(700_000, 6_000_000 * relative ** 0.75));
}

/**
 * Quantizers at which letters and grounds come out as drawn, on each codec's own scale.
 *
 * Measured on films of three themes at 1080p: VP9 gives 52 to 55 dB (never under 49) in the bytes that H.264 needs for 44; AV1 49 to 51 dB
 * in half of them.
 */
export const quantizers: Readonly<Record<VideoCodec, number>> = { h264: 20, hevc: 22, vp9: 46, av1: 100 };

interface Level {
  readonly number: number;
  /** Largest picture, samples (H.264: macroblocks). */
  readonly size: number;
  /** Largest number of them a second. */
  readonly rate: number;
}

/** `number` is ten times the level. */
const avcLevels: readonly Level[] = [
  { number: 30, size: 1620, rate: 40_500 },
  { number: 31, size: 3600, rate: 108_000 },
  { number: 32, size: 5120, rate: 216_000 },
  { number: 40, size: 8192, rate: 245_760 },
  { number: 42, size: 8704, rate: 522_240 },
  { number: 50, size: 22_080, rate: 589_824 },
  { number: 51, size: 36_864, rate: 983_040 },
  { number: 52, size: 36_864, rate: 2_073_600 },
  { number: 60, size: 139_264, rate: 4_177_920 },
];

const vp9Levels: readonly Level[] = [
  { number: 30, size: 552_960, rate: 20_736_000 },
  { number: 31, size: 983_040, rate: 36_864_000 },
  { number: 40, size: 2_228_224, rate: 83_558_400 },
  { number: 41, size: 2_228_224, rate: 160_432_128 },
  { number: 50, size: 8_912_896, rate: 311_951_360 },
  { number: 51, size: 8_912_896, rate: 588_251_136 },
  { number: 52, size: 8_912_896, rate: 1_176_502_272 },
  { number: 60, size: 35_651_584, rate: 1_176_502_272 },
];

/** `number` is `seq_level_idx`. */
const av1Levels: readonly Level[] = [
  { number: 4, size: 665_856, rate: 19_969_408 },
  { number: 5, size: 1_065_024, rate: 31_950_720 },
  { number: 8, size: 2_359_296, rate: 70_778_880 },
  { number: 9, size: 2_359_296, rate: 141_557_760 },
  { number: 12, size: 8_912_896, rate: 267_386_880 },
  { number: 13, size: 8_912_896, rate: 534_773_760 },
  { number: 14, size: 8_912_896, rate: 1_069_547_520 },
  { number: 17, size: 35_651_584, rate: 2_139_095_040 },
];

/** `number` is thirty times the level. */
const hevcLevels: readonly Level[] = [
  { number: 90, size: 552_960, rate: 16_588_800 },
  { number: 93, size: 983_040, rate: 33_177_600 },
  { number: 120, size: 2_228_224, rate: 66_846_720 },
  { number: 123, size: 2_228_224, rate: 133_693_440 },
  { number: 150, size: 8_912_896, rate: 267_386_880 },
  { number: 153, size: 8_912_896, rate: 534_773_760 },
  { number: 156, size: 8_912_896, rate: 1_069_547_520 },
  { number: 183, size: 35_651_584, rate: 2_139_095_040 },
];

/** The lowest level that holds a format; no side may be longer than √8 times that of a square picture. */
function levelOf(levels: readonly Level[], { width, height, fps }: Format): Level | undefined {
  const samples = width * height;
  return levels.find(({ size, rate }) => samples <= size && Math.max(width, height) <= Math.sqrt(8 * size) && samples * fps <= rate);
}

function refuse(codec: string, { width, height, fps }: Format): never {
  throw new Failure('no-encoder', `${codec} must hold ${width}x${height} at ${fps} frames a second, but its highest level does not.`, { width, height, fps });
}
