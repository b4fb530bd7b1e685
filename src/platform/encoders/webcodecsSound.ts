import { Failure, LibraryNotAvailableError } from '../../domain/failure';
import { soundRate } from '../../domain/film/video';
import { untilAborted } from '../page/untilAborted';

export interface EncodedSamples {
  /** One a sound; the description is what the decoder must know, empty if nothing. */
  readonly streams: readonly { readonly frames: readonly Uint8Array<ArrayBuffer>[]; readonly description: Uint8Array<ArrayBuffer> }[];
  /** Samples by which this encoder and decoder are late, measured; 0 for Opus, whose description tells it. */
  readonly delay: number;
}

/** Frames handed over at a time, and how many such pieces may wait in the encoder. */
const pieceLength = 9_600;
const mostWaiting = 20;
/** Milliseconds without an end after which an encoder counts as hung. */
const patience = 120_000;

/**
 * Encodes sounds by the browser's own encoder, a new one for each.
 *
 * @param sounds mono at `soundRate`
 * @throws LibraryNotAvailableError if it has none for this codec that really works
 * @throws Failure `timed-out`; the signal's reason if it aborts
 */
export async function encodeSamples(
  sounds: readonly Int16Array[], wish: { readonly codec: string; readonly bitrate: number }, signal: AbortSignal,
): Promise<EncodedSamples> {
  const config: AudioEncoderConfig = {
    ...wish, sampleRate: soundRate, numberOfChannels: 1, ...(wish.codec === 'opus' ? { opus: { frameDuration: 20_000 } } : {}),
  };
  const missing = (cause?: unknown): LibraryNotAvailableError => new LibraryNotAvailableError(
    `This browser must have an encoder for ${wish.codec}, got none that works.`, { codec: wish.codec }, { cause },
  );
  if (typeof AudioEncoder === 'undefined') throw missing();
  const support = await AudioEncoder.isConfigSupported(config).catch((cause: unknown) => {
    throw missing(cause);
  });
  if (support.supported !== true) throw missing();
  // Some browsers promise what they cannot do: only a real encode counts.
  const delay = wish.codec === 'opus' ? 0 : await measuredDelay(config, signal).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw missing(cause);
  });
  const streams: EncodedSamples['streams'][number][] = [];
  for (const sound of sounds) {
    const { chunks, decoderConfig } = await encode(sound, config, signal);
    if (chunks.length === 0) throw missing();
    streams.push({ frames: chunks.map(bytesOfChunk), description: descriptionOf(decoderConfig) });
  }
  return { streams, delay };
}

async function encode(
  sound: Int16Array,
  config: AudioEncoderConfig,
  signal: AbortSignal,
): Promise<{ readonly chunks: readonly EncodedAudioChunk[]; readonly decoderConfig: AudioDecoderConfig | undefined }> {
  signal.throwIfAborted();
  const chunks: EncodedAudioChunk[] = [];
  let decoderConfig: AudioDecoderConfig | undefined;
  const watch = watched(signal, config.codec);
  const encoder = new AudioEncoder({
    output: (chunk, metadata) => {
      chunks.push(chunk);
      decoderConfig ??= metadata?.decoderConfig;
    },
    error: watch.fail,
  });
  try {
    encoder.configure(config);
    for (let from = 0; from < sound.length; from += pieceLength) {
      if (encoder.encodeQueueSize >= mostWaiting) {
        const room = new Promise<void>((resolve) => encoder.addEventListener('dequeue', () => resolve(), { once: true }));
        await untilAborted(room, watch.signal);
      }
      const piece = Float32Array.from(sound.subarray(from, from + pieceLength));
      for (let index = 0; index < piece.length; index++) piece[index] = (piece[index] as number) / 32_768;
      const audio = new AudioData({
        format: 'f32', sampleRate: config.sampleRate, numberOfFrames: piece.length, numberOfChannels: 1, timestamp: Math.round(
          (from / config.sampleRate) * 1e6,
        ), data: piece,
      });
      encoder.encode(audio);
      audio.close();
    }
    await untilAborted(encoder.flush(), watch.signal);
  } finally {
    watch.end();
    if (encoder.state !== 'closed') encoder.close();
  }
  return { chunks, decoderConfig };
}

/** Encodes and decodes a click to find how late it comes out, in samples. */
async function measuredDelay(config: AudioEncoderConfig, signal: AbortSignal): Promise<number> {
  const place = 9_600;
  const click = new Int16Array(4 * place);
  // A short burst survives every codec better than a single sample.
  for (let index = 0; index < 64; index++) click[place + index] = 32_767 * Math.sin((Math.PI * index) / 64) * Math.sin((Math.PI * index) / 8);
  const { chunks, decoderConfig } = await encode(click, config, signal);
  if (decoderConfig === undefined || chunks.length === 0) throw new Failure(
    'encoder-failed', 'A sound encoder must give chunks and say how to decode them, got none.', { codec: config.codec },
  );
  const decoded: Float32Array[] = [];
  const watch = watched(signal, config.codec);
  const decoder = new AudioDecoder({
    output: (audio) => {
      const samples = new Float32Array(audio.numberOfFrames);
      audio.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
      decoded.push(samples);
      audio.close();
    },
    error: watch.fail,
  });
  try {
    decoder.configure(decoderConfig);
    for (const chunk of chunks) decoder.decode(chunk);
    await untilAborted(decoder.flush(), watch.signal);
  } finally {
    watch.end();
    if (decoder.state !== 'closed') decoder.close();
  }
  return bestMatch(decoded, click) ?? 0;
}

/** Shift at which two sounds are most alike, up to 4,096 samples. */
function bestMatch(parts: readonly Float32Array[], click: Int16Array): number | undefined {
  const sound = Float32Array.from(parts.flatMap((part) => [...part]));
  const from = click.findIndex((sample) => sample !== 0);
  let best: { readonly shift: number; readonly likeness: number } | undefined;
  for (let shift = 0; shift <= 4096; shift++) {
    let likeness = 0;
    for (let index = from; index < from + 64; index++) likeness += (click[index] ?? 0) * (sound[index + shift] ?? 0);
    if (likeness > (best?.likeness ?? 0)) best = { shift, likeness };
  }
  return best?.shift;
}

/** A signal that also aborts when the coder reports an error or takes too long. */
function watched(signal: AbortSignal, codec: string): { readonly signal: AbortSignal; fail(cause: Error): void; end(): void } {
  const watchdog = new AbortController();
  const timer = setTimeout(() => watchdog.abort(new Failure('timed-out', `A sound coder must end within ${patience} ms.`, { codec, patience })), patience);
  return {
    signal: AbortSignal.any([signal, watchdog.signal]),
    fail: (cause) => watchdog.abort(new Failure('encoder-failed', `The sound coder must take the whole sound, got: ${cause.message}`, { codec }, { cause })),
    end: () => clearTimeout(timer),
  };
}

function bytesOfChunk(chunk: EncodedAudioChunk): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunk.byteLength);
  chunk.copyTo(bytes);
  return bytes;
}

function descriptionOf(config: AudioDecoderConfig | undefined): Uint8Array<ArrayBuffer> {
  const description = config?.description;
  if (description === undefined) return new Uint8Array(0);
  return ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength).slice()
    : new Uint8Array(description).slice();
}
