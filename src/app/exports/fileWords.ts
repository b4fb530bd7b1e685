import type { Container, FileForm, VideoCodec } from '../../domain/film/video';

/** What kinds of files are called, in the order in which they are offered. */
export const kindNames: Readonly<Record<FileForm['kind'], string>> = {
  video: 'Video', animation: 'Silent animation', sound: 'Sound alone', stills: 'Pictures',
};

/** What each kind of file is good for, in one line. */
export const fileHelp: Readonly<Record<Container, string>> = {
  mp4: 'Plays everywhere; the best choice for sending and uploading.',
  webm: 'An open format for web pages; every current browser plays it.',
  gif: 'Plays where videos cannot, as in old mail programs. Few colours.',
  webp: 'As a GIF, but smoother and in all colours; for web pages and chats.',
  m4a: 'The voice as AAC; plays on every phone.',
  mp3: 'The voice as MP3; plays on everything.',
  wav: 'The voice as it is, uncompressed, for sound editors. Large.',
  stills: 'A PNG of each scene, in one ZIP.',
};

export const codecNames: Readonly<Record<VideoCodec, string>> = { h264: 'H.264', hevc: 'H.265 (HEVC)', vp9: 'VP9', av1: 'AV1' };

const usualCodecs: Readonly<Record<Container, string>> = {
  mp4: 'H.264', webm: 'VP9', gif: 'GIF', webp: 'WebP', m4a: 'AAC', mp3: 'MP3', wav: 'WAV', stills: 'PNG',
};

/** Gives what a file will be encoded with, as far as it was chosen. */
export function codecName(container: Container, codec: VideoCodec | undefined): string {
  return codec === undefined ? usualCodecs[container] : codecNames[codec];
}
