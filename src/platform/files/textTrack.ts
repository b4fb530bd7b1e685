import { joinedBytes, mp4Box, mp4FullBox, u16, u32, u64 } from './mp4Boxes';

/** A text and the time it is shown, in units of its track's clock. */
export interface TextSample {
  readonly start: number;
  readonly duration: number;
  readonly text: string;
}

export interface TextTrackOptions {
  readonly id: number;
  /** `captions`: 3GPP timed text, which players show over the picture. `chapters`: QuickTime text, which they list. */
  readonly kind: 'captions' | 'chapters';
  /** Three letters. */
  readonly language: string;
  /** Units a second of the track's clock. */
  readonly clock: number;
  /** Units of the clock. */
  readonly duration: number;
  /** The same in units of the film's clock. */
  readonly filmDuration: number;
  /** px; the captions take the lower part of it. */
  readonly width: number;
  readonly height: number;
  /** In order, not overlapping. */
  readonly samples: readonly TextSample[];
}

/** A track and its samples, to be put into one file. */
export interface TextTrack {
  /** Samples, one behind the other, without a box. */
  readonly samples: Uint8Array;
  /** @param offset where the first sample lies in the file */
  box(offset: number): Uint8Array;
}

/**
 * Gives a track of text for an MP4 file. Time without a text is filled with empty ones, as the format knows no gaps.
 *
 * Nobody sees it who does not switch it on: the track is not enabled, and no caption is forced.
 *
 * Source: 3GPP TS 26.245, section 5; QuickTime File Format, "Text Media" and "Chapter Lists".
 */
export function textTrack(options: TextTrackOptions): TextTrack {
  const { id, kind, language, clock, duration, filmDuration, samples } = options;
  const filled = withoutGaps(samples, duration);
  const bytes = filled.map(({ text }) => sampleOf(text, kind));
  const isCaptions = kind === 'captions';
  const box = (offset: number): Uint8Array =>
    mp4Box('trak',
      trackHeader(id, filmDuration, isCaptions ? captionArea(options) : undefined),
      mp4Box('mdia',
        mp4FullBox('mdhd', 0, 0, u32(0), u32(0), u32(clock), u32(duration), u16(packedLanguage(language)), u16(0)),
        mp4FullBox('hdlr', 0, 0, u32(0), letters(isCaptions ? 'sbtl' : 'text'), zeros(12), letters(isCaptions ? 'Captions' : 'Chapters'), [0]),
        mp4Box('minf',
          isCaptions
            ? mp4FullBox('nmhd', 0, 0)
            : mp4Box('gmhd', mp4FullBox('gmin', 0, 0, u16(0x40), u16(0x8000), u16(0x8000), u16(0x8000), zeros(4)), mp4Box('text', identity)),
          mp4Box('dinf', mp4FullBox('dref', 0, 0, u32(1), mp4FullBox('url ', 0, 1))),
          mp4Box('stbl',
            mp4FullBox('stsd', 0, 0, u32(1), isCaptions ? captionEntry(options) : mp4Box('text', zeros(6), u16(1), plainEntry)),
            mp4FullBox('stts', 0, 0, u32(filled.length), ...filled.map((sample) => [...u32(1), ...u32(sample.duration)])),
            mp4FullBox('stsc', 0, 0, u32(1), u32(1), u32(filled.length), u32(1)),
            mp4FullBox('stsz', 0, 0, u32(0), u32(filled.length), ...bytes.map(({ length }) => u32(length))),
            mp4FullBox('co64', 0, 0, u32(1), u64(offset)),
          ),
        ),
      ),
    );
  return { samples: joinedBytes(bytes), box };
}

function withoutGaps(samples: readonly TextSample[], duration: number): readonly TextSample[] {
  const filled: TextSample[] = [];
  let at = 0;
  for (const sample of samples) {
    if (sample.start > at) filled.push({ start: at, duration: sample.start - at, text: '' });
    filled.push(sample);
    at = sample.start + sample.duration;
  }
  if (at < duration) filled.push({ start: at, duration: duration - at, text: '' });
  return filled;
}

function sampleOf(text: string, kind: TextTrackOptions['kind']): Uint8Array {
  const words = new TextEncoder().encode(text);
  // QuickTime takes a chapter for MacRoman unless its encoding is told: 256 is UTF-8.
  return joinedBytes([u16(words.length), words, kind === 'chapters' ? mp4Box('encd', u32(0x100)) : []]);
}

/** A track in the film, not enabled; captions share a group of which players show one. */
function trackHeader(
  id: number, filmDuration: number, area: { readonly width: number; readonly height: number; readonly top: number } | undefined,
): Uint8Array {
  return mp4FullBox('tkhd', 0, 2, u32(0), u32(0), u32(id), u32(0), u32(filmDuration), zeros(8), u16(0), u16(area === undefined ? 0 : 2), u16(0), u16(0),
    ...(area === undefined ? [identity, u32(0), u32(0)] : [
      identity.subarray(0, 28), u32(area.top << 16), identity.subarray(32), u32(area.width << 16), u32(area.height << 16),
    ]));
}

/** The lower 15% of the picture. */
function captionArea({ width, height }: TextTrackOptions): { readonly width: number; readonly height: number; readonly top: number } {
  const area = Math.round(height * 0.15);
  return { width, height: area, top: height - area };
}

/** White letters of a twentieth of the picture's height, in the middle, standing on the lower edge. */
function captionEntry(options: TextTrackOptions): Uint8Array {
  const { width, height } = captionArea(options);
  const font = letters('Sans-Serif');
  return mp4Box('tx3g', zeros(6), u16(1), u32(0), [1, 0xff], zeros(4), u16(0), u16(0), u16(height), u16(width),
    u16(0), u16(0), u16(1), [0, Math.min(255, Math.round(options.height / 20))], [255, 255, 255, 255],
    mp4Box('ftab', u16(1), u16(1), [font.length], font));
}

/** As players expect it of a list that is never drawn: everything 0 but one nameless font. */
const plainEntry = joinedBytes([[0, 0, 0, 1], zeros(20), u16(1), zeros(6), mp4Box('ftab', u16(1), u16(1), [0])]);

const identity = joinedBytes([u32(0x10000), zeros(12), u32(0x10000), zeros(12), u32(0x40000000)]);

/** Three letters in five bits each. */
function packedLanguage(language: string): number {
  return [...language].reduce((packed, letter) => (packed << 5) | (letter.charCodeAt(0) - 0x60), 0);
}

function letters(text: string): readonly number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function zeros(count: number): Uint8Array {
  return new Uint8Array(count);
}
