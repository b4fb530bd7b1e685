import type { ChapterMark } from '../../domain/film/video';
import { Failure } from '../../domain/failure';
import { boxesIn, boxOf, joinedBytes, mp4Box, mp4FullBox, type Mp4Box, u32, u64, viewOf } from './mp4Boxes';
import { textTrack, type TextTrack } from './textTrack';

export interface Mp4Extras {
  /** Size in px and frames a second of the film. */
  readonly format: { readonly width: number; readonly height: number; readonly fps: number };
  /** Length of the film. */
  readonly frames: number;
  /** Three letters. */
  readonly language: string;
  readonly chapters: readonly ChapterMark[];
  /** Seconds; in order, not overlapping. */
  readonly captions: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  /** What a program may read of how the film was made, as JSON; empty: nothing. */
  readonly seal: string;
}

/** Marks the box of the seal: any 16 bytes nobody else uses. */
const sealId = [0x6b, 0x69, 0x6e, 0x6f, 0x72, 0x61, 0x2d, 0x73, 0x65, 0x61, 0x6c, 0x2d, 0x76, 0x31, 0x00, 0x01] as const;

/** Units a second of a caption's clock. */
const captionClock = 1000;

/** An MP4 file as its muxer left it, without its pictures and sound. */
export interface Mp4Frame {
  /** The `ftyp` box. */
  readonly type: Uint8Array;
  /** The `moov` box. */
  readonly index: Uint8Array;
  /** Where the pictures and sound lay, and how many bytes they are: bare, or as fragments. */
  readonly media: { readonly start: number; readonly size: number };
  /** The `mfra` box of a fragmented file. */
  readonly fragmentIndex?: Uint8Array;
}

/**
 * Adds to an MP4 file what its muxer cannot write: chapters, as Nero's list and as QuickTime's track, captions as 3GPP timed text, and the
 * seal; and takes out the time of day, so that the same film gives the same bytes. The index comes before the pictures, so that players
 * start at once.
 *
 * In a fragmented file chapters are Nero's list alone, and captions are left to the muxer: tracks of text outside the fragments stop the
 * players such files are made for.
 *
 * @returns what stands before and behind the pictures and sound
 */
export function withMp4Extras(
  { type, index: old, media, fragmentIndex }: Mp4Frame, extras: Mp4Extras,
): { readonly before: Uint8Array<ArrayBuffer>; readonly after: Uint8Array<ArrayBuffer> } {
  const inside = boxesIn(old, 8);
  const movieHeader = boxOf(inside, 'mvhd');
  if (movieHeader === undefined) throw new Failure('encoder-failed', 'An MP4 must have an index, got none.');
  const isFragmented = boxOf(inside, 'mvex') !== undefined;
  const nextId = viewOf(old).getUint32(movieHeader.end - 4);
  const tracks = isFragmented ? [] : textTracks(old, movieHeader, nextId, extras);
  const chapterId = tracks.find(({ kind }) => kind === 'chapters')?.id;

  /** The new index, once it is known where the texts and how far the pictures were moved. */
  const index = (textOffset: number, shift: number): Uint8Array<ArrayBuffer> => {
    let offset = textOffset;
    const texts = tracks.map(({ track }) => {
      const box = track.box(offset);
      offset += track.samples.length;
      return box;
    });
    const kept = inside.filter((box) => box.type !== 'udta').map((box) => {
      if (box.type === 'mvhd') return movieHeaderOf(old, box, nextId + tracks.length);
      return box.type === 'trak' ? trackOf(old, box, shift, chapterId) : old.subarray(box.start, box.end);
    });
    return mp4Box('moov', ...kept, ...texts, userData(old, boxOf(inside, 'udta'), extras));
  };

  const mediaHeader = isFragmented ? new Uint8Array(0) : mediaHeaderOf(media.size);
  // Its size does not depend on where things lie.
  const start = type.length + index(0, 0).length + mediaHeader.length;
  const shift = start - media.start;
  const end = start + media.size;
  // The muxer wrote places of four bytes where these were enough for it.
  if (media.start + media.size < 2 ** 32 && end >= 2 ** 32) throw new Failure(
    'encoder-failed', `An MP4 must be below 4 GiB or well above, got ${end} bytes.`, { bytes: end },
  );
  const seal = extras.seal === '' ? new Uint8Array(0) : mp4Box('uuid', sealId, new TextEncoder().encode(extras.seal));
  const samples = tracks.map(({ track }) => track.samples);
  const texts = samples.length === 0 ? new Uint8Array(0) : mp4Box('mdat', ...samples);
  return {
    before: joinedBytes([type, index(end + 8, shift), mediaHeader]),
    // The index of fragments must stay last: its own size, at its end, is how it is found.
    after: joinedBytes([texts, seal, ...(fragmentIndex === undefined ? [] : [shiftedFragmentIndex(fragmentIndex, shift)])]),
  };
}

function mediaHeaderOf(size: number): Uint8Array {
  const name = [0x6d, 0x64, 0x61, 0x74];
  return size + 8 < 2 ** 32 ? joinedBytes([u32(size + 8), name]) : joinedBytes([u32(1), name, u64(size + 16)]);
}

/** Gives the seal of a file; empty if it has none. */
export function readSeal(file: Uint8Array): string {
  const isSeal = (box: Mp4Box): boolean => box.type === 'uuid' && sealId.every((byte, index) => file[box.body + index] === byte);
  const box = boxesIn(file).find(isSeal);
  return box === undefined ? '' : new TextDecoder().decode(file.subarray(box.body + sealId.length, box.end));
}

interface NumberedTrack {
  readonly kind: 'captions' | 'chapters';
  readonly id: number;
  readonly track: TextTrack;
}

function textTracks(file: Uint8Array, movieHeader: Mp4Box, firstId: number, extras: Mp4Extras): readonly NumberedTrack[] {
  const { format: { width, height, fps }, frames, language, chapters, captions } = extras;
  const movieClock = viewOf(file).getUint32(movieHeader.body + (file[movieHeader.body] === 1 ? 20 : 12));
  const common = { language, width, height, filmDuration: Math.round((frames / fps) * movieClock) };
  const tracks: NumberedTrack[] = [];
  if (captions.length > 0) {
    const units = (seconds: number): number => Math.round(seconds * captionClock);
    const duration = units(frames / fps);
    const samples = captions
      .map(
        (
          { start, end, text }, index,
        ) => ({ start: units(start), duration: Math.min(units(end), units(captions[index + 1]?.start ?? Infinity), duration) - units(start), text }),
      )
      .filter((sample) => sample.duration > 0);
    tracks.push({ kind: 'captions', id: firstId, track: textTrack({ ...common, kind: 'captions', id: firstId, clock: captionClock, duration, samples }) });
  }
  if (chapters.length > 0) {
    const id = firstId + tracks.length;
    const samples = chapters.map(({ title, frame }, index) => ({ start: frame, duration: (chapters[index + 1]?.frame ?? frames) - frame, text: title }));
    tracks.push({ kind: 'chapters', id, track: textTrack({ ...common, kind: 'chapters', id, clock: fps, duration: frames, samples }) });
  }
  return tracks;
}

function movieHeaderOf(file: Uint8Array, box: Mp4Box, nextId: number): Uint8Array {
  const header = timeless(file.slice(box.start, box.end), box.body - box.start);
  viewOf(header).setUint32(header.length - 4, nextId);
  return header;
}

/** A track without time of day, with its samples where they were moved to, and its list of chapters where it is the picture's. */
function trackOf(file: Uint8Array, trak: Mp4Box, shift: number, chapterId: number | undefined): Uint8Array {
  const copy = file.slice(trak.start, trak.end);
  const view = viewOf(copy);
  let isPicture = false;
  const walk = (from: number, to: number): void => {
    for (const box of boxesIn(copy, from, to)) {
      if (['mdia', 'minf', 'stbl'].includes(box.type)) walk(box.body, box.end);
      if (box.type === 'vmhd') isPicture = true;
      if (box.type === 'tkhd' || box.type === 'mdhd') timeless(copy, box.body);
      const entries = box.type === 'stco' || box.type === 'co64' ? view.getUint32(box.body + 4) : 0;
      for (let entry = 0; entry < entries; entry++) {
        if (box.type === 'stco') view.setUint32(box.body + 8 + entry * 4, view.getUint32(box.body + 8 + entry * 4) + shift);
        else view.setBigUint64(box.body + 8 + entry * 8, view.getBigUint64(box.body + 8 + entry * 8) + BigInt(shift));
      }
    }
  };
  walk(8, copy.length);
  if (!isPicture || chapterId === undefined) return copy;
  return mp4Box('trak', copy.subarray(8), mp4Box('tref', mp4Box('chap', u32(chapterId))));
}

/** Sets when something was created and changed to never. */
function timeless(bytes: Uint8Array<ArrayBuffer>, body: number): Uint8Array<ArrayBuffer> {
  bytes.fill(0, body + 4, body + (bytes[body] === 1 ? 20 : 12));
  return bytes;
}

function userData(file: Uint8Array, old: Mp4Box | undefined, { chapters, format: { fps } }: Mp4Extras): Uint8Array {
  const kept = old === undefined ? new Uint8Array(0) : file.subarray(old.body, old.end);
  // The list counts in one byte, and each title in one.
  const listed = chapters.slice(0, 255).map(({ title, frame }) => {
    const name = new TextEncoder().encode(shortened(title));
    return [...u64(Math.round((frame / fps) * 1e7)), name.length, ...name];
  });
  return mp4Box('udta', kept, listed.length === 0 ? [] : mp4FullBox('chpl', 1, 0, u32(0), [listed.length], ...listed));
}

/** At most 255 bytes of UTF-8, no letter cut in two. */
function shortened(title: string): string {
  let short = title;
  while (new TextEncoder().encode(short).length > 255) short = [...short].slice(0, -1).join('');
  return short;
}

/** Gives the index at the end of a fragmented file with the places of fragments where they were moved to. */
function shiftedFragmentIndex(index: Uint8Array, shift: number): Uint8Array {
  const moved = index.slice();
  const view = viewOf(moved);
  for (const { type, body } of boxesIn(moved, 8)) {
    // Version 1 with numbers of 4 bytes, as the muxer writes it: time, place, traf, trun, sample.
    if (type !== 'tfra' || moved[body] !== 1) continue;
    const entries = view.getUint32(body + 12);
    for (let entry = 0; entry < entries; entry++) {
      const at = body + 16 + entry * 28 + 8;
      view.setBigUint64(at, view.getBigUint64(at) + BigInt(shift));
    }
  }
  return moved;
}
