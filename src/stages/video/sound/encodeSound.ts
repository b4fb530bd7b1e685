import type { SoundCodec } from '../../../domain/film/video';
import type { CodedSounds, SoundCoder } from '../../../engine/ports';
import type { Step } from '../../../engine/step';

/** Encodes the mixed sound of some scenes, AAC for MP4 and Opus for WebM. */
export function encodeSoundWith(coder: SoundCoder): Step<readonly Int16Array<ArrayBuffer>[], { codec: SoundCodec }, CodedSounds> {
  return {
    name: 'sound',
    stage: 'video',
    version: 2,
    defaults: { codec: 'aac' },
    ranges: { codec: { kind: 'choice', choices: ['aac', 'opus'] } },
    // Each scene is kept by itself.
    traits: { pooled: false, cacheable: false },
    run: (sounds, { codec }, { signal, report }) => coder.encode(sounds, { codec, signal, report }),
  };
}
