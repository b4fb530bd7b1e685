import { totalFrames, type Storyboard } from '../../../domain/storyboard';
import { containersOf, fileForms, type SampledContainer, type SoundContainer, type SoundTrack, type Video } from '../../../domain/film/video';
import type { Muxer, SoundFileCoders } from '../../../engine/ports';
import type { Step } from '../../../engine/step';

export interface SoundFileInput {
  readonly storyboard: Storyboard;
  /** As its form is made from: AAC, or mono samples at `soundRate`. */
  readonly sound: { readonly track: SoundTrack } | { readonly samples: Int16Array<ArrayBuffer> };
}

export type SoundFileParameters = { readonly container: SoundContainer };

/** The step that makes a file of a film's sound alone. */
export function soundFileWith(coders: SoundFileCoders, muxer: Pick<Muxer, 'muxSound'>): Step<SoundFileInput, SoundFileParameters, Video> {
  return {
    name: 'soundFile',
    stage: 'video',
    version: 1,
    defaults: { container: 'm4a' },
    ranges: { container: { kind: 'choice', choices: containersOf('sound') } },
    traits: { pooled: false, cacheable: false },
    async run({ storyboard, sound }, { container }, { signal, report }) {
      const { title, language, format } = storyboard;
      const frames = totalFrames(storyboard);
      const facts = { mediaType: fileForms[container].mediaType, container, format, duration: frames / format.fps, frames, distinctFrames: 0 };
      if ('track' in sound) return { ...facts, bytes: await muxer.muxSound({ title, language, sound: sound.track }), path: 'ffmpeg', codecs: ['mp4a.40.2'] };
      // Samples are given for forms that are made from them.
      const coder = coders[container as SampledContainer];
      return { ...facts, bytes: await coder.encode(sound.samples, { title, signal, report }), path: coder.path, codecs: [coder.codec] };
    },
  };
}
