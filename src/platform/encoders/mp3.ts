import { soundRate } from '../../domain/film/video';
import type { SoundFileCoder } from '../../engine/ports';
import type { FfmpegPort } from './ffmpeg';

/** Quality of LAME's variable rate: about 100 kbit/s for one voice, at which nobody tells it from the mix. */
const quality = 2;

/** Encodes MP3 by the LAME encoder inside ffmpeg. */
export function ffmpegMp3(ffmpeg: FfmpegPort): SoundFileCoder {
  return {
    path: 'ffmpeg',
    codec: 'mp3',
    async encode(sound, { title, signal, report }) {
      const input = ['-hide_banner', '-f', 's16le', '-ar', String(soundRate), '-ac', '1', '-i', 'film.pcm'];
      const output = [
        '-c:a', 'libmp3lame', '-q:a', String(quality), '-id3v2_version', '3', '-metadata', `title=${title}`, '-metadata', 'comment=Made with Kinora',
        'film.mp3',
      ];
      const files = await ffmpeg.run(
        [...input, ...output], new Map([['film.pcm', new Uint8Array(sound.buffer, sound.byteOffset, sound.byteLength)]]), ['film.mp3'],
        { signal, ...(report ? { report } : {}) },
      );
      // `run` gives every output it was asked for, or throws.
      return files.get('film.mp3') as Uint8Array;
    },
  };
}
