import { totalFrames, type Storyboard } from '../../../domain/storyboard';
import { containers, fileForms, soundRate, type SoundContainer, type SoundTrack, type Video } from '../../../domain/film/video';
import type { Muxer, SoundFileCoder } from '../../../engine/ports';
import type { Step } from '../../../engine/step';
import { wav } from '../files/wav';

export interface SoundFileInput {
  readonly storyboard: Storyboard;
  /** AAC for M4A; mono samples at `soundRate` for the others. */
  readonly sound: { readonly track: SoundTrack } | { readonly samples: Int16Array<ArrayBuffer> };
}

export type SoundFileParameters = { readonly container: SoundContainer };

/** The step that makes a file of a film's sound alone: M4A, MP3 or WAV. */
export function soundFileWith(coder: SoundFileCoder, muxer: Pick<Muxer, 'muxSound'>): Step<SoundFileInput, SoundFileParameters, Video> {
  return {
    name: 'soundFile',
    stage: 'video',
    version: 1,
    defaults: { container: 'm4a' },
    ranges: { container: { kind: 'choice', choices: containers.filter((name) => fileForms[name].kind === 'sound') } },
    traits: { pooled: false, cacheable: false },
    async run({ storyboard, sound }, { container }, { signal, report }) {
      const { title, language, format } = storyboard;
      const frames = totalFrames(storyboard);
      const facts = { mediaType: fileForms[container].mediaType, container, format, duration: frames / format.fps, frames, distinctFrames: 0 };
      if ('track' in sound) return {
        ...facts, mediaType: fileForms.m4a.mediaType, container: 'm4a', bytes: await muxer.muxSound({ title, language, sound: sound.track }), path: 'ffmpeg',
        codecs: ['mp4a.40.2'],
      };
      if (container === 'wav') return { ...facts, bytes: wav(sound.samples, soundRate), path: 'kinora', codecs: ['pcm_s16le'] };
      return {
        ...facts, mediaType: fileForms.mp3.mediaType, container: 'mp3', bytes: await coder.mp3(sound.samples, { title, signal, report }), path: 'ffmpeg',
        codecs: ['mp3'],
      };
    },
  };
}
