import { Failure, LibraryNotAvailableError } from '../../domain/failure';
import { packetSamples, soundRate } from '../../domain/film/video';
import type { CodedSounds, SoundCoder } from '../../engine/ports';
import { readAdts } from '../files/adts';
import type { FfmpegPort } from './ffmpeg';
import { encodeSamples } from './webcodecsSound';

/**
 * Bits a second. The sound stays mono: every player puts it on all its speakers, and stereo would spend twice the bits to say the same.
 * Both are well above what a voice needs (its band ends at 11 kHz).
 */
const bitrates = { aac: 96_000, opus: 64_000 } as const;

/**
 * How ffmpeg's AAC encoder is asked: its fast search takes a quarter of the time of its usual one and, at this rate, is nearer to the voice
 * (36 dB of signal to noise instead of 26), so that it adds 0.1 dB to the peaks and not 1.3.
 */
const aacEncoder = ['-c:a', 'aac', '-b:a', String(bitrates.aac), '-aac_coder', 'fast', '-aac_tns', '0', '-aac_pns', '0', '-f', 'adts'];
const opusEncoder = ['-c:a', 'libopus', '-b:a', String(bitrates.opus), '-frame_duration', '20', '-f', 'ogg'];

/** Bytes in OpusHead where the pre-skip stands, little end first. */
const preSkipPlace = 10;
/** Samples that libopus looks ahead. */
const usualPreSkip = 312;

export interface SoundOptions {
  /** Whether the browser's own encoders may be used; true by default. */
  readonly mayUseBrowser?: boolean;
}

type Sound = Int16Array<ArrayBuffer>;

/**
 * Encodes sounds: AAC-LC by ffmpeg, because browsers on Linux have no AAC encoder and the others' differ in delay (the browser's own only
 * where ffmpeg is left out); Opus by the browser, by ffmpeg where it has none.
 *
 * The encoders' delay is taken out of the packets themselves, not left to an edit list or pre-skip that players treat differently: sample n
 * of a sound is heard at n / 48,000 s in all of them. A sound that is shorter for it at its start must begin with that much silence.
 */
export function ffmpegSound(ffmpeg: FfmpegPort, { mayUseBrowser = true }: SoundOptions = {}): SoundCoder {
  const ownEncoder: typeof encodeSamples = mayUseBrowser
    ? encodeSamples
    : () => Promise.reject(new LibraryNotAvailableError("The browser's own encoders were switched off."));
  return {
    async encode(sounds, { codec, signal, report = () => undefined }) {
      signal.throwIfAborted();
      const packet = packetSamples[codec];
      if (sounds.length === 0 || sounds.some(({ length }) => length === 0 || length % packet !== 0)) {
        throw new Failure(
          'invalid-parameter', `Sounds to encode must be whole packets of ${packet} samples, got ${sounds.map(({ length }) => length).join(', ') || 'none'}.`,
        );
      }
      return codec === 'aac' ? aac(ffmpeg, ownEncoder, sounds, { signal, report }) : opus(ffmpeg, ownEncoder, sounds, { signal, report });
    },
  };
}

/** How a coding is followed and ended. */
interface Following {
  readonly signal: AbortSignal;
  readonly report: (fraction: number) => void;
}

async function aac(ffmpeg: FfmpegPort, ownEncoder: typeof encodeSamples, sounds: readonly Sound[], { signal, report }: Following): Promise<CodedSounds> {
  try {
    const streams = (await run(ffmpeg, sounds, aacEncoder, 'aac', { signal, report })).map(readAdts);
    // The first frame holds nothing but the encoder's priming.
    return coded(sounds, 'aac', streams.map(({ frames, description }) => ({ frames: frames.slice(1), description })));
  } catch (error) {
    if (!(error instanceof LibraryNotAvailableError)) throw error;
    const cannot = (cause: unknown): never => {
      signal.throwIfAborted();
      throw new LibraryNotAvailableError(`AAC needs ffmpeg or an encoder of the browser, got neither: ${error.message}`, {}, { cause });
    };
    const wish = { codec: 'mp4a.40.2', bitrate: bitrates.aac };
    const guess = await ownEncoder([new Int16Array(8 * packetSamples.aac)], wish, signal).catch(cannot);
    // Whole frames of delay can go; the sound is given as much earlier as what is left.
    const skipped = Math.floor(guess.delay / packetSamples.aac);
    const early = sounds.map((sound) => shifted(sound, guess.delay - skipped * packetSamples.aac, (skipped + 2) * packetSamples.aac));
    const { streams } = await ownEncoder(early, wish, signal).catch(cannot);
    return coded(sounds, 'aac', streams.map(({ frames, description }) => ({ frames: frames.slice(skipped), description })));
  }
}

async function opus(ffmpeg: FfmpegPort, ownEncoder: typeof encodeSamples, sounds: readonly Sound[], { signal, report }: Following): Promise<CodedSounds> {
  const encodeEarly = (by: number): Promise<readonly Stream[]> => {
    const early = sounds.map((sound) => shifted(sound, by, packetSamples.opus));
    return ownEncoder(early, { codec: 'opus', bitrate: bitrates.opus }, signal).then(
      ({ streams }) => streams,
      (error: unknown) => {
        signal.throwIfAborted();
        if (!(error instanceof LibraryNotAvailableError)) throw error;
        return run(ffmpeg, early, opusEncoder, 'ogg', { signal, report }).then((files) => Promise.all(files.map(readOgg)));
      },
    );
  };
  // An encoder is late by its pre-skip, so it is given the sound as much earlier.
  const guess = await encodeEarly(usualPreSkip);
  const preSkip = preSkipOf(guess[0]?.description ?? new Uint8Array(0));
  const streams = preSkip === usualPreSkip ? guess : await encodeEarly(preSkip);
  return coded(sounds, 'opus', streams.map(({ frames, description }) => {
    const head = description.slice();
    head.fill(0, preSkipPlace, preSkipPlace + 2);
    return { frames, description: head };
  }));
}

/** One sound as an encoder gave it. */
export interface Stream {
  readonly frames: readonly Uint8Array<ArrayBuffer>[];
  /** What the decoder must know; empty if nothing. */
  readonly description: Uint8Array<ArrayBuffer>;
}

/** The streams cut to the lengths of their sounds. */
function coded(sounds: readonly Sound[], codec: 'aac' | 'opus', streams: readonly Stream[]): CodedSounds {
  const packet = packetSamples[codec];
  return {
    description: streams[0]?.description ?? new Uint8Array(0),
    sounds: sounds.map(({ length }, index) => {
      const frames = streams[index]?.frames.slice(0, length / packet) ?? [];
      if (frames.length * packet !== length) throw new Failure(
        'encoder-failed', `An encoded sound must have ${length / packet} packets, got ${frames.length}.`, { codec },
      );
      return frames;
    }),
  };
}

async function readOgg(bytes: Uint8Array<ArrayBuffer>): Promise<Stream> {
  const { BufferSource, EncodedPacketSink, Input, OGG } = await import('mediabunny');
  const input = new Input({ source: new BufferSource(bytes), formats: [OGG] });
  try {
    const track = await input.getPrimaryAudioTrack();
    const config = await track?.getDecoderConfig();
    if (!track || !config?.description) throw new Failure('encoder-failed', 'Encoded sound must be an Opus track, got none.');
    const frames: Uint8Array<ArrayBuffer>[] = [];
    for await (const packet of new EncodedPacketSink(track).packets()) frames.push(packet.data.slice());
    return { frames, description: bytesOf(config.description).slice() };
  } finally {
    input.dispose();
  }
}

/** Hands all sounds to ffmpeg at once: a call costs as much as seconds of sound, and each output has an encoder of its own. */
async function run(
  ffmpeg: FfmpegPort, sounds: readonly Sound[], encoding: readonly string[], ending: string, following: Following,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const inputs = sounds.map((_, index) => `${index}.pcm`);
  const outputs = sounds.map((_, index) => `${index}.${ending}`);
  const command = [
    '-hide_banner',
    ...inputs.flatMap((name) => ['-f', 's16le', '-ar', String(soundRate), '-ac', '1', '-i', name]),
    ...outputs.flatMap((name, index) => ['-map', `${index}:a`, '-map_metadata', '-1', ...encoding, name]),
  ];
  const files = await ffmpeg.run(command, new Map(sounds.map((sound, index) => [inputs[index] ?? '', bytesOf(sound)])), outputs, following);
  return outputs.map((name) => files.get(name) ?? new Uint8Array(0));
}

/** The same sound, so many samples earlier, with as much silence at its end and more for the encoder to run out on. */
function shifted(sound: Sound, by: number, more: number): Sound {
  const result = new Int16Array(sound.length + more);
  result.set(sound.subarray(Math.min(by, sound.length)));
  return result;
}

function preSkipOf(head: Uint8Array): number {
  return (head[preSkipPlace] ?? 0) | ((head[preSkipPlace + 1] ?? 0) << 8);
}

function bytesOf(source: AllowSharedBufferSource): Uint8Array<ArrayBuffer> {
  // Never in shared memory: it comes from this page's own encoders.
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source as ArrayBuffer);
}
