import { Failure } from '../../domain/failure';
import type { Format } from '../../domain/storyboard';
import type { AnimationContainer, FilmContainer, VideoCodec } from '../../domain/film/video';
import { given } from '../../domain/given';
import type { VideoCoding } from '../../engine/ports';
import { bitrateOf, codecOf } from '../files/codecStrings';
import type { FfmpegPort } from './ffmpeg';
import type { PictureTrack } from '../files/mp4';
import { table } from '../../domain/table';

/** Bytes of raw pictures handed over at once; they lie in memory twice, here and in the core. */
const batchBytes = 48_000_000;

/** How many pictures of a format `encodeBatch` takes at once, at least 1. */
export function batchSize({ width, height }: Format): number {
  return Math.max(1, Math.floor(batchBytes / ((width * height * 3) / 2)));
}

/**
 * Encodes a batch of pictures by ffmpeg, a closed group starting with a key frame, without B-frames.
 *
 * The same settings give the same decoder description, so batches join in one track.
 *
 * @param planes pictures one after the other, planar 4:2:0, BT.709 in limited range
 * @param count  how many
 * @returns one packet a picture, in order
 * @throws Failure `encoder-failed`, and whatever `ffmpeg.run` throws
 */
export async function encodeBatch(
  ffmpeg: FfmpegPort,
  planes: Uint8Array,
  count: number,
  options: {
    readonly format: Format; readonly coding: VideoCoding; readonly signal: AbortSignal; readonly report?: (fraction: number) => void;
    readonly timeout?: number;
  },
): Promise<PictureTrack> {
  const { format, coding, signal, report, timeout } = options;
  const output = codecOf(coding.codec) === 'vp9' ? 'pictures.webm' : 'pictures.mp4';
  const command = [
    ...['-f', 'rawvideo', '-pixel_format', 'yuv420p', '-video_size', `${format.width}x${format.height}`, '-framerate', `${format.fps}`],
    ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-i', 'pictures.yuv', '-an'],
    ...(encoderOptions[coding.codec]?.(coding) ?? []),
    ...['-pix_fmt', 'yuv420p', '-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', output],
  ];
  const files = await ffmpeg.run(
    command, new Map([['pictures.yuv', planes]]), [output], { signal, ...(report ? { report } : {}), ...given({ timeout }) },
  );
  // `run` gives every output it was asked for, or throws.
  const { readPictureTrack } = await import('../files/mp4');
  const track = await readPictureTrack(files.get(output) as Uint8Array<ArrayBuffer>);
  if (track.packets.length !== count || track.packets[0]?.isKey !== true) {
    throw new Failure(
      'encoder-failed', `${coding.codec} must give ${count} pictures from a key frame on, got ${track.packets.length}.`, { codec: coding.codec },
    );
  }
  return track;
}

/** Milliseconds that two pictures may take, the start of ffmpeg included: 4K takes a second, a start may take one minute. */
const probePatience = 90_000;

/**
 * Finds out whether ffmpeg really encodes pictures of this format.
 *
 * @param codec absent: H.264 for MP4, VP8 for WebM, which it makes four times as fast as VP9
 * @throws Failure `no-encoder` if it does not; the signal's reason
 */
export async function probeFfmpeg(
  ffmpeg: FfmpegPort, format: Format, container: FilmContainer, signal: AbortSignal, codec?: VideoCodec,
): Promise<VideoCoding> {
  const encoder = codec === undefined ? usualEncoders[container] : encoders[codec];
  if (encoder === undefined) throw new Failure(
    'no-encoder', `This browser must have an encoder for ${codec}, but it has none, and ffmpeg has none either.`, { ...format, container },
  );
  const coding: VideoCoding = { path: 'ffmpeg', codec: encoder, bitrate: bitrateOf(format) };
  try {
    await encodeBatch(ffmpeg, new Uint8Array(format.width * format.height * 3).fill(128), 2, { format, coding, signal, timeout: probePatience });
    return coding;
  } catch (cause) {
    signal.throwIfAborted();
    throw new Failure(
      'no-encoder', `This browser must have an encoder for ${container}, but neither its own nor ffmpeg works.`, { ...format, container }, { cause },
    );
  }
}

/**
 * Joins pictures to an animation that loops for ever: GIF with one palette for all, or WebP.
 *
 * @param pictures PNG files of one size, in order
 * @param delays   hundredths of a second that each is shown, at least 1
 * @throws whatever `ffmpeg.run` throws
 */
export async function encodeAnimation(
  ffmpeg: FfmpegPort,
  container: AnimationContainer,
  pictures: readonly Uint8Array[],
  delays: readonly number[],
  options: { readonly signal: AbortSignal; readonly report: (fraction: number) => void },
): Promise<Uint8Array<ArrayBuffer>> {
  const { signal, report } = options;
  const output = `film.${container}`;
  const named = (picture: number): string => `${String(picture).padStart(5, '0')}.png`;
  const files = new Map<string, Uint8Array>(pictures.map((bytes, picture) => [named(picture), bytes]));
  // The concat reader takes the length of each picture, in units of its frame rate; the last one is lost and given again as the final delay.
  const list = pictures.map((_, picture) => `file ${named(picture)}\noption framerate 100\nduration ${((delays[picture] ?? 1) / 100).toFixed(2)}\n`).join('');
  files.set('pictures.txt', new TextEncoder().encode(`ffconcat version 1.0\n${list}`));
  const command = [
    ...['-f', 'concat', '-safe', '0', '-i', 'pictures.txt'],
    ...animationOptions[container](delays.at(-1) ?? 1),
    ...['-fps_mode', 'passthrough', '-loop', '0', output],
  ];
  const outputs = await ffmpeg.run(command, files, [output], { signal, report });
  // `run` gives every output it was asked for, or throws.
  return outputs.get(output) as Uint8Array<ArrayBuffer>;
}

/** Letters have few colours and clean edges: dithering would only add noise that compresses badly. */
const gif = ['-filter_complex', '[0:v]split[a][b];[a]palettegen=stats_mode=full[p];[b][p]paletteuse=dither=none:diff_mode=rectangle'] as const;
const webp = ['-c:v', 'libwebp_anim', '-quality', '90'] as const;

/** `last`: hundredths of a second that the last picture is shown. */
const animationOptions: Readonly<Record<AnimationContainer, (last: number) => readonly string[]>> = {
  gif: (last) => [...gif, '-final_delay', `${last}`],
  webp: () => webp,
};

const usualEncoders: Readonly<Record<FilmContainer, string>> = { mp4: 'libx264', webm: 'libvpx' };

/** What this build of ffmpeg has and what ends: x265 waits for ever for threads that the core without threads cannot start. */
const encoders: Readonly<Partial<Record<VideoCodec, string>>> = { h264: 'libx264', vp9: 'libvpx-vp9' };

/** One key frame a batch, at its start; on letters `veryfast` takes twice the time of `ultrafast` for a fifth of the bytes. */
const x264 = [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-bf', '0', '-g', '1000', '-sc_threshold', '0'],
  ...['-flags', '+cgop', '-profile:v', 'high', '-threads', '1'],
] as const;

const vpx = ['-deadline', 'realtime', '-cpu-used', '8', '-auto-alt-ref', '0', '-lag-in-frames', '0', '-g', '1000', '-threads', '1'] as const;

const encoderOptions: Readonly<Record<string, (coding: VideoCoding) => readonly string[]>> = table({
  libx264: () => x264,
  libvpx: ({ bitrate }) => ['-c:v', 'libvpx', '-b:v', `${bitrate}`, '-crf', '10', ...vpx],
  'libvpx-vp9': () => ['-c:v', 'libvpx-vp9', '-b:v', '0', '-crf', '30', ...vpx],
});
