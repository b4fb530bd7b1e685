import type { Bytes } from '../../domain/bytes';
import { manifestJson } from '../../domain/film/manifest';
import { storyboardJson } from '../../domain/storyboardFile';
import { fileForms } from '../../domain/film/video';
import type { Production } from '../../workflow/results';
import { words } from '../words/words';
import { fileWords } from './fileWords';
import type { DownloadPart } from './downloadPart';

/** A file that can be saved. */
export interface Download {
  readonly part: DownloadPart;
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
  const file = (part: DownloadPart, label: string, ending: string, mediaType: string, content: Bytes | string): Download => {
    // Bytes from the session are blobs, or in memory that nobody shares.
    const blob = new Blob([content as BlobPart], { type: mediaType });
    return { part, label, name: `${base}.${ending}`, address: URL.createObjectURL(blob), size: blob.size };
  };
  const { video } = production;
  const { besides } = words.exports;
  return [
    file('film', fileWords[video.container].label, fileForms[video.container].ending, video.mediaType, video.bytes),
    file('srt', besides.srt, 'srt', 'application/x-subrip', production.srt),
    file('vtt', besides.vtt, 'vtt', 'text/vtt', production.vtt),
    file('poster', besides.poster, 'poster.png', 'image/png', production.poster),
    file('storyboard', besides.storyboard, 'json', 'application/json', storyboardJson(production.storyboard)),
    file('manifest', besides.manifest, 'manifest.json', 'application/json', manifestJson(production.manifest)),
  ];
}
