import * as v from 'valibot';
import { Failure } from '../failure';
import type { Format } from '../storyboard';
import type { ChapterMark, ExportSettings } from './video';

/** What a film was made of and how, so that anybody can check the file and make the same one again. */
export interface Manifest {
  readonly version: 1;
  /** Version of the program that made the film; empty if it did not say. */
  readonly kinora: string;
  /** Digest of the storyboard with the lengths the voice took; its assets count by their ids. */
  readonly storyboard: string;
  readonly settings: ExportSettings;
  readonly format: Format;
  readonly frames: number;
  readonly seconds: number;
  readonly distinctFrames: number;
  readonly chapters: readonly ChapterMark[];
  /** Digest of the captions as an SRT file. */
  readonly captions: string;
  /** Digest of all pictures in their order, as they were to be drawn, with the frames each is shown for; empty where the file holds no film. */
  readonly pictures: string;
  readonly scenes: readonly ManifestScene[];
  /** Digest of the encoded sound; empty for none. */
  readonly sound: string;
  /** How the pictures were encoded: by whom, its codec, and what it aimed at. */
  readonly encoder: { readonly path: string; readonly codec: string; readonly quantizer?: number; readonly bitrate?: number };
  /** Codec strings of the tracks. */
  readonly codecs: readonly string[];
  /** Versions of the steps that made it. */
  readonly steps: Readonly<Record<string, number>>;
  readonly file: ManifestFile;
  /** SHA-256 of the files that were made beside it, so that nobody takes them for somebody else's; absent: by an earlier version. */
  readonly besides?: Readonly<Record<'srt' | 'vtt' | 'poster' | 'storyboard', string>>;
  /** SHA-256 of what was made of the same source in other formats, by ending, `.mp4`; absent: nothing. */
  readonly others?: Readonly<Record<string, string>>;
  /** Names of what is equal whenever the same storyboard is made with the same settings by the same version of the program, wherever. */
  readonly sameEverywhere: readonly string[];
  /** Names of what another encoder may make otherwise: another browser, its version, its machine. */
  readonly byEncoder: readonly string[];
}

export interface ManifestScene {
  readonly id: string;
  /** Frames [first, end). */
  readonly first: number;
  readonly end: number;
  /** Digest of its pictures. */
  readonly pictures: string;
  /** Digest of its encoded pictures. */
  readonly segment: string;
}

export interface ManifestFile {
  readonly container: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Hexadecimal; empty where the browser gave none. */
  readonly sha256: string;
}

/** Gives the manifest as a file: JSON, indented, with a final line break. */
export function manifestJson(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Reads a manifest back from its JSON file.
 *
 * @throws Failure `damaged-file` if it is none, or of a version unknown here
 */
export function parseManifest(text: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Failure('damaged-file', 'A manifest must be JSON.', {}, { cause });
  }
  const result = v.safeParse(manifestSchema, json);
  if (!result.success) throw new Failure(
    'damaged-file', `A manifest must have ${v.getDotPath(result.issues[0]) ?? 'its fields'} as Kinora writes it, got otherwise: ${result.issues[0].message}`,
  );
  // The schema checks every field that is read; settings and codec are passed on as they are.
  return result.output as unknown as Manifest;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const manifestSchema = v.looseObject({
  version: v.literal(1),
  kinora: v.string(),
  storyboard: v.string(),
  settings: v.looseObject({ container: v.string(), captions: v.picklist(['burn', 'file', 'none']), voice: v.string() }),
  format: v.object({ width: count, height: count, fps: v.pipe(count, v.minValue(1)) }),
  frames: count,
  seconds: v.number(),
  distinctFrames: count,
  chapters: v.array(v.object({ title: v.string(), frame: count })),
  captions: v.string(),
  pictures: v.string(),
  scenes: v.array(v.object({ id: v.string(), first: count, end: count, pictures: v.string(), segment: v.string() })),
  sound: v.string(),
  encoder: v.looseObject({ path: v.string(), codec: v.string() }),
  codecs: v.array(v.string()),
  steps: v.record(v.string(), v.number()),
  file: v.object({ container: v.string(), mediaType: v.string(), bytes: count, sha256: v.string() }),
  besides: v.exactOptional(v.object({ srt: v.string(), vtt: v.string(), poster: v.string(), storyboard: v.string() })),
  others: v.exactOptional(v.record(v.string(), v.string())),
  sameEverywhere: v.array(v.string()),
  byEncoder: v.array(v.string()),
});
