import {
  type AttachedImage, BufferSource, EncodedAudioPacketSource, EncodedPacket, EncodedPacketSink, EncodedVideoPacketSource, Input, ALL_FORMATS, type MetadataTags,
  Mp4OutputFormat, Output, StreamTarget, type StreamTargetChunk, TextSubtitleSource, type VideoCodec, WebMOutputFormat,
} from 'mediabunny';
import { inMemory, type Bytes } from '../../domain/bytes';
import { Failure } from '../../domain/failure';
import { framesOf } from '../../domain/film/segment';
import { fileForms, type FilmContainer, type Segment, type SoundTrack } from '../../domain/film/video';
import { given } from '../../domain/given';
import type { FilmNotes, Muxer, MuxInput, Stowage } from '../../engine/ports';
import { never } from '../../engine/never';
import { breather } from '../page/breath';
import { elementsIn } from './ebml';
import { FileDraft } from './fileDraft';
import { sealTag } from './filmFacts';
import { boxesIn, viewOf } from './mp4Boxes';
import { withMp4Extras } from './mp4Extras';
import { memoryStowage } from '../storage/memoryStowage';
import { trackLanguage } from './trackLanguage';
import { descriptionBytes, filmColour } from './avcDescription';
import { type WebmCluster, withWebmExtras } from './webmExtras';

/**
 * Puts encoded pictures and sound into MP4 (index first, so that players start at once) or WebM.
 *
 * A scene at a time is in memory: what is written is put away, and the file is joined of what was put away.
 *
 * @param partLength bytes that are put away at once
 */
export function mediabunnyMuxer(stowage: Stowage = memoryStowage, partLength?: number): Pick<Muxer, 'mux'> {
  return {
    async mux(input) {
      const { container, format, title, language, segments, sound, captions, about, fragmented = false } = input;
      const draft = new FileDraft(stowage, partLength);
      const found: Found = { clusters: [] };
      const output = new Output(
        { format: writers[container].format(found, fragmented), target: new StreamTarget(writableOn(draft)) },
      );
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
        await cues?.add(captions?.vtt ?? '');
        cues?.close();
        await addInTurn([packetsOfPictures(pictures, segments, format), ...(samples && sound ? [packetsOfSound(samples, sound)] : [])]);
        await output.finalize();
      } catch (cause) {
        await output.cancel().catch(() => undefined);
        for (const bytes of draft.stored) stowage.drop(bytes);
        throw new Failure('encoder-failed', `Pictures and sound must fit into one file, got: ${String(cause)}`, { container }, { cause });
      }
      const parts = await writers[container].parts(draft, found, input, languageCode);
      return stowage.join(parts, fileForms[container].mediaType, draft.stored);
    },
  };
}

/** What the muxer tells of the file while it writes. */
interface Found {
  /** The index of an MP4, and where it lies. */
  index?: { readonly bytes: Uint8Array; readonly start: number };
  readonly clusters: WebmCluster[];
}

/** How each container is written, and what is added afterwards. */
interface Writer {
  format(found: Found, fragmented: boolean): Mp4OutputFormat | WebMOutputFormat;
  /** Gives the file with what the muxer does not write. */
  parts(draft: FileDraft, found: Found, input: MuxInput, language: string): Promise<readonly Bytes[]>;
}

const writers: Readonly<Record<FilmContainer, Writer>> = { mp4: { format: mp4Format, parts: mp4Parts }, webm: { format: webmFormat, parts: webmParts } };

function mp4Format(found: Found, fragmented: boolean): Mp4OutputFormat {
  // The index comes last: only then are all places known. It is moved to the start afterwards.
  return new Mp4OutputFormat({ fastStart: fragmented ? 'fragmented' : false, onMoov: (bytes, start) => (found.index = { bytes: bytes.slice(), start }) });
}

function webmFormat(found: Found): WebMOutputFormat {
  return new WebMOutputFormat({
    onCluster: (bytes, start, time) => {
      const body = elementsIn(bytes, 0, bytes.length)[0]?.body ?? 0;
      found.clusters.push({ start, body: start + body, end: start + bytes.length, time: Math.round(time * 1000) });
    },
  });
}

function writableOn(draft: FileDraft): WritableStream<StreamTargetChunk> {
  return new WritableStream({ write: ({ data, position }) => draft.write(position, data) });
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

async function mp4Parts(
  draft: FileDraft, { index }: Found, { format, segments, chapters = [], captions, about, fragmented = false }: MuxInput, language: string,
): Promise<readonly Bytes[]> {
  if (index === undefined) throw new Failure('encoder-failed', 'An MP4 must have an index, got none.');
  const start = await draft.read(0, 64);
  const [type, mediaBox] = boxesIn(start, 0, 64, draft.size);
  if (type === undefined || (mediaBox === undefined && !fragmented)) throw new Failure('encoder-failed', 'An MP4 must have pictures, got none.');
  // Behind the box's head the muxer leaves room for a larger one.
  const media = fragmented ? index.start + index.bytes.length : type.end + largeHead;
  const end = fragmented ? draft.size - viewOf(await draft.read(draft.size - 4, draft.size)).getUint32(0) : index.start;
  const { before, after } = withMp4Extras(
    {
      type: start.subarray(0, type.end), index: index.bytes, media: { start: media, size: end - media },
      ...(fragmented ? { fragmentIndex: await draft.read(end, draft.size) } : {}),
    },
    { format, frames: framesIn(segments), language, chapters, captions: fragmented ? [] : cuesOf(captions), seal: about?.seal ?? '' },
  );
  return [before, ...draft.range(media, end), after];
}

/** Bytes of the head of a box that may be larger than 4 GiB. */
const largeHead = 16;

async function webmParts(
  draft: FileDraft, { clusters }: Found, { format, title, segments, chapters = [], captions, about }: MuxInput, language: string,
): Promise<readonly Bytes[]> {
  const { description = '', seal = '', cover } = about ?? {};
  return withWebmExtras(
    {
      head: await draft.read(0, clusters[0]?.start ?? 0),
      clusters,
      cues: await draft.read(clusters.at(-1)?.end ?? 0, draft.size),
      range: (start, end) => draft.range(start, end),
    },
    {
      fps: format.fps, frames: framesIn(segments), language, title, tags: { COMMENT: commentOf(about), DESCRIPTION: description, [sealTag]: seal }, chapters,
      captions: cuesOf(captions), ...given({ cover }),
    },
  );
}

function framesIn(segments: readonly Segment[]): number {
  return segments.at(-1)?.end ?? 0;
}

function cuesOf(captions: MuxInput['captions']): readonly { readonly start: number; readonly end: number; readonly text: string }[] {
  return (captions?.cues ?? []).map(({ start, end, lines }) => ({ start, end, text: lines.map(({ text }) => text).join('\n') }));
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

/** A packet, and how it is put into its track. */
interface Packet {
  /** Seconds. */
  readonly time: number;
  add(): Promise<void>;
}

/** Adds the packets of all tracks in order of time, the first track's first: the same packets give the same file. */
async function addInTurn(tracks: readonly AsyncGenerator<Packet, void, undefined>[]): Promise<void> {
  const breathe = breather(never());
  const next = await Promise.all(tracks.map(async (track) => ({ track, packet: await track.next() })));
  for (;;) {
    let first: (typeof next)[number] | undefined;
    for (const one of next) {
      if (one.packet.done !== true && (first === undefined || first.packet.done === true || one.packet.value.time < first.packet.value.time)) first = one;
    }
    if (first === undefined || first.packet.done === true) return;
    await first.packet.value.add();
    first.packet = await first.track.next();
    await breathe();
  }
}

async function* packetsOfPictures(
  source: EncodedVideoPacketSource, segments: readonly Segment[], format: { readonly width: number; readonly height: number; readonly fps: number },
): AsyncGenerator<Packet, void, undefined> {
  for (const segment of segments) {
    const { codec, description } = segment;
    const decoderConfig: VideoDecoderConfig = {
      codec,
      codedWidth: format.width,
      codedHeight: format.height,
      colorSpace: filmColour,
      ...(description.length > 0 ? { description } : {}),
    };
    for (const { bytes, isKey, frame, frames } of framesOf(segment, await inMemory(segment.bytes))) {
      const packet = new EncodedPacket(bytes, isKey ? 'key' : 'delta', frame / format.fps, frames / format.fps);
      yield { time: packet.timestamp, add: () => source.add(packet, { decoderConfig }) };
    }
  }
  source.close();
}

async function* packetsOfSound(
  source: EncodedAudioPacketSource, { codec, sampleRate, channels, description, packets }: SoundTrack,
): AsyncGenerator<Packet, void, undefined> {
  const decoderConfig: AudioDecoderConfig = {
    codec: codec === 'aac' ? 'mp4a.40.2' : 'opus',
    sampleRate,
    numberOfChannels: channels,
    ...(description.length > 0 ? { description } : {}),
  };
  for (const { bytes, start, duration } of packets) {
    const packet = new EncodedPacket(bytes, 'key', start, duration);
    yield { time: packet.timestamp, add: () => source.add(packet, { decoderConfig }) };
  }
  source.close();
}

function videoCodec(codec: string): VideoCodec {
  const known = videoCodecs.find(([start]) => codec.startsWith(start));
  if (known === undefined) throw new Failure('encoder-failed', `A film must be H.264, HEVC, AV1, VP9 or VP8, got "${codec}".`, { codec });
  return known[1];
}

const videoCodecs: readonly (readonly [string, VideoCodec])[] = [
  ['avc1', 'avc'], ['hvc1', 'hevc'], ['hev1', 'hevc'], ['av01', 'av1'], ['vp09', 'vp9'], ['vp8', 'vp8'],
];
