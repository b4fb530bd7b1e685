import { fileForms, type Container, type FileForm, type VideoCodec } from '../../domain/film/video';
import { words } from '../words/words';

/** What kinds of files are called, in the order in which they are offered. */
export const kindNames: Readonly<Record<FileForm['kind'], string>> = words.exports.kinds;

/** What each kind of file is called, and what it is good for in one line. */
export const fileWords: Readonly<Record<Container, { readonly label: string; readonly help: string }>> = words.exports.files;

export const codecNames: Readonly<Record<VideoCodec, string>> = words.exports.codecs;

/** Gives what a file will be encoded with, as far as it was chosen. */
export function codecName(container: Container, codec: VideoCodec | undefined): string {
  return codec === undefined ? fileForms[container].usualCodec : codecNames[codec];
}
