import type { Bytes } from '../../domain/bytes';
import { manifestJson } from '../../domain/film/manifest';
import { storyboardJson } from '../../domain/storyboardFile';
import { fileForms } from '../../domain/film/video';
import type { Production } from '../../workflow/results';
import { fileWords } from './fileWords';

/** A file that can be saved. */
export interface Download {
  readonly label: string;
  readonly name: string;
  /** `blob:` address; whoever holds it revokes it. */
  readonly address: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Gives the files of a finished video, the video first; whoever takes them revokes their addresses.
 *
 * @param base name without ending
 */
export function filesOf(production: Production, base: string): readonly Download[] {
  const file = (label: string, ending: string, mediaType: string, content: Bytes | string): Download => {
    // Bytes from the session are blobs, or in memory that nobody shares.
    const blob = new Blob([content as BlobPart], { type: mediaType });
    return { label, name: `${base}.${ending}`, address: URL.createObjectURL(blob), size: blob.size };
  };
  const { video } = production;
  return [
    file(fileWords[video.container].label, fileForms[video.container].ending, video.mediaType, video.bytes),
    file('SRT', 'srt', 'application/x-subrip', production.srt),
    file('VTT', 'vtt', 'text/vtt', production.vtt),
    file('Poster', 'png', 'image/png', production.poster),
    file('Storyboard', 'json', 'application/json', storyboardJson(production.storyboard)),
    file('Manifest', 'manifest.json', 'application/json', manifestJson(production.manifest)),
  ];
}
