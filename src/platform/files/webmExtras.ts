import type { Bytes } from '../../domain/bytes';
import { Failure } from '../../domain/failure';
import type { ChapterMark } from '../../domain/film/video';
import { type EbmlElement, element, elementHead, elementsIn, ids, numberIn, unsigned, utf8 } from './ebml';
import { joinedBytes } from './mp4Boxes';

export interface WebmExtras {
  readonly fps: number;
  /** Length of the film. */
  readonly frames: number;
  /** Three letters. */
  readonly language: string;
  readonly title: string;
  /** Other tags by their names; empty ones are left out. */
  readonly tags: Readonly<Record<string, string>>;
  readonly chapters: readonly ChapterMark[];
  /** Seconds; in order. */
  readonly captions: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  /** JPEG, shown where films are listed; absent: none. */
  readonly cover?: Uint8Array;
}

/** A WebM file as its muxer left it, without its pictures and sound. */
export interface WebmFrame {
  /** All that stands before the first cluster. */
  readonly head: Uint8Array;
  /** In order. */
  readonly clusters: readonly WebmCluster[];
  /** The index, behind the last cluster. */
  readonly cues: Uint8Array;
  /** Gives a stretch of the file, reading nothing. */
  readonly range: (start: number, end: number) => readonly Bytes[];
}

/** A cluster, and where it lies in the file. */
export interface WebmCluster extends Pick<EbmlElement, 'start' | 'body' | 'end'> {
  /** Milliseconds. */
  readonly time: number;
}

/**
 * Adds to a WebM file what its muxer cannot write, or writes so that players do not find it: title, tags, chapters, a cover and captions.
 * Puts the index before the pictures, so that players seek without reading to the file's end.
 *
 * Source: RFC 9559, section 5.1; "WebVTT in WebM" (WebM Project), for captions.
 *
 * @param frame without tags, times in milliseconds
 * @returns the file, in parts
 */
export function withWebmExtras({ head: front, clusters: old, cues: index, range }: WebmFrame, extras: WebmExtras): readonly Bytes[] {
  // Its end lies far behind what is given of it here.
  const segment = segmentIn(front);
  const inside = segment === undefined ? [] : elementsIn(front, segment.body, front.length);
  if (segment === undefined || old.length === 0) throw new Failure('encoder-failed', 'A WebM must have pictures, got none.');
  const bodiesOf = (id: number): readonly Uint8Array[] => inside.filter((one) => one.id === id).map(({ body, end }) => front.subarray(body, end));
  const cues = elementsIn(index, 0, index.length).find(({ id }) => id === ids.cues);
  const tracks = inside.find(({ id }) => id === ids.tracks);
  const captionTrack = 1 + (tracks === undefined ? 0 : elementsIn(front, tracks.body, tracks.end).length);
  const clusters = clustersOf(old, range, extras.captions, captionTrack);

  const parts: readonly (readonly [number, Uint8Array])[] = [
    [ids.info, element(ids.info, ...bodiesOf(ids.info), element(ids.title, utf8(extras.title)))],
    [ids.tracks, element(ids.tracks, ...bodiesOf(ids.tracks), ...(extras.captions.length === 0 ? [] : [captionEntry(captionTrack, extras.language)]))],
    ...(extras.chapters.length === 0 ? [] : [[ids.chapters, chaptersOf(extras)] as const]),
    ...(extras.cover === undefined ? [] : [[ids.attachments, attachmentsOf(extras.cover)] as const]),
    [ids.tags, tagsOf(extras.tags)],
  ];
  /** All before the pictures, once it is known where they begin, from the start of what the segment holds. */
  const head = (start: number): Uint8Array<ArrayBuffer> => {
    const moved = new Map<number, number>();
    let place = start;
    for (const { before, size } of clusters) {
      if (before !== undefined) moved.set(before - segment.body, place);
      place += size;
    }
    const all = [...parts, ...(cues === undefined ? [] : [[ids.cues, cuesOf(index, cues, moved)] as const])];
    let at = seekHeadOf(all.map(([id]) => [id, 0])).length;
    const places = all.map(([id, bytes]): readonly [number, number] => {
      at += bytes.length;
      return [id, at - bytes.length];
    });
    return joinedBytes([seekHeadOf(places), ...all.map(([, bytes]) => bytes)]);
  };
  // Its size does not depend on the numbers in it.
  const whole = head(head(0).length);
  const size = clusters.reduce((sum, cluster) => sum + cluster.size, whole.length);
  return [joinedBytes([front.subarray(0, segment.start), elementHead(ids.segment, size), whole]), ...clusters.flatMap((cluster) => cluster.parts)];
}

/** The start of the segment; `elementsIn` would refuse it, as it ends outside. */
function segmentIn(front: Uint8Array): { readonly start: number; readonly body: number } | undefined {
  const start = elementsIn(front, 0, front.length).at(-1)?.end ?? 0;
  // An id of four bytes, then as many bytes of size as its first one says.
  const body = start + 4 + Math.clz32(front[start + 4] ?? 0) - 23;
  return numberIn(front, start, 4) === ids.segment && body <= front.length ? { start, body } : undefined;
}

interface Cluster {
  /** Where it was in the file; absent: it is new. */
  readonly before?: number;
  readonly size: number;
  readonly parts: readonly Bytes[];
}

/** A block tells its time from its cluster's in 16 bits of milliseconds. */
const longestReach = 30_000;

/** The clusters, each with the captions that begin in its time; one that begins long after gets a cluster of its own. */
function clustersOf(clusters: readonly WebmCluster[], range: WebmFrame['range'], captions: WebmExtras['captions'], track: number): readonly Cluster[] {
  const millis = (seconds: number): number => Math.round(seconds * 1000);
  return clusters.flatMap(({ start, body, end, time: from }, index): readonly Cluster[] => {
    const until = clusters[index + 1]?.time ?? Infinity;
    const own = captions.filter((caption) => (millis(caption.start) >= from || index === 0) && millis(caption.start) < until);
    const blockAt = (time: number, caption: WebmExtras['captions'][number]): Uint8Array => {
      const place = millis(caption.start) - time;
      // No name and no settings, a line each, then the words.
      const words = utf8(`\n\n${escaped(caption.text)}`);
      return element(ids.blockGroup, element(ids.block, Uint8Array.of(0x80 | track, (place >> 8) & 255, place & 255, 0), words), element(
        ids.blockDuration, unsigned(millis(caption.end) - millis(caption.start)),
      ));
    };
    const isNear = (caption: WebmExtras['captions'][number]): boolean => millis(caption.start) - from <= longestReach;
    const near = own.filter(isNear);
    const late = own.filter((caption) => !isNear(caption)).map((caption): Cluster => {
      const time = millis(caption.start);
      const bytes = element(ids.cluster, element(ids.clusterTime, unsigned(time)), blockAt(time, caption));
      return { size: bytes.length, parts: [bytes] };
    });
    if (near.length === 0) return [{ before: start, size: end - start, parts: range(start, end) }, ...late];
    const blocks = joinedBytes(near.map((caption) => blockAt(from, caption)));
    const head = elementHead(ids.cluster, end - body + blocks.length);
    return [{ before: start, size: head.length + end - body + blocks.length, parts: [head, ...range(body, end), blocks] }, ...late];
  });
}

function seekHeadOf(places: readonly (readonly [id: number, place: number])[]): Uint8Array {
  return element(
    ids.seekHead, ...places.map(([id, place]) => element(ids.seek, element(ids.seekId, unsigned(id, 4)), element(ids.seekPosition, unsigned(place, 6)))),
  );
}

/** The index with every place where its cluster was moved to. */
function cuesOf(file: Uint8Array, cues: EbmlElement, moved: ReadonlyMap<number, number>): Uint8Array {
  const copy = ({ start, end }: EbmlElement): Uint8Array => file.subarray(start, end);
  const points = elementsIn(file, cues.body, cues.end).map((point) => element(ids.cuePoint, ...elementsIn(file, point.body, point.end).map((part) => {
    if (part.id !== ids.cueTrackPositions) return copy(part);
    return element(ids.cueTrackPositions, ...elementsIn(file, part.body, part.end).map((one) =>
      one.id === ids.cueClusterPosition
        ? element(ids.cueClusterPosition, unsigned(moved.get(numberIn(file, one.body, one.end - one.body)) ?? 0, 6))
        : copy(one)));
  })));
  return element(ids.cues, ...points);
}

/** Captions that nobody sees who does not switch them on; 17 is the type of subtitles. */
function captionEntry(track: number, language: string): Uint8Array {
  return element(ids.trackEntry,
    element(ids.trackNumber, unsigned(track)), element(ids.trackUid, unsigned(track)), element(ids.trackType, unsigned(17)),
    element(ids.flagDefault, unsigned(0)), element(ids.flagLacing, unsigned(0)),
    element(ids.trackLanguage, utf8(language)), element(ids.codecId, utf8('D_WEBVTT/SUBTITLES')));
}

function chaptersOf({ chapters, fps, frames, language }: WebmExtras): Uint8Array {
  const nanoseconds = (frame: number): number => Math.round((frame / fps) * 1e9);
  return element(ids.chapters, element(ids.editionEntry, element(ids.editionDefault, unsigned(1)), ...chapters.map(({ title, frame }, index) =>
    element(ids.chapterAtom,
      element(ids.chapterUid, unsigned(index + 1)),
      element(ids.chapterStart, unsigned(nanoseconds(frame))),
      element(ids.chapterEnd, unsigned(nanoseconds(chapters[index + 1]?.frame ?? frames))),
      element(ids.chapterDisplay, element(ids.chapterTitle, utf8(title)), element(ids.chapterLanguage, utf8(language))),
    ))));
}

/** Tags of the whole film; what they are about is left out, as players show it before every name. */
function tagsOf(tags: WebmExtras['tags']): Uint8Array {
  const told = Object.entries(tags).filter(([, value]) => value !== '');
  return element(ids.tags, element(
    ids.tag, element(ids.targets),
    ...told.map(([name, value]) => element(ids.simpleTag, element(ids.tagName, utf8(name)), element(ids.tagString, utf8(value)))),
  ));
}

function attachmentsOf(jpeg: Uint8Array): Uint8Array {
  return element(ids.attachments, element(ids.attachedFile,
    element(ids.fileName, utf8('cover.jpg')),
    element(ids.fileMediaType, utf8('image/jpeg')),
    element(ids.fileData, jpeg),
    element(ids.fileUid, unsigned(1)),
  ));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
