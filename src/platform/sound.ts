import { Failure, LibraryNotAvailableError } from '../domain/failure';
import type { Mix, SoundTrack } from '../domain/video';
import type { SoundCoder } from '../engine/ports';
import { readAdts } from './adts';
import type { FfmpegPort } from './ffmpeg';
import { encodeSamples } from './webcodecsSound';

/**
 * Bits a second. The sound is one voice, so it stays mono: every player puts it on all its speakers, and stereo would spend
 * twice the bits to say the same. Both are well above what that voice needs (its band ends at 11 kHz).
 */
const bitrates = { aac: 96_000, opus: 64_000 } as const;

/** Samples of an AAC frame, and of what ffmpeg's encoder puts before the sound (its priming). */
const aacFrame = 1024;
/** Samples of an Opus frame of 20 ms; Opus always counts at 48 kHz. */
const opusFrame = 960;
const opusRate = 48_000;
/** Bytes in OpusHead where the pre-skip stands, little end first. */
const preSkipPlace = 10;
/** Samples that libopus looks ahead. */
const usualPreSkip = 312;

export interface SoundOptions {
  /** Whether the browser's own encoders may be used; true by default. */
  readonly mayUseBrowser?: boolean;
}

/**
 * Encodes sound: AAC-LC by ffmpeg, because browsers on Linux have no AAC encoder and the others' differ in delay (the browser's own only
 * where ffmpeg is left out); Opus by the browser, by ffmpeg where it has none.
 *
 * The encoders' delay is taken out of the packets themselves, not left to an edit list or pre-skip that players treat differently: sample n
 * of the mix is heard at n / 48,000 s in all of them, and the packets' lengths add up to the mix's.
 */
export function ffmpegSound(ffmpeg: FfmpegPort, { mayUseBrowser = true }: SoundOptions = {}): SoundCoder {
  const ownEncoder: typeof encodeSamples = mayUseBrowser ? encodeSamples : () => Promise.reject(new LibraryNotAvailableError("The browser's own encoders were switched off."));
  return {
    async encode(mix, { codec, signal, report = () => undefined }) {
      signal.throwIfAborted();
      if (mix.samples.length === 0) throw new Failure('invalid-parameter', 'Sound to encode must have samples, got none.');
      return codec === 'aac' ? aac(ffmpeg, ownEncoder, mix, { signal, report }) : opus(ffmpeg, ownEncoder, mix, { signal, report });
    },
  };
}

/** How a coding is followed and ended. */
interface Following {
  readonly signal: AbortSignal;
  readonly report: (fraction: number) => void;
}

async function aac(ffmpeg: FfmpegPort, ownEncoder: typeof encodeSamples, mix: Mix, { signal, report }: Following): Promise<SoundTrack> {
  try {
    const bytes = await run(ffmpeg, mix, ['-c:a', 'aac', '-b:a', String(bitrates.aac), '-f', 'adts'], 'voice.aac', { signal, report });
    const { frames, description, sampleRate, channels } = readAdts(bytes);
    // The first frame holds nothing but the priming.
    return { codec: 'aac', sampleRate, channels, description, packets: packets(frames.slice(1), aacFrame, mix.samples.length, sampleRate) };
  } catch (error) {
    if (!(error instanceof LibraryNotAvailableError)) throw error;
    const { frames, description, delay } = await ownEncoder(mix, { codec: 'mp4a.40.2', bitrate: bitrates.aac }, signal).catch((cause: unknown) => {
      signal.throwIfAborted();
      throw new LibraryNotAvailableError(`AAC needs ffmpeg or an encoder of the browser, got neither: ${error.message}`, {}, { cause });
    });
    // Whole frames of delay can go; what is left is under 11 ms.
    const skipped = Math.round(delay / aacFrame);
    return { codec: 'aac', sampleRate: mix.sampleRate, channels: 1, description, packets: packets(frames.slice(skipped), aacFrame, mix.samples.length, mix.sampleRate) };
  }
}

async function opus(ffmpeg: FfmpegPort, ownEncoder: typeof encodeSamples, mix: Mix, { signal, report }: Following): Promise<SoundTrack> {
  if (mix.sampleRate !== opusRate) throw new Failure('invalid-parameter', `Sound for Opus must have ${opusRate} Hz, got ${mix.sampleRate}.`, { sampleRate: mix.sampleRate });
  const encodeEarly = (by: number): Promise<OpusStream> => {
    const early: Mix = { ...mix, samples: shifted(mix.samples, by) };
    return ownEncoder(early, { codec: 'opus', bitrate: bitrates.opus }, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      if (error instanceof LibraryNotAvailableError) return opusByFfmpeg(ffmpeg, early, { signal, report });
      throw error;
    });
  };
  // An encoder is late by its pre-skip, so it is given the sound as much earlier; a film begins with longer silence than that.
  const guess = await encodeEarly(usualPreSkip);
  const preSkip = preSkipOf(guess.description);
  const { frames, description } = preSkip === usualPreSkip ? guess : await encodeEarly(preSkip);
  const head = description.slice();
  head.fill(0, preSkipPlace, preSkipPlace + 2);
  return { codec: 'opus', sampleRate: opusRate, channels: 1, description: head, packets: packets(frames, opusFrame, mix.samples.length, opusRate) };
}

interface OpusStream {
  readonly frames: readonly Uint8Array[];
  /** OpusHead. */
  readonly description: Uint8Array;
}

async function opusByFfmpeg(ffmpeg: FfmpegPort, mix: Mix, { signal, report }: Following): Promise<OpusStream> {
  const bytes = await run(ffmpeg, mix, ['-c:a', 'libopus', '-b:a', String(bitrates.opus), '-frame_duration', '20', '-f', 'ogg'], 'voice.ogg', { signal, report });
  const { BufferSource, EncodedPacketSink, Input, OGG } = await import('mediabunny');
  const input = new Input({ source: new BufferSource(bytes), formats: [OGG] });
  try {
    const track = await input.getPrimaryAudioTrack();
    const config = await track?.getDecoderConfig();
    if (!track || !config?.description) throw new Failure('encoder-failed', 'Encoded sound must be an Opus track, got none.');
    const frames: Uint8Array[] = [];
    for await (const packet of new EncodedPacketSink(track).packets()) frames.push(packet.data);
    return { frames, description: bytesOf(config.description) };
  } finally {
    input.dispose();
  }
}

/** Hands the mix to ffmpeg as plain samples of 16 bits: half of what floats need, and far below the voice's own noise. */
async function run(ffmpeg: FfmpegPort, { samples, sampleRate }: Mix, encoding: readonly string[], output: string, following: Following): Promise<Uint8Array<ArrayBuffer>> {
  const pcm = Int16Array.from(samples, (sample) => Math.max(-32768, Math.min(32767, Math.round(sample * 32768))));
  const command = ['-hide_banner', '-f', 's16le', '-ar', String(sampleRate), '-ac', '1', '-i', 'voice.pcm', '-map_metadata', '-1', ...encoding, output];
  const files = await ffmpeg.run(command, new Map([['voice.pcm', new Uint8Array(pcm.buffer)]]), [output], following);
  return files.get(output) ?? new Uint8Array(0);
}

/** Frames with their times; those past the end are left out, the last one is as long as the sound that is left. */
function packets(frames: readonly Uint8Array[], frameLength: number, length: number, sampleRate: number): SoundTrack['packets'] {
  return frames.slice(0, Math.ceil(length / frameLength)).map((bytes, index) => ({
    bytes,
    start: (index * frameLength) / sampleRate,
    duration: Math.min(frameLength, length - index * frameLength) / sampleRate,
  }));
}

/** The same sound, so many samples earlier, with as much silence at its end and a frame more for the encoder to run out on. */
function shifted(samples: Float32Array, by: number): Float32Array {
  const result = new Float32Array(samples.length + opusFrame);
  result.set(samples.subarray(Math.min(by, samples.length)));
  return result;
}

function preSkipOf(head: Uint8Array): number {
  return (head[preSkipPlace] ?? 0) | ((head[preSkipPlace + 1] ?? 0) << 8);
}

function bytesOf(source: AllowSharedBufferSource): Uint8Array {
  return ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);
}
