import { type AttachedImage, BufferSource, BufferTarget, EncodedAudioPacketSource, EncodedPacket, EncodedPacketSink, EncodedVideoPacketSource, Input, ALL_FORMATS, type MetadataTags, Mp4OutputFormat, Output, TextSubtitleSource, type VideoCodec, WebMOutputFormat } from 'mediabunny';
import { Failure } from '../domain/failure';
import type { Segment, SoundTrack } from '../domain/video';
import type { FilmNotes, Muxer, MuxInput } from '../engine/ports';
import { sealTag } from './filmFile';
import { withMp4Extras } from './mp4Extras';
import { trackLanguage } from './trackLanguage';
import { descriptionBytes, filmColour } from './webcodecs';
import { withWebmExtras } from './webmExtras';

/** Packets between two breaths, so that the page stays alive while a long film is put together. */
const packetsAtATime = 500;

/** Puts encoded pictures and sound into MP4 (index first, so that players start at once) or WebM. */
export function mediabunnyMuxer(): Pick<Muxer, 'mux'> {
  return {
    async mux(input) {
      const { container, format, title, language, segments, sound, captions, about, fragmented = false } = input;
      const target = new BufferTarget();
      const output = new Output({ format: container === 'mp4' ? new Mp4OutputFormat({ fastStart: fragmented ? 'fragmented' : 'in-memory' }) : new WebMOutputFormat(), target });
      // In WebM they are added below: the muxer's own are marked so that players show them as `MOVIE/TITLE`.
      if (container === 'mp4') output.setMetadataTags(tagsOf(title, about));
      const languageCode = trackLanguage(language);

      const pictures = new EncodedVideoPacketSource(videoCodec(segments[0]?.codec ?? ''));
      // The frame rate makes one frame one unit of MP4's clock: all times are exact. WebM would take it for the length of every picture.
      output.addVideoTrack(pictures, { languageCode, ...(container === 'mp4' ? { frameRate: format.fps } : {}) });
      const samples = sound && new EncodedAudioPacketSource(sound.codec);
      if (samples) output.addAudioTrack(samples, { languageCode });
      // Players of whole files show other kinds of text, which are added below.
      const cues = captions !== undefined && container === 'mp4' && fragmented ? new TextSubtitleSource('webvtt') : undefined;
      if (cues) output.addSubtitleTrack(cues, { languageCode, disposition: { default: false } });

      try {
        await output.start();
        // Both at once: WebM wants them interleaved, and holds one back until the other has caught up.
        await Promise.all([addPictures(pictures, segments, format), samples && addSound(samples, sound), cues?.add(captions?.vtt ?? '').then(() => cues.close())]);
        await output.finalize();
      } catch (cause) {
        await output.cancel().catch(() => undefined);
        throw new Failure('encoder-failed', `Pictures and sound must fit into one file, got: ${String(cause)}`, { container }, { cause });
      }
      // Only null before `finalize`.
      const file = new Uint8Array(target.buffer ?? new ArrayBuffer(0));
      return withExtras(file, input, languageCode);
    },
  };
}

function tagsOf(title: string, about: FilmNotes | undefined): MetadataTags {
  const cover: AttachedImage | undefined = about?.cover && { data: about.cover, mimeType: 'image/jpeg', kind: 'coverFront' };
  return {
    title,
    comment: commentOf(about),
    // The muxer's own name for it is one that few players know.
    ...(about === undefined || about.description === '' ? {} : { raw: { desc: about.description } }),
    ...(cover === undefined ? {} : { images: [cover] }),
  };
}

function commentOf(about: FilmNotes | undefined): string {
  return `Made with Kinora${about === undefined || about.source === '' ? '' : ` from ${about.source}`}`;
}

/** Adds what the muxer does not write. */
function withExtras(file: Uint8Array, { container, format, title, segments, chapters = [], captions, about, fragmented = false }: MuxInput, language: string): Uint8Array {
  const frames = segments.at(-1)?.end ?? 0;
  const cues = (captions?.cues ?? []).map(({ start, end, lines }) => ({ start, end, text: lines.map(({ text }) => text).join('\n') }));
  const { description = '', seal = '', cover } = about ?? {};
  if (container === 'mp4') return withMp4Extras(file, { format, frames, language, chapters, captions: fragmented ? [] : cues, seal });
  const tags = { COMMENT: commentOf(about), DESCRIPTION: description, [sealTag]: seal };
  return withWebmExtras(file, { fps: format.fps, frames, language, title, tags, chapters, captions: cues, ...(cover === undefined ? {} : { cover }) });
}

/** The encoded pictures of a file, in order, and what their decoder must know. */
export interface PictureTrack {
  readonly codec: string;
  readonly description: Uint8Array;
  readonly packets: readonly { readonly bytes: Uint8Array; readonly isKey: boolean }[];
}

/**
 * Takes the first video track out of a file.
 *
 * @throws Failure `encoder-failed` if there is none, or the file cannot be read
 */
export async function readPictureTrack(file: Uint8Array<ArrayBuffer>): Promise<PictureTrack> {
  const input = new Input({ source: new BufferSource(file), formats: ALL_FORMATS });
  try {
    const track = await input.getPrimaryVideoTrack();
    const config = await track?.getDecoderConfig();
    if (!track || !config) throw new Failure('encoder-failed', 'An encoded file must have a video track, got none.', { bytes: file.length });
    const packets: { bytes: Uint8Array; isKey: boolean }[] = [];
    for await (const packet of new EncodedPacketSink(track).packets()) packets.push({ bytes: packet.data, isKey: packet.type === 'key' });
    return { codec: config.codec, description: descriptionBytes(config.description), packets };
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure('encoder-failed', `An encoded file must be readable, got: ${String(cause)}`, { bytes: file.length }, { cause });
  } finally {
    input.dispose();
  }
}

async function addPictures(source: EncodedVideoPacketSource, segments: readonly Segment[], format: { readonly width: number; readonly height: number; readonly fps: number }): Promise<void> {
  let count = 0;
  for (const { codec, description, frames } of segments) {
    const decoderConfig: VideoDecoderConfig = {
      codec,
      codedWidth: format.width,
      codedHeight: format.height,
      colorSpace: filmColour,
      ...(description.length > 0 ? { description } : {}),
    };
    for (const { bytes, isKey, frame, frames: length } of frames) {
      await source.add(new EncodedPacket(bytes, isKey ? 'key' : 'delta', frame / format.fps, length / format.fps), { decoderConfig });
      if (++count % packetsAtATime === 0) await breath();
    }
  }
  source.close();
}

async function addSound(source: EncodedAudioPacketSource, { codec, sampleRate, channels, description, packets }: SoundTrack): Promise<void> {
  const decoderConfig: AudioDecoderConfig = {
    codec: codec === 'aac' ? 'mp4a.40.2' : 'opus',
    sampleRate,
    numberOfChannels: channels,
    ...(description.length > 0 ? { description } : {}),
  };
  let count = 0;
  for (const { bytes, start, duration } of packets) {
    await source.add(new EncodedPacket(bytes, 'key', start, duration), { decoderConfig });
    if (++count % packetsAtATime === 0) await breath();
  }
  source.close();
}

function videoCodec(codec: string): VideoCodec {
  const known = videoCodecs.find(([start]) => codec.startsWith(start));
  if (known === undefined) throw new Failure('encoder-failed', `A film must be H.264, HEVC, AV1, VP9 or VP8, got "${codec}".`, { codec });
  return known[1];
}

const videoCodecs: readonly (readonly [string, VideoCodec])[] = [['avc1', 'avc'], ['hvc1', 'hevc'], ['hev1', 'hevc'], ['av01', 'av1'], ['vp09', 'vp9'], ['vp8', 'vp8']];

/** Lets the page draw and listen before going on; a timer would take a second in a hidden tab. */
async function breath(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(undefined);
  });
  port1.close();
}
