import { Failure } from '../domain/failure';
import type { ChapterMark } from '../domain/video';
import { type EbmlElement, element, elementsIn, ids, numberIn, unsigned, utf8 } from './ebml';
import { joined } from './mp4Boxes';

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

/**
 * Adds to a WebM file what its muxer cannot write, or writes so that players do not find it: title, tags, chapters, a cover and captions.
 * Puts the index before the pictures, so that players seek without reading to the file's end.
 *
 * Source: RFC 9559, section 5.1; "WebVTT in WebM" (WebM Project), for captions.
 *
 * @param file without tags, times in milliseconds
 */
export function withWebmExtras(file: Uint8Array, extras: WebmExtras): Uint8Array<ArrayBuffer> {
  const segment = elementsIn(file, 0, file.length).find(({ id }) => id === ids.segment);
  const inside = segment && elementsIn(file, segment.body, segment.end);
  if (segment === undefined || inside === undefined || !inside.some(({ id }) => id === ids.cluster)) throw new Failure('encoder-failed', 'A WebM must have pictures, got none.');
  const bodiesOf = (id: number): readonly Uint8Array[] => inside.filter((one) => one.id === id).map(({ body, end }) => file.subarray(body, end));
  const cues = inside.find(({ id }) => id === ids.cues);
  const tracks = inside.find(({ id }) => id === ids.tracks);
  const captionTrack = 1 + (tracks === undefined ? 0 : elementsIn(file, tracks.body, tracks.end).length);
  const clusters = clustersOf(file, inside.filter(({ id }) => id === ids.cluster), extras.captions, captionTrack);

  const parts: readonly (readonly [number, Uint8Array])[] = [
    [ids.info, element(ids.info, ...bodiesOf(ids.info), element(ids.title, utf8(extras.title)))],
    [ids.tracks, element(ids.tracks, ...bodiesOf(ids.tracks), ...(extras.captions.length === 0 ? [] : [captionEntry(captionTrack, extras.language)]))],
    ...(extras.chapters.length === 0 ? [] : [[ids.chapters, chaptersOf(extras)] as const]),
    ...(extras.cover === undefined ? [] : [[ids.attachments, attachmentsOf(extras.cover)] as const]),
    [ids.tags, tagsOf(extras.tags)],
  ];
  /** All before the pictures, once it is known where they begin, from the start of what the segment holds. */
  const head = (start: number): Uint8Array => {
    const moved = new Map<number, number>();
    let place = start;
    for (const { before, bytes } of clusters) {
      if (before !== undefined) moved.set(before - segment.body, place);
      place += bytes.length;
    }
    const all = [...parts, ...(cues === undefined ? [] : [[ids.cues, cuesOf(file, cues, moved)] as const])];
    let at = seekHeadOf(all.map(([id]) => [id, 0])).length;
    const places = all.map(([id, bytes]): readonly [number, number] => {
      at += bytes.length;
      return [id, at - bytes.length];
    });
    return joined([seekHeadOf(places), ...all.map(([, bytes]) => bytes)]);
  };
  // Its size does not depend on the numbers in it.
  return joined([file.subarray(0, segment.start), element(ids.segment, head(head(0).length), ...clusters.map(({ bytes }) => bytes))]);
}

interface Cluster {
  /** Where it was in the file; absent: it is new. */
  readonly before?: number;
  readonly bytes: Uint8Array;
}

/** A block tells its time from its cluster's in 16 bits of milliseconds. */
const longestReach = 30_000;

/** The clusters, each with the captions that begin in its time; one that begins long after gets a cluster of its own. */
function clustersOf(file: Uint8Array, clusters: readonly EbmlElement[], captions: WebmExtras['captions'], track: number): readonly Cluster[] {
  const millis = (seconds: number): number => Math.round(seconds * 1000);
  const times = clusters.map(({ body, end }) => {
    const time = elementsIn(file, body, end).find(({ id }) => id === ids.clusterTime);
    return time === undefined ? 0 : numberIn(file, time.body, time.end - time.body);
  });
  return clusters.flatMap(({ start, body, end }, index): readonly Cluster[] => {
    const from = times[index] ?? 0;
    const until = times[index + 1] ?? Infinity;
    const own = captions.filter((caption) => (millis(caption.start) >= from || index === 0) && millis(caption.start) < until);
    const blockAt = (time: number, caption: WebmExtras['captions'][number]): Uint8Array => {
      const place = millis(caption.start) - time;
      // No name and no settings, a line each, then the words.
      const words = utf8(`\n\n${escaped(caption.text)}`);
      return element(ids.blockGroup, element(ids.block, Uint8Array.of(0x80 | track, (place >> 8) & 255, place & 255, 0), words), element(ids.blockDuration, unsigned(millis(caption.end) - millis(caption.start))));
    };
    const isNear = (caption: WebmExtras['captions'][number]): boolean => millis(caption.start) - from <= longestReach;
    const near = own.filter(isNear);
    const bytes = near.length === 0 ? file.subarray(start, end) : element(ids.cluster, file.subarray(body, end), ...near.map((caption) => blockAt(from, caption)));
    const late = own.filter((caption) => !isNear(caption)).map((caption): Cluster => {
      const time = millis(caption.start);
      return { bytes: element(ids.cluster, element(ids.clusterTime, unsigned(time)), blockAt(time, caption)) };
    });
    return [{ before: start, bytes }, ...late];
  });
}

function seekHeadOf(places: readonly (readonly [id: number, place: number])[]): Uint8Array {
  return element(ids.seekHead, ...places.map(([id, place]) => element(ids.seek, element(ids.seekId, unsigned(id, 4)), element(ids.seekPosition, unsigned(place, 6)))));
}

/** The index with every place where its cluster was moved to. */
function cuesOf(file: Uint8Array, cues: EbmlElement, moved: ReadonlyMap<number, number>): Uint8Array {
  const copy = ({ start, end }: EbmlElement): Uint8Array => file.subarray(start, end);
  const points = elementsIn(file, cues.body, cues.end).map((point) => element(ids.cuePoint, ...elementsIn(file, point.body, point.end).map((part) => {
    if (part.id !== ids.cueTrackPositions) return copy(part);
    return element(ids.cueTrackPositions, ...elementsIn(file, part.body, part.end).map((one) =>
      one.id === ids.cueClusterPosition ? element(ids.cueClusterPosition, unsigned(moved.get(numberIn(file, one.body, one.end - one.body)) ?? 0, 6)) : copy(one)));
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
  return element(ids.tags, element(ids.tag, element(ids.targets), ...told.map(([name, value]) => element(ids.simpleTag, element(ids.tagName, utf8(name)), element(ids.tagString, utf8(value))))));
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
