// Long: one encoder's life, with the browsers' ways of breaking it.
import { Failure } from '../../domain/failure';
import type { DrawList } from '../../domain/film/drawing';
import type { Format } from '../../domain/storyboard';
import { segmentOf, type FrameBytes } from '../../domain/film/segment';
import { codecsIn, type DrawnRun, type FilmContainer, type Segment, type VideoCodec } from '../../domain/film/video';
import type { VideoCoding } from '../../engine/ports';
import { av1CodecString, avcCodecStrings, bitrateOf, codecOf, hevcCodecString, quantizers, vp9CodecString } from '../files/codecStrings';
import { avcDescription, descriptionBytes, filmColour } from '../files/avcDescription';
import { within } from '../page/within';
import type { Surface } from '../canvas/surface';

export interface EncodeOptions {
  readonly format: Format;
  readonly coding: VideoCoding;
  /** Of the format's size. */
  readonly surface: Surface;
  /** Awaited before a picture is painted; absent: all can be painted at once. */
  readonly ready?: (list: DrawList) => Promise<void>;
  /** @param fraction of the frames done */
  readonly report: (fraction: number) => void;
  /** Called between pictures, where others wait for this thread. */
  readonly breathe?: () => Promise<void>;
}

/** Frames that may wait in the encoder: it never starves, and with the one being made no more than five are alive. */
const queueLimit = 4;
/** An encoder that gives no sign for so long hangs, ms: a 4K frame takes a software encoder a tenth of a second. */
const patience = 15_000;
/** The same while trying an encoder out, when there may be a better one to go on with. */
const probePatience = 6000;

/**
 * Draws and encodes the pictures of the frames [first, end) as one closed segment.
 *
 * A fresh encoder every time: the bytes depend on nothing that was encoded before, so scenes may be made in any order and anywhere.
 *
 * @param pictures joined without gaps from `first` to `end`; each is taken when its turn comes
 * @throws Failure `encoder-failed` if the encoder reports an error (`details.frame` says where), hangs, or leaves pictures out
 */
export async function encodePictures(pictures: Iterable<DrawnRun>, first: number, end: number, options: EncodeOptions): Promise<Segment> {
  const { format, coding, surface, ready, report, breathe } = options;
  const coder = openEncoder(format, coding, patience);
  const coded: DrawnRun[] = [];
  try {
    for (const picture of pictures) {
      await ready?.(picture.list);
      surface.paint(picture.list);
      await coder.encode(await surface.planes(), picture.frame - first, picture.frames);
      coded.push(picture);
      report((picture.frame + picture.frames - first) / (end - first));
      await breathe?.();
    }
    const { chunks, codec, description } = await coder.finish();
    if (chunks.length !== coded.length) {
      throw new Failure('encoder-failed', `${coding.codec} must give ${coded.length} pictures for as many, got ${chunks.length}.`, { codec: coding.codec });
    }
    const frames = coded.map(({ frame, frames: shown }, index): FrameBytes => {
      // As many chunks as pictures, checked above; encoders without B-frames give them in order.
      const { bytes, isKey } = chunks[index] as Chunk;
      return { frame, frames: shown, isKey, bytes };
    });
    return segmentOf(frames, { first, end, codec, description, keys: coded.map(({ list }) => list.key) });
  } finally {
    coder.close();
  }
}

/**
 * Finds a codec that the browser really encodes at this size: tries it on three pictures, and decodes them where it can.
 *
 * Each codec is tried with one quality throughout, then by its rate.
 *
 * @param codec the only one that will do; absent: H.264 High, Main, Baseline for MP4; VP9, VP8 for WebM
 * @returns undefined if there is none
 */
export async function probeWebCodecs(format: Format, container: FilmContainer, codec?: VideoCodec): Promise<VideoCoding | undefined> {
  if (typeof VideoEncoder === 'undefined' || typeof VideoFrame === 'undefined') return undefined;
  for (const coding of candidates(format, container, codec)) if (await canEncode(format, coding)) return coding;
  return undefined;
}

function* candidates(format: Format, container: FilmContainer, wished: VideoCodec | undefined): Generator<VideoCoding, void, undefined> {
  // Not undefined: both containers hold some.
  const codec = wished ?? (codecsIn(container)[0] as VideoCodec);
  const bitrate = bitrateOf(format);
  for (const name of codecStrings[codec](format)) {
    yield { path: 'webcodecs', codec: name, bitrate, quantizer: quantizers[codec] };
    yield { path: 'webcodecs', codec: name, bitrate };
  }
  if (wished === undefined && container === 'webm') yield { path: 'webcodecs', codec: 'vp8', bitrate };
}

const codecStrings: Readonly<Record<VideoCodec, (format: Format) => readonly string[]>> = {
  h264: avcCodecStrings,
  hevc: (format) => [hevcCodecString(format)],
  vp9: (format) => [vp9CodecString(format)],
  av1: (format) => [av1CodecString(format)],
};

interface Chunk {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isKey: boolean;
  readonly timestampMicros: number;
}

interface Encoded {
  readonly chunks: readonly Chunk[];
  /** As the encoder states it. */
  readonly codec: string;
  readonly description: Uint8Array<ArrayBuffer>;
}

interface Encoder {
  /** Takes a picture, and waits while too many are waiting; frames are counted from the segment's start. */
  encode(planes: Uint8Array<ArrayBuffer>, frame: number, frames: number): Promise<void>;
  finish(): Promise<Encoded>;
  close(): void;
}

/**
 * Seconds: pictures that stay no longer are in motion. The first that stays after them is coded by itself where an encoder keeps to a rate:
 * OpenH264 leaves single dark pixels where letters were, and they would stay as long as the picture.
 */
const movingFor = 0.1;

function openEncoder(format: Format, coding: VideoCoding, patience: number): Encoder {
  const chunks: Chunk[] = [];
  let config: VideoDecoderConfig | undefined;
  let trouble: unknown;
  let last = 0;
  const micros = (frames: number): number => Math.round((frames * 1_000_000) / format.fps);
  const failed = (cause: unknown): Failure =>
    cause instanceof Failure ? cause : new Failure(
      'encoder-failed', `${coding.codec} must encode ${format.width}x${format.height}, but failed at frame ${last} of its scene: ${String(cause)}`,
      { codec: coding.codec, frame: last }, { cause },
    );

  const encoder = new VideoEncoder({
    output: (chunk, metadata) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      chunks.push({ bytes, isKey: chunk.type === 'key', timestampMicros: chunk.timestamp });
      config ??= metadata?.decoderConfig;
    },
    error: (error) => (trouble = error),
  });

  let shown = 0;
  return {
    async encode(planes, frame, frames) {
      last = frame;
      const isSettling = coding.quantizer === undefined && shown <= movingFor * format.fps && frames > movingFor * format.fps;
      shown = frames;
      try {
        if (encoder.state === 'unconfigured') encoder.configure(encoderConfig(format, coding));
        const picture = new VideoFrame(planes, {
          format: 'I420',
          codedWidth: format.width,
          codedHeight: format.height,
          timestamp: micros(frame),
          duration: micros(frame + frames) - micros(frame),
          colorSpace: filmColour,
        });
        try {
          encoder.encode(picture, { keyFrame: frame === 0 || isSettling, ...quantizerOption(coding) });
        } finally {
          picture.close();
        }
        let waited = 0;
        while (encoder.state === 'configured' && encoder.encodeQueueSize > queueLimit) {
          const size = encoder.encodeQueueSize;
          const started = performance.now();
          await dequeued(encoder);
          waited = encoder.encodeQueueSize < size ? 0 : waited + performance.now() - started;
          if (waited > patience) throw hung(coding, patience);
        }
      } catch (error) {
        // An encoder that closed itself throws at the next call; the error that it reported says why.
        throw failed(trouble ?? error);
      }
      if (trouble !== undefined) throw failed(trouble);
    },
    async finish() {
      try {
        await within(encoder.flush(), patience, () => hung(coding, patience));
      } catch (error) {
        throw failed(trouble ?? error);
      }
      if (trouble !== undefined) throw failed(trouble);
      const isOrdered = chunks.every(({ timestampMicros }, index) => index === 0 || timestampMicros > (chunks[index - 1]?.timestampMicros ?? 0));
      if (chunks[0]?.isKey !== true || !isOrdered) throw failed('the first picture is not a key frame, or pictures are out of order.');
      const description = coding.codec.startsWith('avc1') ? avcDescription(descriptionBytes(config?.description)) : descriptionBytes(config?.description);
      if (/^(avc1|hvc1)/.test(coding.codec) && description.length === 0) throw failed('it gave no decoder description.');
      return { chunks, codec: config?.codec ?? coding.codec, description };
    },
    close() {
      if (encoder.state !== 'closed') encoder.close();
    },
  };
}

function encoderConfig(format: Format, coding: VideoCoding): VideoEncoderConfig {
  return {
    codec: coding.codec,
    width: format.width,
    height: format.height,
    framerate: format.fps,
    ...(coding.quantizer === undefined ? { bitrate: coding.bitrate, bitrateMode: 'variable' } : { bitrateMode: 'quantizer' }),
    // Safari's default bloats files.
    latencyMode: 'quality',
    ...(coding.codec.startsWith('avc1') ? { avc: { format: 'avc' } } : {}),
    ...(coding.codec.startsWith('hvc1') ? { hevc: { format: 'hevc' } } : {}),
  };
}

/**
 * Names the quantizer of one picture as its codec wants it.
 *
 * Source: W3C registrations of the AVC, HEVC, VP9 and AV1 codecs with WebCodecs, "VideoEncoderEncodeOptions extensions".
 */
function quantizerOption({ codec, quantizer }: VideoCoding): VideoEncoderEncodeOptions {
  if (quantizer === undefined) return {};
  const member = { h264: 'avc', hevc: 'hevc', vp9: 'vp9', av1: 'av1' }[codecOf(codec)];
  return { [member]: { quantizer } };
}

async function canEncode(format: Format, coding: VideoCoding): Promise<boolean> {
  let coder: Encoder | undefined;
  try {
    const { supported } = await within(VideoEncoder.isConfigSupported(encoderConfig(format, coding)), probePatience, () => hung(coding, probePatience));
    if (supported !== true) return false;
    coder = openEncoder(format, coding, probePatience);
    for (let frame = 0; frame < 3; frame++) await coder.encode(testPicture(format, frame), frame, 1);
    const encoded = await coder.finish();
    return encoded.chunks.length === 3 && (await decodesTruly(format, encoded));
  } catch {
    // Whatever is wrong with it, it is not a codec to make a film with.
    return false;
  } finally {
    coder?.close();
  }
}

/** Y, Cb and Cr of the two halves of a test picture: a dark red and a pale green. */
const testHalves = [[60, 110, 170], [200, 100, 105]] as const;

/** Two coloured halves, and a bar in the middle whose grey changes from frame to frame. */
function testPicture({ width, height }: Format, frame: number): Uint8Array<ArrayBuffer> {
  const planes = new Uint8Array((width * height * 3) / 2);
  let row = 0;
  for (const plane of [0, 1, 2] as const) {
    const [across, down] = plane === 0 ? [width, height] : [width / 2, height / 2];
    const bar = plane === 0 ? 16 + 70 * frame : 128;
    for (let y = 0; y < down; y++, row += across) {
      const middle = row + (across >> 1);
      planes.fill(testHalves[0][plane], row, middle);
      planes.fill(testHalves[1][plane], middle, row + across);
      planes.fill(bar, middle - 8, middle + 8);
    }
  }
  return planes;
}

/** Whether the last test picture comes out as it went in; true where nothing here can decode it. */
async function decodesTruly(format: Format, { chunks, codec, description }: Encoded): Promise<boolean> {
  if (typeof VideoDecoder === 'undefined') return true;
  const config: VideoDecoderConfig = {
    codec,
    codedWidth: format.width,
    codedHeight: format.height,
    ...(description.length > 0 ? { description } : {}),
  };
  const { supported } = await VideoDecoder.isConfigSupported(config);
  if (supported !== true) return true;
  const frames: VideoFrame[] = [];
  let trouble: unknown;
  const decoder = new VideoDecoder({ output: (frame) => frames.push(frame), error: (error) => (trouble = error) });
  try {
    decoder.configure(config);
    for (const { bytes, isKey, timestampMicros } of chunks) decoder.decode(
      new EncodedVideoChunk({ type: isKey ? 'key' : 'delta', timestamp: timestampMicros, data: bytes }),
    );
    await within(decoder.flush(), probePatience, () => new Failure('timed-out', 'The decoder must answer.'));
    const shown = frames.at(-1);
    if (trouble !== undefined || frames.length !== chunks.length || shown === undefined) return false;
    return await showsTestPicture(shown, format);
  } finally {
    for (const frame of frames) frame.close();
    if (decoder.state !== 'closed') decoder.close();
  }
}

async function showsTestPicture(shown: VideoFrame, { width, height }: Format): Promise<boolean> {
  const isPacked = shown.format === 'NV12';
  if (shown.format !== 'I420' && !isPacked) return true;
  const bytes = new Uint8Array(shown.allocationSize());
  const layout = await shown.copyTo(bytes);
  return [0.1, 0.9].every((across, half) => testHalves[half]?.every((value, plane) => {
    const size = plane === 0 ? 1 : 2;
    const { offset, stride } = layout[isPacked ? Math.min(plane, 1) : plane] ?? { offset: 0, stride: 0 };
    const column = Math.floor((across * width) / size);
    const place = plane > 0 && isPacked ? 2 * column + plane - 1 : column;
    return Math.abs((bytes[offset + Math.floor(height / 2 / size) * stride + place] ?? 0) - value) < 12;
  }));
}

/** Resolves when the encoder takes a frame, or after 50 ms, as not every browser has that event. */
function dequeued(encoder: VideoEncoder): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      encoder.removeEventListener('dequeue', done);
      resolve();
    };
    const timer = setTimeout(done, 50);
    encoder.addEventListener('dequeue', done);
  });
}

function hung({ codec }: VideoCoding, patience: number): Failure {
  return new Failure('encoder-failed', `${codec} must encode a picture within ${patience} ms, but gave no sign.`, { codec });
}
