import { sizeOf } from '../../../domain/bytes';
import { digest } from '../../../domain/digest';
import type { Manifest, ManifestScene } from '../../../domain/film/manifest';
import { sceneStarts, totalFrames, type Storyboard } from '../../../domain/storyboard';
import { fileForms, type ExportSettings, type Segment, type SoundTrack, type Video } from '../../../domain/film/video';
import type { VideoCoding } from '../../../engine/ports';
import { chapterMarks } from './chapterMarks';

/** What is known of a film before it is a file. */
export interface FilmRecord {
  readonly coding?: VideoCoding;
  readonly scenes: readonly ManifestScene[];
  /** Digest of the encoded sound; empty for none. */
  readonly sound: string;
}

/** Digest of pictures and of how long each is shown: the same whether a picture that stays is coded once or again for every frame. */
export function picturesDigest(pictures: readonly { readonly key: string; readonly frames: number }[]): string {
  const runs: [string, number][] = [];
  for (const { key, frames } of pictures) {
    const last = runs.at(-1);
    if (last?.[0] === key) last[1] += frames;
    else runs.push([key, frames]);
  }
  return digest(runs);
}

/** Digest of a storyboard; its assets, which may be large, count by their ids, which are digests themselves. */
export function storyboardDigest({ assets, ...rest }: Storyboard): string {
  return digest(assets === undefined ? rest : { ...rest, assets: Object.keys(assets).sort() });
}

/** @param segments one a scene, in film order */
export function filmRecord(storyboard: Storyboard, coding: VideoCoding, segments: readonly Segment[], track: SoundTrack | undefined): FilmRecord {
  return {
    coding,
    scenes: segments.map(({ first, end, frames, keys, digest: segment }, scene) => ({
      id: storyboard.scenes[scene]?.id ?? '',
      first,
      end,
      pictures: picturesDigest(keys.map((key, index) => ({ key, frames: frames[index]?.frames ?? 0 }))),
      segment,
    })),
    sound: track === undefined ? '' : digest(track.packets.map(({ bytes }) => bytes)),
  };
}

/** The record as a few letters that fit into the file itself. */
export function sealOf(storyboard: Storyboard, { coding, scenes, sound }: FilmRecord, version: string): string {
  return JSON.stringify({
    kinora: version, storyboard: storyboardDigest(storyboard), pictures: digest(scenes.map(({ pictures }) => pictures)), sound, encoder: coding?.codec ?? '',
  });
}

export interface ManifestParts {
  readonly storyboard: Storyboard;
  readonly settings: ExportSettings;
  readonly video: Video;
  readonly record: FilmRecord;
  /** SRT. */
  readonly captions: string;
  readonly version: string;
  readonly sha256: string;
  readonly besides: NonNullable<Manifest['besides']>;
  readonly steps: Readonly<Record<string, number>>;
}

export function manifestOf({ storyboard, settings, video, record, captions, version, sha256, besides, steps }: ManifestParts): Manifest {
  const { coding, scenes, sound } = record;
  const { path, container, format, codecs, distinctFrames, bytes } = video;
  return {
    version: 1,
    kinora: version,
    storyboard: storyboardDigest(storyboard),
    settings,
    format,
    frames: totalFrames(storyboard),
    seconds: video.duration,
    distinctFrames,
    chapters: chapterMarks(storyboard),
    captions: digest(captions),
    pictures: scenes.length === 0 ? '' : digest(scenes.map(({ pictures }) => pictures)),
    scenes,
    sound,
    encoder: {
      path,
      codec: coding?.codec ?? codecs[0] ?? '',
      ...(coding === undefined ? {} : coding.quantizer === undefined ? { bitrate: coding.bitrate } : { quantizer: coding.quantizer }),
    },
    codecs,
    steps,
    file: { container, mediaType: fileForms[container].mediaType, bytes: sizeOf(bytes), sha256 },
    besides,
    sameEverywhere: ['storyboard', 'format', 'frames', 'seconds', 'distinctFrames', 'chapters', 'captions', 'pictures', 'scenes.pictures'],
    byEncoder: ['sound', 'encoder', 'codecs', 'scenes.segment', 'file', 'besides.poster'],
  };
}

/** The same of a film that is only outlined: what must be equal in its manifest. */
export interface FilmOutline {
  readonly storyboard: string;
  readonly captions: string;
  readonly pictures: string;
  readonly scenes: readonly Pick<ManifestScene, 'id' | 'first' | 'end' | 'pictures'>[];
}

/**
 * @param spans    pictures of each scene, in film order
 * @param captions SRT
 */
export function filmOutline(
  storyboard: Storyboard, spans: readonly (readonly { readonly key: string; readonly frames: number }[])[], captions: string,
): FilmOutline {
  const starts = sceneStarts(storyboard);
  const scenes = spans.map(
    (
      pictures, scene,
    ) => ({ id: storyboard.scenes[scene]?.id ?? '', first: starts[scene] ?? 0, end: starts[scene + 1] ?? 0, pictures: picturesDigest(pictures) }),
  );
  return { storyboard: storyboardDigest(storyboard), captions: digest(captions), pictures: digest(scenes.map(({ pictures }) => pictures)), scenes };
}
